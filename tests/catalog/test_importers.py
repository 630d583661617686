from collections.abc import Mapping
from pathlib import Path

import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.errors import SourceFormatError
from humoresque.catalog.importers import ImportReport, import_catalog
from tests.catalog.made_up import many_rows, source_csv

Row = Mapping[str, object]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "dataset.csv"


def imported(source: Path, *rows: Row) -> tuple[Catalog, ImportReport]:
    source.write_bytes(source_csv(rows))
    return import_catalog(source)


def dropped(report: ImportReport) -> dict[str, int]:
    return {line.reason.split(" (")[0]: line.rows for line in report.dropped if line.rows}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"track_name": ""}, "a value is missing"),
        ({"track_name": " \t"}, "a value is missing"),
        ({"artists": ""}, "a value is missing"),
        ({"artists": ";"}, "a value is missing"),
        ({"artists": " ; ;"}, "a value is missing"),
        ({"track_genre": "  "}, "a value is missing"),
        ({"track_id": " "}, "a value is missing"),
        ({"valence": ""}, "a value is missing"),
        ({"valence": 1.2}, "a value is out of range"),
        ({"energy": "nan"}, "a value is out of range"),
        ({"key": -1}, "a value is out of range"),
        ({"popularity": 101}, "a value is out of range"),
        ({"loudness": "-inf"}, "a value is out of range"),
        ({"loudness": "nan"}, "a value is out of range"),
        ({"speechiness": 0.67}, "spoken word"),
        ({"instrumentalness": 0.81, "energy": 0.09}, "sleep noise"),
        ({"tempo": 0}, "no tempo was found"),
        ({"duration_ms": 29_999}, "shorter than 30 seconds"),
    ],
)
def test_a_row_that_is_no_song_goes_with_its_reason(
    changed: Row, reason: str, source: Path
) -> None:
    one, other = many_rows(2)
    catalog, report = imported(source, one, {**other, **changed})
    assert dropped(report) == {reason: 1}
    assert (report.rows, report.tracks, catalog.size) == (2, 1, 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"speechiness": 0.66},
        {"instrumentalness": 0.9, "energy": 0.1},
        {"instrumentalness": 0.8, "energy": 0.05},
        {"duration_ms": 30_000},
        {"album_name": ""},
        {"popularity": 0},
    ],
)
def test_a_song_at_the_limit_stays(changed: Row, source: Path) -> None:
    assert imported(source, changed)[1].tracks == 1


def test_a_track_keeps_all_of_its_genres_and_its_highest_popularity(source: Path) -> None:
    catalog, report = imported(
        source,
        {"track_genre": "rock", "popularity": 50},
        {"track_genre": "pop", "popularity": 60},
        {"track_genre": "rock", "popularity": 50},
    )
    assert catalog.track(0).genres == ("pop", "rock")
    assert catalog.track(0).popularity == 60
    assert dropped(report) == {"the same row twice": 1, "a further genre of a track": 1}


def test_pressings_of_one_recording_become_the_most_popular_of_them(source: Path) -> None:
    catalog, report = imported(
        source,
        {"track_id": "a", "popularity": 10, "track_genre": "rock"},
        {"track_id": "b", "popularity": 80, "track_name": " SONG ", "duration_ms": 231_000},
    )
    assert (catalog.track(0).track_id, catalog.track(0).genres) == ("b", ("acoustic", "rock"))
    assert dropped(report) == {"the same song under another track id": 1}


def test_a_rendition_of_another_length_stays_a_song_of_its_own(source: Path) -> None:
    catalog, _ = imported(
        source, {"track_id": "a"}, {"track_id": "b", "duration_ms": 230_666 + 10_001}
    )
    assert catalog.size == 2


def test_songs_of_one_title_by_other_artists_stay(source: Path) -> None:
    assert imported(source, {"track_id": "a"}, {"track_id": "b", "artists": "Carl"})[0].size == 2


def test_titles_and_genres_are_trimmed(source: Path) -> None:
    rows = ({"track_genre": "pop "}, {"track_genre": "pop", "track_name": " Song"})
    track = imported(source, *rows)[0].track(0)
    assert (track.title, track.genres) == ("Song", ("pop",))


def test_artists_are_separated_and_trimmed(source: Path) -> None:
    catalog, _ = imported(source, {"artists": "Terra ; ;Ben"})
    assert catalog.track(0).artists == ("Terra", "Ben")


def test_the_report_adds_up(source: Path) -> None:
    rows: list[Row] = [*many_rows(8), *many_rows(3), {"tempo": 0}, {"speechiness": 0.9}]
    _, report = imported(source, *rows)
    assert report.rows == 13
    assert report.rows - sum(line.rows for line in report.dropped) == report.tracks == 8


def test_each_stage_is_announced(source: Path) -> None:
    source.write_bytes(source_csv(many_rows(2)))
    stages: list[str] = []
    import_catalog(source, stages.append)
    assert stages[0] == "Reading rows"
    assert len(stages) == 4


def test_a_file_without_a_usable_track_is_refused(source: Path) -> None:
    with pytest.raises(SourceFormatError, match="no usable track"):
        imported(source, {"tempo": 0})


@pytest.mark.data
def test_the_whole_dataset_gives_the_documented_numbers(data_sets: Path) -> None:
    catalog, report = import_catalog(data_sets / "catalog" / "spotify-tracks-dataset.csv.gz")
    assert (report.rows, report.tracks, report.genres) == (114_000, 78_574, 114)
    assert dropped(report) == {
        "a value is missing": 1,
        "spoken word": 880,
        "sleep noise": 2_205,
        "no tempo was found": 90,
        "shorter than 30 seconds": 10,
        "the same row twice": 411,
        "a further genre of a track": 23_605,
        "the same song under another track id": 8_224,
    }
    assert len(catalog.genres) == 114
    ids = catalog.table["track_id"].to_pylist()
    assert len(set(ids)) == len(ids)
