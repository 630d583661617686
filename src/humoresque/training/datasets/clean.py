"""Training rows that may be used: no copy of a test image, no picture without a face."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.ferplus import VOTE_COLUMNS

NEAR_COPY_CORRELATION = 0.99
_THUMBNAIL_BLOCK = 3  # 48 / 3 = 16, so thumbnails are 16 x 16
_NOT_FACE_COLUMN = VOTE_COLUMNS.index("NF")


@dataclass(frozen=True, slots=True)
class CleanRows:
    """Row numbers into a dataset, and what was left out of them.

    ``copies`` are the rows of ``train`` that ``prepare`` made out of others of them.
    """

    train: npt.NDArray[np.int64]
    validation: npt.NDArray[np.int64]
    test: npt.NDArray[np.int64]
    test_without_training_copy: npt.NDArray[np.int64]
    dropped: dict[str, int]
    copies: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))

    @property
    def originals(self) -> npt.NDArray[np.int64]:
        """The rows of ``train`` that are pictures of the published sets, unchanged."""
        return np.setdiff1d(self.train, self.copies)


def clean_rows(data: FaceDataset) -> CleanRows:
    """Select rows: PublicTest validates, PrivateTest tests, copies of either leave training."""
    train = data.rows(Split.TRAINING)
    validation = data.rows(Split.VALIDATION)
    test = data.rows(Split.TEST)
    judged = np.concatenate([validation, test])

    exact = _exact_copies(data, train, judged)
    near = _near_copies(data, train, judged) & ~exact
    copies = exact | near
    faceless = np.zeros(len(train), dtype=bool)
    if data.votes is not None:
        votes = data.votes[train]
        faceless = (votes.argmax(axis=1) == _NOT_FACE_COLUMN) & ~copies

    return CleanRows(
        train=train[~copies & ~faceless],
        validation=validation,
        test=test,
        test_without_training_copy=without_copies(data, test, train),
        dropped={
            "exact copy of a test image": int(exact.sum()),
            "near copy of a test image": int(near.sum()),
            "not a face (FER+ majority)": int(faceless.sum()),
        },
    )


def without_copies(
    data: FaceDataset, rows: npt.NDArray[np.int64], others: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Those of ``rows`` whose image is not, byte for byte, one of ``others``."""
    return rows[~_exact_copies(data, rows, others)]


def _exact_copies(
    data: FaceDataset, rows: npt.NDArray[np.int64], judged: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    known = {data.images[row].tobytes() for row in judged}
    return np.array([data.images[row].tobytes() in known for row in rows], dtype=bool)


def _near_copies(
    data: FaceDataset, rows: npt.NDArray[np.int64], judged: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Rows whose thumbnail correlates with a judged one, upright or mirrored."""
    if len(rows) == 0 or len(judged) == 0:
        return np.zeros(len(rows), dtype=bool)
    upright = _thumbnails(data.images[judged])
    mirrored = _thumbnails(data.images[judged][:, :, ::-1])
    known = np.concatenate([upright, mirrored]).T
    near = np.zeros(len(rows), dtype=bool)
    for start in range(0, len(rows), 2048):
        block = slice(start, start + 2048)
        near[block] = (_thumbnails(data.images[rows[block]]) @ known).max(axis=1) > (
            NEAR_COPY_CORRELATION
        )
    return near


def _thumbnails(images: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Zero-mean, unit-norm 16x16 block means, flattened: their dot product is a correlation."""
    b = _THUMBNAIL_BLOCK
    n, height, width = images.shape
    blocks = images.reshape(n, height // b, b, width // b, b).astype(np.float32)
    flat = blocks.mean(axis=(2, 4)).reshape(n, -1)
    flat -= flat.mean(axis=1, keepdims=True)
    norms = np.linalg.norm(flat, axis=1, keepdims=True)
    unit: npt.NDArray[np.float32] = flat / np.maximum(norms, 1e-6)
    return unit
