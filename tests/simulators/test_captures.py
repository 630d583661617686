"""Recorded answers of the real service beside those of the simulator: the same keys and types.

The recordings are of an old app; what they hold beyond the documented objects is no part of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.simulators import presence
from tests.simulators.presence import Shape
from tests.simulators.running import RunningSimulator
from tests.simulators.spotify.calls import calling

SCOPES = (
    *("user-top-read", "playlist-modify-private", "playlist-modify-public"),
    *("playlist-read-private", "user-library-read", "user-read-playback-state"),
    *("user-modify-playback-state", "user-read-currently-playing"),
    *("user-read-email", "user-read-private"),
)
# Each recording with the call that it answers, and what it is.
CAPTURES: dict[str, tuple[str, str, Shape]] = {
    "artist": ("GET", "/artists/{artist}", presence.ARTIST),
    "current_playing_track": ("GET", "/me/player/currently-playing", presence.CURRENTLY_PLAYING),
    "current_user": ("GET", "/me", presence.PRIVATE_USER),
    "current_user_playlist_1": ("GET", "/me/playlists", presence.paged(presence.LISTED_PLAYLIST)),
    "current_user_playlist_2": ("GET", "/me/playlists", presence.paged(presence.LISTED_PLAYLIST)),
    "devices": ("GET", "/me/player/devices", presence.DEVICES),
    "new_playlist": ("POST", "/me/playlists", presence.OWN_PLAYLIST),
    "playback_1": ("GET", "/me/player", presence.PLAYBACK),
    "playlist_1": ("GET", "/playlists/{playlist}", presence.PLAYLIST),
    "playlist_items": (
        "GET",
        "/playlists/{playlist}/items",
        presence.paged(presence.PLAYLIST_ITEM),
    ),
    "playlist_not_found": ("GET", "/playlists/{nothing}", presence.ERROR),
    "playlist_update_items": ("PUT", "/playlists/{playlist}/items", presence.SNAPSHOT),
    "rate_limit": ("GET", "/me", presence.ERROR),
    "search": ("GET", "/search?q=love&type=track", presence.FOUND),
    "top_artists": ("GET", "/me/top/artists", presence.paged(presence.ARTIST)),
    "top_tracks": ("GET", "/me/top/tracks", presence.paged(presence.TRACK)),
}
# Only of songs that may not be played where the listener is; the simulator has none.
PLAYABLE = {"restrictions"}
LISTS = {"library_contains": "/me/library/contains?uris=spotify:track:{track}"}


@pytest.fixture
def answers(simulator: RunningSimulator) -> Iterator[tuple[httpx.Client, dict[str, str]]]:
    """An old app of Ana's, in which something plays and a list is kept; and their names."""
    simulator.app(mode="legacy")
    with calling(simulator, "ana", *SCOPES) as client:
        songs = client.get("/me/top/tracks").json()["items"]
        made = client.post("/me/playlists", json={"name": "Evening"}).json()
        uris = [song["uri"] for song in songs]
        client.put(f"/playlists/{made['id']}/items", json={"uris": uris})
        device = client.get("/me/player/devices").json()["devices"][0]["id"]
        play = {"context_uri": made["uri"]}
        client.put("/me/player/play", params={"device_id": device}, json=play)
        yield (
            client,
            {
                "artist": songs[0]["artists"][0]["id"],
                "track": songs[0]["id"],
                "playlist": made["id"],
                "nothing": "0" * 22,
            },
        )


def kinds(value: object, shape: Shape, at: str = "$") -> Iterator[tuple[str, str]]:
    """Each documented key of an object, with what kinds of JSON stand there."""
    if not isinstance(value, dict):
        return
    documented = f"{shape.always} {shape.perhaps} {shape.old} {shape.old_perhaps}".split()
    for key in value.keys() & set(documented) - PLAYABLE:
        here = value[key]
        yield f"{at}.{key}", _kind(here)
        for part in here if isinstance(here, list) else [here]:
            if key in shape.inside:
                yield from kinds(part, shape.inside[key], f"{at}.{key}")


def _kind(value: object) -> str:
    return type(value).__name__


def table(value: object, shape: Shape) -> dict[str, set[str]]:
    told: dict[str, set[str]] = {}
    for place, kind in kinds(value, shape):
        told.setdefault(place, set()).add(kind)
    return told


@pytest.mark.data
@pytest.mark.parametrize("name", CAPTURES)
def test_what_the_real_one_told_the_simulator_tells_too(
    name: str,
    simulator: RunningSimulator,
    spotify_reference: Path,
    answers: tuple[httpx.Client, dict[str, str]],
) -> None:
    client, names = answers
    method, address, shape = CAPTURES[name]
    body = {"name": "Night", "uris": []} if method != "GET" else None
    if name == "rate_limit":
        simulator.fault("rate_limited", times=1)
    told = client.request(method, address.format_map(names), json=body).json()
    real = table(_recorded(spotify_reference, name), shape)
    ours = table(told, shape)
    assert real.keys() - ours.keys() == set()
    null = {"NoneType"}
    differing = {
        place: (kinds, ours[place])
        for place, kinds in real.items()
        if not kinds & ours[place] and kinds != null and ours[place] != null
    }
    assert differing == {}


@pytest.mark.data
@pytest.mark.parametrize("name", LISTS)
def test_lists_of_answers_are_lists(
    name: str, spotify_reference: Path, answers: tuple[httpx.Client, dict[str, str]]
) -> None:
    client, names = answers
    told = client.get(LISTS[name].format_map(names)).json()
    assert {type(one) for one in told} == {type(one) for one in _recorded(spotify_reference, name)}


@pytest.mark.data
def test_every_recording_is_looked_at(spotify_reference: Path) -> None:
    folder = spotify_reference / "captures" / "spotifyaio-fixtures"
    assert {path.stem for path in folder.glob("*.json")} == CAPTURES.keys() | LISTS.keys()


def _recorded(reference: Path, name: str) -> Any:
    path = reference / "captures" / "spotifyaio-fixtures" / f"{name}.json"
    return json.loads(path.read_bytes())
