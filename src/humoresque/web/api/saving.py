"""A list into the listener's Spotify account."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from humoresque.spotify.errors import ScopeMissingError
from humoresque.spotify.scopes import Purpose
from humoresque.web import wiring
from humoresque.web.accounts.errors import ConsentNeededError
from humoresque.web.accounts.spotify import api_of, usable_account
from humoresque.web.api.playlists import own_playlist
from humoresque.web.api.saved import describe_saved
from humoresque.web.api.schemas import spotify as wire
from humoresque.web.api.schemas.problem import BODY_PROBLEMS, problems
from humoresque.web.api.spotify_account import SPOTIFY_PROBLEMS
from humoresque.web.listening import saving
from humoresque.web.throttle import client_of

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
    """Goes on where a fault stopped it; never makes a second one. 201 when it was not there."""
    wiring.spotify_call_throttle().admit(client_of(request))
    playlist = own_playlist(request, wanted.playlist_id)
    account = usable_account(playlist.visitor_id, Purpose.SAVE)
    look = saving.Look(wanted.name, wanted.description, wanted.public)
    try:
        row, is_new = saving.save_playlist(playlist, account.pk, look, api_of(account))
    except ScopeMissingError:
        raise ConsentNeededError(Purpose.SAVE) from None
    return Status(201 if is_new else 200, describe_saved(row, playlist.songs.all()))
