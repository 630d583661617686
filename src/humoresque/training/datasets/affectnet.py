"""AffectNet (Mollahosseini, Hasani & Mahoor 2017): faces from the web, labelled by hand.

Two layouts are read. The first: ``Manually_Annotated_file_lists/training.csv`` and
``validation.csv`` with a face box for each picture below ``Manually_Annotated_Images/``. The
second: ``train_set/`` and ``val_set/`` with ``images/N.jpg``, cropped to the face, and
``annotations/N_exp.npy``. A list file picks single pictures, as the thesis did by hand.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from humoresque.affect import EMOTIONS, Emotion
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.picture import (
    central_square,
    read_grey,
    square_around,
    stack_tiles,
    to_tile,
)
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError

# AffectNet's 7 to 10 (contempt, none, uncertain, non-face) are none of our seven labels.
EXPRESSIONS = (
    Emotion.NEUTRAL,
    Emotion.HAPPY,
    Emotion.SAD,
    Emotion.SURPRISE,
    Emotion.FEAR,
    Emotion.DISGUST,
    Emotion.ANGRY,
)
LAST_EXPRESSION = 10

# Rows with one of the seven expressions, the same in both layouts.
OFFICIAL_COUNTS = {Split.TRAINING: 283_901, Split.VALIDATION: 3_500}
EXPECTED = (
    "Manually_Annotated_file_lists/ and Manually_Annotated_Images/, or train_set/ and val_set/ "
    "with images/ and annotations/"
)
_LISTS = "Manually_Annotated_file_lists"
_IMAGES = "Manually_Annotated_Images"
_CSV = {Split.TRAINING: "training.csv", Split.VALIDATION: "validation.csv"}
_SETS = {Split.TRAINING: "train_set", Split.VALIDATION: "val_set"}
_BOX = ("face_x", "face_y", "face_width", "face_height")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A labelled picture: its name in a list file, and the face's box if one is published."""

    name: str
    file: Path
    label: int
    split: Split
    box: tuple[float, float, float, float] | None


def read_affectnet(
    folder: Path,
    *,
    splits: Collection[Split] = tuple(OFFICIAL_COUNTS),
    chosen: Collection[str] | None = None,
    check_counts: bool = True,
) -> FaceDataset:
    """Read the pictures with one of our seven expressions, or those named in ``chosen``.

    Names are those of the layout: ``subDirectory_filePath`` of the CSV files
    (``689/737db2….jpg``), or ``train_set/images/12.jpg``. A tile is the square on the longer side
    of the published box, or the whole picture where there is none. Splits are the published
    training and validation, of which only those in ``splits`` are read; the test set was never
    published. The whole set takes 0.7 GB.

    Raises DatasetNotFoundError for a wrong folder, DatasetMismatchError for files that are
    missing or broken, for counts that differ (only without ``chosen``), and for chosen names
    that are not in the set or have none of the seven expressions.
    """
    entries = sorted(_entries(folder, splits), key=lambda entry: (entry.split, entry.name))
    if chosen is not None:
        entries = _choose(entries, set(chosen), folder)
    elif check_counts:
        for split in splits:
            expected = OFFICIAL_COUNTS[split]
            found = sum(entry.split == split for entry in entries)
            if found != expected:
                difference = (
                    f"{found:,} {split.name.lower()} pictures with one of the seven expressions, "
                    f"AffectNet has {expected:,}"
                )
                raise DatasetMismatchError(folder, difference)
    tiles = []
    for entry in entries:
        image = read_grey(entry.file)
        square = square_around(image, entry.box) if entry.box else central_square(image)
        tiles.append(to_tile(image, square))
    return FaceDataset(
        name="affectnet",
        images=stack_tiles(tiles),
        labels=np.array([entry.label for entry in entries], np.int64),
        splits=np.array([entry.split for entry in entries], np.int64),
    )


def read_list(file: Path) -> list[str]:
    """The names in a list file: one a line; empty lines and lines after ``#`` are left out."""
    if not file.is_file():
        raise DatasetNotFoundError(file, "a text file with the name of one picture a line")
    lines = (line.strip().replace("\\", "/") for line in file.read_text("utf-8").splitlines())
    names = [line for line in lines if line and not line.startswith("#")]
    twice = len(names) - len(set(names))
    if twice or not names:
        difference = f"{twice} names are here twice" if twice else "no name in it"
        raise DatasetMismatchError(file, difference)
    return names


def _choose(entries: list[_Entry], chosen: set[str], folder: Path) -> list[_Entry]:
    kept = [entry for entry in entries if entry.name in chosen]
    unknown = sorted(chosen - {entry.name for entry in kept})
    if unknown:
        difference = (
            f"{len(unknown):,} pictures of the list are not here with one of the seven "
            f"expressions, the first is {unknown[0]}"
        )
        raise DatasetMismatchError(folder, difference)
    return kept


def _entries(folder: Path, splits: Collection[Split]) -> Iterator[_Entry]:
    lists, images = _inside(folder, _LISTS), _inside(folder, _IMAGES)
    if lists and images:
        for split in splits:
            yield from _csv_entries(lists / _CSV[split], images, split)
    elif all((folder / name / "annotations").is_dir() for name in _SETS.values()):
        for split in splits:
            yield from _annotation_entries(folder, _SETS[split], split)
    else:
        raise DatasetNotFoundError(folder, EXPECTED)


def _inside(folder: Path, name: str) -> Path | None:
    """A part of the first layout: its archives unpack with or without a folder around it."""
    places = (folder / name, folder / "Manually_Annotated" / name)
    return next((place for place in places if place.is_dir()), None)


def _csv_entries(file: Path, images: Path, split: Split) -> Iterator[_Entry]:
    if not file.is_file():
        raise DatasetMismatchError(file, "missing beside the other lists")
    with file.open(newline="", encoding="utf-8-sig") as source:
        reader = csv.DictReader(source)
        missing = {"subDirectory_filePath", "expression", *_BOX} - set(reader.fieldnames or ())
        if missing:
            raise DatasetMismatchError(file, f"no column {', '.join(sorted(missing))}")
        for number, row in enumerate(reader, start=2):
            try:
                label = _label(int(row["expression"]))
                box = _box(row) if label is not None else None
            except (TypeError, ValueError):
                raise DatasetMismatchError(file, f"line {number} is not a row of it") from None
            if label is None:
                continue
            name = row["subDirectory_filePath"]
            yield _Entry(name, images / name, label, split, box)


def _box(row: dict[str, str]) -> tuple[float, float, float, float]:
    left, top, width, height = (float(row[column]) for column in _BOX)
    if width <= 0 or height <= 0:
        raise ValueError(width, height)
    return left, top, width, height


def _annotation_entries(folder: Path, part: str, split: Split) -> Iterator[_Entry]:
    for annotation in sorted((folder / part / "annotations").glob("*_exp.npy")):
        try:
            label = _label(int(np.load(annotation, allow_pickle=False)))
        except (OSError, TypeError, ValueError):
            raise DatasetMismatchError(annotation, "not a label between 0 and 10") from None
        if label is not None:
            number = annotation.name.removesuffix("_exp.npy")
            name = f"{part}/images/{number}.jpg"
            yield _Entry(name, folder / name, label, split, None)


def _label(expression: int) -> int | None:
    """Our label of AffectNet's number; None for those beyond our seven."""
    if not 0 <= expression <= LAST_EXPRESSION:
        raise ValueError(expression)
    if expression >= len(EXPRESSIONS):
        return None
    return EMOTIONS.index(EXPRESSIONS[expression])
