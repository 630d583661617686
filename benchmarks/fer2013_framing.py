"""Where BlazeFace finds eyes, nose and mouth in FER2013's training images, and in our crops.

``python benchmarks/fer2013_framing.py FER2013`` prints the medians, as shares of the side;
``humoresque.emotion.preprocess`` mirrors them to symmetry. ``--photos FOLDER …`` adds the crops
that the app makes of labelled photos, and ``--figure FILE`` draws both: mean faces of all images
and of each label, mirror images included, and how the four features scatter. The figure holds
averages of at least fifteen images; no single one can be made out in it.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from matplotlib import colors
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse

from humoresque.affect import EMOTIONS
from humoresque.emotion.detector import FaceDetector
from humoresque.emotion.face import Face
from humoresque.emotion.image import decode_photo
from humoresque.emotion.preprocess import FER2013_MEDIANS, FRAME, align_face
from humoresque.training.datasets.dataset import SIDE, Split
from humoresque.training.datasets.fer2013 import read_fer2013

ENLARGE, BORDER = 4, 64
NAMES = ("right eye", "left eye", "nose tip", "mouth centre")
LABELS = [emotion.value for emotion in EMOTIONS]
COLOURS = ("#1f5fa8", "#d1571f")
FEWEST = 15  # images of a mean face

Grey = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Crops:
    """Crops (N, 48, 48) with labels (N,), and the features found in some of them (M, 4, 2)."""

    name: str
    images: Grey
    labels: npt.NDArray[np.int64]
    features: Floats


def find_face(detector: FaceDetector, crop: Grey) -> Face | None:
    """The largest face of a 48 x 48 crop, in the pixels of its enlarged, bordered copy."""
    large = cv2.resize(crop, None, fx=ENLARGE, fy=ENLARGE, interpolation=cv2.INTER_CUBIC)
    wide = cv2.copyMakeBorder(large, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_REPLICATE)
    faces = detector.detect(np.asarray(cv2.cvtColor(wide, cv2.COLOR_GRAY2RGB), np.uint8))
    return faces[0] if faces else None


def shares(face: Face) -> Floats:
    """The four features as shares of the crop's side, (4, 2)."""
    marks = face.landmarks
    points = np.array([marks.right_eye, marks.left_eye, marks.nose_tip, marks.mouth_center])
    return np.asarray((points - BORDER) / (ENLARGE * SIDE), np.float64)


def locate(detector: FaceDetector, crops: Grey) -> Floats:
    """Features of the crops in which a face is found."""
    found = [face for face in (find_face(detector, crop) for crop in crops) if face]
    return np.stack([shares(face) for face in found])


def read_training(path: Path, rows: int, detector: FaceDetector) -> Crops:
    """All training images; features of so many of them."""
    data = read_fer2013(path)
    training = data.rows(Split.TRAINING)
    some = np.random.default_rng(0).permutation(training)[:rows]
    features = locate(detector, data.images[some])
    return Crops("FER2013, Training", data.images[training], data.labels[training], features)


def read_photos(folders: list[Path], detector: FaceDetector) -> Crops:
    """The app's crops of photos whose file names start with a label."""
    crops, labels = [], []
    for path in sorted(path for folder in folders for path in folder.rglob("*.jpg")):
        label = path.stem.split("_")[0]
        if label not in LABELS:
            continue
        pixels = decode_photo(path.read_bytes()).pixels
        if faces := detector.detect(pixels):
            crops.append(align_face(pixels, faces[0].landmarks, SIDE))
            labels.append(LABELS.index(label))
    images = np.stack(crops)
    return Crops("our crops of photos", images, np.array(labels), locate(detector, images))


def mean_face(images: Grey) -> Floats:
    """The average of images (N, 48, 48) and their mirror images, of equal mean and contrast."""
    flat = images.reshape(len(images), -1).astype(np.float64)
    flat -= flat.mean(axis=1, keepdims=True)
    flat /= np.maximum(flat.std(axis=1, keepdims=True), 1)
    mean = flat.mean(axis=0).reshape(SIDE, SIDE)
    return np.asarray((mean + mean[:, ::-1]) / 2)


def show_mean(axes: Axes, images: Grey, title: str) -> None:
    """One mean face with the frame that the app lays features on."""
    axes.set_title(title, fontsize=8)
    axes.set_xticks([])
    axes.set_yticks([])
    if len(images) < FEWEST:
        axes.set(aspect="equal", xlim=(0, 1), ylim=(0, 1))
        axes.text(0.5, 0.5, "too few", ha="center", va="center", fontsize=8, color="grey")
        return
    axes.imshow(mean_face(images), cmap="gray", vmin=-1.6, vmax=1.6, interpolation="bicubic")
    axes.plot(*(FRAME * SIDE - 0.5).T, "+", color="#ffd23f", markersize=5, markeredgewidth=0.9)


