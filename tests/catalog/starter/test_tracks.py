import io
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.errors import CatalogFormatError
from humoresque.catalog.schema import RANKED_FEATURES
from humoresque.catalog.starter import tracks
from humoresque.catalog.starter.build import (
    GENRES,
    LOWEST_POPULARITY,
    SIZE,
    SONGS_PER_ARTIST,
)
from humoresque.catalog.starter.tracks import COLUMNS, FILE_NAME, read_tracks, write_tracks

FOLDER = Path(tracks.__file__).parent


def test_the_starter_holds_at_most_two_thousand_different_songs() -> None:
    ids = read_tracks()["track_id"].to_pylist()
    assert 1_900 <= len(ids) == len(set(ids)) <= SIZE
    assert all(len(track_id) == 22 and track_id.isalnum() for track_id in ids)


def test_the_starter_offers_its_genres_and_no_others() -> None:
    assert Catalog.starter().genres == tuple(sorted(GENRES))


def test_every_genre_has_songs_and_artists_for_several_lists() -> None:
    starter = Catalog.starter()
    for genre in starter.genres:
        rows = starter.rows_of((genre,))
        assert len(np.unique(starter.first_artists[rows])) >= 30, genre


def test_every_mood_region_is_covered_in_the_genres_together() -> None:
    starter = Catalog.starter()
    thirds = [np.minimum(starter.rank(n) * 3, 2).astype(int) for n in ("valence", "energy")]
    counts = np.bincount(thirds[0] * 3 + thirds[1], minlength=9)
    assert counts.min() >= 0.5 * starter.size / 9


def test_every_popularity_level_is_well_filled() -> None:
    popularity = Catalog.starter().popularity
    counts = np.histogram(popularity, bins=(0, 45, 70, 101))[0]
    assert counts.min() >= 400


def test_songs_of_low_popularity_lie_around_what_that_level_aims_at() -> None:
    popularity = Catalog.starter().popularity
    assert popularity.min() >= LOWEST_POPULARITY
    low = popularity[popularity < 45]
    assert 15 <= np.median(low) <= 35


def test_no_song_is_for_a_season() -> None:
    seasonal = re.compile(
        r"snow|tannenbaum|holy night|drummer boy|deck the hall|mistletoe|rudolph|frosty|sleigh|"
        r"winter wonderland|silent night|noel|noël|navidad|jingle|santa|christmas|xmas|weihnacht|"
        r"yule|grinch|reindeer|nutcracker|silver bells",
        re.IGNORECASE,
    )
    titles = read_tracks()["title"].to_pylist()
    assert [title for title in titles if seasonal.search(title)] == []


def test_no_artist_crowds_the_starter() -> None:
    artists = read_tracks()["artists"].combine_chunks().flatten().to_pylist()
    assert max(Counter(artists).values()) <= SONGS_PER_ARTIST


def test_ranks_are_those_of_a_larger_catalog_rather_than_its_own() -> None:
    starter = Catalog.starter()
    for name in RANKED_FEATURES:
        ranks = starter.rank(name)
        assert ((ranks >= 0) & (ranks <= 1)).all()
    assert abs(float(starter.rank("loudness").mean()) - 0.5) > 0.01


def test_the_file_is_what_writing_its_own_table_gives() -> None:
    text = io.StringIO()
    write_tracks(read_tracks(), text)
    assert text.getvalue() == (FOLDER / FILE_NAME).read_text(encoding="utf-8")


def test_lines_are_sorted_by_artist_so_that_changes_can_be_read() -> None:
    first = [artists[0].casefold() for artists in read_tracks()["artists"].to_pylist()]
    assert first == sorted(first)


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n", ",".join(COLUMNS) + "\n", ",".join(COLUMNS) + "\nonly,three,cells\n"],
)
def test_a_damaged_file_is_named(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    monkeypatch.setattr(tracks, "__file__", str(tmp_path / "tracks.py"))
    with pytest.raises(CatalogFormatError, match="not a readable catalog"):
        read_tracks()


def test_provenance_and_licence_lie_beside_the_songs() -> None:
    assert "Spotify Tracks Dataset" in (FOLDER / "PROVENANCE.md").read_text(encoding="utf-8")
    assert "Open Database License" in (FOLDER / "LICENSE.md").read_text(encoding="utf-8")
