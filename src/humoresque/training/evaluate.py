"""A shipped model (ONNX) on FER2013: the figures that manifest, card and docs quote."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.emotion.classifier import ExpressionClassifier
from humoresque.training.datasets.clean import CleanRows
from humoresque.training.datasets.dataset import FaceDataset
from humoresque.training.metrics import Evaluation, evaluate_logits

_BATCH = 256


@dataclass(frozen=True, slots=True)
class SplitEvaluation:
    """One split: every row, the rows without a copy in training, and with mirrored averaging."""

    full: Evaluation
    without_training_copy: Evaluation | None
    flipped: Evaluation


def classify_rows(
    classifier: ExpressionClassifier, images: npt.NDArray[np.uint8], *, flip: bool = False
) -> npt.NDArray[np.float32]:
    """Logits (N, 7) of FER2013 crops (N, 48, 48); ``flip`` averages both mirror images."""
    parts = []
    for start in range(0, len(images), _BATCH):
        batch = images[start : start + _BATCH]
        logits = classifier.logits(batch)
        if flip:
            mirrored = np.ascontiguousarray(batch[:, :, ::-1])
            logits = (logits + classifier.logits(mirrored)) / np.float32(2)
        parts.append(logits)
    return np.concatenate(parts)


def evaluate_public_test(
    classifier: ExpressionClassifier, data: FaceDataset, rows: CleanRows
) -> SplitEvaluation:
    """The split that models are chosen on."""
    return _evaluate(classifier, data, rows.validation, None)


def evaluate_private_test(
    classifier: ExpressionClassifier, data: FaceDataset, rows: CleanRows
) -> SplitEvaluation:
    """The split that is reported: read once per model, never chosen on."""
    return _evaluate(classifier, data, rows.test, rows.test_without_training_copy)


def _evaluate(
    classifier: ExpressionClassifier,
    data: FaceDataset,
    rows: npt.NDArray[np.int64],
    unseen: npt.NDArray[np.int64] | None,
) -> SplitEvaluation:
    temperature = classifier.manifest.temperature
    labels = data.labels[rows]
    plain = classify_rows(classifier, data.images[rows])
    mirrored = classify_rows(classifier, data.images[rows], flip=True)
    chosen = None if unseen is None else np.isin(rows, unseen)
    return SplitEvaluation(
        full=evaluate_logits(plain, labels, temperature),
        without_training_copy=None
        if chosen is None
        else evaluate_logits(plain[chosen], labels[chosen], temperature),
        flipped=evaluate_logits(mirrored, labels, temperature),
    )
