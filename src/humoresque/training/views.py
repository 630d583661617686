"""Test-time augmentation: one face seen several times, the logits averaged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from tqdm import tqdm

from humoresque.training.scorer import Faces, Logits, Scorer

CROP_SIDE = 42
_BATCH = 256

View = Callable[[Faces], Sequence[Faces]]


def single(faces: Faces) -> Sequence[Faces]:
    """The face as it is, which is what the app looks at."""
    return (faces,)


def flip(faces: Faces) -> Sequence[Faces]:
    """The face and its mirror image."""
    return faces, np.ascontiguousarray(faces[:, :, ::-1])


def ten_crop(faces: Faces) -> Sequence[Faces]:
    """Four corners and the centre, 42 of 48 pixels wide and resized back, each mirrored too.

    The ten crops of Krizhevsky et al. 2012; 7/8 of the side is their 224 of 256.
    """
    side = faces.shape[1]
    far = side - CROP_SIDE
    corners = ((0, 0), (0, far), (far, 0), (far, far), (far // 2, far // 2))
    crops = [_resize(faces[:, y : y + CROP_SIDE, x : x + CROP_SIDE], side) for y, x in corners]
    return [image for crop in crops for image in flip(crop)]


VIEWS: dict[str, View] = {"single": single, "flip": flip, "ten-crop": ten_crop}


def score(scorer: Scorer, faces: Faces, view: View = single) -> Logits:
    """Mean logits (N, K) over a view's images of faces (N, 48, 48)."""
    parts: list[Logits] = []
    with tqdm(total=len(faces), desc=scorer.name, unit=" faces", leave=False, disable=None) as bar:
        for start in range(0, len(faces), _BATCH):
            images = view(faces[start : start + _BATCH])
            parts.append(np.mean([scorer.logits(image) for image in images], axis=0))
            bar.update(len(images[0]))
    return np.concatenate(parts).astype(np.float32)


def _resize(faces: Faces, side: int) -> Faces:
    resized = [cv2.resize(face, (side, side), interpolation=cv2.INTER_LINEAR) for face in faces]
    return np.stack(resized).astype(np.uint8)
