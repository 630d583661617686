"""Where BlazeFace finds eyes, nose and mouth in FER2013's training images.

``python benchmarks/fer2013_framing.py FER2013`` prints the medians, as shares of the side;
``humoresque.emotion.preprocess`` mirrors them to symmetry. With ``--montage FILE --photos FOLDER``
it writes crops of photos (above) and FER2013's images (below), for a look by eye.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from humoresque.emotion.detector import FaceDetector
from humoresque.emotion.face import Face
from humoresque.emotion.image import decode_photo
from humoresque.emotion.preprocess import FER2013_MEDIANS, align_face
from humoresque.training.datasets.dataset import SIDE, FaceDataset, Split
from humoresque.training.datasets.fer2013 import read_fer2013

ENLARGE, BORDER = 4, 64
NAMES = ("right eye", "left eye", "nose tip", "mouth centre")
COLUMNS, ROWS = 12, 4

Grey = npt.NDArray[np.uint8]


def find_face(detector: FaceDetector, crop: Grey) -> Face | None:
    """The largest face of a 48 x 48 crop, in the pixels of its enlarged, bordered copy."""
    large = cv2.resize(crop, None, fx=ENLARGE, fy=ENLARGE, interpolation=cv2.INTER_CUBIC)
    wide = cv2.copyMakeBorder(large, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_REPLICATE)
    faces = detector.detect(np.asarray(cv2.cvtColor(wide, cv2.COLOR_GRAY2RGB), np.uint8))
    return faces[0] if faces else None


def shares(face: Face) -> npt.NDArray[np.float64]:
    """The four features as shares of the crop's side, (4, 2)."""
    marks = face.landmarks
    points = np.array([marks.right_eye, marks.left_eye, marks.nose_tip, marks.mouth_center])
    return np.asarray((points - BORDER) / (ENLARGE * SIDE), np.float64)


def grid(crops: list[Grey]) -> Grey:
    """Rows of twelve crops, enlarged twice."""
    tiles = [cv2.resize(crop, (2 * SIDE, 2 * SIDE)) for crop in crops[: COLUMNS * ROWS]]
    lines = [np.hstack(tiles[i : i + COLUMNS]) for i in range(0, len(tiles), COLUMNS)]
    return np.asarray(np.vstack([line for line in lines if line.shape[1] == 2 * SIDE * COLUMNS]))


def write_montage(
    detector: FaceDetector,
    photos: list[Path],
    data: FaceDataset,
    rng: np.random.Generator,
    to: Path,
) -> None:
    """Crops of photos above, FER2013's training images below, 48 each."""
    crops = []
    for path in (photos[i] for i in rng.permutation(len(photos))):
        pixels = decode_photo(path.read_bytes()).pixels
        if faces := detector.detect(pixels):
            crops.append(align_face(pixels, faces[0].landmarks, SIDE))
        if len(crops) == COLUMNS * ROWS:
            break
    rows = rng.permutation(data.rows(Split.TRAINING))[: COLUMNS * ROWS]
    above, below = grid(crops), grid(list(data.images[rows]))
    gap = np.full((12, above.shape[1]), 255, np.uint8)
    cv2.imwrite(str(to), np.vstack([above, gap, below]))


def main() -> None:
    """Print medians and spreads; optionally write the montage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fer2013", type=Path)
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--montage", type=Path)
    parser.add_argument("--photos", type=Path, help="folder of portraits for the montage")
    options = parser.parse_args()

    data, detector = read_fer2013(options.fer2013), FaceDetector()
    rng = np.random.default_rng(0)
    rows = rng.permutation(data.rows(Split.TRAINING))[: options.rows]
    found = [face for face in (find_face(detector, data.images[row]) for row in rows) if face]
    table = np.stack([shares(face) for face in found])
    print(f"faces found in {len(found):,} of {len(rows):,} training images")
    for number, name in enumerate(NAMES):
        (x, y), (dx, dy) = np.median(table[:, number], axis=0), table[:, number].std(axis=0)
        fx, fy = FER2013_MEDIANS[number]
        print(f"{name:<13} x {x:.3f} ± {dx:.3f}  y {y:.3f} ± {dy:.3f}   in use {fx:.3f}, {fy:.3f}")
    if options.montage and options.photos:
        photos = sorted(options.photos.rglob("*.jpg"))
        write_montage(detector, photos, data, rng, options.montage)


if __name__ == "__main__":
    main()
