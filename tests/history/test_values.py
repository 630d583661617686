"""Values as exports write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.history import values

_MOMENT = datetime(2023, 4, 5, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2023-04-05T06:07:00Z",
        "2023-04-05T08:07:00+02:00",
        "2023-04-05 06:07",
        "05 Apr 2023 06:07",
        "5 April 2023, 06:07",
        "05.04.2023 06:07:00 +00:00",
        "1680674820",
        1_680_674_820,
        1_680_674_820_000,
        "1680674820000",
        1_680_674_820.0,
    ],
)
def test_a_moment_is_read_in_every_usual_spelling(written: object) -> None:
    assert values.moment(written) == _MOMENT


@pytest.mark.parametrize(
    "written", ["", "yesterday", "0", 0, -1, True, None, "1999-12-31", "9" * 400, 1e300,
                float("nan"), "31 Feb 2023 06:07", "05 Xyz 2023 06:07", [], "³"]
)  # fmt: skip
def test_what_is_no_moment_of_listening_is_none(written: object) -> None:
    assert values.moment(written) is None


@pytest.mark.parametrize(("written", "plays"), [(1, 1), ("7", 7), (" 7 ", 7), (3.0, 3)])
def test_a_count_is_read(written: object, plays: int) -> None:
    assert values.count(written) == plays


@pytest.mark.parametrize(
    "written", [0, -1, "", "1_0", "1.5", 1.5, True, None, "²", 10**8, "9" * 9, float("inf")]
)
def test_what_is_no_count_is_none(written: object) -> None:
    assert values.count(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "5SuOikwiRyPMVoIQDJUgSV",
        "spotify:track:5SuOikwiRyPMVoIQDJUgSV",
        "https://open.spotify.com/track/5SuOikwiRyPMVoIQDJUgSV?si=x",
        "https://open.spotify.com/intl-pl/track/5SuOikwiRyPMVoIQDJUgSV",
    ],
)
def test_spotifys_id_is_found_in_links(written: str) -> None:
    assert values.track_id(written) == "5SuOikwiRyPMVoIQDJUgSV"


@pytest.mark.parametrize(
    "written", ["spotify:episode:5SuOikwiRyPMVoIQDJUgSV", "x", "", None, 5,
                "spotify:local:Anna:Album:Song:200", "5SuOikwiRyPMVoIQDJUgS\u0660"]
)  # fmt: skip
def test_what_names_no_track_is_none(written: object) -> None:
    assert values.track_id(written) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("  Anna ", "Anna"),
        ("Anna\tand\nBen", "Anna and Ben"),
        ("Zażółć", "Zażółć"),
        ("", None),
        ("\x00", None),
        ("Jos\ufffd", None),
        ("x" * 201, None),
        (7, None),
    ],
)
def test_a_name_is_cleaned(written: object, name: str | None) -> None:
    assert values.name(written) == name


@given(st.none() | st.booleans() | st.integers() | st.floats() | st.text())
def test_any_value_is_read_or_refused(value: object) -> None:
    values.moment(value), values.count(value), values.milliseconds(value)
    values.track_id(value), values.name(value)
