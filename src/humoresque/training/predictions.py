"""A model's answers on one split, kept so that nothing needs to be computed twice."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from humoresque.training.errors import PredictionsError
from humoresque.training.metrics import Evaluation, Ints, Logits, evaluate_logits


@dataclass(frozen=True, slots=True)
class Predictions:
    """Single-view logits (N, K) beside the labels (N,) and the row numbers (N,) of the source.

    ``on`` is the set and split (``fer2013:private-test``), ``classes`` the names of the K labels.
    """

    model: str
    parameters: int
    temperature: float
    on: str
    classes: tuple[str, ...]
    logits: Logits
    labels: Ints
    rows: Ints

    @property
    def hits(self) -> npt.NDArray[np.bool_]:
        """(N,): whether the top label is right."""
        right: npt.NDArray[np.bool_] = self.logits.argmax(axis=1) == self.labels
        return right

    def evaluate(self) -> Evaluation:
        """The figures of all rows."""
        return evaluate_logits(self.logits, self.labels, self.temperature, self.classes)

    def save(self, path: Path) -> None:
        """Write a compressed ``.npz`` of plain arrays, one for each field."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            np.savez_compressed(file, **{f.name: getattr(self, f.name) for f in fields(self)})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read them back; PredictionsError for a file that is not ours."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                return cls(
                    model=str(stored["model"]),
                    parameters=int(stored["parameters"]),
                    temperature=float(stored["temperature"]),
                    on=str(stored["on"]),
                    classes=tuple(map(str, stored["classes"])),
                    logits=stored["logits"],
                    labels=stored["labels"],
                    rows=stored["rows"],
                )
        except (OSError, EOFError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
            msg = f"{path}: not a file that humoresque evaluate --predictions wrote"
            raise PredictionsError(msg) from error
