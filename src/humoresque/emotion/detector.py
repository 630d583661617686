"""Face detection with BlazeFace (Bazarevsky et al. 2019), short and full range, on ONNX Runtime.

Anchors, decoding and minimum scores are those of MediaPipe's face detection graphs
(https://github.com/google-ai-edge/mediapipe, ``modules/face_detection``); when to look again, and
the thresholds of that, are ours (``benchmarks/face_detection.py`` measures them).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from humoresque.emotion.detector_files import DETECTOR_FOLDER, read_detector
from humoresque.emotion.errors import ModelError
from humoresque.emotion.face import Box, Face, Landmarks, Point
from humoresque.emotion.image import Pixels
from humoresque.emotion.session import open_session

ROTATED_RETRIES = (90, -90, 45, -45, 180)
_NMS_IOU = 0.3
_KEYPOINTS = 6
_VALUES = 4 + 2 * _KEYPOINTS
# Where the widest face takes less than this share of the frame, short range may have missed
# others: when it is not sure of what it saw, or when anchors elsewhere score at least _HINT_SCORE.
_SMALL_FACE_SHARE = 0.3
_LONE_SCORE = 0.85
_HINT_SCORE = 0.2
_HINT_OVERLAP = 0.3
_NESTED_SHARE = 0.5
# Below this score a face may be a mistake made on a turned photo: other angles are tried too.
_SURE_SCORE = 0.75

Floats = npt.NDArray[np.float32]
_NO_ROWS: Floats = np.empty((0, _VALUES + 1), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Range:
    """One BlazeFace: input side, (stride, anchors a cell) of its maps, minimum score."""

    name: str
    side: int
    maps: tuple[tuple[int, int], ...]
    min_score: float


SHORT_RANGE = _Range("short_range", 128, ((8, 2), (16, 6)), 0.5)
FULL_RANGE = _Range("full_range", 192, ((4, 1),), 0.6)


class FaceDetector:
    """Finds faces of any size, also in tilted and sideways photos.

    Short range first; full range when that finds nothing or small faces; a closer look
    at parts and rotated retries last, when no face is sure. Safe to share between threads.
    """

    def __init__(self, folder: Path = DETECTOR_FOLDER, *, threads: int = 1) -> None:
        self._short = _BlazeFace(folder, SHORT_RANGE, threads)
        self._full = _BlazeFace(folder, FULL_RANGE, threads)

    def detect(self, pixels: Pixels) -> tuple[Face, ...]:
        """Faces of an upright RGB image (H, W, 3) uint8, largest first; empty when there are none.

        Boxes lie inside the image, in its pixels.
        """
        height, width = pixels.shape[:2]
        rows, hint = self._short.detect_with_hint(pixels)
        if _may_have_missed(rows, max(width, height), hint=hint):
            rows = np.concatenate([self._full.detect(pixels), rows])
        if _surest(rows) < _SURE_SCORE:
            closer = self._detect_in_tiles(pixels)
            small, reduction = _reduce(pixels, 2 * FULL_RANGE.side)
            turned = [self._detect_rotated(small, reduction, d) for d in ROTATED_RETRIES]
            rows = max([rows, closer, *turned], key=_surest)
        faces = (_to_face(row, width, height) for row in _drop_nested(rows))
        return tuple(
            sorted((f for f in faces if f is not None), key=lambda f: f.box.area, reverse=True)
        )

    def _detect_in_tiles(self, pixels: Pixels) -> Floats:
        """Rows found in overlapping squares half as wide as the image: small faces."""
        height, width = pixels.shape[:2]
        side = max(height, width) // 2
        if side < FULL_RANGE.side // 2:
            return _NO_ROWS
        found = [_NO_ROWS]
        for top in _tile_starts(height, side):
            for left in _tile_starts(width, side):
                tile = np.ascontiguousarray(pixels[top : top + side, left : left + side])
                rows = self._full.detect(tile)
                rows[:, :2] += (left, top)
                rows[:, 4:-1] += np.tile(np.array([left, top], np.float32), _KEYPOINTS)
                found.append(rows)
        return _merge(np.concatenate(found))

    def _detect_rotated(self, small: Pixels, reduction: float, degrees: int) -> Floats:
        """Rows found in a rotated copy, mapped back to the upright frame before its reduction."""
        height, width = small.shape[:2]
        forward = _rotation(width, height, degrees)
        diagonal = math.ceil(math.hypot(width, height))
        rotated = cv2.warpAffine(small, forward, (diagonal, diagonal), flags=cv2.INTER_LINEAR)
        found = self._full.detect(np.asarray(rotated, dtype=np.uint8))
        if len(found) == 0:
            return found
        backward = cv2.invertAffineTransform(forward)
        return _map_rows(found, np.asarray(backward, dtype=np.float32), reduction)


class _BlazeFace:
    """One network; its rows are (x, y, w, h of the box, six keypoints, score) in image pixels."""

    def __init__(self, folder: Path, kind: _Range, threads: int) -> None:
        weights = read_detector(folder, kind.name)
        try:
            self._session = open_session(weights, threads=threads)
        except Exception as error:  # ONNX Runtime has many exceptions and no root for them
            msg = f"the face detector {kind.name} cannot be loaded: {error}"
            raise ModelError(msg) from error
        self._input = self._session.get_inputs()[0].name
        self._kind = kind
        self._anchors = _anchors(kind)

    def detect(self, pixels: Pixels) -> Floats:
        """One row a face that scores at least the network's minimum, (N, 17)."""
        return self.detect_with_hint(pixels)[0]

    def _propose(self, pixels: Pixels) -> Floats:
        """One row an anchor that scores at least .2: faces many times over, and hints of more."""
        tensor, scale, left, top = _letterbox(pixels, self._kind.side)
        boxes, logits = self._session.run(None, {self._input: tensor})
        scores = 1 / (1 + np.exp(-np.clip(logits[0, :, 0], -80, 80)))
        keep = scores >= _HINT_SCORE
        if not keep.any():
            return _NO_ROWS.copy()
        values = boxes[0, keep].astype(np.float32)
        centres = self._anchors[keep] * self._kind.side
        offset = np.array([left, top], dtype=np.float32)
        size = values[:, 2:4] / scale
        middle = (values[:, 0:2] + centres - offset) / scale
        points = values[:, 4:].reshape(-1, _KEYPOINTS, 2) + centres[:, None] - offset
        rows = np.concatenate(
            [middle - size / 2, size, points.reshape(-1, 2 * _KEYPOINTS) / scale,
             scores[keep, None]], axis=1
        )  # fmt: skip
        return np.asarray(rows, dtype=np.float32)

    def detect_with_hint(self, pixels: Pixels) -> tuple[Floats, bool]:
        """Like :meth:`detect`, and whether some anchor away from those faces hints at another."""
        proposed = self._propose(pixels)
        sure = proposed[:, -1] >= self._kind.min_score
        rows = _merge(proposed[sure])
        hint = any(
            all(_shared(row, face) <= _HINT_OVERLAP for face in rows) for row in proposed[~sure]
        )
        return rows, hint


