from __future__ import annotations

import pytest

from humoresque.spotify.recommendations import Attribute, Tuning, Wish


def test_a_wish_is_told_in_spotifys_names() -> None:
    wish = Wish(
        artists=("a1", "a2"),
        tracks=("t1",),
        genres=("soul",),
        limit=10,
        tunings={
            Attribute.VALENCE: Tuning(target=0.95),
            Attribute.TEMPO: Tuning(target=120.5, least=100, most=140),
            Attribute.LOUDNESS: Tuning(target=-7),
            Attribute.POPULARITY: Tuning(target=70.2, most=100),
            Attribute.KEY: Tuning(target=3),
            Attribute.MODE: Tuning(target=0.9),
        },
    )
    assert wish.query() == {
        "limit": 10,
        "seed_artists": "a1,a2",
        "seed_tracks": "t1",
        "seed_genres": "soul",
        "target_valence": 0.95,
        "min_tempo": 100,
        "max_tempo": 140,
        "target_tempo": 120.5,
        "target_loudness": -7,
        "max_popularity": 100,
        "target_popularity": 70,
        "target_key": 3,
        "target_mode": 1,
    }


def test_all_fourteen_attributes_can_be_tuned_three_ways() -> None:
    every = Wish(genres=("soul",), tunings=dict.fromkeys(Attribute, Tuning(0.5, 0.25, 0.75)))
    assert len(every.query()) == 2 + 3 * 14


@pytest.mark.parametrize("count", [0, 6])
def test_there_are_one_to_five_seeds(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 5 seeds"):
        Wish(artists=("a",) * (count // 2), genres=("g",) * (count - count // 2))


@pytest.mark.parametrize("limit", [0, 101])
def test_there_are_one_to_a_hundred_songs(limit: int) -> None:
    with pytest.raises(ValueError, match="1 to 100 songs"):
        Wish(genres=("soul",), limit=limit)
