from typing import Any

import numpy as np
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.families import family_of
from humoresque.recommender.candidates import (
    Candidates,
    check_genres,
    find_candidates,
    neighbouring_genres,
)
from humoresque.recommender.errors import NoSongsLeftError, UnknownGenreError
from humoresque.recommender.request import Popularity
from tests.recommender.made_up import asked, level

LEVELS = [popularity for popularity in Popularity if popularity is not Popularity.ANY]


def found(catalog: Catalog, **wishes: Any) -> Candidates:
    request = asked(**wishes)
    return find_candidates(catalog, request, level(request.popularity))


@pytest.mark.parametrize("popularity", LEVELS)
def test_songs_of_a_level_are_preferred_to_the_rest_of_the_genre(
    popularity: Popularity, catalog: Catalog
) -> None:
    candidates = found(catalog, popularity=popularity)
    low, high = level(popularity).core
    values = catalog.popularity[candidates.rows]
    assert set(candidates.rows.tolist()) == set(catalog.rows_of(("pop",)).tolist())
    assert (candidates.preferred == ((values >= low) & (values <= high))).all()
    assert candidates.in_genre.all()
    assert not candidates.reserve.any()


def test_the_whole_level_is_preferred_where_its_core_is_too_thin_for_a_list(
    small_catalog: Catalog,
) -> None:
    candidates = found(small_catalog, popularity=Popularity.LOW, size=25)
    assert (candidates.preferred == (candidates.in_band & candidates.in_genre)).all()


def test_any_popularity_prefers_every_song(catalog: Catalog) -> None:
    candidates = found(catalog, popularity=Popularity.ANY)
    assert candidates.preferred.all()


def test_a_thin_genre_has_its_neighbours_in_reserve(small_catalog: Catalog) -> None:
    candidates = found(small_catalog, size=30)
    own = set(small_catalog.rows_of(("pop",)).tolist())
    assert len(np.unique(candidates.rows)) == len(candidates.rows)
    assert set(candidates.rows[candidates.in_genre].tolist()) == own
    assert (candidates.reserve[~candidates.in_genre] > 0).all()
    assert not candidates.preferred[~candidates.in_genre].any()


def test_explicit_songs_are_left_out_when_asked_to(catalog: Catalog) -> None:
    candidates = found(catalog, explicit=False)
    assert len(candidates.rows)
    assert not catalog.explicit[candidates.rows].any()


def test_excluded_songs_are_no_candidates_and_avoided_ones_come_last(
    small_catalog: Catalog,
) -> None:
    excluded, avoided = (small_catalog.track(row).track_id for row in (3, 4))
    candidates = found(
        small_catalog,
        genres=("folk", "jazz", "pop"),
        size=20,
        excluded=frozenset({excluded, "unknown"}),
        avoided=frozenset({avoided}),
    )
    assert 3 not in candidates.rows
    (heard,) = np.flatnonzero(candidates.rows == 4)
    assert candidates.avoided.sum() == 1
    assert candidates.reserve[heard] > candidates.reserve[~candidates.avoided].max()


def test_wishes_that_leave_no_song_are_refused(small_catalog: Catalog) -> None:
    every = frozenset(small_catalog.track(row).track_id for row in range(small_catalog.size))
    with pytest.raises(NoSongsLeftError, match="No song of the catalog is left"):
        found(small_catalog, excluded=every)


def test_neighbours_are_added_until_artists_that_were_not_heard_suffice(catalog: Catalog) -> None:
    near = next(neighbouring_genres(catalog, ("pop",)))
    rows = catalog.rows_of(("pop", near))
    heard = frozenset(catalog.track(row).track_id for row in rows.tolist())
    candidates = found(catalog, avoided=heard)
    fresh = candidates.rows[~candidates.avoided]
    assert catalog.count_artists(fresh) >= 5 * 10


def test_neighbours_are_the_genres_with_most_songs_in_common(small_catalog: Catalog) -> None:
    def share(genre: str) -> float:
        rows = [small_catalog.track(int(r)).genres for r in small_catalog.rows_of((genre,))]
        return sum("pop" in genres for genres in rows) / len(rows)

    neighbours = list(neighbouring_genres(small_catalog, ("pop",)))
    assert set(neighbours) == {"folk", "jazz", "rock"}
    assert [share(g) for g in neighbours] == sorted(map(share, neighbours), reverse=True)


def test_neighbours_of_the_same_family_come_first() -> None:
    starter = Catalog.starter()
    neighbours = list(neighbouring_genres(starter, ("rock",)))
    same = [family_of(genre) == family_of("rock") for genre in neighbours]
    assert any(same)
    assert same == sorted(same, reverse=True)
    assert set(neighbours) == set(starter.genres) - {"rock"}


def test_an_unknown_genre_is_refused_with_the_nearest_names(catalog: Catalog) -> None:
    with pytest.raises(UnknownGenreError, match=r"no genre 'Rok'\. Did you mean rock") as refused:
        check_genres(catalog, ("pop", "Rok"))
    assert refused.value.suggestions[0] == "rock"
    with pytest.raises(UnknownGenreError, match=r"no genre 'xyz'\.$"):
        check_genres(catalog, ("xyz",))


def test_a_long_unknown_genre_is_cut_in_the_message(catalog: Catalog) -> None:
    with pytest.raises(UnknownGenreError, match=r"'x{59}…'") as refused:
        check_genres(catalog, ("x" * 5_000,))
    assert refused.value.genre == "x" * 5_000
