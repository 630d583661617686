from pathlib import Path

import pytest

from humoresque.catalog.data_folder import default_data_folder, resolve_data_folder


def test_the_data_folder_is_named_after_the_program() -> None:
    assert default_data_folder().name == "humoresque"


@pytest.mark.parametrize("named", [None, "", "  ", Path("  ")])
def test_a_folder_that_is_not_named_is_the_users_own(named: Path | str | None) -> None:
    assert resolve_data_folder(named) == default_data_folder()


@pytest.mark.parametrize("named", ["~/hq", " ~/hq ", Path("~/hq")])
def test_a_folder_may_begin_at_home(named: Path | str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    monkeypatch.setenv("USERPROFILE", "/home/anna")
    assert resolve_data_folder(named) == Path("/home/anna/hq").absolute()


def test_a_relative_folder_is_below_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert resolve_data_folder("hq") == tmp_path / "hq"
