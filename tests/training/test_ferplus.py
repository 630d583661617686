from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.fer2013 import read_fer2013
from humoresque.training.datasets.ferplus import (
    FERPLUS_LABELS,
    FERPLUS_TO_FER2013,
    VOTE_COLUMNS,
    join_votes,
    majority_labels,
)
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError

USAGE = ("Training", "PublicTest", "PrivateTest")


def write_votes(data: FaceDataset, path: Path) -> None:
    assert data.votes is not None
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Usage", "Image name", *VOTE_COLUMNS])
        for row, (split, votes) in enumerate(zip(data.splits, data.votes, strict=True)):
            name = "" if votes[9] else f"fer{row:07d}.png"
            writer.writerow([USAGE[split], name, *votes])


def without_votes(data: FaceDataset) -> FaceDataset:
    return FaceDataset(data.name, data.images, data.labels, data.splits)


def test_votes_are_joined_by_row(miniature: FaceDataset, tmp_path: Path) -> None:
    write_votes(miniature, tmp_path / "fer2013new.csv")
    for path in (tmp_path, tmp_path / "fer2013new.csv"):
        joined = join_votes(without_votes(miniature), path)
        assert joined.votes is not None
        assert np.array_equal(joined.votes, np.asarray(miniature.votes))
        assert np.array_equal(joined.images, miniature.images)


def test_votes_of_another_order_are_refused(miniature: FaceDataset, tmp_path: Path) -> None:
    write_votes(miniature, tmp_path / "fer2013new.csv")
    splits = miniature.splits.copy()
    splits[[4, -1]] = splits[[-1, 4]]
    shuffled = FaceDataset("shuffled", miniature.images, miniature.labels, splits)
    with pytest.raises(DatasetMismatchError, match="line 6 is in another split"):
        join_votes(shuffled, tmp_path)


def test_votes_for_another_number_of_images_are_refused(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    write_votes(miniature, tmp_path / "fer2013new.csv")
    fewer = FaceDataset("fewer", miniature.images[1:], miniature.labels[1:], miniature.splits[1:])
    with pytest.raises(DatasetMismatchError, match="280 rows of votes for 279 images"):
        join_votes(fewer, tmp_path)


def test_a_folder_without_votes_names_the_file(miniature: FaceDataset, tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match=r"fer2013new\.csv"):
        join_votes(miniature, tmp_path)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Training,fer0.png,4,0,0,1,3,2,0,0,0", "line 2 is not a row"),
        ("Somewhere,fer0.png,4,0,0,1,3,2,0,0,0,0", "line 2 is not a row"),
        ("Training,fer0.png,9,0,0,1,3,2,0,0,0,0", "more than 10 votes"),
    ],
)
def test_broken_vote_rows_are_refused(
    miniature: FaceDataset, tmp_path: Path, row: str, complaint: str
) -> None:
    header = ",".join(["Usage", "Image name", *VOTE_COLUMNS])
    (tmp_path / "fer2013new.csv").write_text(f"{header}\n{row}\n")
    with pytest.raises(DatasetMismatchError, match=complaint):
        join_votes(miniature, tmp_path)


def test_another_file_is_refused_by_its_columns(miniature: FaceDataset, tmp_path: Path) -> None:
    (tmp_path / "fer2013new.csv").write_text("Usage,pixels\n")
    with pytest.raises(DatasetMismatchError, match="no column NF, anger"):
        join_votes(miniature, tmp_path)


@pytest.mark.parametrize(
    ("votes", "label"),
    [
        ((4, 0, 0, 1, 3, 2, 0, 0, 0, 0), None),  # four of nine once the single vote is gone
        ((5, 0, 0, 1, 1, 1, 1, 1, 0, 0), "neutral"),  # five of five
        ((5, 5, 0, 0, 0, 0, 0, 0, 0, 0), None),  # a tie
        ((0, 0, 0, 0, 0, 0, 0, 6, 4, 0), "contempt"),
        ((0, 4, 0, 0, 0, 0, 0, 0, 6, 0), None),  # unknown
        ((0, 4, 0, 0, 0, 0, 0, 0, 0, 6), None),  # not a face
        ((1, 1, 1, 1, 1, 1, 1, 1, 1, 1), None),
    ],
)
def test_a_majority_is_more_than_half_without_single_votes(
    votes: tuple[int, ...], label: str | None
) -> None:
    labels, kept = majority_labels(np.array([votes], dtype=np.int64))
    assert bool(kept[0]) is (label is not None)
    assert labels[0] == (-1 if label is None else FERPLUS_LABELS.index(label))


def test_every_class_but_contempt_is_one_of_the_seven(miniature: FaceDataset) -> None:
    labels, kept = majority_labels(np.asarray(miniature.votes))
    assert kept.all()
    ours = [FERPLUS_TO_FER2013[label] for label in labels]
    assert ours == miniature.labels.tolist()
    assert FERPLUS_TO_FER2013[FERPLUS_LABELS.index("contempt")] is None


@pytest.mark.data
def test_the_majority_protocol_keeps_the_rows_of_the_published_set(data_sets: Path) -> None:
    data = read_fer2013(data_sets / "fer2013")
    _, kept = majority_labels(np.asarray(data.votes))
    counts = [int(kept[data.rows(split)].sum()) for split in (Split(0), Split(1), Split(2))]
    assert counts == [25_060, 3_199, 3_153]
