"""A listener's own files, for this machine's visitor."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from ninja import Router

from humoresque.catalog.errors import UnknownTrackError
from humoresque.web import wiring
from humoresque.web.api.genres import genres_of
from humoresque.web.api.schemas import catalog as wire
from humoresque.web.api.schemas.problem import problems
from humoresque.web.ranged_file import ranged_file
from humoresque.web.this_machine import may_hear_own_music, require_own_music

router = Router(tags=["own music"])


@router.get(
    "/own-music",
    operation_id="getOwnMusic",
    summary="Are own files set up, and may this visitor hear them?",
    response={200: wire.OwnMusic, **problems(503)},
)
def get_own_music(request: HttpRequest) -> wire.OwnMusic:
    """Songs and genres are told to those alone who may hear them."""
    if not may_hear_own_music(request):
        configured = settings.MUSIC_FOLDER is not None
        return wire.OwnMusic(configured=configured, allowed=False, songs=0, genres=[])
    catalog = wiring.own_music().catalog
    return wire.OwnMusic(
        configured=True, allowed=True, songs=catalog.size, genres=genres_of(catalog)
    )


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
def get_own_music_audio(request: HttpRequest, track_id: str) -> HttpResponseBase:
    """Read from the disk as it is sent."""
    require_own_music(request)
    path = wiring.own_music().file_of(track_id)
    if path is None:
        raise UnknownTrackError(track_id)
    try:
        response = ranged_file(request, path)
    except Http404:
        raise UnknownTrackError(track_id) from None
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
