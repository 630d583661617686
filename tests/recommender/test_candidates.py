import numpy as np
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.candidates import (
    Candidates,
    check_genres,
    describe_relaxed,
    find_candidates,
    neighbouring_genres,
)
from humoresque.recommender.errors import UnknownGenreError
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.request import Popularity
from tests.recommender.made_up import asked

LEVELS = built_in_profiles().popularity


@pytest.mark.parametrize("popularity", Popularity)
def test_a_well_filled_core_of_a_level_is_kept(popularity: Popularity, catalog: Catalog) -> None:
    found = find_candidates(catalog, ("pop",), LEVELS[popularity], 10, 5.0)
    low, high = LEVELS[popularity].core
    assert found.in_band.all()
    assert found.preferred.all()
    assert found.in_genre.all()
    assert (
        (catalog.popularity[found.rows] >= low) & (catalog.popularity[found.rows] <= high)
    ).all()
    assert all("pop" in catalog.track(row).genres for row in found.rows)


def test_a_thin_level_is_widened_to_the_nearest_songs_of_the_genre(catalog: Catalog) -> None:
    found = find_candidates(catalog, ("pop",), LEVELS[Popularity.MAINSTREAM], 50, 10.0)
    outside = catalog.popularity[found.rows[~found.in_band]]
    assert found.in_genre.all()
    assert len(np.unique(catalog.first_artists[found.rows])) == 500
    left = np.setdiff1d(catalog.rows_of(("pop",)), found.rows)
    assert outside.min() >= catalog.popularity[left].max()


def core_songs(catalog: Catalog, found: Candidates) -> tuple[int, int]:
    """How many of the found songs and of all pop songs lie in the core of the low level."""
    low, high = LEVELS[Popularity.LOW].core
    both = (catalog.popularity[found.rows], catalog.popularity[catalog.rows_of(("pop",))])
    found_count, count = (int(((v >= low) & (v <= high)).sum()) for v in both)
    return found_count, count


def test_a_thin_core_is_widened_inside_the_level_first(catalog: Catalog) -> None:
    found = find_candidates(catalog, ("pop",), LEVELS[Popularity.LOW], 50, 6.0)
    found_count, count = core_songs(catalog, found)
    assert found_count == count < len(found.rows)
    assert found.in_band.all()
    assert int(found.preferred.sum()) == found_count


def test_the_whole_level_is_preferred_where_its_core_is_too_thin_for_a_list(
    small_catalog: Catalog,
) -> None:
    found = find_candidates(small_catalog, ("pop",), LEVELS[Popularity.LOW], 25, 1.0)
    assert core_songs(small_catalog, found)[0] < 25
    assert (found.preferred == found.in_band).all()


def test_a_thin_genre_is_filled_from_its_neighbours(small_catalog: Catalog) -> None:
    found = find_candidates(small_catalog, ("pop",), LEVELS[Popularity.LOW], 30, 1.0)
    assert not found.in_genre.all()
    assert len(np.unique(found.rows)) == len(found.rows)
    assert set(small_catalog.rows_of(("pop",))) <= set(found.rows.tolist())
    assert len(np.unique(small_catalog.first_artists[found.rows])) == 30


def test_neighbours_are_the_genres_with_most_songs_in_common(small_catalog: Catalog) -> None:
    def share(genre: str) -> float:
        rows = [small_catalog.track(int(r)).genres for r in small_catalog.rows_of((genre,))]
        return sum("pop" in genres for genres in rows) / len(rows)

    neighbours = neighbouring_genres(small_catalog, ("pop",))
    assert set(neighbours) == {"folk", "jazz", "rock"}
    assert [share(g) for g in neighbours] == sorted(map(share, neighbours), reverse=True)


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


def chosen(catalog: Catalog, *, inside: int, outside: int, foreign: int) -> Candidates:
    rows = np.concatenate(
        [
            catalog.rows_of(("pop",))[: inside + outside],
            np.setdiff1d(catalog.rows_of(("jazz",)), catalog.rows_of(("pop",)))[:foreign],
        ]
    )
    count = len(rows)
    return Candidates(
        rows,
        np.arange(count) < inside + outside,
        np.arange(count) < inside,
        np.arange(count) < inside,
    )


def test_what_was_kept_is_not_mentioned(catalog: Catalog) -> None:
    kept = chosen(catalog, inside=10, outside=0, foreign=0)
    assert describe_relaxed(asked(), catalog, LEVELS[Popularity.MEDIUM], kept) == ()


def test_songs_outside_the_level_are_counted_in_plain_words(small_catalog: Catalog) -> None:
    request = asked(popularity=Popularity.MAINSTREAM)
    level = LEVELS[Popularity.MAINSTREAM]
    kept = chosen(small_catalog, inside=0, outside=10, foreign=0)
    values = small_catalog.popularity[kept.rows]
    sentence = (
        "Pop has no song of mainstream popularity (70 to 100): 10 songs come from outside that "
        f"range ({values.min():.0f} to {values.max():.0f})."
    )
    assert describe_relaxed(request, small_catalog, level, kept) == (sentence,)


def test_a_song_taken_from_outside_for_its_mood_is_not_blamed_on_the_genre(
    catalog: Catalog,
) -> None:
    kept = chosen(catalog, inside=9, outside=1, foreign=0)
    (sentence,) = describe_relaxed(asked(), catalog, LEVELS[Popularity.MEDIUM], kept)
    start, _, popularity = sentence.rpartition(": ")
    assert start == "1 song comes from outside medium popularity (45 to 69), nearer the mood"
    assert popularity.removesuffix(".").isdecimal()


def test_songs_from_other_genres_and_a_short_list_are_said(small_catalog: Catalog) -> None:
    request = asked(genres=("pop", "folk"), size=30)
    kept = chosen(small_catalog, inside=5, outside=0, foreign=1)
    assert " ".join(describe_relaxed(request, small_catalog, LEVELS[Popularity.LOW], kept)) == (
        "Pop and folk have too few artists in this catalog for 30 songs: 1 song comes from "
        "neighbouring genres. "
        "Only 6 songs were found that share no artist."
    )
