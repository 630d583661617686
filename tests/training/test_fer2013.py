from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.clean import clean_rows
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.fer2013 import (
    MOSAIC_VOTE_COLUMNS,
    OFFICIAL_COUNTS,
    read_fer2013,
    require_official_splits,
)
from humoresque.training.datasets.ferplus import join_votes
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError

USAGE = ("Training", "PublicTest", "PrivateTest")


def write_csv(data: FaceDataset, path: Path, columns: tuple[str, ...]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for image, label, split in zip(data.images, data.labels, data.splits, strict=True):
            fields = {
                "emotion": str(label),
                "pixels": " ".join(map(str, image.ravel())),
                "Usage": USAGE[split],
            }
            writer.writerow([fields[column.strip()] for column in columns])


def write_mosaics(data: FaceDataset, folder: Path) -> None:
    tiles = np.zeros((48 * 6, 48, 48), np.uint8)
    tiles[: len(data.images)] = data.images
    mosaic = tiles.reshape(6, 48, 48, 48).swapaxes(1, 2).reshape(6 * 48, 48 * 48)
    Image.fromarray(mosaic).save(folder / "fer2013_00.png")
    with (folder / "labels.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "usage", "emotion", *MOSAIC_VOTE_COLUMNS])
        assert data.votes is not None
        for row, (split, label, votes) in enumerate(
            zip(data.splits, data.labels, data.votes, strict=True)
        ):
            writer.writerow([row, split, label, *votes])


def write_image_folders(data: FaceDataset, folder: Path, *, named: bool) -> None:
    for row, (image, label, split) in enumerate(
        zip(data.images, data.labels, data.splits, strict=True)
    ):
        part = folder / ("train" if split == Split.TRAINING else "test") / EMOTIONS[label].value
        part.mkdir(parents=True, exist_ok=True)
        name = f"{USAGE[split]}_{row}.png" if named else f"im{row}.png"
        Image.fromarray(image).save(part / name)


def test_mosaics_are_read_back(miniature: FaceDataset, tmp_path: Path) -> None:
    write_mosaics(miniature, tmp_path)
    data = read_fer2013(tmp_path, check_counts=False)
    assert np.array_equal(data.images, miniature.images)
    assert np.array_equal(data.labels, miniature.labels)
    assert np.array_equal(data.splits, miniature.splits)
    assert data.votes is not None
    assert miniature.votes is not None
    assert np.array_equal(data.votes, miniature.votes)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("fer2013.csv", ("emotion", "pixels", "Usage")),
        ("icml_face_data.csv", ("emotion", " Usage", " pixels")),
    ],
)
def test_both_kaggle_files_are_read(
    miniature: FaceDataset, tmp_path: Path, name: str, columns: tuple[str, ...]
) -> None:
    write_csv(miniature, tmp_path / name, columns)
    for path in (tmp_path, tmp_path / name):
        data = read_fer2013(path, check_counts=False)
        assert np.array_equal(data.images, miniature.images)
        assert np.array_equal(data.labels, miniature.labels)
        assert np.array_equal(data.splits, miniature.splits)
        assert data.votes is None


