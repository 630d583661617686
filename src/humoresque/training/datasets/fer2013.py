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
from PIL import Image

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.dataset import SIDE, FaceDataset, Split
from humoresque.training.datasets.picture import list_pictures, read_grey, stack_tiles
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError

TILES_PER_ROW = 48
TILES_PER_MOSAIC = TILES_PER_ROW * TILES_PER_ROW
EXPECTED = (
    "fer2013.csv, icml_face_data.csv, image folders (train/angry/, …, test/neutral/) or mosaics "
    "(fer2013_*.png with labels.csv)"
)

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
# The mirror when nothing says which test image is whose.
_MERGED_COUNTS = {Split.TRAINING: 28_709, Split.TEST: 7_178}
_SPLIT_OF_USAGE = {usage: split for split, usage in USAGES.items()}


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
    if data.labels.size and not np.isin(data.labels, range(7)).all():
        raise DatasetMismatchError(path, "labels outside 0..6")
    if check_counts:
        merged = not len(data.rows(Split.VALIDATION)) and not data.in_published_order
        for split, expected in (_MERGED_COUNTS if merged else OFFICIAL_COUNTS).items():
            found = len(data.rows(split))
            if found != expected:
                part = "test" if merged and split == Split.TEST else USAGES[split]
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
    return _SPLIT_OF_USAGE.get(file.name.partition("_")[0])


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
