"""An emotion and wishes in, a saved playlist out; and all that is done with it later."""

from __future__ import annotations

import secrets
from collections import Counter
from pathlib import Path
from typing import Annotated
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from humoresque.playlist_files.writer import PlaylistFormat, write
from humoresque.web import wiring
from humoresque.web.accounts.visitors import current_visitor, remember_visitor
from humoresque.web.api.answers import describe, share_url
from humoresque.web.api.errors import PlaylistNotFoundError, SharedPlaylistNotFoundError
from humoresque.web.api.question import question_about
from humoresque.web.api.schemas import playlists as wire
from humoresque.web.api.schemas.problem import BODY_PROBLEMS, problems
from humoresque.web.language import choose_language
from humoresque.web.listening.export import listed
from humoresque.web.listening.making import make_again, make_playlist
from humoresque.web.listening.models import Playlist, Song
from humoresque.web.listening.source import Source
from humoresque.web.this_machine import may_hear_own_music, require_own_music
from humoresque.web.throttle import client_of

router = Router(tags=["playlists"])

_SUMMARIZED = ("id", "name", "created_at", "emotion", "mode", "genres", "share_token")


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
    wiring.playlist_throttle().admit(client_of(request))
    wished = wishes.to_request()
    if wishes.source is not Source.CATALOG:
        require_own_music(request)
    if wishes.ask and wishes.probabilities is not None:
        language = choose_language(request, response)
        question = question_about(wished.scores, language, unsure=False)
        if question is not None:
            return Status(200, wire.PlaylistQuestion(question=question))
    playlist = make_playlist(
        remember_visitor(request, response),
        wished,
        seed=secrets.randbelow(wire.MAX_SEED + 1) if wishes.seed is None else wishes.seed,
        source=wishes.source,
        avoid_recent=(wishes.seed is None if wishes.avoid_recent is None else wishes.avoid_recent),
        now=timezone.now(),
    )
    return Status(201, describe(request, response, playlist))


@router.get(
    "/playlists",
    operation_id="listPlaylists",
    summary="List the visitor's own playlists, newest first",
    response={200: wire.PlaylistPage, **problems(422)},
)
def list_playlists(
    request: HttpRequest,
    before: wire.Moment | None = None,
    limit: Annotated[int, Field(ge=1, le=wire.MAX_LISTED)] = 20,
) -> wire.PlaylistPage:
    """A page of ``limit`` lists made before ``before``, which is ``next`` of the page before."""
    visitor_id = current_visitor(request)
    if visitor_id is None:
        return wire.PlaylistPage(playlists=[], next=None)
    lists = Playlist.objects.of_visitor(visitor_id).only(*_SUMMARIZED)
    if before is not None:
        lists = lists.filter(created_at__lt=before)
    page = list(lists[: limit + 1])
    counts = Counter(Song.objects.filter(playlist__in=page).values_list("playlist_id", flat=True))
    return wire.PlaylistPage(
        playlists=[_summary(playlist, counts[playlist.id]) for playlist in page[:limit]],
        next=_cursor(page[limit - 1]) if len(page) > limit else None,
    )


@router.get(
    "/playlists/{playlist_id}",
    operation_id="getPlaylist",
    summary="Read one of the visitor's own playlists",
    response={200: wire.Playlist, **problems(404)},
)
def get_playlist(request: HttpRequest, response: HttpResponse, playlist_id: str) -> wire.Playlist:
    """404 for what does not exist and for what another visitor has."""
    return describe(request, response, own_playlist(request, playlist_id))


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
    wiring.change_throttle().admit(client_of(request))
    with transaction.atomic():
        playlist = own_playlist(request, playlist_id)
        playlist.name = change.name
        playlist.save(update_fields=["name"])
    return describe(request, response, playlist)


@router.delete(
    "/playlists/{playlist_id}",
    operation_id="deletePlaylist",
    summary="Delete a playlist",
    response={204: None, **problems(403, 404, 429)},
)
def delete_playlist(request: HttpRequest, playlist_id: str) -> Status[None]:
    """With its songs and its link."""
    wiring.change_throttle().admit(client_of(request))
    with transaction.atomic():
        own_playlist(request, playlist_id).delete()
    return Status(204, None)


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
    wiring.playlist_throttle().admit(client_of(request))
    playlist = own_playlist(request, playlist_id)
    if playlist.source != Source.CATALOG:
        require_own_music(request)
    again = make_again(playlist)
    remember_visitor(request, response)
    return Status(201, describe(request, response, again))


