"""Which requests are asked."""

from __future__ import annotations

from collections import Counter

import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.grid import corner, requests
from humoresque.offline_evaluation.points import LITERATURE
from humoresque.recommender.request import Mode, Popularity
from tests.catalog.made_up import made_up_catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(400)


def test_every_cell_is_asked_alike(catalog: Catalog) -> None:
    asked = [one.request for one in requests(catalog, 2, 0)]
    cells = Counter((r.scores.top, r.popularity, r.personalization, len(r.genres)) for r in asked)
    assert len(cells) == 7 * 4 * 3 * 3
    assert set(cells.values()) == {2}


def test_genres_occur_about_equally_often(catalog: Catalog) -> None:
    asked = [one.request for one in requests(catalog, 4, 0)]
    genres = Counter(genre for r in asked for genre in r.genres)
    assert set(genres) == set(catalog.genres)
    assert max(genres.values()) < 1.2 * min(genres.values())


def test_levels_are_asked_for_the_same_wishes(catalog: Catalog) -> None:
    asked = [one.request for one in requests(catalog, 1, 0)]
    for at in range(0, len(asked), 4):
        four = asked[at : at + 4]
        assert {r.popularity for r in four} == set(Popularity)
        assert len({(r.scores.top, r.genres, r.history) for r in four}) == 1


def test_what_has_a_wish_or_a_genre_in_common_is_one_group(catalog: Catalog) -> None:
    for every, size in ((requests(catalog, 2, 0), 4), (corner(catalog, 1, 0), 7)):
        groups = Counter(one.group for one in every)
        assert set(groups) == set(range(len(every) // size))
        assert set(groups.values()) == {size}
        assert len({(one.group, one.request.genres, one.request.history) for one in every}) == len(
            groups
        )


def test_the_same_seed_asks_the_same(catalog: Catalog) -> None:
    assert requests(catalog, 1, 5) == requests(catalog, 1, 5)
    assert requests(catalog, 1, 5) != requests(catalog, 1, 6)


def test_a_shifted_request_differs_in_its_mode_alone(catalog: Catalog) -> None:
    one = requests(catalog, 1, 0)[0]
    assert one.request.mode is Mode.MATCH
    assert one.shifted().mode is Mode.SHIFT
    assert one.shifted().genres == one.request.genres


def test_a_catalog_of_two_genres_is_asked_for_two() -> None:
    two = made_up_catalog(100, genres=("folk", "pop"))
    assert max(len(one.request.genres) for one in requests(two, 1, 0)) == 2


def test_the_corner_asks_for_every_genre_and_expression_alone(catalog: Catalog) -> None:
    asked = [one.request for one in corner(catalog, 1, 0)]
    assert len(asked) == 7 * len(catalog.genres)
    assert {r.genres for r in asked} == {(genre,) for genre in catalog.genres}
    assert {r.popularity for r in asked} == {Popularity.ANY}
    assert len(corner(catalog, 2, 0)) == len(asked) // 2


def test_the_corner_is_led_to_places_away_from_where_it_starts(catalog: Catalog) -> None:
    for one in corner(catalog, 1, 0):
        start, place = LITERATURE[one.request.scores.top].point, one.shifted().destination
        assert place is not None
        assert max(abs(place.valence - start[0]), abs(place.energy - start[1])) >= 0.24
