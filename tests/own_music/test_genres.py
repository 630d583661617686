from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.catalog.families import FAMILIES
from humoresque.own_music.genres import MAX_GENRES, GenreSpelling

SPELLING = GenreSpelling(["zydeco"])


@pytest.mark.parametrize(
    ("tags", "genres"),
    [
        (["Hip-Hop/Rap"], ("hip-hop",)),
        (["HipHop"], ("hip-hop",)),
        (["R&B"], ("r-n-b",)),
        (["R'n'B"], ("r-n-b",)),
        (["RnB"], ("r-n-b",)),
        (["Drum & Bass"], ("drum-and-bass",)),
        (["Drum and Bass"], ("drum-and-bass",)),
        (["Rock 'n' Roll"], ("rock-n-roll",)),
        (["Rock & Roll"], ("rock-n-roll",)),
        (["Singer/Songwriter"], ("singer-songwriter",)),
        (["Synthpop", "Pop"], ("pop", "synth-pop")),
        (["Pop, Rock", "Folk"], ("folk", "pop", "rock")),
        (["Progressive Rock"], ("rock",)),
        (["Zydeco"], ("zydeco",)),
        (["Neue Volksmusik"], ("neue-volksmusik",)),
        (["Country"], ("country",)),
        (["Children's Music"], ("children",)),
        (["Sound"], ("sound",)),
        ([], ("unknown",)),
        ([" / "], ("unknown",)),
    ],
)
def test_tags_are_folded_to_the_catalogs_spelling(tags: list[str], genres: tuple[str]) -> None:
    assert SPELLING.fold(tags) == genres


@pytest.mark.parametrize("genre", [genre for family in FAMILIES.values() for genre in family])
def test_every_genre_of_the_catalog_is_itself(genre: str) -> None:
    assert SPELLING.fold([genre]) == (genre,)
    assert SPELLING.fold([genre.replace("-", " ").title()]) == (genre,)


@given(st.lists(st.text(max_size=40), max_size=10))
def test_there_is_always_one_to_five_genres_with_names(tags: list[str]) -> None:
    genres = SPELLING.fold(tags)
    assert 1 <= len(genres) <= MAX_GENRES
    assert all(genre and genre == genre.strip() for genre in genres)
