from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from humoresque.emotion.detector import FaceDetector
from humoresque.emotion.detector_files import DETECTOR_FOLDER, RECORD_NAME, sha256_of
from humoresque.emotion.errors import ModelError
from humoresque.emotion.face import Face
from humoresque.emotion.image import decode_photo

Pixels = npt.NDArray[np.uint8]
# The astronaut's face, measured by hand on the 512 x 512 picture.
CENTRE, WIDTH = (225.0, 118.0), 105.0


def centre(face: Face) -> tuple[float, float]:
    return face.box.x + face.box.width / 2, face.box.y + face.box.height / 2


def turn(pixels: Pixels, degrees: float) -> tuple[Pixels, npt.NDArray[np.float64]]:
    height, width = pixels.shape[:2]
    side = math.ceil(math.hypot(width, height))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix[:, 2] += ((side - width) / 2, (side - height) / 2)
    return np.asarray(cv2.warpAffine(pixels, matrix, (side, side)), np.uint8), np.asarray(matrix)


def test_the_astronauts_face_is_boxed(detector: FaceDetector, astronaut_pixels: Pixels) -> None:
    (face,) = detector.detect(astronaut_pixels)
    assert math.dist(centre(face), CENTRE) < 12
    assert 0.75 * WIDTH < face.box.width < 1.3 * WIDTH
    assert face.score > 0.8


def test_landmarks_stand_where_they_belong(
    detector: FaceDetector, astronaut_pixels: Pixels
) -> None:
    marks = detector.detect(astronaut_pixels)[0].landmarks
    assert marks.right_eye.x < marks.nose_tip.x < marks.left_eye.x
    assert marks.right_eye.y < marks.nose_tip.y < marks.mouth_center.y
    assert marks.right_ear.x < marks.right_eye.x
    assert marks.left_eye.x < marks.left_ear.x


@pytest.mark.parametrize("degrees", [-45, -30, -15, 15, 30, 45, 90, -90, 180])
def test_turned_faces_are_found(
    detector: FaceDetector, astronaut_pixels: Pixels, degrees: float
) -> None:
    turned, matrix = turn(astronaut_pixels, degrees)
    faces = detector.detect(turned)
    expected = matrix @ np.array([*CENTRE, 1.0])
    assert faces
    assert math.dist(centre(faces[0]), expected) < 0.4 * WIDTH


@pytest.mark.parametrize("brightness", [0.5, 0.25, 0.12])
def test_dark_photos_are_read(
    detector: FaceDetector, astronaut_pixels: Pixels, brightness: float
) -> None:
    dark = (astronaut_pixels * brightness).astype(np.uint8)
    faces = detector.detect(dark)
    assert faces
    assert math.dist(centre(faces[0]), CENTRE) < 20


def place(face: Pixels, frame: Pixels, x: int, y: int) -> None:
    frame[y : y + face.shape[0], x : x + face.shape[1]] = face


def test_a_face_of_forty_pixels_is_found(detector: FaceDetector, astronaut_pixels: Pixels) -> None:
    small = cv2.resize(astronaut_pixels, None, fx=40 / WIDTH, fy=40 / WIDTH,
                       interpolation=cv2.INTER_AREA)  # fmt: skip
    frame = np.full((480, 640, 3), 128, np.uint8)
    place(np.asarray(small, np.uint8), frame, 300, 200)
    faces = detector.detect(frame)
    assert faces
    assert 28 < faces[0].box.width < 60


def test_four_faces_are_found_largest_first(
    detector: FaceDetector, astronaut_pixels: Pixels
) -> None:
    frame = np.full((600, 800, 3), 128, np.uint8)
    head = astronaut_pixels[:260, 90:350]
    for scale, (x, y) in zip((1.1, 0.9, 0.8, 0.7), ((20, 20), (420, 20), (20, 340), (420, 340)),
                             strict=True):  # fmt: skip
        size = round(260 * scale)
        place(np.asarray(cv2.resize(head, (size, size)), np.uint8), frame, x, y)
    faces = detector.detect(frame)
    assert len(faces) == 4
    assert [f.box.area for f in faces] == sorted((f.box.area for f in faces), reverse=True)


@pytest.mark.parametrize("kind", ["flat", "noise", "gradient"])
def test_a_picture_without_a_face_gives_nothing(detector: FaceDetector, kind: str) -> None:
    rng = np.random.default_rng(0)
    frame = {
        "flat": np.full((480, 640, 3), 90, np.uint8),
        "noise": rng.integers(0, 256, (480, 640, 3), dtype=np.uint8),
        "gradient": np.tile(np.linspace(0, 255, 640).astype(np.uint8)[None, :, None], (480, 1, 3)),
    }[kind]
    assert detector.detect(frame) == ()


@pytest.mark.parametrize("shape", [(1, 1), (1, 4000), (4000, 1), (7, 3)])
def test_odd_shapes_do_no_harm(detector: FaceDetector, shape: tuple[int, int]) -> None:
    assert detector.detect(np.zeros((*shape, 3), np.uint8)) == ()


def test_boxes_lie_inside_the_image(detector: FaceDetector, astronaut_pixels: Pixels) -> None:
    cut = np.ascontiguousarray(astronaut_pixels[60:200, 150:300])
    for face in detector.detect(cut):
        assert face.box.x >= 0
        assert face.box.y >= 0
        assert face.box.x + face.box.width <= 150
        assert face.box.y + face.box.height <= 140


def test_missing_weights_say_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="convert_detectors"):
        FaceDetector(tmp_path)


@pytest.mark.parametrize("recorded", [True, False])
def test_damaged_weights_are_refused(tmp_path: Path, *, recorded: bool) -> None:
    copy = tmp_path / "detectors"
    shutil.copytree(DETECTOR_FOLDER, copy)
    (copy / "short_range.onnx").write_bytes(b"junk")
    if recorded:
        record = json.loads((copy / RECORD_NAME).read_text())
        record["short_range.onnx"] = sha256_of(b"junk")
        (copy / RECORD_NAME).write_text(json.dumps(record))
    with pytest.raises(ModelError, match="cannot be loaded" if recorded else "not what was"):
        FaceDetector(copy)


@pytest.mark.data
def test_group_and_rotated_phone_photos_are_found(detector: FaceDetector, data_sets: Path) -> None:
    made = data_sets / "faces" / "made"
    group = detector.detect(decode_photo((made / "group4.jpg").read_bytes()).pixels)
    assert len(group) == 4
    for path in sorted(made.glob("exif_orientation_*.jpg")):
        assert len(detector.detect(decode_photo(path.read_bytes()).pixels)) == 1, path.name
