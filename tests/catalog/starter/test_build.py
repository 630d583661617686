import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.starter.build import (
    GENRES,
    LOWEST_POPULARITY,
    SONGS_PER_ARTIST,
    choose_rows,
    make_starter,
    starter_table,
)
from humoresque.catalog.starter.tracks import FILE_NAME
from tests.catalog.made_up import made_up_catalog, many_rows, source_csv


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(4_000, genres=("jazz", "pop", "sleep"), artists=2_500)


def test_as_many_songs_are_chosen_as_asked_for(catalog: Catalog) -> None:
    rows = choose_rows(catalog, 300)
    assert len(np.unique(rows)) == len(rows) == 300


def test_the_choice_is_even_over_genre_level_and_mood(catalog: Catalog) -> None:
    rows = choose_rows(catalog, 540)
    level = np.digitize(catalog.popularity[rows], (45, 70))
    mood = [np.minimum(catalog.rank(n)[rows] * 3, 2).astype(int) for n in ("valence", "energy")]
    for genre in ("jazz", "pop"):
        inside = np.isin(rows, catalog.rows_of((genre,)))
        cells = np.bincount((level * 9 + mood[0] * 3 + mood[1])[inside], minlength=27)
        assert cells.min() >= 8
        assert cells.max() <= 2 * cells.min()


def test_genres_that_name_no_kind_of_music_are_left_out(catalog: Catalog) -> None:
    table = starter_table(catalog, 300)
    genres = set(table["genres"].combine_chunks().flatten().to_pylist())
    assert genres == {"jazz", "pop"} <= set(GENRES)


def test_no_artist_comes_too_often(catalog: Catalog) -> None:
    artists = starter_table(catalog, 800)["artists"].combine_chunks().flatten().to_pylist()
    assert max(Counter(artists).values()) == SONGS_PER_ARTIST


def test_ranks_stay_those_of_the_source(catalog: Catalog) -> None:
    table = starter_table(catalog, 50)
    for row in table.to_pylist():
        at = catalog.row_of(row["track_id"])
        assert row["valence_rank"] == catalog.rank("valence")[at]


def test_a_small_source_gives_all_that_it_has() -> None:
    catalog = made_up_catalog(30, genres=("pop",), artists=10_000)
    known = np.flatnonzero(catalog.popularity >= LOWEST_POPULARITY)
    assert choose_rows(catalog, 2_000).tolist() == known.tolist()


def chosen(tmp_path: Path, *changed: Mapping[str, object]) -> list[str]:
    """Titles of the starter that is made of songs in pop, each changed as given."""
    rows = zip(many_rows(len(changed)), changed, strict=True)
    source = tmp_path / "dataset.csv"
    source.write_bytes(source_csv({**row, "track_genre": "pop", **new} for row, new in rows))
    make_starter(source, tmp_path)
    with (tmp_path / FILE_NAME).open(encoding="utf-8", newline="") as file:
        return sorted(row["title"] for row in csv.DictReader(file))


def test_second_renditions_are_passed_over(tmp_path: Path) -> None:
    titles = ["Creep", "Creep - Remastered 2011", "Song (Live)"]
    songs = [{"track_name": title, "artists": "Radiohead"} for title in titles]
    assert chosen(tmp_path, *songs) == ["Creep"]


@pytest.mark.parametrize(
    "title",
    [
        *("Last Christmas", "Xmas Time", "Noël Blanc", "Feliz Navidad", "Weihnachtslied"),
        *("Let It Snow! Let It Snow!", "Frosty The Snowman", "Sleigh Ride", "Winter Wonderland"),
        *("O Holy Night", "Silent Night", "O Tannenbaum - Remastered 1999", "Deck The Halls"),
        *("The Little Drummer Boy", "Meet Me under the Mistletoe", "Rudolph The Red-Nosed"),
        *("Jingle Bell Rock", "Santa Baby", "Silver Bells", "Cool Yule", "Mr. Grinch"),
    ],
)
def test_seasonal_songs_are_passed_over(title: str, tmp_path: Path) -> None:
    assert chosen(tmp_path, {"track_name": title}, {"track_name": "Creep"}) == ["Creep"]


def test_songs_of_a_seasonal_album_are_passed_over(tmp_path: Path) -> None:
    seasonal = {"track_name": "Julianne", "album_name": "Alternative Christmas 2022"}
    assert chosen(tmp_path, seasonal, {"track_name": "Creep"}) == ["Creep"]


def test_a_song_that_only_names_a_time_of_the_year_stays(tmp_path: Path) -> None:
    titles = ["December, 1963", "The Four Seasons - Winter in F Minor"]
    assert chosen(tmp_path, *({"track_name": title} for title in titles)) == titles


def test_songs_that_nobody_plays_are_passed_over(tmp_path: Path) -> None:
    unknown, known = LOWEST_POPULARITY - 1, LOWEST_POPULARITY
    songs = [{"track_name": f"At {value}", "popularity": value} for value in (0, unknown, known)]
    assert chosen(tmp_path, *songs) == [f"At {known}"]


@pytest.mark.data
def test_the_committed_starter_is_what_the_command_gives(data_sets: Path, tmp_path: Path) -> None:
    make_starter(data_sets / "catalog" / "spotify-tracks-dataset.csv.gz", tmp_path)
    package = Path(make_starter.__code__.co_filename).parent
    made, committed = ((folder / FILE_NAME).read_bytes() for folder in (tmp_path, package))
    assert made == committed
