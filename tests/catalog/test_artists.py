import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.catalog.artists import ArtistIndex, fold_name
from humoresque.catalog.catalog import Catalog
from tests.catalog.made_up import made_up_catalog


def index_of(*songs: tuple[str, int]) -> ArtistIndex:
    """One song a pair of artist and popularity."""
    names = sorted({name for name, _ in songs})
    return ArtistIndex.build(
        names,
        np.array([names.index(name) for name, _ in songs], np.int32),
        np.arange(len(songs), dtype=np.int32),
        np.array([popularity for _, popularity in songs], np.float32),
    )


def found(index: ArtistIndex, text: str, limit: int = 10) -> list[str]:
    return [artist.name for artist in index.search(text, limit)]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Beyoncé", "beyonce"),
        ("  Sigur   Rós ", "sigur ros"),
        ("AC/DC", "ac dc"),
        ("R.E.M.", "rem"),
        ("Destiny's Child", "destinys child"),
        ("Łona", "lona"),
        ("MØ", "mo"),
        ("Die Ärzte (Bäst of)", "die arzte bast of"),
        ("Straße", "strasse"),
        ("!!!", "!!!"),
        ("中島美嘉", "中島美嘉"),
    ],
)
def test_case_accents_and_punctuation_need_not_be_typed(name: str, folded: str) -> None:
    assert fold_name(name) == folded


def test_the_name_comes_before_its_beginning_a_word_and_a_part() -> None:
    index = index_of(
        *(("Queens of the Stone Age", 90), ("McQueen", 99), ("Dancing Queen", 95), ("Queen", 10)),
        *(("Queensrÿche", 91), ("King", 100)),
    )
    assert found(index, "QUEEN") == [
        *("Queen", "Queensrÿche", "Queens of the Stone Age", "Dancing Queen", "McQueen"),
    ]
    assert found(index, "queen", limit=2) == ["Queen", "Queensrÿche"]


def test_a_word_begins_after_any_punctuation() -> None:
    assert found(index_of(("AC/DC", 1), ("Abcdc", 2)), "dc") == ["AC/DC", "Abcdc"]


def test_nothing_typed_gives_the_most_popular() -> None:
    index = index_of(("One", 1), ("Two", 2), ("Three", 3))
    assert found(index, " ", limit=2) == ["Three", "Two"]


def test_no_artist_is_found_where_none_fits() -> None:
    index = index_of(("One", 1), ("Two", 2))
    assert found(index, "e t") == []
    assert found(index, "zero") == []
    assert found(index, "two", limit=0) == []
    assert index_of().search("a", 5) == []
    assert index.rows_of("zero").tolist() == []
    assert index.rows_of("").tolist() == []


def test_spellings_of_one_name_are_one_artist_shown_as_best_known() -> None:
    index = index_of(("BEYONCE", 3), ("Beyoncé", 9), ("Cher", 5), ("Beyoncé", 4))
    assert found(index, "b") == ["Beyoncé"]
    (artist,) = index.search("bey", 5)
    assert (artist.tracks, artist.popularity) == (3, 9)
    assert index.rows_of("beyoncë").tolist() == [0, 1, 3]


def test_an_artist_named_twice_on_one_song_has_it_once() -> None:
    index = ArtistIndex.build(
        ["Ann", "ANN"],
        np.array([0, 1], np.int32),
        np.array([0, 0], np.int32),
        np.array([7], np.float32),
    )
    assert index.search("ann", 5)[0].tracks == 1
    assert index.rows_of("Ann").tolist() == [0]


def test_the_catalog_finds_artists_and_their_songs() -> None:
    catalog = made_up_catalog(200, artists=30)
    for artist in catalog.search_artists("artist 1", 30):
        rows = catalog.artist_rows(artist.name.upper()).tolist()
        expected = [row for row in range(200) if artist.name in catalog.track(row).artists]
        assert rows == expected
        assert artist.tracks == len(rows)
        assert artist.popularity == catalog.popularity[rows].max()


def test_artists_of_the_starter_are_found_as_one_types() -> None:
    catalog = Catalog.starter()
    name = catalog.track(0).artists[0]
    assert name in [artist.name for artist in catalog.search_artists(name[:-1], 10)]


@given(st.lists(st.tuples(st.text(min_size=1), st.integers(0, 100)), max_size=30), st.data())
def test_every_artist_is_found_by_the_whole_name(
    songs: list[tuple[str, int]], data: st.DataObject
) -> None:
    index = index_of(*songs)
    for row, (name, _) in enumerate(songs):
        assert row in index.rows_of(name)
        first = index.search(name, 1)[0].name
        assert not fold_name(name) or fold_name(first) == fold_name(name)
    typed = data.draw(st.text(max_size=3))
    for artist in index.search(typed, 5):
        assert fold_name(typed) in fold_name(artist.name)


def test_songs_of_many_artists_are_found_at_once_as_one_by_one() -> None:
    catalog = made_up_catalog(80, artists=30)
    names = ["ARTIST 3", "Artist 29", "Artist 3", "artist 0", "", "Nobody", "zzz"]
    parts = [catalog.artist_rows(name) for name in names]
    assert catalog.rows_of_artists(names).tolist() == np.unique(np.concatenate(parts)).tolist()
    assert catalog.rows_of_artists(["Nobody"]).tolist() == []
    assert catalog.rows_of_artists([]).tolist() == []
