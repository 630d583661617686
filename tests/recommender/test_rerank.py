from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.choice import Choice, majority, tempo_gap
from humoresque.recommender.request import Popularity
from humoresque.recommender.rerank import choose_match
from humoresque.recommender.tables import Selection
from tests.recommender.made_up import choice_of

SIZE = 10
USUAL = Selection(variety=1.7, diversity=0.3)

Floats = npt.NDArray[np.float64]


def brightness(choice: Choice) -> Floats:
    return choice.catalog.rank("valence")[choice.rows].astype(np.float64)


def drawn(
    choice: Choice, scores: Floats, seed: int = 0, selection: Selection = USUAL, **suits: Any
) -> list[int]:
    suiting = suits.get("suits", np.ones(len(choice.rows), dtype=bool))
    return choose_match(choice, scores, suiting, selection, np.random.default_rng(seed))


def assert_no_shared_artist(choice: Choice, places: list[int]) -> None:
    artists = [set(choice.artists(place)) for place in places]
    assert sum(map(len, artists)) == len(set().union(*artists))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40)
def test_no_artist_comes_twice_whatever_the_seed(catalog: Catalog, seed: int) -> None:
    choice = choice_of(catalog)
    places = drawn(choice, brightness(choice), seed)
    assert len(set(places)) == SIZE
    assert_no_shared_artist(choice, places)


def test_without_variety_every_seed_gives_the_best_songs(catalog: Catalog) -> None:
    choice = choice_of(catalog)
    still = Selection(variety=1.0, diversity=0.3)
    lists = [sorted(drawn(choice, brightness(choice), seed, still)) for seed in range(3)]
    assert lists[0] == lists[1] == lists[2]
    assert brightness(choice)[lists[0]].min() > 0.9


def test_the_best_song_of_a_list_opens_it(catalog: Catalog) -> None:
    choice = choice_of(catalog)
    scores = brightness(choice)
    places = drawn(choice, scores, 5)
    assert scores[places[0]] == scores[places].max()


def test_songs_that_suit_the_mood_go_before_better_ones_that_do_not(catalog: Catalog) -> None:
    choice = choice_of(catalog, popularity=Popularity.ANY)
    scores = brightness(choice)
    suits = scores < 0.5
    for seed in range(5):
        assert suits[drawn(choice, scores, seed, suits=suits)].all()
    few = np.zeros(len(scores), dtype=bool)
    few[[3, 50, 200]] = True
    for seed in range(5):
        assert set(np.flatnonzero(few)) <= set(drawn(choice, scores, seed, suits=few))


def test_songs_are_played_in_a_smoother_order_than_by_score(catalog: Catalog) -> None:
    choice = choice_of(catalog)
    scores = brightness(choice)
    breaks = []
    for seed in range(20):
        places = drawn(choice, scores, seed)
        by_score = sorted(places, key=lambda place: -scores[place])
        breaks.append(
            [
                tempo_gap(choice.tempo[order][1:], choice.tempo[order][:-1]).mean()
                for order in (places, by_score)
            ]
        )
    played, scored = np.mean(breaks, axis=0)
    assert played < 0.7 * scored


def test_diversity_makes_songs_less_alike_beside_their_mood(catalog: Catalog) -> None:
    choice = choice_of(catalog)
    names = ("danceability", "acousticness", "instrumentalness", "loudness", "liveness")

    def spread(diversity: float) -> float:
        found = []
        for seed in range(30):
            places = drawn(choice, brightness(choice), seed, Selection(3.0, diversity))
            points = np.stack([catalog.rank(n)[choice.rows[places]] for n in names])
            found.append(np.abs(points[:, :, None] - points[:, None, :]).mean())
        return float(np.mean(found))

    assert spread(5.0) > spread(0.0) + 0.005


def test_each_of_three_genres_is_heard(catalog: Catalog) -> None:
    genres = ("folk", "jazz", "pop")
    choice = choice_of(catalog, *genres)
    only_folk = np.isin(choice.rows, catalog.rows_of(("folk",))).astype(np.float64)
    for seed in range(10):
        places = drawn(choice, only_folk, seed)
        heard = {g for row in choice.rows[places] for g in catalog.track(int(row)).genres}
        assert set(genres) <= heard


def test_songs_from_outside_a_level_are_no_majority_where_it_has_artists(catalog: Catalog) -> None:
    choice = choice_of(catalog, popularity=Popularity.MAINSTREAM)
    outside_first = (~choice.preferred).astype(np.float64)
    assert not choice.preferred.all()
    for seed in range(5):
        for suits in (np.ones(len(outside_first), dtype=bool), ~choice.preferred):
            places = drawn(choice, outside_first, seed, suits=suits)
            assert int(choice.preferred[places].sum()) >= majority(SIZE) == 6


def test_a_level_without_artists_for_a_list_sets_no_limit(small_catalog: Catalog) -> None:
    choice = choice_of(small_catalog, popularity=Popularity.MAINSTREAM)
    assert choice.most_outside == SIZE


def test_other_genres_only_fill_what_the_genre_leaves_empty(small_catalog: Catalog) -> None:
    size = 18
    choice = choice_of(small_catalog, popularity=Popularity.LOW, size=size)
    foreign = choice.reserve > 0
    assert foreign.any()
    places = drawn(choice, foreign.astype(np.float64), 1)
    assert len(places) == size
    heard = {code for place in places for code in choice.artists(place)}
    own = np.flatnonzero(~foreign).tolist()
    assert all(place in places or not heard.isdisjoint(choice.artists(place)) for place in own)


def test_a_limit_of_known_artists_is_kept_where_there_are_others(catalog: Catalog) -> None:
    choice = choice_of(catalog)
    choice.known = brightness(choice) > 0.5
    choice.most_known = 3
    places = drawn(choice, brightness(choice))
    assert len(places) == SIZE
    assert choice.known[places].sum() == 3


@pytest.mark.parametrize(
    ("tempo", "other", "gap"), [(120, 120, 0), (60, 120, 0), (122, 60, 2), (90, 120, 30)]
)
def test_half_and_double_time_are_no_break(tempo: float, other: float, gap: float) -> None:
    assert tempo_gap(np.array([float(tempo)]), other) == pytest.approx([gap])
