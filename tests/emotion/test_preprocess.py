from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from humoresque.emotion.detector import FaceDetector
from humoresque.emotion.face import Landmarks, Point
from humoresque.emotion.manifest import InputFormat
from humoresque.emotion.preprocess import FRAME, align_face, to_tensor

Pixels = npt.NDArray[np.uint8]
SIDE = 48


def marks_at(points: npt.NDArray[np.float64]) -> Landmarks:
    eye_r, eye_l, nose, mouth = (Point(float(x), float(y)) for x, y in points)
    return Landmarks(eye_r, eye_l, nose, mouth, eye_r, eye_l)


def test_a_face_already_in_the_frame_is_left_alone() -> None:
    rng = np.random.default_rng(0)
    grey = cv2.GaussianBlur(rng.integers(0, 256, (SIDE, SIDE), dtype=np.uint8), (5, 5), 0)
    pixels = np.repeat(np.asarray(grey, np.uint8)[..., None], 3, axis=2)
    crop = align_face(pixels, marks_at(FRAME * SIDE), SIDE)
    assert crop.shape == (SIDE, SIDE)
    assert np.abs(crop.astype(int) - grey).max() <= 1


@pytest.mark.parametrize("degrees", [-60, -20, 0, 35, 90, 180])
@pytest.mark.parametrize("scale", [0.5, 1.0, 3.7])
def test_turned_and_scaled_faces_give_the_same_crop(degrees: float, scale: float) -> None:
    rng = np.random.default_rng(1)
    coarse = rng.integers(0, 256, (6, 6), dtype=np.uint8)
    picture = np.asarray(cv2.resize(coarse, (200, 200), interpolation=cv2.INTER_CUBIC), np.uint8)
    pixels = np.repeat(picture[..., None], 3, axis=2)
    points = FRAME * 100 + 50
    upright = align_face(pixels, marks_at(points), SIDE)

    matrix = cv2.getRotationMatrix2D((100, 100), degrees, scale)
    matrix[:, 2] += 300
    turned = cv2.warpAffine(pixels, matrix, (800, 800), flags=cv2.INTER_CUBIC,
                            borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
    moved = points @ np.asarray(matrix)[:, :2].T + np.asarray(matrix)[:, 2]
    crop = align_face(np.asarray(turned, np.uint8), marks_at(moved), SIDE)
    assert np.abs(crop.astype(int) - upright).mean() < 4


def test_landmarks_of_no_extent_do_no_harm() -> None:
    crop = align_face(np.zeros((20, 20, 3), np.uint8), marks_at(np.full((4, 2), 5.0)), SIDE)
    assert crop.shape == (SIDE, SIDE)


def test_the_crop_is_the_same_at_any_resolution(
    detector: FaceDetector, astronaut_pixels: Pixels
) -> None:
    small = align_face(astronaut_pixels, detector.detect(astronaut_pixels)[0].landmarks, SIDE)
    large_pixels = np.asarray(cv2.resize(astronaut_pixels, None, fx=4, fy=4), np.uint8)
    large = align_face(large_pixels, detector.detect(large_pixels)[0].landmarks, SIDE)
    assert np.abs(small.astype(int) - large).mean() < 6


def test_the_tensor_is_scaled_by_the_manifest() -> None:
    crops = np.array([[[0, 255]]], np.uint8)
    tensor = to_tensor(crops, InputFormat(side=1, mean=0.5, std=0.25))
    assert tensor.shape == (1, 1, 1, 2)
    assert tensor.dtype == np.float32
    assert tensor.ravel().tolist() == [-2.0, 2.0]
