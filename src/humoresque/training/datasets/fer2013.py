"""FER2013 (Goodfellow et al. 2013) with FER+ votes (Barsoum et al. 2016) where they are present.

Four layouts are read: a folder of 48-a-row PNG mosaics with ``labels.csv``, Kaggle's
``fer2013.csv`` (emotion, pixels, Usage), Kaggle's ``icml_face_data.csv`` (emotion, Usage, pixels;
column names with a leading space), and the mirror of 48x48 JPEG files in ``train/angry/`` to
``test/neutral/``. The mirror puts PublicTest and PrivateTest into one ``test``; only the files'
names (``PublicTest_8514439.jpg``) tell them apart, so renamed files have no validation split.
Official use: select on PublicTest, report PrivateTest.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.dataset import SIDE, USAGES, FaceDataset, Split
from humoresque.training.datasets.ferplus import TAGGERS, VOTE_COLUMNS
from humoresque.training.datasets.picture import list_pictures, read_grey, stack_tiles
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError

TILES_PER_ROW = 48
TILES_PER_MOSAIC = TILES_PER_ROW * TILES_PER_ROW
EXPECTED = (
    "fer2013.csv, icml_face_data.csv, image folders (train/angry/, …, test/neutral/) or mosaics "
    "(fer2013_*.png with labels.csv)"
)

MOSAIC_VOTE_COLUMNS = tuple(f"fp_{name}" for name in VOTE_COLUMNS)

OFFICIAL_COUNTS = {Split.TRAINING: 28_709, Split.VALIDATION: 3_589, Split.TEST: 3_589}
# The mirror when nothing says which test image is whose.
_MERGED_COUNTS = {Split.TRAINING: 28_709, Split.TEST: 7_178}
_USAGE_OF_SPLIT = {split: usage for usage, split in USAGES.items()}


def read_fer2013(path: Path, *, check_counts: bool = True) -> FaceDataset:
    """Read whichever of the four layouts lies at ``path`` (a folder or a CSV file).

    Raises DatasetNotFoundError for a wrong place and DatasetMismatchError when the rows differ
    from the published counts (skipped with ``check_counts=False``, for miniature sets).
    """
    if path.is_dir():
        for name in ("fer2013.csv", "icml_face_data.csv"):
            if (path / name).is_file():
                return _checked(_read_csv(path / name), path, check_counts=check_counts)
        if (path / "labels.csv").is_file() and any(path.glob("fer2013_*.png")):
            return _checked(_read_mosaics(path), path, check_counts=check_counts)
        if (path / "train").is_dir() and (path / "test").is_dir():
            return _checked(_read_image_folders(path), path, check_counts=check_counts)
    elif path.is_file() and path.suffix == ".csv":
        return _checked(_read_csv(path), path, check_counts=check_counts)
    raise DatasetNotFoundError(path, EXPECTED)


def require_official_splits(data: FaceDataset, path: Path) -> None:
    """Raise DatasetMismatchError for a FER2013 whose PublicTest and PrivateTest are one."""
    if not len(data.rows(Split.VALIDATION)):
        difference = (
            "nothing here says which test images are PublicTest (validation) and which are "
            "PrivateTest (test). Use fer2013.csv or icml_face_data.csv, or image folders whose "
            "files have kept their names (PublicTest_….jpg)"
        )
        raise DatasetMismatchError(path, difference)


def _checked(data: FaceDataset, path: Path, *, check_counts: bool) -> FaceDataset:
    if check_counts:
        merged = not len(data.rows(Split.VALIDATION)) and not data.in_published_order
        for split, expected in (_MERGED_COUNTS if merged else OFFICIAL_COUNTS).items():
            found = len(data.rows(split))
            if found != expected:
                part = "test" if merged and split == Split.TEST else _USAGE_OF_SPLIT[split]
                difference = f"{part} has {found:,} rows, FER2013 has {expected:,}"
                raise DatasetMismatchError(path, difference)
    return data


def _read_mosaics(folder: Path) -> FaceDataset:
    with (folder / "labels.csv").open(newline="") as file:
        table = list(csv.DictReader(file))
    if not table or not {"usage", "emotion"} <= table[0].keys():
        raise DatasetMismatchError(folder / "labels.csv", "columns usage and emotion are missing")
    images = np.concatenate([_tiles(mosaic) for mosaic in sorted(folder.glob("fer2013_*.png"))])
    if len(images) < len(table):
        difference = f"{len(table):,} labels but only {len(images):,} tiles"
        raise DatasetMismatchError(folder, difference)
    voted = set(MOSAIC_VOTE_COLUMNS) <= table[0].keys()
    labels, splits, votes = [], [], []
    for number, row in enumerate(table, start=2):
        try:
            labels.append(_number(row["emotion"], "emotion", len(EMOTIONS)))
            splits.append(_number(row["usage"], "usage", len(USAGES)))
            if voted:
                votes.append([_number(row[c], c, TAGGERS + 1) for c in MOSAIC_VOTE_COLUMNS])
        except ValueError as error:
            raise DatasetMismatchError(folder / "labels.csv", f"line {number}: {error}") from None
    return FaceDataset(
        name="fer2013",
        images=images[: len(table)],
        labels=np.array(labels, dtype=np.int64),
        splits=np.array(splits, dtype=np.int64),
        votes=np.array(votes, dtype=np.int64) if voted else None,
    )


def _tiles(mosaic: Path) -> npt.NDArray[np.uint8]:
    pixels = np.asarray(read_grey(mosaic), dtype=np.uint8)
    if pixels.shape[0] % SIDE or pixels.shape[1] != SIDE * TILES_PER_ROW:
        raise DatasetMismatchError(mosaic, f"{pixels.shape} is not a mosaic of 48x48 tiles")
    rows = pixels.shape[0] // SIDE
    tiles = pixels.reshape(rows, SIDE, TILES_PER_ROW, SIDE).swapaxes(1, 2)
    return np.ascontiguousarray(tiles.reshape(-1, SIDE, SIDE))


def _read_image_folders(folder: Path) -> FaceDataset:
    """Kaggle's mirror: rows ordered by part, label and file name."""
    files = [
        (part, label, file)
        for part in ("train", "test")
        for label, emotion in enumerate(EMOTIONS)
        for file in list_pictures(folder / part / emotion.value)
    ]
    if not files:
        raise DatasetNotFoundError(folder, EXPECTED)
    tiles = []
    for _, _, file in files:
        image = read_grey(file)
        if image.size != (SIDE, SIDE):
            difference = f"{image.width}x{image.height} pixels, FER2013 has {SIDE}x{SIDE}"
            raise DatasetMismatchError(file, difference)
        tiles.append(np.asarray(image, dtype=np.uint8))
    test = [_usage_in_name(file) for part, _, file in files if part == "test"]
    if not set(test) <= {Split.VALIDATION, Split.TEST}:
        test = [Split.TEST] * len(test)
    splits = [Split.TRAINING] * (len(files) - len(test)) + test
    return FaceDataset(
        name="fer2013",
        images=stack_tiles(tiles),
        labels=np.array([label for _, label, _ in files], dtype=np.int64),
        splits=np.array(splits, dtype=np.int64),
        in_published_order=False,
    )


