from __future__ import annotations

import pytest

from humoresque.training.datasets.dataset import FaceDataset
from tests.training.bars import bright_bars


@pytest.fixture
def miniature() -> FaceDataset:
    """A made-up set of FER2013's shape: the label is written into the picture as a bright bar."""
    return bright_bars()
