"""A listener's own files, for this machine's visitor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from humoresque.web.api.schemas import catalog as wire
from humoresque.web.api.schemas.problem import problems

router = Router(tags=["own music"])


@router.get(
    "/own-music",
    operation_id="getOwnMusic",
    summary="Are own files set up, and may this visitor hear them?",
    response={200: wire.OwnMusic, **problems(503)},
)
def get_own_music(request: HttpRequest) -> wire.OwnMusic:
    """Songs and genres are told to those alone who may hear them."""
    raise NotImplementedError


@router.get(
    "/own-music/{track_id}/audio",
    operation_id="getOwnMusicAudio",
    summary="Hear an own file; single ranges are answered in part",
    response={200: None, 206: None, **problems(403, 404, 416, 503)},
    openapi_extra={
        "responses": {
            200: {
                "description": "The whole file",
                "content": {"audio/*": {"schema": {"type": "string", "format": "binary"}}},
            },
            206: {
                "description": "The part that the Range header asks for",
                "content": {"audio/*": {"schema": {"type": "string", "format": "binary"}}},
            },
        }
    },
)
def get_own_music_audio(request: HttpRequest, track_id: str) -> HttpResponse:
    """Read from the disk as it is sent."""
    raise NotImplementedError
