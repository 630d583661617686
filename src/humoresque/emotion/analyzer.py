"""The door of this room: the bytes of a photo in, the expression of every face out."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from humoresque.emotion.analysis import EmotionAnalysis, FaceEmotion
from humoresque.emotion.classifier import ExpressionClassifier
from humoresque.emotion.detector import FaceDetector
from humoresque.emotion.face import Box, Face, Landmarks, Point
from humoresque.emotion.image import decode_photo
from humoresque.emotion.manifest import ModelManifest
from humoresque.emotion.preprocess import align_face

MODELS_FOLDER = Path(__file__).parent / "models"
DEFAULT_MODEL = "student-slim"


class EmotionAnalyzer:
    """Decode → detect → align → classify, in memory only. Safe to share between threads."""

    def __init__(self, detector: FaceDetector, classifier: ExpressionClassifier) -> None:
        self._detector = detector
        self._classifier = classifier

    @classmethod
    def load(cls, model_folder: Path | None = None, *, threads: int = 1) -> Self:
        """Load the shipped model or the one in ``model_folder``; ModelError if it is unusable."""
        manifest = ModelManifest.load(model_folder or MODELS_FOLDER / DEFAULT_MODEL)
        return cls(FaceDetector(threads=threads), ExpressionClassifier(manifest, threads=threads))

    @property
    def manifest(self) -> ModelManifest:
        """The classifier's facts."""
        return self._classifier.manifest

    def analyze(self, data: bytes) -> EmotionAnalysis:
        """All faces of a photo of at most 15 MB and 50 megapixels, largest first.

        No face is an empty tuple. Raises a PhotoError subclass when the photo cannot be read.
        """
        photo = decode_photo(data)
        faces = self._detector.detect(photo.pixels)
        side = self.manifest.input.side
        crops = [align_face(photo.pixels, face.landmarks, side) for face in faces]
        scores = self._classifier.classify(crops)
        return EmotionAnalysis(
            width=photo.width,
            height=photo.height,
            faces=tuple(
                FaceEmotion(
                    face=_enlarge(face, photo.reduction),
                    scores=score,
                    uncertain=score.ranked[0][1] < self.manifest.uncertain_below,
                )
                for face, score in zip(faces, scores, strict=True)
            ),
        )


def _enlarge(face: Face, factor: float) -> Face:
    """From the decoded pixels to those of the photo itself."""
    if factor == 1.0:
        return face
    box, marks = face.box, face.landmarks
    points = (marks.right_eye, marks.left_eye, marks.nose_tip,
              marks.mouth_center, marks.right_ear, marks.left_ear)  # fmt: skip
    return Face(
        Box(box.x * factor, box.y * factor, box.width * factor, box.height * factor),
        Landmarks(*(Point(p.x * factor, p.y * factor) for p in points)),
        face.score,
    )
