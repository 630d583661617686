"""A list into the listener's Spotify account."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from humoresque.web.api.schemas import spotify as wire
from humoresque.web.api.schemas.problem import BODY_PROBLEMS, problems
from humoresque.web.api.spotify_account import SPOTIFY_PROBLEMS

router = Router(tags=["spotify"])


@router.post(
    "/save-playlist",
    operation_id="savePlaylist",
    summary="Save a list in the listener's Spotify account",
    response={
        200: wire.SavedPlaylist,
        201: wire.SavedPlaylist,
        **problems(*BODY_PROBLEMS, *SPOTIFY_PROBLEMS, 404),
    },
)
def save_playlist(
    request: HttpRequest, wanted: wire.SavePlaylistRequest
) -> Status[wire.SavedPlaylist]:
    """Goes on where a fault stopped it; never makes a second one."""
    raise NotImplementedError
