"""Expressions on whole photos: the full way from bytes to label, on photos outside FER2013.

``python benchmarks/labelled_photos.py FOLDER …`` where the photos' file names start with a label
(``happy_01.jpg``), or are those of Darwin's plates. Prints accuracy with its 95 % interval, mean
recall and recall per label. With ``--scan`` it prints the mean negative log-likelihood over scales
and shifts of the frame that faces are laid on: choose on one folder, report on another. With
``--jitter`` it moves that frame, as a less exact detector would, and prints what becomes of the
accuracy.

``--decisions CHECKPOINT --fer2013 DATA`` compares what the app could show of a network's heads. The
FER2013 head alone is kept unless another rule is clearly better, which was written down before the
first look: of all rules the one with the highest mean recall on the first folder is the candidate;
it must gain there (the lower end of a paired bootstrap's 95 % interval above 0), lose neither mean
recall nor accuracy on any other folder, and lose at most one point of accuracy on PublicTest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from humoresque.affect import EMOTIONS
from humoresque.emotion.analyzer import DEFAULT_MODEL, MODELS_FOLDER
from humoresque.emotion.calibration import softmax
from humoresque.emotion.classifier import ExpressionClassifier
from humoresque.emotion.detector import FaceDetector
from humoresque.emotion.face import Landmarks, Point
from humoresque.emotion.image import Pixels, decode_photo
from humoresque.emotion.manifest import ModelManifest
from humoresque.emotion.preprocess import FER2013_MEDIANS, FRAME, Frame, align_face
from humoresque.training.datasets.dataset import SIDE
from humoresque.training.datasets.rows import load_rows
from humoresque.training.decision import Decision, LabelShares, decide
from humoresque.training.metrics import wilson_interval
from humoresque.training.scorer import Faces, open_scorer
from humoresque.training.views import score

LABELS = [emotion.value for emotion in EMOTIONS]
SCALES = (0.85, 0.92, 1.0, 1.08, 1.16, 1.24)
SHIFTS = (-0.05, 0.0, 0.05)
JITTER = {"scale": (0.85, 1.15), "right": (-0.05, 0.05), "down": (-0.05, 0.05), "roll": (-5, 5)}
JITTER_DRAWS = 20
# Plates of Darwin 1872 on which every face has the same caption.
PLATES = {"plate-1": "sad", "plate-2": "sad", "plate-3": "happy", "plate-5": "disgust"}
HEADS = ("fer2013", "ferplus", "mixture:0.5", "mixture:0.25", "mixture:0.75")  # simplest first
PRIORS = (0.0, 0.25, 0.5, 0.75, 1.0)
PUBLIC_TEST_LOSS = 0.01
RESAMPLES = 2000

Logits = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Portrait:
    """A photo, a face on it and its label's number."""

    pixels: Pixels
    landmarks: Landmarks
    label: int


@dataclass(frozen=True, slots=True)
class Judged:
    """Labelled faces and both heads' logits for them."""

    name: str
    labels: Ints
    fer2013: Logits
    ferplus: Logits

    def predict(self, decision: Decision, shares: LabelShares) -> Ints:
        """The shown labels' numbers (N,)."""
        shown = decide(decision, shares, self.fer2013, self.ferplus)
        numbers: Ints = shown.argmax(axis=1)
        return numbers


def read_portraits(folder: Path, detector: FaceDetector) -> tuple[list[Portrait], int]:
    """Labelled photos with their largest face (plates: all), and how many had none."""
    portraits, faceless = [], 0
    for path in sorted(folder.rglob("*.jpg")):
        plate = PLATES.get(path.stem)
        label = plate or path.stem.split("_")[0]
        if label not in LABELS:
            continue
        pixels = decode_photo(path.read_bytes()).pixels
        faces = detector.detect(pixels)
        number = LABELS.index(label)
        shown = faces if plate else faces[:1]
        portraits += [Portrait(pixels, face.landmarks, number) for face in shown]
        faceless += not faces
    return portraits, faceless


def align(portraits: list[Portrait], side: int, frame: Frame = FRAME) -> Faces:
    """Crops (N, side, side)."""
    return np.stack([align_face(p.pixels, p.landmarks, side, frame) for p in portraits])


