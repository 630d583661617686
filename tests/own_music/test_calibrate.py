from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.schema import FEATURES, RANKED_FEATURES, rank_column
from humoresque.own_music.calibrate import TRUST_AFTER, UNKNOWN, calibrate
from humoresque.own_music.estimates import scores
from tests.own_music.measured import like, various

ESTIMATED = ("energy", "valence", "danceability", "acousticness")


def test_all_columns_of_the_catalog_are_there(reference: Catalog) -> None:
    columns = calibrate(various(20), [()] * 20, reference)
    assert set(columns) == {*FEATURES, *map(rank_column, RANKED_FEATURES)}
    for name in RANKED_FEATURES:
        assert columns[name].shape == (20,)
        assert ((columns[rank_column(name)] > 0) & (columns[rank_column(name)] < 1)).all()


def test_tempo_and_loudness_keep_their_value_and_get_the_catalogs_rank(reference: Catalog) -> None:
    row = 7
    song = like(
        tempo=float(reference.feature("tempo")[row]),
        loudness=float(reference.feature("loudness")[row]),
    )
    columns = calibrate([song], [()], reference)
    for name in ("tempo", "loudness"):
        assert columns[name][0] == reference.feature(name)[row]
        expected = reference.rank(name)[row]
        assert columns[rank_column(name)][0] == pytest.approx(expected, abs=0.002)


def test_an_ordinary_song_alone_stands_near_the_middle(reference: Catalog) -> None:
    columns = calibrate([like()], [()], reference)
    for name in ESTIMATED[:3]:
        assert columns[rank_column(name)][0] == pytest.approx(0.5, abs=0.2), name


def test_what_cannot_be_heard_gets_the_middle(reference: Catalog) -> None:
    columns = calibrate(various(5), [()] * 5, reference)
    for name in UNKNOWN:
        assert (columns[rank_column(name)] == 0.5).all()
        assert columns[name][0] == pytest.approx(np.median(reference.feature(name)), abs=0.05)


def test_a_large_library_is_spread_like_the_catalogs_songs_of_its_genres(
    reference: Catalog,
) -> None:
    songs = various(50 * TRUST_AFTER)
    for genre in ("metal", "classical"):
        ranks = calibrate(songs, [(genre,)] * len(songs), reference)["energy_rank"]
        expected = reference.rank("energy")[reference.rows_of([genre])]
        assert np.median(ranks) == pytest.approx(np.median(expected), abs=0.05)


def test_genres_without_a_counterpart_count_as_any_song(reference: Catalog) -> None:
    songs = various(30)
    one = calibrate(songs, [("neue-volksmusik",)] * 30, reference)
    other = calibrate(songs, [()] * 30, reference)
    assert (one["energy_rank"] == other["energy_rank"]).all()


@given(seed=st.integers(0, 1000), count=st.integers(2, 300))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_songs_is_kept(seed: int, count: int) -> None:
    songs = various(count, seed)
    columns = calibrate(songs, [("rock",)] * count, Catalog.starter())
    for name, score in scores(songs).items():
        order = np.argsort(score, kind="stable")
        for column in (name, rank_column(name)):
            assert (np.diff(columns[column][order]) >= -1e-9).all()


@pytest.mark.parametrize(
    ("feature", "higher", "lower"),
    [
        ("energy", {"loudness": -6.0}, {"loudness": -25.0}),
        ("energy", {"flux": 1.6}, {"flux": 0.5}),
        ("valence", {"majorness": 0.2}, {"majorness": -0.2}),
        ("valence", {"tempo": 140.0}, {"tempo": 70.0}),
        ("danceability", {"pulse": 0.8}, {"pulse": 0.3}),
        ("danceability", {"tempo": 118.0}, {"tempo": 60.0}),
        ("acousticness", {"loudness": -25.0}, {"loudness": -6.0}),
    ],
)
def test_each_cue_works_in_its_direction(
    feature: str, higher: dict[str, float], lower: dict[str, float]
) -> None:
    high, low = scores([like(**higher), like(**lower)])[feature]
    assert high > low + 0.5
