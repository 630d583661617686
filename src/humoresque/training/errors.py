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


class InitialWeightsError(TrainingError):
    """The weights a run should start from are of another network."""


class TeacherError(TrainingError):
    """Stored teachers' logits are missing or belong to other rows."""


class IncompleteSetError(TrainingError):
    """A set of the thesis is absent, or not the part of it that the thesis used."""


class FolderTakenError(TrainingError):
    """A folder to be written has something in it already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: not empty. Name another folder, or remove this one first.")
        self.folder = folder


class ModelNotFoundError(TrainingError):
    """The path holds neither a model folder nor a checkpoint."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: no model here. Name a model folder (manifest.json and its ONNX file) or the "
            "best.pt of a run."
        )
        self.path = path


class HeadNotFoundError(TrainingError):
    """The model has no such head, or not the one that a set's labels need."""


class UnknownSetError(TrainingError):
    """``--on`` names a set or a split that there is not."""


class NoRowsError(TrainingError):
    """The split, or the folder, holds nothing to evaluate."""


class PredictionsError(TrainingError):
    """Stored predictions are unreadable or belong to other rows."""


class DecisionError(TrainingError):
    """The decision on what to show is unreadable, or not for this network."""


class ExportError(TrainingError):
    """The ONNX file is not what a model folder may hold."""
