"""What can go wrong before or during training, one class each."""

from __future__ import annotations

from pathlib import Path


class TrainingError(Exception):
    """Root of this room's exceptions."""


class DatasetNotFoundError(TrainingError):
    """The path holds none of the layouts the reader knows."""

    def __init__(self, path: Path, expected: str) -> None:
        super().__init__(f"{path}: no data set found here. Expected {expected}.")
        self.path = path


class DatasetMismatchError(TrainingError):
    """The files are there, but their content is not the published data set."""

    def __init__(self, path: Path, difference: str) -> None:
        super().__init__(f"{path}: {difference}")
        self.path = path


class RecipeError(TrainingError):
    """A recipe file has an unknown, missing or impossible setting."""


class CheckpointError(TrainingError):
    """A checkpoint does not belong to the recipe it was asked to continue."""


class ParityError(TrainingError):
    """The exported ONNX model does not answer like the PyTorch one."""
