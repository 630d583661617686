from __future__ import annotations

import numpy as np
import pytest

from humoresque.training.datasets.dataset import FaceDataset


@pytest.fixture
def miniature() -> FaceDataset:
    """A made-up set of FER2013's shape: the label is written into the picture as a bright bar."""
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
