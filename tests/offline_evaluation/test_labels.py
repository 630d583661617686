"""Labelled songs found in a catalog."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation import labels
from humoresque.offline_evaluation.errors import TableFormatError, TooFewSongsError
from humoresque.offline_evaluation.labels import Mood, plain, read_labels
from tests.catalog.made_up import made_up_catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(200)


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "FEWEST_SONGS", 1)


def written(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def track(number: int) -> str:
    return f"track{number:017d}"


def test_signs_of_valence_and_arousal_are_four_moods(catalog: Catalog, tmp_path: Path) -> None:
    signs = [(1, 1), (-1, 1), (-1, -1), (1, -1)]
    rows = [
        {"track_id": track(n), "valence": v * 0.3, "arousal": a * 1.2}
        for n, (v, a) in enumerate(signs)
    ]
    found = read_labels(written(tmp_path / "a.csv.gz", rows), catalog)
    assert found.rows.tolist() == [0, 1, 2, 3]
    assert [found.bearing(mood).tolist().index(True) for mood in Mood] == [0, 1, 2, 3]


@pytest.mark.parametrize(("low", "high"), [(0.2, 0.8), (2.0, 8.0)])
def test_the_middle_of_the_scale_is_found(
    catalog: Catalog, tmp_path: Path, low: float, high: float
) -> None:
    rows = [
        {"track_id": track(0), "valence": low, "arousal": high},
        {"track_id": track(1), "valence": high, "arousal": low},
    ]
    found = read_labels(written(tmp_path / "a.csv", rows), catalog)
    assert found.bearing(Mood.ANGRY).tolist() == [True, False]
    assert found.bearing(Mood.CALM).tolist() == [False, True]


def test_words_are_moods_too(catalog: Catalog, tmp_path: Path) -> None:
    words = ["Happy", "relaxed", "Q2", "sad", "hopeful"]
    rows = [{"track_id": track(n), "mood": word} for n, word in enumerate(words)]
    found = read_labels(written(tmp_path / "a.csv", rows), catalog)
    assert found.moods.tolist() == [0, 3, 1, 2]


def test_a_song_without_an_id_is_found_by_artist_and_title(
    catalog: Catalog, tmp_path: Path
) -> None:
    song = catalog.track(7)
    rows = [
        {"track_id": "", "artist": song.artists[0].upper(), "title": "SONG, 7!", "mood": "sad"},
        {"track_id": "", "artist": song.artists[0], "title": "Another song", "mood": "sad"},
    ]
    assert read_labels(written(tmp_path / "a.csv", rows), catalog).rows.tolist() == [7]


def test_what_stands_in_brackets_is_tried_without(catalog: Catalog, tmp_path: Path) -> None:
    artist = catalog.track(9).artists[0]
    rows = [{"artist_name": artist, "track_name": "Song 9 (Remastered)", "mood": "sad"}]
    assert read_labels(written(tmp_path / "a.csv", rows), catalog).rows.tolist() == [9]


def test_labels_that_disagree_do_not_count(catalog: Catalog, tmp_path: Path) -> None:
    rows = [
        {"track_id": track(n), "mood": mood}
        for n, mood in ((1, "sad"), (1, "sad"), (2, "sad"), (2, "happy"))
    ]
    assert read_labels(written(tmp_path / "a.csv", rows), catalog).rows.tolist() == [1]


def test_numbers_that_are_none_do_not_count(catalog: Catalog, tmp_path: Path) -> None:
    rows: list[Mapping[str, object]] = [
        {"track_id": track(1), "valence": "nan", "arousal": 1},
        {"track_id": track(2), "valence": 1, "arousal": 1},
    ]
    assert read_labels(written(tmp_path / "a.csv", rows), catalog).rows.tolist() == [2]


@pytest.mark.parametrize(
    ("row", "needed"),
    [
        ({"track_id": "x", "valence": 1}, "needs a column arousal"),
        ({"track_id": "x", "valence": "much", "arousal": 1}, "must be numbers"),
        ({"track_id": "x", "mood": "groovy"}, "no known word in column mood"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_it_needs(
    catalog: Catalog, tmp_path: Path, row: Mapping[str, object], needed: str
) -> None:
    with pytest.raises(TableFormatError, match=needed):
        read_labels(written(tmp_path / "a.csv", [row]), catalog)


def test_a_file_that_is_no_table_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    for name, content in (("a.csv.gz", b"no gzip"), ("b.csv", b"\xff\xfe\x00"), ("c.csv", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(TableFormatError):
            read_labels(tmp_path / name, catalog)


def test_too_few_songs_are_no_measurement(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labels, "FEWEST_SONGS", 2)
    path = written(tmp_path / "a.csv", [{"track_id": track(1), "mood": "sad"}])
    with pytest.raises(TooFewSongsError, match="only 1 of its songs"):
        read_labels(path, catalog)


def test_names_are_compared_without_case_accents_and_punctuation() -> None:
    assert plain("  Beyoncé & JAY-Z ") == plain("beyonce and jay z")
    assert plain("AC/DC") == "ac dc"


@pytest.mark.data
def test_the_development_labels_are_found_in_the_full_dataset(data_sets: Path) -> None:
    from humoresque.catalog.importers import import_catalog  # noqa: PLC0415

    full = import_catalog(data_sets / "catalog" / "spotify-tracks-dataset.csv.gz")[0]
    found = read_labels(data_sets / "mood" / "deezer-mood-train-validation.csv.gz", full)
    assert len(found.rows) > 1_000
    assert all(found.bearing(mood).sum() > 100 for mood in Mood)
