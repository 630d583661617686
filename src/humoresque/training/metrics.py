"""Figures of merit of a classifier, from logits and labels alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from humoresque.affect import EMOTIONS
from humoresque.emotion.calibration import softmax

ECE_BINS = 15
UNCERTAIN_SHARE = 0.20
_Z95 = 1.959963984540054

Logits = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Precision, recall and F1 on [0, 1], and how many rows truly have the label."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One model on one set of rows.

    ``interval`` is Wilson's 95 % interval of the accuracy; ``confusion`` counts true labels in
    rows and predicted ones in columns; ``ece`` is the expected calibration error over 15
    equally wide bins (Guo et al. 2017).
    """

    rows: int
    accuracy: float
    interval: tuple[float, float]
    classes: dict[str, ClassFigures]
    macro: ClassFigures
    weighted: ClassFigures
    confusion: tuple[tuple[int, ...], ...]
    ece: float

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def evaluate_logits(
    logits: Logits, labels: Ints, temperature: float, names: Sequence[str] = EMOTIONS
) -> Evaluation:
    """Compare logits (N, K) with labels (N,), both in the order of the K ``names``.

    Raises ValueError when there are no rows.
    """
    if len(labels) == 0:
        msg = "there are no rows to evaluate"
        raise ValueError(msg)
    probabilities = softmax(logits, temperature)
    predicted = probabilities.argmax(axis=1)
    order = list(range(len(names)))
    each = precision_recall_fscore_support(labels, predicted, labels=order, zero_division=0.0)
    return Evaluation(
        rows=len(labels),
        accuracy=float((predicted == labels).mean()),
        interval=wilson_interval(int((predicted == labels).sum()), len(labels)),
        classes={
            str(name): ClassFigures(
                float(each[0][i]), float(each[1][i]), float(each[2][i]), int(each[3][i])
            )
            for i, name in enumerate(names)
        },
        macro=_average(labels, predicted, order, "macro"),
        weighted=_average(labels, predicted, order, "weighted"),
        confusion=tuple(
            tuple(map(int, row)) for row in confusion_matrix(labels, predicted, labels=order)
        ),
        ece=expected_calibration_error(probabilities, labels),
    )


def wilson_interval(hits: int, rows: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    share, z2 = hits / rows, _Z95**2
    centre = (share + z2 / (2 * rows)) / (1 + z2 / rows)
    reach = _Z95 / (1 + z2 / rows) * math.sqrt(share * (1 - share) / rows + z2 / (4 * rows**2))
    return centre - reach, centre + reach


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Rows of similar top probability: its mean, how often the top label is right, how many."""

    confidence: float
    accuracy: float
    rows: int


def calibration_bins(probabilities: Floats, labels: Ints) -> tuple[CalibrationBin, ...]:
    """Rows by their top probability in 15 equally wide bins; empty bins are left out."""
    confidence = probabilities.max(axis=1)
    hit = probabilities.argmax(axis=1) == labels
    bins = np.minimum((confidence * ECE_BINS).astype(int), ECE_BINS - 1)
    members = [bins == b for b in np.unique(bins)]
    return tuple(
        CalibrationBin(float(confidence[rows].mean()), float(hit[rows].mean()), int(rows.sum()))
        for rows in members
    )


def expected_calibration_error(probabilities: Floats, labels: Ints) -> float:
    """Mean distance between confidence and accuracy, weighted by how many rows a bin has."""
    bins = calibration_bins(probabilities, labels)
    return sum(abs(b.accuracy - b.confidence) * b.rows for b in bins) / len(labels)


def fit_temperature(logits: Logits, labels: Ints) -> float:
    """The temperature with the lowest negative log-likelihood (Guo et al. 2017)."""

    def loss(log_temperature: float) -> float:
        chosen = softmax(logits, math.exp(log_temperature))[np.arange(len(labels)), labels]
        return float(-np.log(np.maximum(chosen, 1e-12)).mean())

    found = minimize_scalar(loss, bounds=(math.log(0.2), math.log(5.0)), method="bounded")
    return math.exp(float(found.x))


@dataclass(frozen=True, slots=True)
class Threshold:
    """Below ``value`` a face counts as uncertain; how often that is, and how often right then."""

    value: float
    share: float
    accuracy_below: float
    accuracy_above: float


def choose_threshold(logits: Logits, labels: Ints, temperature: float) -> Threshold:
    """The threshold (to .01) that calls the least sure fifth of the rows uncertain, at most."""
    probabilities = softmax(logits, temperature)
    top = probabilities.max(axis=1)
    hit = probabilities.argmax(axis=1) == labels
    value = math.floor(float(np.quantile(top, UNCERTAIN_SHARE)) * 100) / 100
    below = top < value
    return Threshold(
        value,
        float(below.mean()),
        float(hit[below].mean()) if below.any() else 0.0,
        float(hit[~below].mean()),
    )


def _average(labels: Ints, predicted: Ints, order: list[int], kind: str) -> ClassFigures:
    p, r, f, _ = precision_recall_fscore_support(
        labels, predicted, labels=order, average=kind, zero_division=0.0
    )
    return ClassFigures(float(p), float(r), float(f), len(labels))