def test_image_folders_are_read_and_split_by_the_names_of_the_files(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    write_image_folders(miniature, tmp_path, named=True)
    data = read_fer2013(tmp_path, check_counts=False)
    assert not data.in_published_order
    for split in OFFICIAL_COUNTS:
        expected = miniature.rows(split)
        found = data.rows(split)
        assert sorted(data.labels[found]) == sorted(miniature.labels[expected])
        assert {image.tobytes() for image in data.images[found]} == {
            image.tobytes() for image in miniature.images[expected]
        }
    with pytest.raises(DatasetMismatchError, match="lost FER2013's order"):
        join_votes(data, _touched(tmp_path / "fer2013new.csv"))


def test_renamed_image_folders_have_no_validation_split(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    write_image_folders(miniature, tmp_path, named=False)
    data = read_fer2013(tmp_path, check_counts=False)
    assert {split: len(data.rows(split)) for split in OFFICIAL_COUNTS} == {
        Split.TRAINING: 210,
        Split.VALIDATION: 0,
        Split.TEST: 70,
    }
    with pytest.raises(DatasetMismatchError, match="which test images are PublicTest"):
        require_official_splits(data, tmp_path)


def test_image_folders_are_checked_like_the_tables(miniature: FaceDataset, tmp_path: Path) -> None:
    with_names, without = tmp_path / "named", tmp_path / "renamed"
    write_image_folders(miniature, with_names, named=True)
    write_image_folders(miniature, without, named=False)
    with pytest.raises(DatasetMismatchError, match="Training has 210 rows"):
        read_fer2013(with_names)
    with pytest.raises(DatasetMismatchError, match="Training has 210 rows"):
        read_fer2013(without)
    Image.new("L", (64, 64)).save(with_names / "test" / "happy" / "PublicTest_x.png")
    with pytest.raises(DatasetMismatchError, match=r"64x64 pixels, FER2013 has 48x48"):
        read_fer2013(with_names, check_counts=False)
    with pytest.raises(DatasetNotFoundError):
        read_fer2013(_folders(tmp_path / "empty" / "train", tmp_path / "empty" / "test"))


def _touched(path: Path) -> Path:
    path.touch()
    return path


def _folders(*paths: Path) -> Path:
    for path in paths:
        path.mkdir(parents=True)
    return paths[0].parent


def test_a_wrong_place_names_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match=r"fer2013\.csv"):
        read_fer2013(tmp_path)


def test_other_counts_than_the_published_are_refused(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    write_csv(miniature, tmp_path / "fer2013.csv", ("emotion", "pixels", "Usage"))
    with pytest.raises(DatasetMismatchError, match="28,709"):
        read_fer2013(tmp_path)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("3,1 2 3,Training", "3 pixels"),
        (f"3,{' '.join(['0'] * 2304)},Somewhere", "unknown Usage"),
        (f"9,{' '.join(['0'] * 2304)},Training", "emotion is '9', not a number between 0 and 6"),
        (f"x,{' '.join(['0'] * 2304)},Training", "emotion is 'x'"),
        (f"3,{' '.join(['300'] * 2304)},Training", "between 0 and 255"),
        (f"3,{' '.join(['-'] * 2304)},Training", "between 0 and 255"),
        ("3", "unknown Usage ''"),
    ],
)
def test_broken_rows_are_refused(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "fer2013.csv").write_text(f"emotion,pixels,Usage\n{line}\n")
    with pytest.raises(DatasetMismatchError, match=f"line 2: .*{complaint}"):
        read_fer2013(tmp_path, check_counts=False)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("0,0,x" + ",0" * 10, "emotion is 'x'"),
        ("0,3,4" + ",0" * 10, "usage is '3', not a number between 0 and 2"),
        ("0,1,4" + ",0" * 9, "fp_NF is None"),
        ("0,1,4,11" + ",0" * 9, "fp_neutral is '11'"),
    ],
)
def test_broken_rows_of_mosaic_labels_are_refused(
    miniature: FaceDataset, tmp_path: Path, row: str, complaint: str
) -> None:
    write_mosaics(miniature, tmp_path)
    file = tmp_path / "labels.csv"
    header, *rows = file.read_text().splitlines()
    file.write_text("\n".join([header, *rows[:4], row]))
    with pytest.raises(DatasetMismatchError, match=f"line 6: {complaint}"):
        read_fer2013(tmp_path, check_counts=False)


def test_a_damaged_mosaic_is_refused(miniature: FaceDataset, tmp_path: Path) -> None:
    write_mosaics(miniature, tmp_path)
    file = tmp_path / "fer2013_00.png"
    file.write_bytes(file.read_bytes()[:5000])
    with pytest.raises(DatasetMismatchError, match="not a readable picture"):
        read_fer2013(tmp_path, check_counts=False)


def test_copies_of_test_images_and_faceless_rows_leave_training(miniature: FaceDataset) -> None:
    train = miniature.rows(Split.TRAINING)
    test = miniature.rows(Split.TEST)
    images = miniature.images.copy()
    images[train[0]] = images[test[0]]
    images[train[1]] = images[test[1]][:, ::-1]
    votes = np.array(miniature.votes)
    votes[train[2]] = 0
    votes[train[2], 9] = 10
    # Random noise with a bar correlates with its own label's rows: keep the near-copy rule out.
    data = FaceDataset("changed", images, miniature.labels, miniature.splits, votes)
    rows = clean_rows(data)
    assert not {train[0], train[1], train[2]} & set(rows.train.tolist())
    assert rows.dropped["exact copy of a test image"] == 1
    assert rows.dropped["near copy of a test image"] >= 1
    assert rows.dropped["not a face (FER+ majority)"] == 1
    assert test[0] not in rows.test_without_training_copy
    assert test[1] in rows.test_without_training_copy


@pytest.mark.data
def test_the_published_set_has_the_published_copies(data_sets: Path) -> None:
    data = read_fer2013(data_sets / "fer2013")
    assert {split: len(data.rows(split)) for split in OFFICIAL_COUNTS} == OFFICIAL_COUNTS
    rows = clean_rows(data)
    assert len(rows.test_without_training_copy) == 3301
    assert rows.dropped["exact copy of a test image"] == 703
