"""What the analyzer answers."""

from __future__ import annotations

from dataclasses import dataclass

from humoresque.affect import EmotionScores
from humoresque.emotion.face import Face


@dataclass(frozen=True, slots=True)
class FaceEmotion:
    """One face with its calibrated scores; ``uncertain`` asks for a person's own word."""

    face: Face
    scores: EmotionScores
    uncertain: bool


@dataclass(frozen=True, slots=True)
class EmotionAnalysis:
    """All faces of one photo, largest first, and the size of the upright image in pixels."""

    width: int
    height: int
    faces: tuple[FaceEmotion, ...]
