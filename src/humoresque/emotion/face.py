"""A detected face, in pixels of the upright image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """A position in pixels; the origin is the top left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned bounding box in pixels, inside the image."""

    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """Square pixels."""
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class Landmarks:
    """BlazeFace's six keypoints. Left and right are the person's own."""

    right_eye: Point
    left_eye: Point
    nose_tip: Point
    mouth_center: Point
    right_ear: Point
    left_ear: Point


@dataclass(frozen=True, slots=True)
class Face:
    """Where a face is, and how sure the detector is (0 to 1)."""

    box: Box
    landmarks: Landmarks
    score: float