def probabilities(
    portraits: list[Portrait], classifier: ExpressionClassifier, frame: Frame
) -> npt.NDArray[np.float64]:
    """(N, 7) in the order of labels."""
    crops = align(portraits, classifier.manifest.input.side, frame)
    return softmax(classifier.logits(crops), classifier.manifest.temperature)


def mean_recall(predicted: Ints, labels: Ints) -> float:
    """The mean over the labels that occur."""
    return float(np.mean([(predicted[labels == k] == k).mean() for k in np.unique(labels)]))


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


def move(
    portraits: list[Portrait],
    side: int,
    *,
    scale: float = 1.0,
    right: float = 0.0,
    down: float = 0.0,
    roll: float = 0.0,
) -> Faces:
    """Crops whose faces are larger, shifted (shares of the side) and turned (degrees)."""
    frame = (FRAME - 0.5) * scale + 0.5 + np.array([right, down])
    turned = [replace(p, landmarks=turn(p.landmarks, roll)) for p in portraits]
    return align(turned, side, frame)


def turn(landmarks: Landmarks, degrees: float) -> Landmarks:
    """Landmarks turned about their middle, so that the crop turns the other way."""
    names = ("right_eye", "left_eye", "nose_tip", "mouth_center", "right_ear", "left_ear")
    points = np.array([getattr(landmarks, name) for name in names])
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    middle = points[:4].mean(axis=0)
    moved = (points - middle) @ np.array([[cos, sin], [-sin, cos]]) + middle
    return Landmarks(*(Point(float(x), float(y)) for x, y in moved))


def jitter(portraits: list[Portrait], classifier: ExpressionClassifier) -> None:
    """Print the accuracy at each end of each movement, then under all of them at random."""
    labels = np.array([p.label for p in portraits])
    side = classifier.manifest.input.side
    still = classifier.logits(align(portraits, side)).argmax(axis=1)
    print(f"still              accuracy {(still == labels).mean():.3f}")

    def compare(name: str, **movement: float) -> float:
        found = classifier.logits(move(portraits, side, **movement)).argmax(axis=1)
        accuracy = float((found == labels).mean())
        if name:
            changed = (found != still).mean()
            print(f"{name:<18} accuracy {accuracy:.3f}  another label for {changed:.3f}")
        return accuracy

    for name, ends in JITTER.items():
        for end in ends:
            compare(f"{name} {end:+g}" if name != "scale" else f"scale {end:g}", **{name: end})
    rng = np.random.default_rng(0)
    found = [
        compare("", **{name: float(rng.uniform(*ends)) for name, ends in JITTER.items()})
        for _ in range(JITTER_DRAWS)
    ]
    print(
        f"all at random, {JITTER_DRAWS} times: accuracy {np.mean(found):.3f} ± {np.std(found):.3f},"
        f" {min(found):.3f} to {max(found):.3f}"
    )


def judge(name: str, crops: Faces, labels: Ints, model: Path) -> Judged:
    """Run both heads of a checkpoint."""
    heads = [score(open_scorer(model, head=head), crops) for head in ("fer2013", "ferplus")]
    return Judged(name, labels, heads[0], heads[1])


def gain_interval(first: Ints, second: Ints, labels: Ints) -> tuple[float, float]:
    """95 % interval of how much higher the second's mean recall is, resampled per label."""
    rng = np.random.default_rng(0)
    groups = [np.flatnonzero(labels == k) for k in np.unique(labels)]
    gains = []
    for _ in range(RESAMPLES):
        rows = np.concatenate([rng.choice(group, len(group)) for group in groups])
        gains.append(
            mean_recall(second[rows], labels[rows]) - mean_recall(first[rows], labels[rows])
        )
    low, high = np.percentile(gains, [2.5, 97.5])
    return float(low), float(high)


def measure(
    decision: Decision, shares: LabelShares, photos: list[Judged], public: Judged
) -> dict[str, Any]:
    """One row of the table."""
    sets = {}
    for judged in photos:
        predicted = judged.predict(decision, shares)
        sets[judged.name] = {
            "photos": len(judged.labels),
            "accuracy": float((predicted == judged.labels).mean()),
            "mean_recall": mean_recall(predicted, judged.labels),
        }
    accuracy = float((public.predict(decision, shares) == public.labels).mean())
    return {"rule": decision.rule, "sets": sets, "public_test": accuracy}


