"""Plots as PNG files; the figures themselves come from ``metrics`` and ``compare``.

Colours are Okabe and Ito's (2008), which colour-blind people tell apart; matrices are shaded in
one hue. Drawing needs Matplotlib; only the reliability diagram needs what measures it, too.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from humoresque.emotion.calibration import softmax

if TYPE_CHECKING:
    from humoresque.training.compare import Comparison
    from humoresque.training.metrics import Evaluation
    from humoresque.training.predictions import Predictions

BLUE, ORANGE, GREEN, PURPLE, SKY, RED, GREY = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#777777",
)  # fmt: skip
_MODEL_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, SKY, RED)
_MARKERS = "osD^vP"
_DARK = 0.6


def plot_confusion(evaluation: Evaluation, title: str, path: Path) -> None:
    """Confusion matrices beside each other: counts, and shares of the true label."""
    figure = Figure((13, 6), layout="constrained")
    left, right = figure.subplots(1, 2)
    _matrix(left, evaluation, shares=False)
    left.set_title("rows")
    _matrix(right, evaluation, shares=True)
    right.set_title("share of the labelled")
    figure.suptitle(title)
    _save(figure, path)


def plot_reliability(predictions: Predictions, title: str, path: Path) -> None:
    """Accuracy over confidence in 15 bins, and how many rows each bin has (Guo et al. 2017)."""
    from humoresque.training.metrics import (  # noqa: PLC0415 - not for learning curves
        ECE_BINS,
        calibration_bins,
        expected_calibration_error,
    )

    probabilities = softmax(predictions.logits, predictions.temperature)
    bins = calibration_bins(probabilities, predictions.labels)
    error = expected_calibration_error(probabilities, predictions.labels)
    figure = Figure((6, 7), layout="constrained")
    top, bottom = figure.subplots(2, 1, sharex=True, height_ratios=[3, 1])
    confidence = [b.confidence for b in bins]
    top.plot([0, 1], [0, 1], color=GREY, linestyle="--", label="perfectly calibrated")
    top.plot(confidence, [b.accuracy for b in bins], color=BLUE, marker="o",
             label=f"{predictions.model} (ECE {error:.3f})")  # fmt: skip
    top.set(ylabel="accuracy", xlim=(0, 1), ylim=(0, 1), title=title)
    top.grid(alpha=0.3)
    top.legend(loc="upper left")
    middle = (np.floor(np.array(confidence) * ECE_BINS) + 0.5) / ECE_BINS
    bottom.bar(middle, [b.rows for b in bins], width=0.9 / ECE_BINS, color=SKY)
    bottom.set(xlabel="confidence: probability of the top label", ylabel="rows")
    _save(figure, path)


def plot_learning_curves(log: Path, path: Path) -> None:
    """Loss and accuracy over the epochs of a run's ``log.csv``; lines where the side changes.

    Training is measured on augmented, mixed images, so it may well lie below validation.
    """
    with log.open(newline="") as file:
        rows = list(csv.DictReader(file))
    epochs = [int(row["epoch"]) for row in rows]
    figure = Figure((11, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    for axes, what in ((left, "loss"), (right, "accuracy")):
        axes.plot(epochs, [float(row[f"train_{what}"]) for row in rows],
                  color=ORANGE, linestyle="--", label="augmented training")  # fmt: skip
        if f"validation_{what}" in rows[0]:  # older logs have no loss of validation
            axes.plot(epochs, [float(row[f"validation_{what}"]) for row in rows],
                      color=BLUE, label="validation")  # fmt: skip
        for before, after in pairwise(rows):
            if before["side"] != after["side"]:
                axes.axvline(int(after["epoch"]), color=GREY, linewidth=0.8)
                axes.text(int(after["epoch"]), 0.98, f" {after['side']} px", va="top",
                          color=GREY, transform=axes.get_xaxis_transform())  # fmt: skip
        axes.set(xlabel="epoch", ylabel=what)
        axes.grid(alpha=0.3)
        axes.legend()
    _save(figure, path)


def plot_comparison(comparison: Comparison, folder: Path) -> tuple[Path, Path]:
    """Confusion matrices of all models side by side, and accuracies and F1 by class."""
    split = comparison.on.replace(":", "-")
    matrices = folder / f"comparison-confusion-{split}.png"
    bars = folder / f"comparison-f1-{split}.png"
    names = [contestant.name for contestant in comparison.contestants]
    figure = Figure((6 * len(names), 6.9), layout="constrained")
    panels = figure.subplots(1, len(names))
    for axes, name, evaluation in zip(panels, names, comparison.evaluations, strict=True):
        _matrix(axes, evaluation, shares=True)
        axes.set_title(f"{name}: {evaluation.accuracy:.1%}")
    figure.suptitle(f"Share of the labelled, {comparison.on}")
    _save(figure, matrices)

    figure = Figure((12, 4.5), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=[1, 2.4])
    _intervals(left, names, comparison.evaluations)
    _f1_dots(right, names, comparison.evaluations)
    figure.suptitle(comparison.on)
    _save(figure, bars)
    return matrices, bars


def _intervals(axes: Axes, names: Sequence[str], evaluations: Sequence[Evaluation]) -> None:
    for position, evaluation in enumerate(evaluations):
        low, high = evaluation.interval
        reach = np.maximum([[evaluation.accuracy - low], [high - evaluation.accuracy]], 0)
        axes.errorbar([position], [evaluation.accuracy], yerr=reach, capsize=5, markersize=7,
                      **_style(position))  # fmt: skip
    axes.set_xticks(range(len(names)), names, rotation=20, ha="right")
    axes.set(xlim=(-0.6, len(names) - 0.4), ylabel="accuracy, 95 % interval")
    axes.grid(axis="y", alpha=0.3)


def _f1_dots(axes: Axes, names: Sequence[str], evaluations: Sequence[Evaluation]) -> None:
    classes = list(evaluations[0].classes)
    for position, (name, evaluation) in enumerate(zip(names, evaluations, strict=True)):
        offset = (position - (len(names) - 1) / 2) * 0.14
        axes.plot([i + offset for i in range(len(classes))],
                  [figures.f1 for figures in evaluation.classes.values()],
                  linestyle="", markersize=7, label=name, **_style(position))  # fmt: skip
    axes.set_xticks(range(len(classes)), classes)
    axes.set(ylabel="F1", ylim=(0, 1))
    axes.grid(axis="y", alpha=0.3)
    axes.legend(loc="lower right")


def _style(position: int) -> dict[str, Any]:
    count = len(_MODEL_COLOURS)
    return {"color": _MODEL_COLOURS[position % count], "marker": _MARKERS[position % count]}


def _matrix(axes: Axes, evaluation: Evaluation, *, shares: bool) -> None:
    counts = np.array(evaluation.confusion)
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    names = list(evaluation.classes)
    axes.imshow(share, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=45, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="predicted", ylabel="labelled")
    for (i, j), count in np.ndenumerate(counts):
        axes.text(j, i, f"{share[i, j]:.2f}" if shares else f"{count:,}", ha="center",
                  va="center", color="white" if share[i, j] > _DARK else "black")  # fmt: skip


def _save(figure: Figure, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)
