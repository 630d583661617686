import numpy as np
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.catalog_map import catalog_map


def test_a_map_is_worked_out_once(catalog: Catalog) -> None:
    assert catalog_map(catalog) is catalog_map(catalog)


def test_genres_of_tracks_are_found_again(small_catalog: Catalog) -> None:
    known = catalog_map(small_catalog)
    for row in range(small_catalog.size):
        shares = known.shares(np.array([row], dtype=np.int32))
        genres = {small_catalog.genres[code] for code in np.flatnonzero(shares)}
        assert genres == set(small_catalog.track(row).genres)
        assert shares.sum() == pytest.approx(1.0)


def test_the_best_genre_of_a_track_counts(small_catalog: Catalog) -> None:
    values = np.array([0.1, 0.4, 0.2, 0.3])
    rows = np.arange(small_catalog.size, dtype=np.int32)[::-1]
    expected = [
        max(values[small_catalog.genres.index(g)] for g in small_catalog.track(row).genres)
        for row in rows.tolist()
    ]
    known = catalog_map(small_catalog)
    assert known.best(values, rows).tolist() == expected
    both = known.best(np.stack([values, -values], axis=1), rows)
    assert both[:, 0].tolist() == expected


def test_genres_are_near_that_share_artists(small_catalog: Catalog) -> None:
    known = catalog_map(small_catalog)
    artists = [
        {small_catalog.track(int(row)).artists[0] for row in small_catalog.rows_of((genre,))}
        for genre in small_catalog.genres
    ]
    for one, other in np.ndindex(known.nearness.shape):
        shared = len(artists[one] & artists[other]) ** 2
        expected = shared / (len(artists[one]) * len(artists[other]))
        assert known.nearness[one, other] == pytest.approx(expected)


def test_an_artist_sounds_like_the_mean_of_its_songs(small_catalog: Catalog) -> None:
    known = catalog_map(small_catalog)
    artist = small_catalog.first_artists[0]
    own = small_catalog.first_artists == artist
    assert small_catalog.rank("loudness")[own].mean() in known.sound[artist].astype(np.float32)