def _anchors(kind: _Range) -> Floats:
    """Cell centres on [0, 1], one row an anchor, in the network's order."""
    parts = []
    for stride, per_cell in kind.maps:
        cells = kind.side // stride
        y, x = np.mgrid[0:cells, 0:cells]
        grid = (np.stack([x, y], axis=-1).reshape(-1, 2) + 0.5) / cells
        parts.append(np.repeat(grid, per_cell, axis=0))
    return np.concatenate(parts).astype(np.float32)


def _letterbox(pixels: Pixels, side: int) -> tuple[Floats, float, int, int]:
    """(1, 3, side, side) on [-1, 1] with black bars; scale and the bars' left and top width."""
    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    w, h = max(round(width * scale), 1), max(round(height * scale), 1)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(pixels, (w, h), interpolation=method)
    left, top = (side - w) // 2, (side - h) // 2
    canvas = np.zeros((side, side, 3), dtype=np.uint8)
    canvas[top : top + h, left : left + w] = small
    tensor = canvas.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1.0
    return np.ascontiguousarray(tensor), scale, left, top


def _merge(rows: Floats) -> Floats:
    """Score-weighted non-maximum suppression, as in the BlazeFace paper, section 3.4."""
    merged = []
    rest = rows[np.argsort(-rows[:, -1], kind="stable")]
    while len(rest):
        overlap = _iou(rest[0], rest) > _NMS_IOU
        overlap[0] = True
        group = rest[overlap]
        weights = group[:, -1:] / group[:, -1].sum()
        row = (group * weights).sum(axis=0)
        row[-1] = group[0, -1]
        merged.append(row)
        rest = rest[~overlap]
    return np.stack(merged) if merged else rows


