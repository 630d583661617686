from __future__ import annotations

import pytest

from humoresque.spotify.recommendations import Attribute, Wish


def test_a_wish_is_told_in_spotifys_names() -> None:
    wish = Wish(
        artists=("a1", "a2"),
        tracks=("t1",),
        genres=("soul",),
        limit=10,
        targets={
            Attribute.VALENCE: 0.95,
            Attribute.TEMPO: 120.5,
            Attribute.LOUDNESS: -7,
            Attribute.POPULARITY: 70.2,
            Attribute.KEY: 3,
            Attribute.MODE: 0.9,
        },
    )
    assert wish.query() == {
        "limit": 10,
        "seed_artists": "a1,a2",
        "seed_tracks": "t1",
        "seed_genres": "soul",
        "target_valence": 0.95,
        "target_tempo": 120.5,
        "target_loudness": -7,
        "target_popularity": 70,
        "target_key": 3,
        "target_mode": 1,
    }


def test_all_fourteen_attributes_can_be_aimed_at() -> None:
    every = Wish(genres=("soul",), targets=dict.fromkeys(Attribute, 0.5))
    assert len(every.query()) == 2 + 14


@pytest.mark.parametrize("count", [0, 6])
def test_there_are_one_to_five_seeds(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 5 seeds"):
        Wish(artists=("a",) * (count // 2), genres=("g",) * (count - count // 2))


@pytest.mark.parametrize("limit", [0, 101])
def test_there_are_one_to_a_hundred_songs(limit: int) -> None:
    with pytest.raises(ValueError, match="1 to 100 songs"):
        Wish(genres=("soul",), limit=limit)
