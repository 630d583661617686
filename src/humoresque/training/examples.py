"""Rows of a data set on a device, ready for training and for measuring."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from humoresque.training.datasets.dataset import FaceDataset
from humoresque.training.models import FER2013_CLASSES, FERPLUS_CLASSES

# Mean and deviation of FER2013's training pixels on [0, 1].
PIXEL_MEAN = 0.5077
PIXEL_STD = 0.2550


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows on a device.

    ``images`` (N, 1, 48, 48) uint8; ``labels`` (N,); ``ferplus`` (N, 8) shares of FER+'s votes,
    zeros where there are none; ``teacher`` (N, 7) logits of stored teachers, zeros without any.
    """

    images: Tensor
    labels: Tensor
    ferplus: Tensor
    teacher: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, rows: Tensor) -> Examples:
        """Some of the rows, in the order asked for."""
        return Examples(*(getattr(self, field.name)[rows] for field in fields(self)))


def select_examples(
    data: FaceDataset,
    rows: npt.NDArray[np.int64],
    device: str,
    teacher_logits: npt.NDArray[np.floating] | None = None,
) -> Examples:
    """Copy rows to a device; ``teacher_logits`` is (all rows of ``data``, 7)."""
    shares = np.zeros((len(rows), FERPLUS_CLASSES), dtype=np.float32)
    if data.votes is not None:
        votes = data.votes[rows][:, :FERPLUS_CLASSES].astype(np.float32)
        shares = votes / np.maximum(votes.sum(axis=1, keepdims=True), 1)
    teacher = np.zeros((len(rows), FER2013_CLASSES), dtype=np.float32)
    if teacher_logits is not None:
        teacher = teacher_logits[rows].astype(np.float32)
    return Examples(
        images=torch.from_numpy(data.images[rows]).unsqueeze(1).to(device),
        labels=torch.from_numpy(data.labels[rows]).to(device),
        ferplus=torch.from_numpy(shares).to(device),
        teacher=torch.from_numpy(teacher).to(device),
    )


def normalize(images: Tensor) -> Tensor:
    """[0, 1] to zero mean and unit deviation: the numbers that go into the manifest."""
    return (images - PIXEL_MEAN) / PIXEL_STD
