"""Charts of a prepared set's classes and splits, from its manifest alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from humoresque.affect import EMOTIONS
from humoresque.training.plots import BLUE, GREEN, ORANGE

_COLOURS = (BLUE, ORANGE, GREEN)
SETS = {"fer2013": "FER2013", "kdef": "KDEF", "affectnet": "AffectNet"}
_CLASSES = [emotion.value for emotion in EMOTIONS]

Series = dict[str, list[int]]


def draw_distribution(manifest: dict[str, Any], folder: Path) -> list[Path]:
    """Write the charts as PNG files: each set, their join, its splits, the augmentation.

    The thesis shows the same things in its figures 1.2 (FER2013), 1.5 (KDEF), 1.6 (AffectNet),
    1.8 (joined), 1.9 (splits) and 1.10 (before and after augmentation).
    """
    folder.mkdir(parents=True, exist_ok=True)
    read = {SETS[name]: _in_order(counts) for name, counts in manifest["read"].items()}
    drawn = []
    for key, counts in zip(manifest["read"], read.values(), strict=True):
        path = folder / f"{key}-classes.png"
        _draw({SETS[key]: counts}, f"{SETS[key]}: images of each expression", path)
        drawn.append(path)
    if len(read) > 1:
        path = folder / "joined-classes.png"
        _draw(read, "The joined set: images of each expression", path, stacked=True)
        drawn.append(path)
    before = manifest.get("counts_before_augmentation", manifest["counts"])
    splits = {split: _sum_sets(sets) for split, sets in before.items()}
    path = folder / "splits.png"
    _draw(splits, "Training, validation and test images of each expression", path)
    drawn.append(path)
    if "counts_before_augmentation" in manifest:
        path = folder / "augmentation.png"
        changed = {
            "before": _sum_sets(before["train"]),
            "after": _sum_sets(manifest["counts"]["train"]),
        }
        _draw(changed, "Training images of each expression before and after augmentation", path)
        drawn.append(path)
    return drawn


def _in_order(counts: dict[str, int]) -> list[int]:
    return [counts[name] for name in _CLASSES]


def _sum_sets(sets: dict[str, dict[str, int]]) -> list[int]:
    return [sum(counts[name] for counts in sets.values()) for name in _CLASSES]


def _draw(series: Series, title: str, path: Path, *, stacked: bool = False) -> None:
    """Bars for the seven classes: series side by side, or one on the other with their sum."""
    total = sum(map(sum, series.values()))
    figure = Figure((9, 4.8), layout="constrained")
    axes = figure.subplots()
    places = np.arange(len(_CLASSES))
    width = 0.8 / (1 if stacked else len(series))
    base = np.zeros(len(_CLASSES))
    for number, (name, counts) in enumerate(series.items()):
        offset = 0.0 if stacked else (number - (len(series) - 1) / 2) * width
        label = f"{name} ({sum(counts):,})"
        bars = axes.bar(
            places + offset, counts, width, base, label=label, color=_COLOURS[number],
            edgecolor="white", linewidth=0.8,
        )  # fmt: skip
        base = base + counts if stacked else base
        if not stacked:
            axes.bar_label(bars, fmt="{:,.0f}", padding=2, fontsize=8 if len(series) > 1 else 10)
    if stacked:
        for place, height in zip(places, base, strict=True):
            axes.annotate(
                f"{height:,.0f}", (place, height), (0, 4), textcoords="offset points", ha="center"
            )
    if len(series) > 1:
        axes.legend(frameon=False)
        axes.set_title(title)
    else:
        axes.set_title(f"{title}, {total:,} in all")
    axes.set_xticks(places, _CLASSES)
    axes.set_ylabel("images")
    axes.yaxis.set_major_formatter("{x:,.0f}")
    tallest = base.max() if stacked else max(map(max, series.values()))
    axes.set_ylim(0, 1.1 * max(tallest, 1))
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=120)
