import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.opinions import explain_opinion, opinion_closeness, opinions_of
from humoresque.recommender.recommendation import Message
from humoresque.recommender.request import Opinion


def opinion(row: int, strength: float) -> Opinion:
    return Opinion(f"track{row:017d}", strength)


@given(st.lists(st.tuples(st.integers(0, 99), st.floats(-1, 1)), min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_opinions_move_a_song_within_bounds(
    catalog: Catalog, said: list[tuple[int, float]]
) -> None:
    opinions = opinions_of(catalog, [opinion(row, strength) for row, strength in said])
    assert opinions is not None
    rows = np.arange(catalog.size, dtype=np.int32)
    close = opinion_closeness(catalog, opinions, rows)
    assert ((close >= 0.0) & (close <= 1.0)).all()


@pytest.mark.parametrize(("strength", "closeness"), [(1.0, 1.0), (-1.0, 0.0), (0.5, 0.75)])
def test_the_same_artist_is_moved_as_strongly_as_the_opinion(
    strength: float, closeness: float, catalog: Catalog
) -> None:
    opinions = opinions_of(catalog, [opinion(5, strength)])
    assert opinions is not None
    rows = np.arange(catalog.size, dtype=np.int32)
    close = opinion_closeness(catalog, opinions, rows)
    own = catalog.first_artists == catalog.first_artists[5]
    assert close[own] == pytest.approx(closeness)
    assert (np.abs(close[~own] - 0.5) < abs(closeness - 0.5)).all()


def test_songs_alike_are_moved_and_others_hardly(catalog: Catalog) -> None:
    opinions = opinions_of(catalog, [opinion(5, 1.0)])
    assert opinions is not None
    close = opinion_closeness(catalog, opinions, np.arange(catalog.size, dtype=np.int32))
    assert np.median(close) < 0.55
    assert np.sort(close)[-20] > 0.57


def test_an_opinion_is_said_by_artist_or_by_song(catalog: Catalog) -> None:
    liked, disliked = (opinions_of(catalog, [opinion(5, s)]) for s in (1.0, -1.0))
    assert liked is not None
    assert disliked is not None
    song = catalog.track(5)
    facts = {"artist": song.artists[0], "title": song.title}
    assert explain_opinion(catalog, liked, 5) == Message("liked-artist", facts)
    assert explain_opinion(catalog, disliked, 5) == Message("disliked-artist", facts)
    close = opinion_closeness(catalog, disliked, np.arange(catalog.size, dtype=np.int32))
    other = int(np.flatnonzero(catalog.first_artists != catalog.first_artists[5])[0])
    by_closeness = np.argsort(close)
    alike = next(r for r in by_closeness if catalog.first_artists[r] != catalog.first_artists[5])
    assert explain_opinion(catalog, disliked, int(alike)) == Message("disliked-song", facts)
    assert other >= 0
    assert explain_opinion(catalog, disliked, int(by_closeness[-1])) is None


def test_opinions_of_songs_that_the_catalog_lacks_say_nothing(catalog: Catalog) -> None:
    assert opinions_of(catalog, [Opinion("none", 1.0)]) is None
    assert opinions_of(catalog, []) is None
