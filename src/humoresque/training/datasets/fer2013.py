"""FER2013 (Goodfellow et al. 2013) with FER+ votes (Barsoum et al. 2016) where they are present.

Three layouts are read: a folder of 48-a-row PNG mosaics with ``labels.csv``, Kaggle's
``fer2013.csv`` (emotion, pixels, Usage) and Kaggle's ``icml_face_data.csv`` (emotion, Usage,
pixels; column names with a leading space). Official use: select on PublicTest, report PrivateTest.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from humoresque.training.datasets.dataset import SIDE, FaceDataset, Split
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError

TILES_PER_ROW = 48
TILES_PER_MOSAIC = TILES_PER_ROW * TILES_PER_ROW
EXPECTED = "a folder of mosaics (fer2013_*.png with labels.csv), fer2013.csv or icml_face_data.csv"

FERPLUS_COLUMNS = (
    "fp_neutral", "fp_happiness", "fp_surprise", "fp_sadness", "fp_anger",
    "fp_disgust", "fp_fear", "fp_contempt", "fp_unknown", "fp_NF",
)  # fmt: skip


OFFICIAL_COUNTS = {Split.TRAINING: 28_709, Split.VALIDATION: 3_589, Split.TEST: 3_589}
USAGES = {
    Split.TRAINING: "Training",
    Split.VALIDATION: "PublicTest",
    Split.TEST: "PrivateTest",
}
_SPLIT_OF_USAGE = {usage: split for split, usage in USAGES.items()}


def read_fer2013(path: Path, *, check_counts: bool = True) -> FaceDataset:
    """Read whichever of the three layouts lies at ``path`` (a folder or a CSV file).

    Raises DatasetNotFoundError for a wrong place and DatasetMismatchError when the rows differ
    from the published counts (skipped with ``check_counts=False``, for miniature sets).
    """
    if path.is_dir():
        for name in ("fer2013.csv", "icml_face_data.csv"):
            if (path / name).is_file():
                return _checked(_read_csv(path / name), path, check_counts=check_counts)
        if (path / "labels.csv").is_file() and any(path.glob("fer2013_*.png")):
            return _checked(_read_mosaics(path), path, check_counts=check_counts)
    elif path.is_file() and path.suffix == ".csv":
        return _checked(_read_csv(path), path, check_counts=check_counts)
    raise DatasetNotFoundError(path, EXPECTED)


def _checked(data: FaceDataset, path: Path, *, check_counts: bool) -> FaceDataset:
    if data.labels.size and not np.isin(data.labels, range(7)).all():
        raise DatasetMismatchError(path, "labels outside 0..6")
    if check_counts:
        for split, expected in OFFICIAL_COUNTS.items():
            found = int((data.splits == split).sum())
            if found != expected:
                difference = f"{USAGES[split]} has {found:,} rows, FER2013 has {expected:,}"
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
    votes = None
    if set(FERPLUS_COLUMNS) <= table[0].keys():
        votes = np.array([[int(row[c]) for c in FERPLUS_COLUMNS] for row in table], dtype=np.int64)
    return FaceDataset(
        name="fer2013",
        images=images[: len(table)],
        labels=np.array([int(row["emotion"]) for row in table], dtype=np.int64),
        splits=np.array([int(row["usage"]) for row in table], dtype=np.int64),
        votes=votes,
    )


def _tiles(mosaic: Path) -> npt.NDArray[np.uint8]:
    pixels = np.asarray(Image.open(mosaic).convert("L"))
    if pixels.shape[0] % SIDE or pixels.shape[1] != SIDE * TILES_PER_ROW:
        raise DatasetMismatchError(mosaic, f"{pixels.shape} is not a mosaic of 48x48 tiles")
    rows = pixels.shape[0] // SIDE
    tiles = pixels.reshape(rows, SIDE, TILES_PER_ROW, SIDE).swapaxes(1, 2)
    return np.ascontiguousarray(tiles.reshape(-1, SIDE, SIDE))


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
            pixels = np.array(row[columns["pixels"]].split(), dtype=np.uint8)
            if pixels.size != SIDE * SIDE:
                difference = f"line {number} has {pixels.size} pixels, not {SIDE * SIDE}"
                raise DatasetMismatchError(path, difference)
            usage = row[columns["Usage"]].strip()
            if usage not in _SPLIT_OF_USAGE:
                raise DatasetMismatchError(path, f"line {number}: unknown Usage {usage!r}")
            images.append(pixels.reshape(SIDE, SIDE))
            labels.append(int(row[columns["emotion"]]))
            splits.append(_SPLIT_OF_USAGE[usage])
    return FaceDataset(
        name="fer2013",
        images=np.stack(images) if images else np.empty((0, SIDE, SIDE), np.uint8),
        labels=np.array(labels, dtype=np.int64),
        splits=np.array(splits, dtype=np.int64),
        votes=None,
    )
