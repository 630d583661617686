from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from humoresque.own_music.library import OwnMusic, ScannedFile
from humoresque.spotify.client import SpotifyApi
from humoresque.spotify.scopes import Purpose
from humoresque.web import wiring
from humoresque.web.accounts.models import Visitor
from humoresque.web.accounts.spotify import listener_api
from humoresque.web.listening.models import Playlist, ResolvedSong, Song
from humoresque.web.listening.resolving import (
    MOST_SEARCHES,
    Resolved,
    resolve_songs,
    resolve_without_withdrawn,
)
from tests.web.api.spotify_lists import Listener

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(listener: Listener) -> SpotifyApi:
    _ = listener
    return listener_api(Visitor.objects.get().id, Purpose.SAVE)


@pytest.fixture
def songs(created: Any) -> list[Song]:
    return list(Playlist.objects.get(id=created["id"]).songs.all())


def _as_own(song: Song) -> Song:
    """The same song, in a file of the listener's."""
    song.track_id = f"own:{song.track_id}"
    return song


def _uri(song: Song) -> str:
    return f"spotify:track:{song.track_id.removeprefix('own:')}"


def _searches(listener: Listener) -> int:
    return len(listener.simulator.requests("GET", "/v1/search"))


def test_songs_of_the_catalog_need_no_call_and_no_memory(
    listener: Listener, api: SpotifyApi, songs: list[Song]
) -> None:
    before = len(listener.simulator.requests())
    resolved = resolve_songs(songs, api)
    assert resolved.found == tuple((song.position, _uri(song)) for song in songs)
    assert (resolved.not_found, resolved.waiting) == ((), ())
    assert len(listener.simulator.requests()) == before
    assert not ResolvedSong.objects.exists()


def test_own_files_are_looked_for_by_name_once_in_thirty_days(
    listener: Listener, api: SpotifyApi, songs: list[Song]
) -> None:
    own = [_as_own(song) for song in songs[:3]]
    own[1].title = "No song has this name"
    resolved = resolve_songs(own, api)
    assert resolved == Resolved(((1, _uri(own[0])), (3, _uri(own[2]))), (2,), ())
    assert _searches(listener) == 3
    assert resolve_songs(own, api) == resolved
    assert _searches(listener) == 3
    left = {row.track_id: row.expires_at - timezone.now() for row in ResolvedSong.objects.all()}
    assert timedelta(days=29) < left[own[0].track_id] <= timedelta(days=30)
    assert timedelta(hours=23) < left[own[1].track_id] <= timedelta(days=1)
    ResolvedSong.objects.filter(track_id=own[1].track_id).update(expires_at=timezone.now())
    resolve_songs(own, api)
    assert _searches(listener) == 4


def test_ten_searches_are_made_and_the_rest_the_next_time(
    listener: Listener, api: SpotifyApi, wishes: dict[str, Any]
) -> None:
    created = listener.create(wishes | {"size": 25})
    own = [_as_own(song) for song in Playlist.objects.get(id=created["id"]).songs.all()]
    waiting = []
    for _ in range(3):
        before = _searches(listener)
        waiting.append(len(resolve_songs(own, api).waiting))
        assert _searches(listener) - before <= MOST_SEARCHES
    assert waiting == [15, 5, 0]


def test_a_recording_number_in_the_file_is_looked_for_first(
    listener: Listener,
    api: SpotifyApi,
    songs: list[Song],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    isrc = api.track(songs[0].track_id).isrc
    own = _as_own(songs[0])
    file = replace(ScannedFile("a.mp3", 1, 1), isrc=isrc)
    music = OwnMusic(wiring.catalog().songs(), tmp_path, {own.track_id: file})
    monkeypatch.setattr(wiring, "own_music", lambda: music)
    uri = _uri(own)
    own.title, own.artists = "Track 1", ["Unknown"]
    assert resolve_songs([own], api).uris == [uri]
    assert _searches(listener) == 1


def test_songs_that_are_gone_are_found_out_and_looked_for_under_another_id(
    listener: Listener, api: SpotifyApi, songs: list[Song]
) -> None:
    listener.simulator.withdraw(songs[4].track_id)
    moved, moved_to = songs[7], songs[8]
    listener.simulator.withdraw(moved.track_id)
    moved.title, moved.artists = moved_to.title, moved_to.artists
    moved.duration_ms = moved_to.duration_ms
    left = resolve_without_withdrawn(songs, resolve_songs(songs, api), api)
    assert left.not_found == (songs[4].position,)
    assert dict(left.found)[moved.position] == _uri(moved_to)
    assert resolve_songs(songs, api) == left
    assert ResolvedSong.objects.count() == 2