def _usage_in_name(file: Path) -> Split | None:
    """The split of ``PublicTest_8514439.jpg``; None for another name."""
    return USAGES.get(file.name.partition("_")[0])


def _read_csv(path: Path) -> FaceDataset:
    labels: list[int] = []
    splits: list[int] = []
    images: list[npt.NDArray[np.uint8]] = []
    with path.open(newline="") as file:
        reader = csv.DictReader(file, skipinitialspace=True)
        columns = {name.strip(): name for name in reader.fieldnames or ()}
        if not {"emotion", "pixels", "Usage"} <= columns.keys():
            raise DatasetMismatchError(path, "columns emotion, pixels and Usage are missing")
        for number, row in enumerate(reader, start=2):
            try:
                labels.append(_number(row[columns["emotion"]], "emotion", len(EMOTIONS)))
                splits.append(_usage(row[columns["Usage"]]))
                images.append(_tile(row[columns["pixels"]]))
            except ValueError as error:
                raise DatasetMismatchError(path, f"line {number}: {error}") from None
    return FaceDataset(
        name="fer2013",
        images=stack_tiles(images),
        labels=np.array(labels, dtype=np.int64),
        splits=np.array(splits, dtype=np.int64),
        votes=None,
    )


def _number(cell: str | None, column: str, end: int) -> int:
    """A cell's number in 0..end-1; ValueError in words for anything else, or no cell at all."""
    try:
        number = int(cell or "")
    except ValueError:
        number = -1
    if not 0 <= number < end:
        msg = f"{column} is {cell!r}, not a number between 0 and {end - 1}"
        raise ValueError(msg)
    return number


def _usage(cell: str | None) -> Split:
    usage = (cell or "").strip()
    if usage not in USAGES:
        msg = f"unknown Usage {usage!r}"
        raise ValueError(msg)
    return USAGES[usage]


def _tile(cell: str | None) -> npt.NDArray[np.uint8]:
    numbers = (cell or "").split()
    if len(numbers) != SIDE * SIDE:
        msg = f"{len(numbers):,} pixels, not {SIDE * SIDE:,}"
        raise ValueError(msg)
    try:
        return np.array(numbers, dtype=np.uint8).reshape(SIDE, SIDE)
    except (OverflowError, ValueError):
        msg = "a pixel is not a number between 0 and 255"
        raise ValueError(msg) from None
