"""A photo and what was read on its faces."""

from __future__ import annotations

from pydantic import BaseModel, Field

from humoresque.affect import Emotion
from humoresque.web.api.schemas.base import Probabilities, Question, SignedUnit, Strict, Unit


class PhotoRequest(Strict):
    """A photo as text."""

    image: str = Field(description="The photo file in base64, or as a data URL")


class Point(BaseModel):
    """A position in pixels of the upright image; the origin is the top left corner."""

    x: float
    y: float


class Box(BaseModel):
    """A bounding box in pixels of the upright image."""

    x: float
    y: float
    width: float
    height: float


class Landmarks(BaseModel):
    """Six points of a face. Left and right are the person's own."""

    right_eye: Point
    left_eye: Point
    nose_tip: Point
    mouth_center: Point
    right_ear: Point
    left_ear: Point


class FaceReading(BaseModel):
    """One face; ``score`` is how sure the detector is that it is one."""

    box: Box
    landmarks: Landmarks
    score: Unit
    emotion: Emotion
    uncertain: bool = Field(description="True when the person should be asked instead")
    question: Question | None = Field(description="What to ask; null when not uncertain")
    probabilities: Probabilities
    valence: SignedUnit
    arousal: SignedUnit


class ImageSize(BaseModel):
    """Of the upright image, in pixels."""

    width: int
    height: int


class ModelName(BaseModel):
    """Which model read the face."""

    name: str
    version: str


class PhotoReading(BaseModel):
    """The largest face's reading, and all faces, largest first; nulls without a face."""

    emotion: Emotion | None
    uncertain: bool
    question: Question | None
    probabilities: Probabilities | None
    valence: SignedUnit | None
    arousal: SignedUnit | None
    faces: list[FaceReading]
    image: ImageSize
    model: ModelName