def choose(
    rows: list[dict[str, Any]], photos: list[Judged], shares: LabelShares
) -> tuple[str, str, str]:
    """Candidate, chosen rule, and why, by what the module's docstring calls clear."""
    plain, first = rows[0], photos[0]
    figures = ("mean_recall", "accuracy")
    best = max(rows, key=lambda row: [row["sets"][first.name][f] for f in figures])
    before, after = (first.predict(Decision.parse(row["rule"]), shares) for row in (plain, best))
    low, high = gain_interval(before, after, first.labels)
    loses_on = [
        judged.name
        for judged in photos[1:]
        if any(best["sets"][judged.name][f] < plain["sets"][judged.name][f] for f in figures)
    ]
    cost = plain["public_test"] - best["public_test"]
    gain = best["sets"][first.name]["mean_recall"] - plain["sets"][first.name]["mean_recall"]
    reasons = [
        f"the gain on {first.name} may be chance" if low <= 0 else "",
        f"it loses on {', '.join(loses_on)}" if loses_on else "",
        f"it costs {100 * cost:.1f} points on PublicTest" if cost > PUBLIC_TEST_LOSS else "",
    ]
    against = "; ".join(filter(None, reasons))
    tried = (
        f"Of {len(rows)} rules {best['rule']} had the highest mean recall on {first.name}: "
        f"{gain:+.2f} ({low:+.2f} to {high:+.2f}) against the FER2013 head."
    )
    if best is plain:
        return (
            plain["rule"],
            plain["rule"],
            f"No other of {len(rows)} rules read {first.name} better.",
        )
    if against:
        return best["rule"], plain["rule"], f"{tried} It was not taken: {against}."
    return best["rule"], best["rule"], f"{tried} It loses nothing elsewhere, so it was taken."


def compare_decisions(folders: list[Path], model: Path, data: Path, to: Path | None) -> None:
    """Print the table of all rules and, with ``to``, write what ``humoresque export`` reads."""
    detector = FaceDetector()
    photos = []
    for folder in folders:
        portraits, _ = read_portraits(folder, detector)
        labels = np.array([p.label for p in portraits])
        photos.append(judge(folder.name, align(portraits, SIDE), labels, model))
    faces, split = load_rows(data)
    shares = LabelShares.of(faces, split.train)
    validation = split.validation
    public = judge("PublicTest", faces.images[validation], faces.labels[validation], model)
    rules = [f"{head}+prior:{prior}" for head in HEADS for prior in PRIORS]
    rows = [measure(Decision.parse(rule), shares, photos, public) for rule in rules]
    for row in rows:
        figures = "  ".join(
            f"{name} {found['accuracy']:.3f} {found['mean_recall']:.3f}"
            for name, found in row["sets"].items()
        )
        print(f"{row['rule']:<24} {figures}  PublicTest {row['public_test']:.4f}")
    print("(accuracy and mean recall on photos, accuracy on PublicTest)")
    candidate, chosen, reason = choose(rows, photos, shares)
    print(reason)
    if to:
        kept = [row for row in rows if "+" not in row["rule"] or row["rule"] == candidate]
        digest = hashlib.sha256(model.read_bytes()).hexdigest()
        table = {"rule": chosen, "checkpoint_sha256": digest, "reason": reason, "rows": kept}
        to.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Report, scan or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, default=MODELS_FOLDER / DEFAULT_MODEL)
    parser.add_argument("--scan", action="store_true")
    parser.add_argument("--jitter", action="store_true")
    parser.add_argument("--decisions", type=Path, metavar="CHECKPOINT")
    parser.add_argument("--fer2013", type=Path, help="for --decisions: PublicTest and label shares")
    parser.add_argument("--write", type=Path, help="for --decisions: a .json for humoresque export")
    options = parser.parse_args()
    if options.decisions:
        if not options.fer2013:
            parser.error("--decisions needs --fer2013")
        compare_decisions(options.folders, options.decisions, options.fer2013, options.write)
        return
    classifier = ExpressionClassifier(ModelManifest.load(options.model))
    detector = FaceDetector()
    show = scan if options.scan else jitter if options.jitter else report
    for folder in options.folders:
        portraits, faceless = read_portraits(folder, detector)
        print(f"{folder.name}: {len(portraits)} faces, {faceless} photos without a face found")
        if portraits:
            show(portraits, classifier)


if __name__ == "__main__":
    main()
