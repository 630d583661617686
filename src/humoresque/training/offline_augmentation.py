"""The thesis' offline augmentation: changed copies that are stored beside their originals."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from humoresque.affect import EMOTIONS, Emotion

ROTATION_DEGREES = 60.0
SHIFT = 0.03
ZOOM = (0.95, 1.10)
BRIGHTNESS = (0.5, 1.5)
HAPPY_PERCENT = 45

_DISGUST = EMOTIONS.index(Emotion.DISGUST)
_HAPPY = EMOTIONS.index(Emotion.HAPPY)
_HALF = 50


def count_copies(per_class: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """How many copies each class gets: (7,) originals to (7,) copies.

    Two for every disgust image, one for 45 % of the happy ones (rounded to the nearest, halves
    up), one for every other image.
    """
    copies = per_class.copy()
    copies[_DISGUST] = 2 * per_class[_DISGUST]
    copies[_HAPPY] = (HAPPY_PERCENT * per_class[_HAPPY] + _HALF) // 100
    return copies


def choose_originals(
    labels: npt.NDArray[np.int64], rows: npt.NDArray[np.int64], rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    """The rows to be copied, ascending, as often as they are: disgust twice, some happy never."""
    copies = count_copies(np.bincount(labels[rows], minlength=len(EMOTIONS)))
    happy = rows[labels[rows] == _HAPPY]
    chosen = rng.choice(happy, size=int(copies[_HAPPY]), replace=False)
    disgust = rows[labels[rows] == _DISGUST]
    others = rows[(labels[rows] != _HAPPY) & (labels[rows] != _DISGUST)]
    return np.sort(np.concatenate([others, chosen, disgust, disgust]))


def change_copies(images: npt.NDArray[np.uint8], rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """A changed copy of each image of (N, 48, 48); what turns in from outside repeats the edge.

    Each is turned by up to 60 degrees, shifted by up to 3 % of its side, zoomed by .95 to 1.10,
    mirrored in half of the cases and multiplied by .5 to 1.5, all drawn uniformly.
    """
    changed = np.empty_like(images)
    for row, image in enumerate(images):
        height, width = image.shape
        angle = rng.uniform(-ROTATION_DEGREES, ROTATION_DEGREES)
        centre = ((width - 1) / 2, (height - 1) / 2)
        matrix = cv2.getRotationMatrix2D(centre, angle, rng.uniform(*ZOOM))
        matrix[:, 2] += rng.uniform(-SHIFT, SHIFT, 2) * (width, height)
        copy = cv2.warpAffine(
            image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        ).astype(np.float32)
        if rng.random() < 0.5:  # noqa: PLR2004 - half of them
            copy = copy[:, ::-1]
        changed[row] = np.clip(np.rint(copy * rng.uniform(*BRIGHTNESS)), 0, 255)
    return changed
