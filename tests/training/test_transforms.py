from __future__ import annotations

import numpy as np
import pytest

from humoresque.emotion.manifest import InputFormat
from humoresque.emotion.preprocess import to_tensor

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

from humoresque.training.config import Augmentation  # noqa: E402
from humoresque.training.examples import PIXEL_MEAN, PIXEL_STD, normalize  # noqa: E402
from humoresque.training.transforms import augment  # noqa: E402

pytestmark = pytest.mark.training


def test_training_and_serving_normalize_alike() -> None:
    crops = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
    served = to_tensor(crops, InputFormat(16, PIXEL_MEAN, PIXEL_STD))
    trained = normalize(torch.from_numpy(crops).unsqueeze(1).float() / 255).numpy()
    assert np.allclose(served, trained, atol=1e-6)


def test_augmentation_keeps_shape_and_range() -> None:
    torch.manual_seed(0)
    images = torch.rand(12, 1, 48, 48)
    for side in (32, 48):
        changed = augment(images, Augmentation(erasing_probability=1.0), side)
        assert changed.shape == (12, 1, side, side)
        assert float(changed.min()) >= 0.0
        assert float(changed.max()) <= 1.0


def test_no_augmentation_only_mirrors() -> None:
    torch.manual_seed(0)
    still = Augmentation(0, 0, 0, 0, 0, 0, 0)
    images = torch.rand(8, 1, 48, 48)
    changed = augment(images, still, 48)
    for before, after in zip(images, changed, strict=True):
        same = torch.allclose(before, after, atol=1e-4)
        mirrored = torch.allclose(before.flip(-1), after, atol=1e-4)
        assert same or mirrored
