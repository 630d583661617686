"""A made-up set of FER2013's shape that can be read without learning, and its reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.prepared import PreparedSet, write_prepared


def bright_bars() -> FaceDataset:
    """The label is written into the picture as a bright bar, six rows high."""
    rng = np.random.default_rng(7)
    labels = np.tile(np.arange(7), 40).astype(np.int64)
    images = rng.integers(60, 120, (len(labels), 48, 48), dtype=np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[6 * label : 6 * label + 6] = 230
    splits = np.repeat([0, 0, 0, 0, 0, 0, 1, 2], 35).astype(np.int64)
    votes = np.zeros((len(labels), 10), dtype=np.int64)
    column = np.array([4, 5, 6, 1, 3, 2, 0])  # FER+'s column of each FER2013 label
    votes[np.arange(len(labels)), column[labels]] = 10
    return FaceDataset("miniature", images, labels, splits, votes)


def write_bars(folder: Path, *, unseen: int = 30) -> Path:
    """A prepared folder of them; the first ``unseen`` test rows have no copy in training."""
    data = bright_bars()
    source = np.zeros(len(data), np.uint8)
    test = data.rows(Split.TEST)[:unseen]
    return write_prepared(PreparedSet(data, source, ("miniature",), test, {"dropped": {}}), folder)


@dataclass(frozen=True, slots=True)
class BarReader:
    """Answers the label whose bar is brightest; ``blind`` labels are taken for another one."""

    name: str = "bars"
    parameters: int = 7
    temperature: float = 1.0
    blind: tuple[int, ...] = ()
    labels: int = 7

    def logits(self, faces: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        bars = faces[:, :42].reshape(len(faces), 7, 6 * 48).mean(axis=2) / 25
        bars[:, list(self.blind)] = 0
        answer = np.zeros((len(faces), self.labels), np.float32)
        answer[:, :7] = bars
        return answer
