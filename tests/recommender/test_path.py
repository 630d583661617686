import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.choice import majority
from humoresque.recommender.path import choose_path
from humoresque.recommender.request import Popularity
from humoresque.recommender.target import MAX_STEP
from tests.recommender.made_up import choice_of

SIZE = 10


@given(seed=st.integers(0, 2**32))
@settings(max_examples=20)
def test_a_path_goes_onwards_in_small_steps(catalog: Catalog, seed: int) -> None:
    choice = choice_of(catalog, "pop", "rock")
    target = np.stack([np.linspace(0.2, 0.75, SIZE), np.linspace(0.3, 0.6, SIZE)])
    gaps = np.abs(choice.mood[:, None, :] - target[:, :, None]).sum(axis=0)
    places = choose_path(choice, 1.0 - gaps, target, 1.7, np.random.default_rng(seed))
    mood = choice.mood[:, places]
    artists = [code for place in places for code in set(choice.artists(place))]
    assert len(set(places)) == SIZE
    assert len(set(artists)) == len(artists)
    assert np.abs(np.diff(mood, axis=1)).max() <= MAX_STEP
    assert np.corrcoef(mood[0], np.arange(SIZE))[0, 1] > 0.9


def test_a_path_prefers_a_small_step_to_a_better_song(catalog: Catalog) -> None:
    choice = choice_of(catalog, "pop", "rock")
    scores = 0.5 * np.random.default_rng(0).random((SIZE, len(choice.rows)))
    flat = np.full((2, SIZE), 0.5)
    places = choose_path(choice, scores, flat, 1.0, np.random.default_rng(0))
    assert np.abs(np.diff(choice.mood[:, places], axis=1)).max() <= MAX_STEP


def test_a_path_takes_no_step_that_is_heard_as_a_break_for_a_much_better_song(
    catalog: Catalog,
) -> None:
    choice = choice_of(catalog, size=5)
    choice.mood = np.full_like(choice.mood, 0.5)
    choice.mood[:, 3] = 0.5 + MAX_STEP + 0.02
    scores = np.full((5, len(choice.rows)), 0.2)
    scores[-1, 3] = 0.9
    places = choose_path(choice, scores, np.full((2, 5), 0.5), 1.0, np.random.default_rng(0))
    assert 3 not in places


def test_the_way_on_is_known_before_the_first_song_is_chosen(catalog: Catalog) -> None:
    """The best song of the second place can be reached from one song alone, a worse first one."""
    choice = choice_of(catalog)
    scores = np.full((5, len(choice.rows)), 0.5)
    target = np.full((2, 5), 0.5)
    choice.mood = np.full_like(choice.mood, 0.9)
    choice.mood[:, [0, 1]] = [[0.1, 0.2], [0.1, 0.2]]
    choice.mood[:, 2:6] = 0.3
    scores[0, 7], scores[0, 0] = 0.6, 0.55
    scores[1:, 1] = 0.9
    scores[2:, 2:6] = 0.9
    choice.size = 5
    places = choose_path(choice, scores, target, 1.0, np.random.default_rng(0))
    assert places[:2] == [0, 1]


def test_songs_from_outside_a_level_are_no_majority_of_a_path(catalog: Catalog) -> None:
    choice = choice_of(catalog, popularity=Popularity.MAINSTREAM)
    outside_first = np.tile(~choice.preferred, (SIZE, 1)).astype(np.float64)
    flat = np.full((2, SIZE), 0.5)
    places = choose_path(choice, outside_first, flat, 1.7, np.random.default_rng(0))
    assert int(choice.preferred[places].sum()) >= majority(SIZE)


def test_other_genres_only_fill_what_the_genre_leaves_empty(small_catalog: Catalog) -> None:
    size = 18
    choice = choice_of(small_catalog, popularity=Popularity.LOW, size=size)
    foreign = choice.reserve > 0
    scores = np.tile(foreign, (size, 1)).astype(np.float64)
    flat = np.full((2, size), 0.5)
    places = choose_path(choice, scores, flat, 1.7, np.random.default_rng(1))
    assert len(places) == size
    heard = {code for place in places for code in choice.artists(place)}
    own = np.flatnonzero(~foreign).tolist()
    assert all(place in places or not heard.isdisjoint(choice.artists(place)) for place in own)


@pytest.mark.parametrize("size", [5, 12])
def test_a_path_uses_songs_it_passed_over_when_there_are_no_others(
    size: int, small_catalog: Catalog
) -> None:
    choice = choice_of(small_catalog, "pop", "rock", "jazz", size=size)
    scores = np.zeros((size, len(choice.rows)))
    flat = np.full((2, size), 0.5)
    assert len(choose_path(choice, scores, flat, 100.0, np.random.default_rng(0))) == size
