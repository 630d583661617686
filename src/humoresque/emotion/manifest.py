"""A model's facts, beside its weights: everything runtime, evaluation and card need to know."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

from humoresque.affect import EMOTIONS
from humoresque.emotion.errors import ModelError

MANIFEST_NAME = "manifest.json"
Variant = Literal["fp32", "int8"]


@dataclass(frozen=True, slots=True)
class InputFormat:
    """One grey plane of ``side`` x ``side`` pixels on [0, 1], then ``(x - mean) / std``."""

    side: int
    mean: float
    std: float


@dataclass(frozen=True, slots=True)
class QuantizedWeights:
    """The same network in 8-bit integers: its file and the accuracy it loses on PublicTest.

    ``public_test_accuracy_loss`` is a share (.002 is .2 points), ``bytes`` the file's size.
    """

    weights: Path
    sha256: str
    public_test_accuracy_loss: float
    bytes: int


@dataclass(frozen=True, slots=True)
class ModelManifest:
    """Name, version, input, calibration, provenance and measured quality of one classifier.

    ``temperature`` divides the logits before the softmax (Guo et al. 2017); a face is
    ``uncertain`` when its top probability is below ``uncertain_below``. ``metrics`` holds
    what ``humoresque evaluate`` measured, ``data`` what it was trained and chosen on,
    ``decision`` how the shown logits follow from the network's heads. ``int8`` is None where no
    quantized weights are shipped.
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
    decision: dict[str, Any] = field(default_factory=dict)
    int8: QuantizedWeights | None = None

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
                decision=table.get("decision", {}),
                int8=_quantized(folder, table["int8"]) if "int8" in table else None,
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

    def read_weights(self, variant: Variant = "fp32") -> bytes:
        """The ONNX file, checked against its sha256; ModelError where there is none."""
        chosen = self if variant == "fp32" else self.int8
        if chosen is None:
            msg = f"{self.name} {self.version} has no int8 weights"
            raise ModelError(msg)
        try:
            weights = chosen.weights.read_bytes()
        except OSError as error:
            msg = f"{chosen.weights} cannot be read: {error.strerror}"
            raise ModelError(msg) from error
        if hashlib.sha256(weights).hexdigest() != chosen.sha256:
            msg = f"{chosen.weights} does not match the sha256 of its manifest"
            raise ModelError(msg)
        return weights


def _quantized(folder: Path, table: dict[str, Any]) -> QuantizedWeights:
    return QuantizedWeights(
        weights=folder / table["weights"],
        sha256=table["sha256"],
        public_test_accuracy_loss=float(table["public_test_accuracy_loss"]),
        bytes=int(table["bytes"]),
    )
