from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from humoresque.spotify.models import (
    Artist,
    Devices,
    Found,
    Page,
    Playback,
    Playlist,
    PlaylistItem,
    Recommendations,
    Track,
    User,
)

SONG = {"name": "Song", "uri": "spotify:track:1", "id": "1", "type": "track"}
# What each recorded answer is; None where nobody reads it but the errors.
CAPTURES: dict[str, type[BaseModel] | None] = {
    "artist": Artist,
    "current_playing_track": Playback,
    "current_user": User,
    "current_user_playlist_1": Page[Playlist],
    "current_user_playlist_2": Page[Playlist],
    "devices": Devices,
    "library_contains": None,
    "new_playlist": Playlist,
    "playback_1": Playback,
    "playlist_1": Playlist,
    "playlist_items": Page[PlaylistItem],
    "playlist_not_found": None,
    "playlist_update_items": None,
    "rate_limit": None,
    "search": Found,
    "top_artists": Page[Artist],
    "top_tracks": Page[Track],
}


@pytest.fixture(scope="session")
def captures(spotify_reference: Path) -> Path:
    return spotify_reference / "captures" / "spotifyaio-fixtures"


def read(captures: Path, name: str) -> Any:
    return json.loads((captures / f"{name}.json").read_bytes())


@pytest.mark.data
def test_every_recorded_answer_has_its_reader(captures: Path) -> None:
    assert {path.stem for path in captures.glob("*.json")} == set(CAPTURES)


@pytest.mark.data
@pytest.mark.parametrize(("name", "model"), [(n, m) for n, m in CAPTURES.items() if m])
def test_recorded_answers_are_read(name: str, model: type[BaseModel], captures: Path) -> None:
    told = read(captures, name)
    model.model_validate_json((captures / f"{name}.json").read_bytes())
    model.model_validate(told)


@pytest.mark.data
def test_what_was_recorded_arrives(captures: Path) -> None:
    tracks = Page[Track].model_validate(read(captures, "top_tracks"))
    assert len(tracks.items) == 48
    assert all(track.id and track.artists and track.album and track.page for track in tracks.items)
    assert tracks.items[0].isrc == "ATN262528501"
    playback = Playback.model_validate(read(captures, "playback_1"))
    assert playback.device is not None
    assert playback.device.volume_percent == 69
    assert playback.disallowed == ("resuming",)
    created = Playlist.model_validate(read(captures, "new_playlist"))
    assert created.description == "New playlist description"
    lists = Page[Playlist].model_validate(read(captures, "current_user_playlist_1"))
    assert created.id in [playlist.id for playlist in lists.items]
    assert lists.next


def test_holes_in_lists_are_left_out() -> None:
    lists = {"items": [None, {"id": "1", "name": "Mine", "uri": "spotify:playlist:1"}, None]}
    assert [playlist.id for playlist in Page[Playlist].model_validate(lists).items] == ["1"]
    assert Devices.model_validate({"devices": None}).devices == ()


def test_null_says_no_more_than_absence() -> None:
    everything = {name: None for name in Track.model_fields if name not in {"name", "uri"}}
    assert Track.model_validate(SONG | everything | {"id": "1"}) == Track.model_validate(
        {"name": "Song", "uri": "spotify:track:1", "id": "1"}
    )


@pytest.mark.parametrize("missing", ["name", "uri"])
def test_what_makes_a_song_a_song_cannot_be_missing(missing: str) -> None:
    with pytest.raises(ValidationError):
        Track.model_validate({key: value for key, value in SONG.items() if key != missing})


def test_a_place_in_a_list_holds_a_song_under_either_name() -> None:
    older = PlaylistItem.model_validate({"item": None, "track": SONG})
    newer = PlaylistItem.model_validate({"item": SONG, "track": SONG | {"name": "Old"}})
    assert [place.song.name for place in (older, newer) if place.song] == ["Song", "Song"]
    assert PlaylistItem.model_validate({"item": None}).song is None


@pytest.mark.parametrize("name", [{}, {"name": None}])
def test_a_list_without_a_name_hides_no_other(name: dict[str, None]) -> None:
    nameless = {"id": "1", "uri": "spotify:playlist:1", **name}
    page = Page[Playlist].model_validate({"items": [nameless, nameless | {"name": "Mine"}]})
    assert [playlist.name for playlist in page.items] == ["", "Mine"]


def test_an_advertisement_is_no_song() -> None:
    told = {"is_playing": True, "item": None, "currently_playing_type": "ad"}
    assert Playback.model_validate(told).item is None


def test_an_episode_is_read_like_a_song_without_artists() -> None:
    episode = {"name": "Folge 1", "uri": "spotify:episode:1", "id": "1", "type": "episode"}
    item = Playback.model_validate({"item": episode, "currently_playing_type": "episode"}).item
    assert item is not None
    assert (item.type, item.artists, item.album) == ("episode", (), None)


def test_a_file_of_the_listeners_own_has_no_id() -> None:
    own = {"id": None, "is_local": True, "artists": [{"id": None, "name": "Me", "uri": None}]}
    assert Track.model_validate(SONG | own).id is None


def test_what_a_player_refuses_is_what_is_true() -> None:
    told = {"actions": {"disallows": {"seeking": True, "pausing": False, "resuming": None}}}
    assert Playback.model_validate(told).disallowed == ("seeking",)


def test_recommendations_are_read() -> None:
    assert Recommendations.model_validate({"seeds": [], "tracks": [SONG]}).tracks[0].name == "Song"


def test_a_reading_that_fails_does_not_print_what_was_read() -> None:
    with pytest.raises(ValidationError) as caught:
        Track.model_validate({"name": ["very private"], "uri": 3})
    assert "very private" not in str(caught.value)
