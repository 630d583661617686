"""Whole photos the way the app reads them: decode, detect, align, classify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from humoresque.affect import EMOTIONS
from humoresque.emotion.analyzer import EmotionAnalyzer
from humoresque.emotion.errors import PhotoError
from humoresque.training.errors import NoRowsError
from humoresque.training.predictions import Predictions


@dataclass(frozen=True, slots=True)
class PhotoReport:
    """What the app answers on labelled photos.

    ``predictions`` are of the largest face of each photo in which one was found, logarithms of
    the app's own probabilities in place of logits; ``faceless`` and ``unreadable`` are the others.
    """

    predictions: Predictions
    faceless: tuple[Path, ...]
    unreadable: tuple[Path, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "model": self.predictions.model,
            "on": self.predictions.on,
            "no_face_found": [str(path) for path in self.faceless],
            "unreadable": [str(path) for path in self.unreadable],
            "photos_with_a_face": self.predictions.evaluate().as_dict(),
        }


def evaluate_photos(
    analyzer: EmotionAnalyzer, photos: Sequence[tuple[Path, int]], name: str
) -> PhotoReport:
    """Read photos with their labels; NoRowsError if no photo shows a face."""
    rows: list[int] = []
    probabilities: list[list[float]] = []
    faceless: list[Path] = []
    unreadable: list[Path] = []
    for row, (path, _) in enumerate(tqdm(photos, unit=" photos", leave=False, disable=None)):
        try:
            faces = analyzer.analyze(path.read_bytes()).faces
        except (PhotoError, OSError):
            unreadable.append(path)
            continue
        if faces:
            rows.append(row)
            probabilities.append([faces[0].scores.probabilities[e] for e in EMOTIONS])
        else:
            faceless.append(path)
    if not rows:
        msg = f"{name}: no face was found in any of {len(photos)} photos"
        raise NoRowsError(msg)
    labels = np.array([label for _, label in photos], np.int64)
    shares = np.maximum(np.array(probabilities, np.float32), np.finfo(np.float32).tiny)
    manifest = analyzer.manifest
    return PhotoReport(
        Predictions(
            model=manifest.name,
            parameters=manifest.parameters,
            temperature=1.0,
            on=name,
            classes=tuple(EMOTIONS),
            logits=np.log(shares),
            labels=labels[rows],
            rows=np.array(rows, np.int64),
        ),
        tuple(faceless),
        tuple(unreadable),
    )
