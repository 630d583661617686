"""Hit rates of the face detector on portraits and on harder versions made from them.

``python benchmarks/face_detection.py FACES`` where FACES holds ``synthetic_sfhq*/*.jpg`` and
``made/group4.jpg``. A hit is a face whose centre lies within half a face width of where the
portrait's face went.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from humoresque.emotion.detector import FaceDetector
from humoresque.emotion.face import Box
from humoresque.emotion.image import decode_photo

Pixels = npt.NDArray[np.uint8]
Affine = npt.NDArray[np.float64]
Change = Callable[[Pixels, float], tuple[Pixels, Affine]]
IDENTITY: Affine = np.array([[1.0, 0, 0], [0, 1.0, 0]])
SCENE_SIZES = ((640, 480), (1280, 720), (1280, 960))
EASY = ("happy", "sad", "angry", "surprise", "neutral", "fear", "disgust", "grim")


def turned(degrees: float) -> Change:
    """Rotate about the centre, corners black."""

    def change(pixels: Pixels, _: float) -> tuple[Pixels, Affine]:
        height, width = pixels.shape[:2]
        side = math.ceil(math.hypot(width, height))
        rotation = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        matrix = np.asarray(rotation, np.float64)
        matrix[:, 2] += np.array([side - width, side - height]) / 2
        return np.asarray(cv2.warpAffine(pixels, matrix, (side, side)), np.uint8), matrix

    return change


def darker(factor: float) -> Change:
    """Scale every pixel down."""
    return lambda pixels, _: ((pixels * factor).astype(np.uint8), IDENTITY)


def small(target: float) -> Change:
    """Shrink the portrait until its face is ``target`` pixels wide, in a 640 x 480 frame."""

    def change(pixels: Pixels, face_width: float) -> tuple[Pixels, Affine]:
        scale = min(target / face_width, 470 / max(pixels.shape[:2]))
        little = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        frame = np.full((480, 640, 3), 128, np.uint8)
        x, y = (640 - little.shape[1]) // 3, (480 - little.shape[0]) // 2
        frame[y : y + little.shape[0], x : x + little.shape[1]] = little
        return frame, np.array([[scale, 0, x], [0, scale, y]])

    return change


CHANGES: dict[str, Change] = {
    "upright": lambda pixels, _: (pixels, IDENTITY),
    **{f"turned {d:+}°": turned(d) for d in (-45, -30, -15, 15, 30, 45, 90, -90, 180)},
    "dark, a quarter of the light": darker(0.25),
    "dark, a tenth of the light": darker(0.1),
    "face of 60 px in 640 x 480": small(60),
    "face of 40 px in 640 x 480": small(40),
}


def scene(
    portraits: list[tuple[Pixels, Box]], rng: np.random.Generator, size: tuple[int, int]
) -> tuple[Pixels, list[tuple[float, float, float]]]:
    """One to four portraits side by side on grey; centre and width of each face."""
    width, height = size
    count = int(rng.integers(1, 5))
    cell = width // max(count, 2)
    frame = np.full((height, width, 3), 110, np.uint8)
    truth = []
    for place in range(count):
        pixels, box = portraits[rng.integers(len(portraits))]
        scale = rng.uniform(0.5, 0.98) * min(cell, height) / max(pixels.shape[:2])
        small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        x = place * cell + int(rng.integers(0, cell - small.shape[1] + 1))
        y = int(rng.integers(0, height - small.shape[0] + 1))
        frame[y : y + small.shape[0], x : x + small.shape[1]] = small
        centre_x, centre_y = box.x + box.width / 2, box.y + box.height / 2
        truth.append((x + centre_x * scale, y + centre_y * scale, box.width * scale))
    return frame, truth


def report_scenes(detector: FaceDetector, portraits: list[tuple[Pixels, Box]]) -> None:
    """Print how many faces of 120 made scenes are found, and how many that are none."""
    rng = np.random.default_rng(0)
    hits = faces = extra = 0
    for number in range(120):
        frame, truth = scene(portraits, rng, SCENE_SIZES[number % len(SCENE_SIZES)])
        found = [
            (f.box.x + f.box.width / 2, f.box.y + f.box.height / 2) for f in detector.detect(frame)
        ]
        seen = sum(
            any(math.dist(point, (x, y)) < width / 2 for point in found) for x, y, width in truth
        )
        hits, faces, extra = hits + seen, faces + len(truth), extra + len(found) - seen
    name = "one to four in a scene"
    print(f"{name:<32}{hits:>4} of {faces}  {hits / faces:.1%}, {extra} that are no face")


def main() -> None:
    """Print one line a change: hits, photos, rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", type=Path)
    folder = parser.parse_args().faces
    detector = FaceDetector()
    portraits = []
    for path in sorted(folder.glob("synthetic_sfhq*/*.jpg")):
        if path.name.startswith(EASY):
            pixels = decode_photo(path.read_bytes()).pixels
            if faces := detector.detect(pixels):
                portraits.append((pixels, faces[0].box))
    if not portraits:
        parser.error(f"no portraits in {folder}")
    print(f"{len(portraits)} portraits")
    for name, change in CHANGES.items():
        hits = 0
        for pixels, box in portraits:
            changed, affine = change(pixels, box.width)
            scale = math.hypot(affine[0, 0], affine[1, 0])
            aim = affine @ np.array([box.x + box.width / 2, box.y + box.height / 2, 1.0])
            hits += any(
                math.dist((f.box.x + f.box.width / 2, f.box.y + f.box.height / 2), aim)
                < box.width * scale / 2
                for f in detector.detect(changed)
            )
        print(f"{name:<32}{hits:>4} of {len(portraits)}  {hits / len(portraits):.1%}")
    report_scenes(detector, portraits)
    group = detector.detect(decode_photo((folder / "made" / "group4.jpg").read_bytes()).pixels)
    print(f"{'four faces side by side':<32}{len(group):>4} of 4")


if __name__ == "__main__":
    main()
