from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.starter.build import (
    GENRES,
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
    assert len(choose_rows(catalog, 2_000)) == 30


def test_seasonal_songs_and_second_renditions_are_passed_over(tmp_path: Path) -> None:
    titles = ["Last Christmas", "Creep", "Creep - Remastered 2011", "Song (Live)", "Noël Blanc"]
    rows = [
        {**row, "track_name": title, "track_genre": "pop", "artists": "Radiohead"}
        for row, title in zip(many_rows(5), titles, strict=True)
    ]
    source = tmp_path / "dataset.csv"
    source.write_bytes(source_csv(rows))
    assert make_starter(source, tmp_path) == 1
    assert ",Creep," in (tmp_path / FILE_NAME).read_text(encoding="utf-8")


@pytest.mark.data
def test_the_committed_starter_is_what_the_command_gives(data_sets: Path, tmp_path: Path) -> None:
    make_starter(data_sets / "catalog" / "spotify-tracks-dataset.csv.gz", tmp_path)
    package = Path(make_starter.__code__.co_filename).parent
    made, committed = ((folder / FILE_NAME).read_bytes() for folder in (tmp_path, package))
    assert made == committed
