"""A model's facts, beside its weights: everything runtime, evaluation and card need to know."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from humoresque.affect import EMOTIONS
from humoresque.emotion.errors import ModelError

MANIFEST_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class InputFormat:
    """One grey plane of ``side`` x ``side`` pixels on [0, 1], then ``(x - mean) / std``."""

    side: int
    mean: float
    std: float


@dataclass(frozen=True, slots=True)
class ModelManifest:
    """Name, version, input, calibration, provenance and measured quality of one classifier.

    ``temperature`` divides the logits before the softmax (Guo et al. 2017); a face is
    ``uncertain`` when its top probability is below ``uncertain_below``. ``metrics`` holds
    what ``humoresque evaluate`` measured, ``data`` what it was trained and chosen on.
    """

    name: str
    version: str
    weights: Path
    sha256: str
    labels: tuple[str, ...]
    input: InputFormat
    temperature: float
    uncertain_below: float
    parameters: int
    licence: str
    data: dict[str, Any]
    metrics: dict[str, Any]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read ``manifest.json`` of a model folder; ModelError says what is wrong with it."""
        path = folder / MANIFEST_NAME
        try:
            table = json.loads(path.read_text(encoding="utf-8"))
            manifest = cls(
                name=table["name"],
                version=table["version"],
                weights=folder / table["weights"],
                sha256=table["sha256"],
                labels=tuple(table["labels"]),
                input=InputFormat(**table["input"]),
                temperature=float(table["temperature"]),
                uncertain_below=float(table["uncertain_below"]),
                parameters=int(table["parameters"]),
                licence=table["licence"],
                data=table["data"],
                metrics=table["metrics"],
            )
        except OSError as error:
            msg = f"{path} cannot be read: {error.strerror}"
            raise ModelError(msg) from error
        except (ValueError, KeyError, TypeError) as error:
            msg = f"{path} is not a model manifest: {error!r}"
            raise ModelError(msg) from error
        if sorted(manifest.labels) != sorted(EMOTIONS):
            msg = f"{path}: labels must be the seven expressions, got {manifest.labels}"
            raise ModelError(msg)
        return manifest

    def read_weights(self) -> bytes:
        """The ONNX file, checked against its sha256."""
        try:
            weights = self.weights.read_bytes()
        except OSError as error:
            msg = f"{self.weights} cannot be read: {error.strerror}"
            raise ModelError(msg) from error
        if hashlib.sha256(weights).hexdigest() != self.sha256:
            msg = f"{self.weights} does not match the sha256 of its manifest"
            raise ModelError(msg)
        return weights
