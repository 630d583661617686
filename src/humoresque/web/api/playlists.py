"""An emotion and wishes in, a saved playlist out; and all that is done with it later."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from humoresque.web.api.schemas import playlists as wire
from humoresque.web.api.schemas.problem import BODY_PROBLEMS, problems

router = Router(tags=["playlists"])


@router.post(
    "/create-playlist-based-on-parameters",
    operation_id="createPlaylist",
    summary="Recommend songs for an emotion and save them as a playlist",
    response={
        200: wire.PlaylistQuestion,
        201: wire.Playlist,
        **problems(*BODY_PROBLEMS, 404, 503),
    },
)
def create_playlist(
    request: HttpRequest, response: HttpResponse, wishes: wire.PlaylistRequest
) -> Status[wire.Playlist] | Status[wire.PlaylistQuestion]:
    """Choose and save; or a 200 with a question when the expression is hard to tell."""
    raise NotImplementedError


@router.get(
    "/playlists",
    operation_id="listPlaylists",
    summary="List the visitor's own playlists, newest first",
    response={200: wire.PlaylistPage, **problems(422)},
)
def list_playlists(
    request: HttpRequest,
    before: datetime | None = None,
    limit: Annotated[int, Field(ge=1, le=wire.MAX_LISTED)] = 20,
) -> wire.PlaylistPage:
    """A page of ``limit`` lists made before ``before``, which is ``next`` of the page before."""
    raise NotImplementedError


@router.get(
    "/playlists/{playlist_id}",
    operation_id="getPlaylist",
    summary="Read one of the visitor's own playlists",
    response={200: wire.Playlist, **problems(404)},
)
def get_playlist(request: HttpRequest, response: HttpResponse, playlist_id: str) -> wire.Playlist:
    """404 for what does not exist and for what another visitor has."""
    raise NotImplementedError


@router.patch(
    "/playlists/{playlist_id}",
    operation_id="renamePlaylist",
    summary="Give a playlist another name",
    response={200: wire.Playlist, **problems(*BODY_PROBLEMS, 404)},
)
def rename_playlist(
    request: HttpRequest, response: HttpResponse, playlist_id: str, change: wire.RenameRequest
) -> wire.Playlist:
    """The songs stay as they are."""
    raise NotImplementedError


@router.delete(
    "/playlists/{playlist_id}",
    operation_id="deletePlaylist",
    summary="Delete a playlist",
    response={204: None, **problems(403, 404, 429)},
)
def delete_playlist(request: HttpRequest, playlist_id: str) -> Status[None]:
    """With its songs and its link."""
    raise NotImplementedError


@router.post(
    "/playlists/{playlist_id}/regenerate",
    operation_id="regeneratePlaylist",
    summary="Make a playlist again, as a new one",
    response={201: wire.Playlist, **problems(403, 404, 422, 429, 503)},
)
def regenerate_playlist(
    request: HttpRequest, response: HttpResponse, playlist_id: str
) -> Status[wire.Playlist]:
    """The same seed, wishes and taste as then: the same songs while the catalog is the same."""
    raise NotImplementedError


_FILE = {"schema": {"type": "string", "format": "binary"}}


@router.get(
    "/playlists/{playlist_id}/export",
    operation_id="exportPlaylist",
    summary="Save a playlist as a file",
    response={200: None, **problems(404, 422)},
    openapi_extra={
        "responses": {
            200: {
                "description": "The file, as an attachment",
                "content": dict.fromkeys(
                    (
                        "application/vnd.apple.mpegurl",
                        "application/xspf+xml",
                        "application/jspf+json",
                        "text/csv",
                        "application/json",
                        "text/plain",
                    ),
                    _FILE,
                ),
            }
        }
    },
)
def export_playlist(
    request: HttpRequest,
    playlist_id: str,
    file_format: Annotated[wire.ExportFormat, Query(alias="format")],
) -> HttpResponse:
    """The name and the songs; nothing of the expression."""
    raise NotImplementedError


@router.put(
    "/playlists/{playlist_id}/share",
    operation_id="sharePlaylist",
    summary="Make a link by which anyone sees name and songs",
    response={200: wire.ShareLink, **problems(403, 404, 429)},
)
def share_playlist(request: HttpRequest, playlist_id: str) -> wire.ShareLink:
    """The same link until it is taken back."""
    raise NotImplementedError


@router.delete(
    "/playlists/{playlist_id}/share",
    operation_id="unsharePlaylist",
    summary="Take the link back",
    response={204: None, **problems(403, 404, 429)},
)
def unshare_playlist(request: HttpRequest, playlist_id: str) -> Status[None]:
    """It is dead at once; sharing again makes another one."""
    raise NotImplementedError


@router.get(
    "/shared/{token}",
    operation_id="getSharedPlaylist",
    summary="Read a playlist that was shared",
    response={200: wire.SharedPlaylist, **problems(404)},
)
def get_shared_playlist(
    request: HttpRequest, response: HttpResponse, token: str
) -> wire.SharedPlaylist:
    """Name and songs only."""
    raise NotImplementedError
