"""A folder that ``humoresque prepare`` wrote: joined rows as NumPy arrays, and their manifest.

``images.npy`` uint8 (N, 48, 48), ``labels.npy`` and ``splits.npy`` int64 (N,), ``source.npy``
uint8 (N,) pointing into the manifest's ``sources``, ``test_without_training_copy.npy`` and
``augmented_copies.npy`` int64 row numbers, ``votes.npy`` int64 (N, 10) where FER+'s votes are known
(zeros for rows of other sets).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from humoresque.training.datasets.clean import CleanRows
from humoresque.training.datasets.dataset import SIDE, FaceDataset, Split
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError, FolderTakenError

FORMAT = 2
MANIFEST = "manifest.json"
_REQUIRED = (
    "images", "labels", "splits", "source", "test_without_training_copy", "augmented_copies",
)  # fmt: skip
_ADVICE = "prepare it again with humoresque prepare"


@dataclass(frozen=True, slots=True)
class PreparedSet:
    """What is written: rows, the set each came from, and what is told about them.

    ``source`` (N,) points into ``sources``; ``copies`` are the rows that are changed copies of
    other training rows. ``facts`` goes into the manifest as it is; its
    ``dropped`` (reason to number of rows) comes back with the rows.
    """

    data: FaceDataset
    source: npt.NDArray[np.uint8]
    sources: tuple[str, ...]
    test_without_training_copy: npt.NDArray[np.int64]
    facts: dict[str, Any]
    copies: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))


def is_prepared(path: Path) -> bool:
    """Whether the path is a folder with our manifest."""
    return (path / MANIFEST).is_file()


def require_free(folder: Path) -> None:
    """Raise FolderTakenError unless there is nothing at ``folder``, or an empty folder."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTakenError(folder)


def write_prepared(prepared: PreparedSet, folder: Path) -> Path:
    """Write the set; the folder appears when it is complete, or not at all.

    Raises FolderTakenError if there is something at ``folder`` already (an empty folder may be).
    """
    require_free(folder)
    data = prepared.data
    arrays: dict[str, npt.NDArray[Any]] = {
        "images": data.images,
        "labels": data.labels,
        "splits": data.splits,
        "source": prepared.source,
        "test_without_training_copy": prepared.test_without_training_copy,
        "augmented_copies": prepared.copies,
    }
    if data.votes is not None:
        arrays["votes"] = data.votes
    manifest = {
        "format": FORMAT,
        "name": data.name,
        "sources": list(prepared.sources),
        **prepared.facts,
        "arrays": list(arrays),
        "sha256": _digest(arrays),
    }
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    for name, array in arrays.items():
        np.save(unfinished / f"{name}.npy", array, allow_pickle=False)
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (unfinished / MANIFEST).write_text(f"{text}\n", encoding="utf-8")
    if folder.exists():
        folder.rmdir()
    unfinished.rename(folder)
    return folder


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a prepared folder.

    Raises DatasetNotFoundError if there is none, DatasetMismatchError if it is not ours or of
    another version.
    """
    if not is_prepared(folder):
        raise DatasetNotFoundError(folder, f"a folder written by humoresque prepare ({MANIFEST})")
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        difference = f"{MANIFEST} is not of format {FORMAT}; {_ADVICE}"
        raise DatasetMismatchError(folder, difference)
    return manifest


def read_prepared(folder: Path) -> tuple[FaceDataset, CleanRows]:
    """Read a prepared folder back; the arrays' bytes are compared with the manifest's sha256.

    Raises DatasetNotFoundError for a folder without manifest and DatasetMismatchError when an
    array is missing, changed or of another shape.
    """
    manifest = read_manifest(folder)
    names = manifest.get("arrays", [])
    if not set(_REQUIRED) <= set(names):
        raise DatasetMismatchError(folder, f"{MANIFEST} does not name its arrays; {_ADVICE}")
    arrays = {name: _load(folder / f"{name}.npy") for name in names}
    if _digest(arrays) != manifest.get("sha256"):
        difference = f"the arrays are not those that {MANIFEST} was written for; {_ADVICE}"
        raise DatasetMismatchError(folder, difference)
    images, labels = arrays["images"], arrays["labels"]
    if images.shape != (len(labels), SIDE, SIDE):
        raise DatasetMismatchError(folder, f"images of shape {images.shape}; {_ADVICE}")
    data = FaceDataset(
        name=str(manifest["name"]),
        images=images,
        labels=labels,
        splits=arrays["splits"],
        votes=arrays.get("votes"),
        in_published_order=False,
    )
    rows = CleanRows(
        train=data.rows(Split.TRAINING),
        validation=data.rows(Split.VALIDATION),
        test=data.rows(Split.TEST),
        test_without_training_copy=arrays["test_without_training_copy"],
        dropped=dict(manifest.get("dropped", {})),
        copies=arrays["augmented_copies"],
    )
    return data, rows


def _load(file: Path) -> npt.NDArray[Any]:
    try:
        array: npt.NDArray[Any] = np.load(file, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        raise DatasetMismatchError(file, f"missing or damaged; {_ADVICE}") from None
    return array


def _digest(arrays: dict[str, npt.NDArray[Any]]) -> str:
    digest = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        digest.update(array.data)
    return digest.hexdigest()
