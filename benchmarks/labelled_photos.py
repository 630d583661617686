"""Expressions on whole photos: the full way from bytes to label, on photos outside FER2013.

``python benchmarks/labelled_photos.py FOLDER …`` where the photos' file names start with a label
(``happy_01.jpg``). Prints accuracy with its 95 % interval, mean recall and recall per label. With
``--scan`` it prints the mean negative log-likelihood over scales and shifts of the frame that faces
are laid on: choose on one folder, report on another.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from humoresque.affect import EMOTIONS
from humoresque.emotion.analyzer import DEFAULT_MODEL, MODELS_FOLDER
from humoresque.emotion.calibration import softmax
from humoresque.emotion.classifier import ExpressionClassifier
from humoresque.emotion.detector import FaceDetector
from humoresque.emotion.face import Landmarks
from humoresque.emotion.image import Pixels, decode_photo
from humoresque.emotion.manifest import ModelManifest
from humoresque.emotion.preprocess import FER2013_MEDIANS, FRAME, Frame, align_face
from humoresque.training.metrics import wilson_interval

LABELS = [emotion.value for emotion in EMOTIONS]
SCALES = (0.85, 0.92, 1.0, 1.08, 1.16, 1.24)
SHIFTS = (-0.05, 0.0, 0.05)


@dataclass(frozen=True, slots=True)
class Portrait:
    """A photo, its largest face and its label's number."""

    pixels: Pixels
    landmarks: Landmarks
    label: int


def read_portraits(folder: Path, detector: FaceDetector) -> tuple[list[Portrait], int]:
    """Labelled photos with a face, and how many had none."""
    portraits, faceless = [], 0
    for path in sorted(folder.rglob("*.jpg")):
        label = path.stem.split("_")[0]
        if label not in LABELS:
            continue
        pixels = decode_photo(path.read_bytes()).pixels
        faces = detector.detect(pixels)
        if faces:
            portraits.append(Portrait(pixels, faces[0].landmarks, LABELS.index(label)))
        else:
            faceless += 1
    return portraits, faceless


def probabilities(
    portraits: list[Portrait], classifier: ExpressionClassifier, frame: Frame
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """(N, 7) in the order of labels."""
    side = classifier.manifest.input.side
    crops = np.stack([align_face(p.pixels, p.landmarks, side, frame) for p in portraits])
    return softmax(classifier.logits(crops), classifier.manifest.temperature)


def report(portraits: list[Portrait], classifier: ExpressionClassifier) -> None:
    """Print accuracy, mean recall and recall per label."""
    labels = np.array([p.label for p in portraits])
    hits = probabilities(portraits, classifier, FRAME).argmax(axis=1) == labels
    recalls = {LABELS[i]: float(hits[labels == i].mean()) for i in sorted(set(labels.tolist()))}
    low, high = wilson_interval(int(hits.sum()), len(hits))
    print(f"accuracy {hits.mean():.1%} ({low:.1%} to {high:.1%}) of {len(hits)}")
    print(f"mean recall {np.mean(list(recalls.values())):.2f}")
    print("recall " + "  ".join(f"{name} {value:.2f}" for name, value in recalls.items()))


def scan(portraits: list[Portrait], classifier: ExpressionClassifier) -> None:
    """Print the negative log-likelihood over scales and vertical shifts of the frame."""
    labels = np.array([p.label for p in portraits])
    for scale in SCALES:
        for shift in SHIFTS:
            frame = (FER2013_MEDIANS - 0.5) * scale + 0.5 + np.array([0.0, shift])
            chosen = probabilities(portraits, classifier, frame)
            loss = -np.log(chosen[np.arange(len(labels)), labels]).mean()
            accuracy = (chosen.argmax(axis=1) == labels).mean()
            print(f"scale {scale:.2f} shift {shift:+.2f}  NLL {loss:.3f}  accuracy {accuracy:.3f}")


def main() -> None:
    """Report or scan each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, default=MODELS_FOLDER / DEFAULT_MODEL)
    parser.add_argument("--scan", action="store_true")
    options = parser.parse_args()
    classifier = ExpressionClassifier(ModelManifest.load(options.model))
    detector = FaceDetector()
    for folder in options.folders:
        portraits, faceless = read_portraits(folder, detector)
        print(f"{folder.name}: {len(portraits)} portraits, {faceless} without a face found")
        if portraits:
            (scan if options.scan else report)(portraits, classifier)


if __name__ == "__main__":
    main()
