from __future__ import annotations

import re

from simulators.spotify.identifiers import is_id, kind_and_id, made_up_id, new_id
from simulators.spotify.listeners import TIME_RANGES, new_listeners, top_artists, top_tracks
from simulators.spotify.songs import starter_songs

SONGS = starter_songs()


def test_every_song_has_all_that_spotify_tells() -> None:
    assert len(SONGS.by_id) == 2000
    for song in SONGS:
        assert is_id(song.id)
        assert song.artists
        assert re.fullmatch(r"[A-Z]{2}[A-Z0-9]{3}\d{7}", song.isrc)
        assert 1 <= song.track_number <= song.album.total_tracks
        assert song.duration_ms > 0
        assert song.album.artist is song.artists[0]
        assert re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", song.album.release_date)


def test_made_up_ids_are_the_same_every_time_and_for_nobody_else() -> None:
    assert made_up_id("artist", "Nina Simone") == made_up_id("artist", "Nina Simone")
    assert made_up_id("artist", "Nina Simone") != made_up_id("album", "Nina Simone")
    assert len(SONGS.artists) == len({artist.name for artist in SONGS.artists.values()})
    assert is_id(new_id())
    assert new_id() != new_id()


def test_uris_are_taken_apart() -> None:
    track_id = next(iter(SONGS.by_id))
    assert kind_and_id(f"spotify:track:{track_id}") == ("track", track_id)
    for wrong in ("", "spotify:track:", f"spotify:track:{track_id}x", f"Spotify:track:{track_id}"):
        assert kind_and_id(wrong) is None


def test_histories_hold_what_their_listeners_like() -> None:
    for listener in new_listeners().values():
        for time_range in TIME_RANGES:
            songs = top_tracks(listener, SONGS, time_range)
            artists = top_artists(listener, SONGS, time_range)
            assert len(songs) == (50 if listener.genres else 0)
            assert len(artists) == (50 if listener.genres else 0)
            assert all(listener.genres.issuperset(song.genres) for song in songs)
            assert songs == top_tracks(listener, SONGS, time_range)
