"""A photo in, expressions out. The photo stays in memory and is gone with the answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from humoresque.emotion.analysis import FaceEmotion
from humoresque.emotion.face import Box, Landmarks, Point
from humoresque.web import wiring
from humoresque.web.api.photo import read_photo
from humoresque.web.api.question import question_about
from humoresque.web.api.schemas import photo as wire
from humoresque.web.api.schemas.base import Probabilities
from humoresque.web.api.schemas.problem import BODY_PROBLEMS, problems
from humoresque.web.language import choose_language
from humoresque.web.throttle import client_of

router = Router(tags=["emotion"])

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": wire.PhotoRequest.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "title": "PhotoForm",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            },
        },
    }
}


@router.post(
    "/get-emotion-from-photo",
    operation_id="getEmotionFromPhoto",
    summary="Read the expressions on the faces of a photo",
    response={
        200: wire.PhotoReading,
        **problems(*BODY_PROBLEMS, 503),
    },
    openapi_extra=_BODY,
)
def get_emotion_from_photo(request: HttpRequest, response: HttpResponse) -> wire.PhotoReading:
    """All faces, largest first; a photo without a face has an empty list and nulls."""
    wiring.photo_throttle().admit(client_of(request))
    photo = read_photo(request)
    analyzer = wiring.analyzer()
    with wiring.heavy_work:
        analysis = analyzer.analyze(photo)
    language = choose_language(request, response)
    faces = [_face(face, language) for face in analysis.faces]
    largest = faces[0] if faces else None
    return wire.PhotoReading(
        emotion=largest.emotion if largest else None,
        uncertain=largest.uncertain if largest else False,
        question=largest.question if largest else None,
        probabilities=largest.probabilities if largest else None,
        valence=largest.valence if largest else None,
        arousal=largest.arousal if largest else None,
        faces=faces,
        image=wire.ImageSize(width=analysis.width, height=analysis.height),
        model=wire.ModelName(name=analyzer.manifest.name, version=analyzer.manifest.version),
    )


def _face(face: FaceEmotion, language: str) -> wire.FaceReading:
    affect = face.scores.affect
    question = question_about(face.scores, language, unsure=face.uncertain)
    return wire.FaceReading(
        box=_box(face.face.box),
        landmarks=_landmarks(face.face.landmarks),
        score=round(face.face.score, 4),
        emotion=face.scores.top,
        uncertain=question is not None,
        question=question,
        probabilities=Probabilities.of(face.scores),
        valence=round(affect.valence, 4),
        arousal=round(affect.arousal, 4),
    )


def _box(box: Box) -> wire.Box:
    return wire.Box(
        x=round(box.x, 2),
        y=round(box.y, 2),
        width=round(box.width, 2),
        height=round(box.height, 2),
    )


def _landmarks(landmarks: Landmarks) -> wire.Landmarks:
    return wire.Landmarks(
        right_eye=_point(landmarks.right_eye),
        left_eye=_point(landmarks.left_eye),
        nose_tip=_point(landmarks.nose_tip),
        mouth_center=_point(landmarks.mouth_center),
        right_ear=_point(landmarks.right_ear),
        left_ear=_point(landmarks.left_ear),
    )


def _point(point: Point) -> wire.Point:
    return wire.Point(x=round(point.x, 2), y=round(point.y, 2))