def _drop_nested(rows: Floats) -> Floats:
    """Of two boxes that mostly share the smaller one's area, keep the surer and wider."""
    rest = rows[np.argsort(-rows[:, -1] * rows[:, 2], kind="stable")]
    kept: list[Floats] = []
    for row in rest:
        if all(_shared(row, other) <= _NESTED_SHARE for other in kept):
            kept.append(row)
    return np.stack(kept) if kept else rows


def _shared(row: Floats, other: Floats) -> float:
    """Intersection of two boxes as a share of the smaller one."""
    smaller = min(float(row[2:4].prod()), float(other[2:4].prod()))
    return float(_intersection(row, other[None])[0]) / max(smaller, 1e-9)


def _intersection(row: Floats, rows: Floats) -> Floats:
    low = np.maximum(row[:2], rows[:, :2])
    high = np.minimum(row[:2] + row[2:4], rows[:, :2] + rows[:, 2:4])
    return np.asarray(np.clip(high - low, 0, None).prod(axis=1), dtype=np.float32)


def _iou(row: Floats, rows: Floats) -> Floats:
    inner = _intersection(row, rows)
    union = row[2:4].prod() + rows[:, 2:4].prod(axis=1) - inner
    return np.asarray(inner / np.maximum(union, 1e-9), dtype=np.float32)


def _may_have_missed(rows: Floats, side: int, *, hint: bool) -> bool:
    """Whether short range found nothing, or small faces that may have company."""
    if len(rows) == 0:
        return True
    small = float(rows[:, 2].max()) < _SMALL_FACE_SHARE * side
    return small and (hint or _surest(rows) < _LONE_SCORE)


def _tile_starts(length: int, side: int) -> list[int]:
    """Starts of tiles that cover ``length`` and overlap by at least a half."""
    if length <= side:
        return [0]
    steps = math.ceil((length - side) / (side / 2))
    return [round(step * (length - side) / steps) for step in range(steps + 1)]


def _surest(rows: Floats) -> float:
    return float(rows[:, -1].max(initial=0.0))


def _reduce(pixels: Pixels, side: int) -> tuple[Pixels, float]:
    height, width = pixels.shape[:2]
    reduction = max(max(height, width) / side, 1.0)
    if reduction == 1.0:
        return pixels, reduction
    size = (max(round(width / reduction), 1), max(round(height / reduction), 1))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)), reduction


def _rotation(width: int, height: int, degrees: float) -> npt.NDArray[np.float64]:
    """Affine 2x3 that rotates about the centre into a square frame as wide as the diagonal."""
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    diagonal = math.ceil(math.hypot(width, height))
    affine = np.asarray(matrix, dtype=np.float64)
    affine[:, 2] += np.array([diagonal - width, diagonal - height]) / 2
    return affine


def _map_rows(rows: Floats, affine: Floats, reduction: float) -> Floats:
    """Carry boxes (by their centre) and keypoints through an affine map and undo a reduction."""
    mapped = rows.copy()
    centres = rows[:, :2] + rows[:, 2:4] / 2
    mapped[:, :2] = centres @ affine[:, :2].T + affine[:, 2] - rows[:, 2:4] / 2
    points = rows[:, 4:-1].reshape(-1, 2)
    mapped[:, 4:-1] = (points @ affine[:, :2].T + affine[:, 2]).reshape(len(rows), -1)
    mapped[:, :-1] *= reduction
    return mapped


def _to_face(row: Floats, width: int, height: int) -> Face | None:
    """Clip the box to the image; None when nothing of it lies inside."""
    x0, y0 = max(float(row[0]), 0.0), max(float(row[1]), 0.0)
    x1 = min(float(row[0] + row[2]), float(width))
    y1 = min(float(row[1] + row[3]), float(height))
    if x1 - x0 < 1 or y1 - y0 < 1:
        return None
    points = [Point(float(x), float(y)) for x, y in row[4:-1].reshape(-1, 2)]
    return Face(Box(x0, y0, x1 - x0, y1 - y0), Landmarks(*points), float(row[-1]))
