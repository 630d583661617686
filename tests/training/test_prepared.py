from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.prepared import PreparedSet, read_prepared, write_prepared
from humoresque.training.datasets.rows import load_rows
from humoresque.training.errors import (
    DatasetMismatchError,
    DatasetNotFoundError,
    FolderTakenError,
)
from tests.training.test_fer2013 import write_csv, write_mosaics


def prepared(data: FaceDataset) -> PreparedSet:
    return PreparedSet(
        data=data,
        source=np.zeros(len(data), np.uint8),
        sources=("miniature",),
        test_without_training_copy=data.rows(Split.TEST)[1:],
        facts={"kind": "clean", "dropped": {"for the test": 3}},
    )


def test_what_was_written_is_read_back(miniature: FaceDataset, tmp_path: Path) -> None:
    folder = write_prepared(prepared(miniature), tmp_path / "a" / "set")
    data, rows = read_prepared(folder)
    assert np.array_equal(data.images, miniature.images)
    assert np.array_equal(data.labels, miniature.labels)
    assert data.votes is not None
    assert np.array_equal(data.votes, np.asarray(miniature.votes))
    assert np.array_equal(rows.train, miniature.rows(Split.TRAINING))
    assert np.array_equal(rows.validation, miniature.rows(Split.VALIDATION))
    assert np.array_equal(rows.test, miniature.rows(Split.TEST))
    assert np.array_equal(rows.test_without_training_copy, rows.test[1:])
    assert rows.dropped == {"for the test": 3}
    assert [path.name for path in folder.parent.iterdir()] == ["set"]


def test_a_set_without_votes_has_none_afterwards(miniature: FaceDataset, tmp_path: Path) -> None:
    plain = FaceDataset("plain", miniature.images, miniature.labels, miniature.splits)
    data, _ = read_prepared(write_prepared(prepared(plain), tmp_path / "set"))
    assert data.votes is None


def test_a_folder_with_something_in_it_is_left_alone(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    (tmp_path / "thesis.pdf").write_bytes(b"important")
    with pytest.raises(FolderTakenError, match="not empty"):
        write_prepared(prepared(miniature), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.pdf"]


def test_an_array_changed_afterwards_is_noticed(miniature: FaceDataset, tmp_path: Path) -> None:
    folder = write_prepared(prepared(miniature), tmp_path / "set")
    labels = miniature.labels.copy()
    labels[5] = (labels[5] + 1) % 7
    np.save(folder / "labels.npy", labels)
    with pytest.raises(DatasetMismatchError, match=r"not those that manifest\.json"):
        read_prepared(folder)


def test_a_missing_array_is_named(miniature: FaceDataset, tmp_path: Path) -> None:
    folder = write_prepared(prepared(miniature), tmp_path / "set")
    (folder / "splits.npy").unlink()
    with pytest.raises(DatasetMismatchError, match=r"splits\.npy: missing or damaged"):
        read_prepared(folder)


@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"format": 99})])
def test_a_manifest_of_another_kind_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(DatasetMismatchError, match="not of format 2"):
        read_prepared(tmp_path)


def test_a_manifest_without_arrays_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 2}))
    with pytest.raises(DatasetMismatchError, match="does not name its arrays"):
        read_prepared(tmp_path)


def test_a_folder_without_manifest_says_what_writes_one(tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match="humoresque prepare"):
        read_prepared(tmp_path)


def test_one_door_reads_prepared_folders_and_fer2013(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    folder = write_prepared(prepared(miniature), tmp_path / "set")
    _, rows = load_rows(folder)
    assert rows.dropped == {"for the test": 3}
    mosaics = tmp_path / "mosaics"
    mosaics.mkdir()
    write_mosaics(miniature, mosaics)
    data, rows = load_rows(mosaics, check_counts=False)
    assert len(data) == len(miniature)
    assert "exact copy of a test image" in rows.dropped


def test_data_without_validation_rows_are_no_rows_to_train_with(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    splits = np.where(miniature.splits == Split.VALIDATION, Split.TEST, miniature.splits)
    merged = FaceDataset("merged", miniature.images, miniature.labels, splits)
    write_csv(merged, tmp_path / "fer2013.csv", ("emotion", "pixels", "Usage"))
    with pytest.raises(DatasetMismatchError, match="PublicTest"):
        load_rows(tmp_path, check_counts=False)
