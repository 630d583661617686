from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.web.env import Environment, SettingError, data_folder


def test_a_blank_value_counts_as_unset() -> None:
    assert Environment({"NAME": "  "}).text("NAME") is None


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_a_yes_in_any_spelling_is_true(value: str) -> None:
    assert Environment({"NAME": value}).flag("NAME", default=False) is True


@pytest.mark.parametrize("value", ["0", "False", "no", "OFF"])
def test_a_no_in_any_spelling_is_false(value: str) -> None:
    assert Environment({"NAME": value}).flag("NAME", default=True) is False


def test_anything_else_than_yes_or_no_fails_and_names_the_variable() -> None:
    with pytest.raises(SettingError, match=r"^NAME must be yes or no, not 'maybe'$"):
        Environment({"NAME": "maybe"}).flag("NAME", default=True)


@given(st.integers(0, 50))
def test_every_count_up_to_the_maximum_is_read(value: int) -> None:
    assert Environment({"NAME": str(value)}).count("NAME", default=1, maximum=50) == value


@pytest.mark.parametrize("value", ["-1", "51", "1.5", "many", "٣"])
def test_a_count_out_of_range_fails_and_names_the_variable(value: str) -> None:
    with pytest.raises(SettingError, match=r"^NAME must be a whole number from 0 to 50"):
        Environment({"NAME": value}).count("NAME", default=1, maximum=50)


def test_words_are_split_at_commas_and_trimmed() -> None:
    assert Environment({"NAME": "a, b,,c "}).words("NAME", default=()) == ("a", "b", "c")


def test_a_choice_is_read_in_any_case() -> None:
    choices = ("INFO", "ERROR")
    assert Environment({"NAME": "error"}).choice("NAME", default="INFO", choices=choices) == "ERROR"


def test_an_unknown_choice_fails_with_what_is_possible() -> None:
    with pytest.raises(SettingError, match=r"^NAME must be one of INFO, ERROR, not 'loud'"):
        Environment({"NAME": "loud"}).choice("NAME", default="INFO", choices=("INFO", "ERROR"))


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://music.example/", "https://music.example"),
        ("http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        (" ", None),
    ],
)
def test_an_address_is_read_without_the_slash_at_its_end(value: str, address: str | None) -> None:
    assert Environment({"NAME": value}).url("NAME") == address


@pytest.mark.parametrize(
    "value",
    [
        "music.example", "ftp://music.example", "https://", "https://a.example/?b=c", "//a.example",
        "https://user@a.example", "https://a.example:port", "https://a.example; script-src *",
        "https://a.example'", "https://[::1", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_what_is_no_address_fails_and_names_the_variable(value: str) -> None:
    with pytest.raises(SettingError, match=r"^NAME must be an address such as https://host/path"):
        Environment({"NAME": value}).url("NAME")


def test_a_path_may_start_at_home() -> None:
    assert Environment({"NAME": "~/music"}).path("NAME") == Path.home() / "music"


def test_defaults_hold_when_nothing_is_set() -> None:
    environment = Environment({})
    assert environment.flag("NAME", default=True) is True
    assert environment.count("NAME", default=3, maximum=9) == 3
    assert environment.words("NAME", default=("x",)) == ("x",)
    assert environment.choice("NAME", default="a", choices=("a",)) == "a"
    assert environment.path("NAME") is None
    assert environment.secret("NAME") is None


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("hidden\n", encoding="utf-8")
    assert Environment({"NAME_FILE": str(file)}).secret("NAME") == "hidden"


def test_a_secret_given_twice_fails(tmp_path: Path) -> None:
    variables = {"NAME": "a", "NAME_FILE": str(tmp_path / "secret")}
    with pytest.raises(SettingError, match=r"^NAME and NAME_FILE are both set"):
        Environment(variables).secret("NAME")


def test_a_missing_secret_file_fails_and_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"^NAME_FILE names .*cannot be read: No such file"):
        Environment({"NAME_FILE": str(tmp_path / "none")}).secret("NAME")


def test_an_empty_or_binary_secret_file_fails(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    for content, problem in ((b"\n", "is empty"), (b"\xff\xfe", "not UTF-8 text")):
        file.write_bytes(content)
        with pytest.raises(SettingError, match=problem):
            Environment({"NAME_FILE": str(file)}).secret("NAME")


def test_the_data_folder_is_the_users_unless_one_is_named(tmp_path: Path) -> None:
    from humoresque.catalog.data_folder import default_data_folder  # noqa: PLC0415

    assert data_folder(Environment({"HUMORESQUE_HOME": str(tmp_path)})) == tmp_path
    assert data_folder(Environment({})) == default_data_folder()
