"""A network small enough to train within a test, and a run of it."""

from __future__ import annotations

from pathlib import Path

from humoresque.training.config import Augmentation, Phase, Recipe
from humoresque.training.datasets.clean import CleanRows
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.examples import select_examples
from humoresque.training.train import train

TINY = Recipe(
    name="tiny",
    widths=(8, 8, 16, 16),
    phases=(Phase(32, 1), Phase(48, 5)),
    batch_size=16,
    learning_rate=0.1,
    warmup_epochs=0.5,
    mixup_probability=0.25,
    cutmix_probability=0.1,
    ema_decay=0.9,
    dropout=0.0,
    augmentation=Augmentation(
        rotation_degrees=2, scale=0.02, shift=0.0, brightness=0.05, contrast=0.1,
        erasing_probability=0.0,
    ),
)  # fmt: skip


def rows_of(data: FaceDataset) -> CleanRows:
    """Every row of every split; nothing is left out."""
    test = data.rows(Split.TEST)
    return CleanRows(
        data.rows(Split.TRAINING), data.rows(Split.VALIDATION), test, test, {"nothing": 0}
    )


def run(data: FaceDataset, folder: Path, recipe: Recipe) -> Path:
    """Train on the CPU; the path of the best weights."""
    rows = rows_of(data)
    training = select_examples(data, rows.train, "cpu")
    validation = select_examples(data, rows.validation, "cpu")
    return train(recipe, training, validation, folder, device="cpu")
