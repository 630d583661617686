import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.candidates import find_candidates
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.request import Popularity
from humoresque.recommender.rerank import (
    Choice,
    choose_match,
    choose_path,
    majority,
    tempo_gap,
)
from humoresque.recommender.target import MAX_STEP

LEVELS = built_in_profiles().popularity
SIZE = 10


def choice_of(
    catalog: Catalog,
    *genres: str,
    popularity: Popularity = Popularity.MEDIUM,
    choice: float = 5.0,
    size: int = SIZE,
) -> Choice:
    found = find_candidates(catalog, genres or ("pop",), LEVELS[popularity], size, choice)
    return Choice(catalog, found, genres or ("pop",), size)


def brightness(choice: Choice) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return choice.catalog.rank("valence")[choice.rows].astype(np.float64)


def assert_no_shared_artist(choice: Choice, places: list[int]) -> None:
    artists = [set(choice.artists(place)) for place in places]
    assert sum(map(len, artists)) == len(set().union(*artists))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40)
def test_no_artist_comes_twice_whatever_the_seed(catalog: Catalog, seed: int) -> None:
    choice = choice_of(catalog)
    rng = np.random.default_rng(seed)
    places = choose_match(choice, brightness(choice), 1.7, rng)
    assert len(set(places)) == SIZE
    assert_no_shared_artist(choice, places)


def test_without_variety_every_seed_gives_the_best_songs(catalog: Catalog) -> None:
    choice = choice_of(catalog)
    lists = [
        choose_match(choice, brightness(choice), 1.0, np.random.default_rng(seed))
        for seed in range(3)
    ]
    assert lists[0] == lists[1] == lists[2]
    assert brightness(choice)[lists[0]].min() > 0.9


def test_the_best_song_of_a_list_opens_it(catalog: Catalog) -> None:
    choice = choice_of(catalog)
    scores = brightness(choice)
    places = choose_match(choice, scores, 1.7, np.random.default_rng(5))
    assert scores[places[0]] == scores[places].max()


def test_songs_are_played_in_a_smoother_order_than_by_score(catalog: Catalog) -> None:
    choice = choice_of(catalog)
    scores = brightness(choice)
    breaks = []
    for seed in range(20):
        places = choose_match(choice, scores, 1.7, np.random.default_rng(seed))
        by_score = sorted(places, key=lambda place: -scores[place])
        breaks.append(
            [
                tempo_gap(choice.tempo[order][1:], choice.tempo[order][:-1]).mean()
                for order in (places, by_score)
            ]
        )
    played, scored = np.mean(breaks, axis=0)
    assert played < 0.8 * scored


def test_each_of_three_genres_is_heard(catalog: Catalog) -> None:
    genres = ("folk", "jazz", "pop")
    choice = choice_of(catalog, *genres)
    only_folk = np.isin(choice.rows, catalog.rows_of(("folk",))).astype(np.float64)
    for seed in range(10):
        places = choose_match(choice, only_folk, 1.7, np.random.default_rng(seed))
        heard = {g for row in choice.rows[places] for g in catalog.track(int(row)).genres}
        assert set(genres) <= heard


def test_songs_from_outside_a_level_are_no_majority_where_it_has_artists(catalog: Catalog) -> None:
    choice = choice_of(catalog, popularity=Popularity.MAINSTREAM, choice=40.0)
    outside_first = (~choice.preferred).astype(np.float64)
    assert not choice.preferred.all()
    for seed in range(5):
        rng = np.random.default_rng(seed)
        places = choose_match(choice, outside_first, 1.7, rng)
        assert int(choice.preferred[places].sum()) == majority(SIZE) == 6
        flat = np.full((2, SIZE), 0.5)
        path = choose_path(choice, np.tile(outside_first, (SIZE, 1)), flat, 1.7, rng)
        assert int(choice.preferred[path].sum()) >= majority(SIZE)


def test_a_level_without_artists_for_a_list_sets_no_limit(small_catalog: Catalog) -> None:
    choice = choice_of(small_catalog, popularity=Popularity.MAINSTREAM)
    assert choice.most == SIZE


@given(seed=st.integers(0, 2**32))
@settings(max_examples=20)
def test_a_path_goes_onwards_in_small_steps(catalog: Catalog, seed: int) -> None:
    choice = choice_of(catalog, "pop", "rock")
    target = np.stack([np.linspace(0.2, 0.75, SIZE), np.linspace(0.3, 0.6, SIZE)])
    gaps = np.abs(choice.mood[:, None, :] - target[:, :, None]).sum(axis=0)
    rng = np.random.default_rng(seed)
    places = choose_path(choice, 1.0 - gaps, target, 1.7, rng)
    mood = choice.mood[:, places]
    assert len(set(places)) == SIZE
    assert_no_shared_artist(choice, places)
    assert np.abs(np.diff(mood, axis=1)).max() <= MAX_STEP + 0.06
    assert np.corrcoef(mood[0], np.arange(SIZE))[0, 1] > 0.9


def test_a_path_prefers_a_small_step_to_a_slightly_better_song(catalog: Catalog) -> None:
    choice = choice_of(catalog, "pop", "rock")
    scores = 0.01 * np.random.default_rng(0).random((SIZE, len(choice.rows)))
    flat = np.full((2, SIZE), 0.5)
    places = choose_path(choice, scores, flat, 1.0, np.random.default_rng(0))
    assert np.abs(np.diff(choice.mood[:, places], axis=1)).max() <= MAX_STEP + 0.01


@pytest.mark.parametrize("mode", ["match", "path"])
def test_other_genres_only_fill_what_the_genre_leaves_empty(
    mode: str, small_catalog: Catalog
) -> None:
    size = 18
    choice = choice_of(small_catalog, "pop", popularity=Popularity.LOW, size=size)
    foreign_first = choice.foreign.astype(np.float64)
    assert choice.foreign.any()
    own = set(np.flatnonzero(~choice.foreign).tolist())
    rng = np.random.default_rng(1)
    if mode == "match":
        places = choose_match(choice, foreign_first, 1.7, rng)
    else:
        flat = np.full((2, size), 0.5)
        places = choose_path(choice, np.tile(foreign_first, (size, 1)), flat, 1.7, rng)
    assert len(places) == size
    heard = {code for place in places for code in choice.artists(place)}
    assert all(place in places or not heard.isdisjoint(choice.artists(place)) for place in own)


def test_a_path_uses_songs_it_passed_over_when_there_are_no_others(small_catalog: Catalog) -> None:
    choice = choice_of(small_catalog, "pop", "rock", "jazz", size=12)
    scores = np.zeros((12, len(choice.rows)))
    places = choose_path(choice, scores, np.full((2, 12), 0.5), 100.0, np.random.default_rng(0))
    assert len(places) == 12


@pytest.mark.parametrize(
    ("tempo", "other", "gap"), [(120, 120, 0), (60, 120, 0), (122, 60, 2), (90, 120, 30)]
)
def test_half_and_double_time_are_no_break(tempo: float, other: float, gap: float) -> None:
    assert tempo_gap(np.array([float(tempo)]), other) == pytest.approx([gap])