_BYTES = {"schema": {"type": "string", "format": "binary"}}
_OBJECT = {"schema": {"type": "object"}}


@router.get(
    "/playlists/{playlist_id}/export",
    operation_id="exportPlaylist",
    summary="Save a playlist as a file",
    response={200: None, **problems(404, 422)},
    openapi_extra={
        "responses": {
            200: {
                "description": "The file, as an attachment",
                "content": {
                    "audio/x-mpegurl": _BYTES,
                    "application/xspf+xml": _BYTES,
                    "application/jspf+json": _OBJECT,
                    "text/csv": _BYTES,
                    "application/json": _OBJECT,
                    "text/plain": _BYTES,
                },
            }
        }
    },
)
def export_playlist(
    request: HttpRequest,
    playlist_id: str,
    file_format: Annotated[PlaylistFormat, Query(alias="format")],
) -> HttpResponse:
    """The name and the songs; nothing of the expression."""
    playlist = own_playlist(request, playlist_id)
    file_of = _own_file if may_hear_own_music(request) else None
    file = write(file_format, listed(playlist, file_of))
    return HttpResponse(
        file.content,
        content_type=file.media_type,
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=file.file_name
            )
        },
    )


@router.put(
    "/playlists/{playlist_id}/share",
    operation_id="sharePlaylist",
    summary="Make a link by which anyone sees name and songs",
    response={200: wire.ShareLink, **problems(403, 404, 429)},
)
def share_playlist(request: HttpRequest, playlist_id: str) -> wire.ShareLink:
    """The same link until it is taken back."""
    wiring.change_throttle().admit(client_of(request))
    with transaction.atomic():
        token = own_playlist(request, playlist_id).share()
    return wire.ShareLink(share_url=share_url(request, token))


@router.delete(
    "/playlists/{playlist_id}/share",
    operation_id="unsharePlaylist",
    summary="Take the link back",
    response={204: None, **problems(403, 404, 429)},
)
def unshare_playlist(request: HttpRequest, playlist_id: str) -> Status[None]:
    """It is dead at once; sharing again makes another one."""
    wiring.change_throttle().admit(client_of(request))
    with transaction.atomic():
        own_playlist(request, playlist_id).unshare()
    return Status(204, None)


@router.get(
    "/shared/{token}",
    operation_id="getSharedPlaylist",
    summary="Read a playlist that was shared",
    response={200: wire.SharedPlaylist, **problems(404)},
)
def get_shared_playlist(
    request: HttpRequest,  # noqa: ARG001
    response: HttpResponse,
    token: str,
) -> wire.SharedPlaylist:
    """Name and songs only."""
    try:
        playlist = Playlist.objects.get(share_token=token)
    except Playlist.DoesNotExist:
        raise SharedPlaylistNotFoundError from None
    response["X-Robots-Tag"] = "noindex"
    return wire.SharedPlaylist(
        name=playlist.name,
        songs=[wire.SharedSong.model_validate(song) for song in playlist.songs.all()],
    )


def own_playlist(request: HttpRequest, playlist_id: str | UUID) -> Playlist:
    """Return the visitor's own list; the same error for another's and for one that is not there."""
    visitor_id = current_visitor(request)
    if visitor_id is None:
        raise PlaylistNotFoundError
    try:
        return Playlist.objects.of_visitor(visitor_id).get(id=UUID(str(playlist_id)))
    except (ValueError, Playlist.DoesNotExist):
        raise PlaylistNotFoundError from None


def _own_file(track_id: str) -> Path | None:
    return wiring.own_music().file_of(track_id)


def _cursor(playlist: Playlist) -> str:
    """When a list was made, to the microsecond, which times on the wire leave out."""
    return playlist.created_at.isoformat().replace("+00:00", "Z")


def _summary(playlist: Playlist, songs: int) -> wire.PlaylistSummary:
    return wire.PlaylistSummary.model_validate(
        {
            "id": playlist.id,
            "name": playlist.name,
            "created_at": playlist.created_at,
            "emotion": playlist.emotion,
            "mode": playlist.mode,
            "genres": playlist.genres,
            "songs": songs,
            "shared": playlist.share_token is not None,
        }
    )
