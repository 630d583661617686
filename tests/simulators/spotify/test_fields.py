from __future__ import annotations

import pytest

from simulators.spotify.fields import Fields
from simulators.spotify.problems import ApiError

WHOLE: dict[str, object] = {
    "total": 1,
    "items": [{"added_at": "now", "track": {"name": "x", "album": {"name": "y", "href": "z"}}}],
}


@pytest.mark.parametrize(
    ("fields", "picked"),
    [
        ("total", {"total": 1}),
        ("!items", {"total": 1}),
        ("items.added_at", {"items": [{"added_at": "now"}]}),
        ("items(added_at),total", {"total": 1, "items": [{"added_at": "now"}]}),
        (
            "items( track( name, album(name) ) )",
            {"items": [{"track": {"name": "x", "album": {"name": "y"}}}]},
        ),
        ("items.track.album.!href", {"items": [{"track": {"album": {"name": "y"}}}]}),
        ("items(track(!name,!album))", {"items": [{"track": {}}]}),
        ("nothing", {}),
    ],
)
def test_only_the_wanted_is_kept(fields: str, picked: dict[str, object]) -> None:
    assert Fields.read(fields).pick(WHOLE) == picked


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param("a(" * 3000, id="deep"),
        "(",
        "items(",
        "items(a",
        "a,",
        "a)",
        "a..b",
        "a b?",
        "!",
        ",",
    ],
)
def test_what_cannot_be_read_is_refused(fields: str) -> None:
    with pytest.raises(ApiError):
        Fields.read(fields)
