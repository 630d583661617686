from __future__ import annotations

import httpx
import pytest

from simulators.spotify.songs import starter_songs
from tests.simulators.running import RunningSimulator
from tests.simulators.spotify.calls import error

SONG = next(song for song in starter_songs() if song.genres == ("funk",))


@pytest.fixture
def old(simulator: RunningSimulator, ana: httpx.Client) -> httpx.Client:
    """Ana's client in an app from before 2024."""
    simulator.app(mode="legacy")
    return ana


def test_new_apps_are_told_that_there_is_nothing(ana: httpx.Client) -> None:
    answer = ana.get("/recommendations", params={"seed_genres": "funk"})
    assert (answer.status_code, answer.content) == (404, b"")
    assert "content-type" not in answer.headers
    for path in (
        "/recommendations/available-genre-seeds",
        "/audio-features",
        f"/audio-features/{SONG.id}",
        f"/audio-analysis/{SONG.id}",
    ):
        assert error(ana.get(path)) == (403, "Forbidden")


def test_seeds_targets_and_bounds_shape_what_is_recommended(old: httpx.Client) -> None:
    query = {
        "seed_genres": "funk",
        "seed_artists": SONG.artists[0].id,
        "seed_tracks": SONG.id,
        "target_energy": "0.9",
        "min_valence": "0.5",
        "max_popularity": "70",
        "limit": "10",
    }
    found = old.get("/recommendations", params=query).json()
    assert [(seed["type"], seed["id"]) for seed in found["seeds"]] == [
        ("ARTIST", SONG.artists[0].id),
        ("TRACK", SONG.id),
        ("GENRE", "funk"),
    ]
    assert found["seeds"][2]["href"] is None
    sizes = found["seeds"][0]
    assert sizes["initialPoolSize"] > sizes["afterFilteringSize"] >= len(found["tracks"])
    songs = [starter_songs().by_id[track["id"]] for track in found["tracks"]]
    assert len(songs) == 10
    assert SONG not in songs
    assert all("funk" in song.genres for song in songs)
    assert all(song.features["valence"] >= 0.5 and song.popularity <= 70 for song in songs)
    distances = [abs(song.features["energy"] - 0.9) for song in songs]
    assert distances == sorted(distances)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"seed_genres": "funk,soul,jazz,disco,blues,pop"},
        {"seed_genres": "no-such-genre"},
        {"seed_tracks": "x"},
        {"seed_genres": "funk", "limit": "101"},
        {"seed_genres": "funk", "target_energy": "1.1"},
        {"seed_genres": "funk", "min_popularity": "101"},
        {"seed_genres": "funk", "target_tempo": "fast"},
        {"seed_genres": "funk", "target_tempo": "nan"},
    ],
)
def test_a_wrong_wish_is_refused(old: httpx.Client, query: dict[str, str]) -> None:
    assert error(old.get("/recommendations", params=query))[0] == 400


def test_every_seed_may_be_unknown(old: httpx.Client) -> None:
    found = old.get("/recommendations", params={"seed_tracks": "0" * 22}).json()
    assert found["tracks"] == []


def test_old_apps_know_the_genres(old: httpx.Client) -> None:
    genres = old.get("/recommendations/available-genre-seeds").json()["genres"]
    assert "funk" in genres
    assert genres == sorted(genres)


def test_old_apps_know_the_features_of_songs(old: httpx.Client) -> None:
    features = old.get(f"/audio-features/{SONG.id}").json()
    assert features["energy"] == SONG.features["energy"]
    assert features["duration_ms"] == SONG.duration_ms
    assert isinstance(features["key"], int)
    assert error(old.get("/audio-features/x"))[0] == 400
    assert error(old.get(f"/audio-features/{'0' * 22}"))[0] == 404