def show_scatter(axes: Axes, sets: list[Crops]) -> None:
    """An ellipse of two standard deviations around each feature's median place."""
    for crops, colour in zip(sets, COLOURS, strict=True):
        for feature in range(len(NAMES)):
            points = crops.features[:, feature]
            values, vectors = np.linalg.eigh(np.cov(points.T))
            width, height = 4 * np.sqrt(values)  # two deviations either way
            angle = float(np.degrees(np.arctan2(vectors[1, 0], vectors[0, 0])))
            center = np.median(points, axis=0)
            style = {"facecolor": (*colors.to_rgb(colour), 0.18), "edgecolor": colour}
            name = crops.name if feature == 0 else None
            axes.add_patch(Ellipse(tuple(center), width, height, angle=angle, label=name, **style))
            axes.plot(*center, ".", color=colour, markersize=4)
    axes.plot(*FRAME.T, "k+", markersize=7, label="frame of the app")
    axes.set(xlim=(0, 1), ylim=(1, 0), aspect="equal")
    axes.set_title("median place, two deviations (shares of the side)", fontsize=9)
    axes.tick_params(labelsize=7)
    axes.legend(fontsize=7, loc="upper left", frameon=False)


def show_boxes(axes: Axes, sets: list[Crops], axis: int, title: str) -> None:
    """Box plots of one coordinate; whiskers at the 5th and 95th percentile."""
    for number, (crops, colour) in enumerate(zip(sets, COLOURS, strict=True)):
        boxes = axes.boxplot(
            [crops.features[:, feature, axis] for feature in range(len(NAMES))],
            positions=np.arange(len(NAMES)) + (number - 0.5) * 0.36,
            widths=0.3,
            whis=(5, 95),
            showfliers=False,
            patch_artist=True,
            medianprops={"color": "black"},
        )
        for box in boxes["boxes"]:
            box.set(facecolor=(*colors.to_rgb(colour), 0.35), edgecolor=colour)
    axes.plot(np.arange(len(NAMES)), FRAME[:, axis], "k+", markersize=7)
    axes.set_xticks(range(len(NAMES)), NAMES, fontsize=7)
    axes.set_xlim(-0.6, len(NAMES) - 0.4)
    axes.tick_params(axis="y", labelsize=7)
    axes.grid(axis="y", alpha=0.3)
    axes.set_title(title, fontsize=9)


def draw(sets: list[Crops], to: Path) -> None:
    """Mean faces above, the features' places below."""
    figure = Figure(figsize=(10.5, 6.6), layout="constrained")
    FigureCanvasAgg(figure)
    above, below = figure.subfigures(2, 1, height_ratios=(1, 1.15), squeeze=False)[:, 0]
    rows = above.subplots(2, len(LABELS) + 1)
    for row, (crops, panels) in enumerate(zip(sets, rows, strict=True)):
        show_mean(panels[0], crops.images, f"all {len(crops.images):,}")
        for number, label in enumerate(LABELS):
            chosen = crops.images[crops.labels == number]
            show_mean(panels[number + 1], chosen, f"{label} {len(chosen):,}")
        panels[0].set_ylabel(crops.name, fontsize=8, color=COLOURS[row])
    left, middle, right = below.subplots(1, 3, width_ratios=(1.05, 1, 1))
    show_scatter(left, sets)
    show_boxes(middle, sets, 0, "from the left")
    show_boxes(right, sets, 1, "from above")
    to.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(to, dpi=130)


def describe(crops: Crops) -> None:
    """Print medians and spreads."""
    print(f"{crops.name}: features found in {len(crops.features):,} images")
    for number, name in enumerate(NAMES):
        points = crops.features[:, number]
        (x, y), (dx, dy) = np.median(points, axis=0), points.std(axis=0)
        print(f"{name:<13} x {x:.3f} ± {dx:.3f}  y {y:.3f} ± {dy:.3f}")


def main() -> None:
    """Print medians and spreads; optionally draw the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fer2013", type=Path)
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--photos", type=Path, nargs="+", help="folders of labelled photos")
    parser.add_argument("--figure", type=Path, help="where to draw, a .png; needs --photos")
    options = parser.parse_args()

    detector = FaceDetector()
    sets = [read_training(options.fer2013, options.rows, detector)]
    if options.photos:
        sets.append(read_photos(options.photos, detector))
    for crops in sets:
        describe(crops)
    places = ((FER2013_MEDIANS, "FER2013's medians, mirrored"), (FRAME, "frame of the app"))
    for frame, name in places:
        print(f"{name}: " + "  ".join(f"{x:.3f}, {y:.3f}" for x, y in frame))
    if options.figure:
        if len(sets) == 1:
            parser.error("--figure needs --photos")
        draw(sets, options.figure)


if __name__ == "__main__":
    main()
