"""Plots as PNG files; the figures themselves come from ``metrics``."""

from __future__ import annotations

import csv
from pathlib import Path

import matplotlib as mpl
import numpy as np

from humoresque.affect import EMOTIONS
from humoresque.training.metrics import Evaluation


def plot_confusion(evaluation: Evaluation, title: str, path: Path) -> None:
    """Confusion matrix: counts, coloured by their share of the true label."""
    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the backend is chosen

    counts = np.array(evaluation.confusion)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    names = [emotion.value for emotion in EMOTIONS]
    figure, axes = plt.subplots(figsize=(7, 6), layout="constrained")
    image = axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=45, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("predicted")
    axes.set_ylabel("labelled")
    axes.set_title(title)
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            dark = shares[i, j] > 0.5  # noqa: PLR2004
            axes.text(j, i, f"{count}\n{shares[i, j]:.2f}", ha="center", va="center",
                      fontsize=8, color="white" if dark else "black")  # fmt: skip
    figure.colorbar(image, label="share of the labelled")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)
    plt.close(figure)


def plot_learning_curves(log: Path, path: Path) -> None:
    """Training loss and validation accuracy over the epochs of a run's ``log.csv``."""
    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the backend is chosen

    with log.open(newline="") as file:
        rows = list(csv.DictReader(file))
    epochs = [int(row["epoch"]) for row in rows]
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    left.plot(epochs, [float(row["train_loss"]) for row in rows])
    left.set_xlabel("epoch")
    left.set_ylabel("training loss")
    right.plot(epochs, [float(row["validation_accuracy"]) for row in rows], label="validation")
    right.plot(epochs, [float(row["train_accuracy"]) for row in rows], label="augmented training")
    right.set_xlabel("epoch")
    right.set_ylabel("accuracy")
    right.legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)
    plt.close(figure)
