"""FER+ (Barsoum et al. 2016, arXiv:1608.01041): ten taggers' votes for every FER2013 image."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from humoresque.affect import EMOTIONS, Emotion
from humoresque.training.datasets.dataset import USAGES, FaceDataset
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError

FERPLUS_LABELS = (
    "neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt",
)  # fmt: skip
VOTE_COLUMNS = (*FERPLUS_LABELS, "unknown", "NF")
TAGGERS = 10

FERPLUS_TO_FER2013: tuple[int | None, ...] = (
    *(
        EMOTIONS.index(emotion)
        for emotion in (
            Emotion.NEUTRAL,
            Emotion.HAPPY,
            Emotion.SURPRISE,
            Emotion.SAD,
            Emotion.ANGRY,
            Emotion.DISGUST,
            Emotion.FEAR,
        )
    ),
    None,
)
"""Our label of each of FER+'s eight classes; contempt has none."""


def majority_labels(
    votes: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """FER+'s own majority protocol: votes (N, 10) to labels (N,) and the rows that count (N,).

    A class with a single vote is an outlier and loses it. A row is kept if one of the eight
    expressions then holds more than half of the votes that are left, so a tie is never kept, nor
    a row that most taggers call unknown or not a face. Labels of rows that are not kept are -1.
    This is the rule of the authors' reader (``majority`` in FERPlus' ``src/ferplus.py``).
    """
    counted = np.where(votes > 1, votes, 0)
    winner = counted.argmax(axis=1).astype(np.int64)
    kept = (2 * counted.max(axis=1) > counted.sum(axis=1)) & (winner < len(FERPLUS_LABELS))
    return np.where(kept, winner, -1), kept


def join_votes(data: FaceDataset, path: Path) -> FaceDataset:
    """Add the votes of ``fer2013new.csv`` (or of the folder it lies in) to a FER2013, row by row.

    Raises DatasetNotFoundError for a wrong place and DatasetMismatchError when the file does not
    have one row for each image in FER2013's order (Usage is compared row by row), or when the
    images have lost that order.
    """
    file = path / "fer2013new.csv" if path.is_dir() else path
    if not file.is_file():
        raise DatasetNotFoundError(path, "FER+'s fer2013new.csv, or the folder with it")
    if not data.in_published_order:
        difference = (
            "votes are joined by row, and a folder of image files has lost FER2013's order of "
            "rows: use fer2013.csv or icml_face_data.csv"
        )
        raise DatasetMismatchError(file, difference)
    splits, votes = _read_votes(file)
    if len(votes) != len(data):
        difference = f"{len(votes):,} rows of votes for {len(data):,} images of {data.name}"
        raise DatasetMismatchError(file, difference)
    different = np.flatnonzero(splits != data.splits)
    if len(different):
        difference = f"line {different[0] + 2} is in another split than the image of that row"
        raise DatasetMismatchError(file, difference)
    return replace(data, votes=votes)


def _read_votes(file: Path) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Splits (N,) and votes (N, 10) of the official file; Image name may be empty."""
    splits: list[int] = []
    votes: list[list[int]] = []
    with file.open(newline="", encoding="utf-8-sig") as source:
        reader = csv.DictReader(source)
        missing = {"Usage", *VOTE_COLUMNS} - set(reader.fieldnames or ())
        if missing:
            raise DatasetMismatchError(file, f"no column {', '.join(sorted(missing))}")
        for number, row in enumerate(reader, start=2):
            try:
                counts = [int(row[column]) for column in VOTE_COLUMNS]
                splits.append(USAGES[row["Usage"]])
            except (KeyError, TypeError, ValueError):
                raise DatasetMismatchError(file, f"line {number} is not a row of votes") from None
            if min(counts) < 0 or sum(counts) > TAGGERS:
                raise DatasetMismatchError(file, f"line {number} has more than {TAGGERS} votes")
            votes.append(counts)
    return np.array(splits, np.int64), np.array(votes, np.int64).reshape(-1, len(VOTE_COLUMNS))
