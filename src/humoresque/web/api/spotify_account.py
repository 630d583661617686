"""Logging in to Spotify and out of it, and what the log-in allows."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import StringConstraints

from humoresque.spotify.scopes import Purpose
from humoresque.web.api.schemas import spotify as wire
from humoresque.web.api.schemas.problem import problems

router = Router(tags=["spotify"])

SPOTIFY_PROBLEMS = (401, 403, 409, 429, 502, 503, 504)


@router.get(
    "/spotify",
    operation_id="getSpotify",
    summary="Whether Spotify can be used here, and who is connected",
    response={200: wire.SpotifyState, **problems()},
)
def get_spotify(request: HttpRequest) -> wire.SpotifyState:
    """Calls nobody."""
    raise NotImplementedError


@router.get(
    "/get-auth-url",
    operation_id="getAuthUrl",
    summary="Where to log in to Spotify and agree",
    response={200: wire.AuthorizationUrl, **problems(409, 422, 429, 503)},
)
def get_auth_url(
    request: HttpRequest,
    response: HttpResponse,
    purpose: Purpose = Purpose.LOG_IN,
    return_to: Annotated[str, StringConstraints(max_length=500)] = "/",
) -> wire.AuthorizationUrl:
    """Asks for what was granted before and what the purpose needs."""
    raise NotImplementedError


@router.get(
    "/is-authenticated",
    operation_id="isAuthenticated",
    summary="Whether the stored access token is still valid",
    response={200: wire.Authenticated, **problems()},
)
def is_authenticated(request: HttpRequest) -> wire.Authenticated:
    """Calls nobody."""
    raise NotImplementedError


@router.get(
    "/token-refresh",
    operation_id="refreshToken",
    summary="Refresh the access token",
    response={200: wire.TokenExpiry, **problems(*SPOTIFY_PROBLEMS)},
)
def refresh_token(request: HttpRequest) -> wire.TokenExpiry:
    """One refresh at a time, however many ask."""
    raise NotImplementedError


@router.get(
    "/access-token",
    operation_id="getAccessToken",
    summary="A fresh access token for Spotify's player in this page",
    response={200: wire.AccessToken, **problems(*SPOTIFY_PROBLEMS)},
)
def get_access_token(request: HttpRequest) -> wire.AccessToken:
    """For this page only, and only when playing here was agreed to."""
    raise NotImplementedError


@router.delete(
    "/logout",
    operation_id="logOut",
    summary="Delete the tokens and everything that Spotify told",
    response={200: wire.LoggedOut, **problems(403, 429)},
)
def log_out(request: HttpRequest, response: HttpResponse) -> wire.LoggedOut:
    """Says so when nobody was logged in."""
    raise NotImplementedError


@router.get(
    "/check-auth",
    operation_id="checkAuth",
    summary="The listener's profile as Spotify gives it now",
    response={200: wire.SpotifyProfile, **problems(*SPOTIFY_PROBLEMS)},
)
def check_auth(request: HttpRequest) -> wire.SpotifyProfile:
    """Meant for those who develop or set up a server."""
    raise NotImplementedError
