"""Face → grey crop → tensor: the one path that training data, server and evaluation share.

FER2013's crops are not a detector's boxes, so a face is laid on FER2013's own frame: the median
positions of eyes, nose and mouth that BlazeFace finds in its training images
(``benchmarks/fer2013_framing.py`` prints them), a little closer, which read one set of labelled
photos better (``benchmarks/labelled_photos.py --scan``).
"""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from humoresque.emotion.face import Landmarks
from humoresque.emotion.image import Pixels
from humoresque.emotion.manifest import InputFormat

Grey = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Frame = npt.NDArray[np.float64]

# Shares of the crop's side: right eye, left eye, nose tip, mouth centre; mirrored to symmetry.
FER2013_MEDIANS: Frame = np.array(
    [[0.316, 0.393], [0.684, 0.393], [0.5, 0.602], [0.5, 0.775]], dtype=np.float64
)
CLOSER = 1.08
FRAME: Frame = (FER2013_MEDIANS - 0.5) * CLOSER + 0.5
_MAX_OVERSAMPLING = 16


def align_face(pixels: Pixels, landmarks: Landmarks, side: int, frame: Frame = FRAME) -> Grey:
    """Grey (side, side) uint8 crop with eyes level and features where FER2013 has them.

    ``landmarks`` are in pixels of ``pixels`` (H, W, 3). What lies outside the image repeats
    its edge. Large faces are averaged down rather than sampled, so no detail aliases.
    """
    matrix = _similarity(landmarks, frame * side)
    source_per_target = 1 / max(math.hypot(matrix[0, 0], matrix[1, 0]), 1e-6)
    factor = min(max(math.ceil(source_per_target), 1), _MAX_OVERSAMPLING)
    fine = matrix * factor
    fine[:, 2] += (factor - 1) / 2  # pixel centres, not corners, lie on the integers
    crop = cv2.warpAffine(
        pixels,
        fine,
        (side * factor, side * factor),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    if factor > 1:
        grey = cv2.resize(grey, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(grey, dtype=np.uint8)


def to_tensor(crops: Grey, fmt: InputFormat) -> Floats:
    """(N, side, side) uint8 → (N, 1, side, side) float32, ``(x / 255 - mean) / std``."""
    scaled = crops.astype(np.float32) / np.float32(255)
    tensor: Floats = (scaled - np.float32(fmt.mean)) / np.float32(fmt.std)
    return tensor[:, None]


def _similarity(landmarks: Landmarks, target: Frame) -> npt.NDArray[np.float64]:
    """Affine 2x3 (rotation, scale, shift) from the photo to the crop.

    The eyes give the rotation; scale and shift are the least-squares fit of all four features,
    so a turned head, whose eyes lie close together, is not blown up.
    """
    source = np.array(
        [landmarks.right_eye, landmarks.left_eye, landmarks.nose_tip, landmarks.mouth_center],
        dtype=np.float64,
    )
    tilt = math.atan2(source[1, 1] - source[0, 1], source[1, 0] - source[0, 0])
    cos, sin = math.cos(-tilt), math.sin(-tilt)
    rotation = np.array([[cos, -sin], [sin, cos]])
    level = source @ rotation.T
    spread = level - level.mean(axis=0)
    wanted = target - target.mean(axis=0)
    scale = float((spread * wanted).sum() / max((spread * spread).sum(), 1e-6))
    scale = max(scale, 1e-3)
    matrix = np.empty((2, 3))
    matrix[:, :2] = scale * rotation
    matrix[:, 2] = target.mean(axis=0) - scale * level.mean(axis=0)
    return matrix
