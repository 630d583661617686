"""Logging in to Spotify and out of it, and what the log-in allows."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import StringConstraints

from humoresque.spotify.scopes import Purpose, Scope
from humoresque.web import wiring
from humoresque.web.accounts.address import address_to_log_in, redirect_uri_of
from humoresque.web.accounts.attempt import Attempt
from humoresque.web.accounts.connecting import describe, disconnect
from humoresque.web.accounts.errors import ForeignPageError, NotLoggedInError
from humoresque.web.accounts.models import SpotifyAccount
from humoresque.web.accounts.spotify import account_of, api_of, is_spotify_on, usable_account
from humoresque.web.accounts.tokens import ListenerTokens
from humoresque.web.accounts.visitors import (
    current_visitor,
    exchange_session_key,
    remember_visitor,
)
from humoresque.web.api.errors import CrossSiteError, FieldError, InvalidRequestError
from humoresque.web.api.schemas import spotify as wire
from humoresque.web.api.schemas.problem import problems
from humoresque.web.same_origin import is_own
from humoresque.web.throttle import client_of

router = Router(tags=["spotify"])

SPOTIFY_PROBLEMS = (401, 403, 409, 429, 502, 503, 504)
_SPOTIFYS_OWN = "https://accounts.spotify.com"


@router.get(
    "/spotify",
    operation_id="getSpotify",
    summary="Whether Spotify can be used here, and who is connected",
    response={200: wire.SpotifyState, **problems()},
)
def get_spotify(request: HttpRequest) -> wire.SpotifyState:
    """Calls nobody."""
    is_on = is_spotify_on()
    account = account_of(current_visitor(request)) if is_on else None
    return wire.SpotifyState(
        configured=is_on,
        simulated=settings.SPOTIFY_ACCOUNTS_URL != _SPOTIFYS_OWN,
        mode=wire.SpotifyMode(settings.SPOTIFY_MODE),
        recommendations=is_on and settings.SPOTIFY_RECOMMENDATIONS,
        address=address_to_log_in(request) if is_on else None,
        account=None if account is None else _listener(account),
        sdk_url=settings.SPOTIFY_SDK_URL,
        embed_url=settings.SPOTIFY_EMBED_URL,
    )


@router.get(
    "/get-auth-url",
    operation_id="getAuthUrl",
    summary="Where to log in to Spotify and agree",
    response={200: wire.AuthorizationUrl, **problems(403, 409, 422, 429, 503)},
)
def get_auth_url(
    request: HttpRequest,
    response: HttpResponse,
    purpose: Purpose = Purpose.LOG_IN,
    return_to: Annotated[str, StringConstraints(max_length=500)] = "/",
) -> wire.AuthorizationUrl:
    """Asks for what was granted before and what the purpose needs."""
    _admit(request)
    from humoresque.spotify.auth import Pkce  # noqa: PLC0415 - loads httpx

    room = wiring.spotify()
    redirect_uri = redirect_uri_of(request)
    if not _is_path_of_ours(return_to):
        raise InvalidRequestError([FieldError("#/return_to", "must be a path of this site")])
    account = account_of(current_visitor(request))
    pkce = Pkce.new()
    attempt = Attempt(
        verifier=pkce.verifier,
        purpose=purpose,
        visitor_id=remember_visitor(request, response),
        return_to=return_to,
        redirect_uri=redirect_uri,
    )
    attempt.remember(request, response)
    granted = set() if account is None else {*account.scopes} & {*Scope}
    url = room.accounts.authorization_url(
        redirect_uri,
        {*granted, *purpose.scopes},
        attempt.state,
        pkce.challenge,
        # Who logs in for the first time may want another account than the browser's last one.
        show_dialog=account is None,
    )
    return wire.AuthorizationUrl(url=url)


@router.get(
    "/is-authenticated",
    operation_id="isAuthenticated",
    summary="Whether somebody is logged in to Spotify, and how long their access token is good",
    response={200: wire.Authenticated, **problems()},
)
def is_authenticated(request: HttpRequest) -> wire.Authenticated:
    """Calls nobody; a token whose time is over is refreshed when it is needed."""
    account = account_of(current_visitor(request)) if is_spotify_on() else None
    if account is None:
        return wire.Authenticated(authenticated=False, needs_reconnect=False, expires_at=None)
    return wire.Authenticated(
        authenticated=not account.needs_reconnect,
        needs_reconnect=account.needs_reconnect,
        expires_at=account.access_expires_at,
    )


@router.get(
    "/token-refresh",
    operation_id="refreshToken",
    summary="Refresh the access token",
    response={200: wire.TokenExpiry, **problems(*SPOTIFY_PROBLEMS)},
)
def refresh_token(request: HttpRequest) -> wire.TokenExpiry:
    """One refresh at a time, however many ask; none for a token of the last seconds."""
    _admit(request)
    wiring.spotify()
    account = account_of(current_visitor(request))
    if account is None:
        raise NotLoggedInError
    return wire.TokenExpiry(expires_at=ListenerTokens(account.pk).refresh().expires_at)


@router.get(
    "/access-token",
    operation_id="getAccessToken",
    summary="A fresh access token for Spotify's player in this page",
    response={200: wire.AccessToken, **problems(*SPOTIFY_PROBLEMS)},
)
def get_access_token(request: HttpRequest) -> wire.AccessToken:
    """For this page only, and only when playing here was agreed to."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        raise ForeignPageError
    _admit(request)
    account = usable_account(current_visitor(request), Purpose.PLAY)
    access = ListenerTokens(account.pk).access()
    return wire.AccessToken(access_token=access.token, expires_at=access.expires_at)


@router.delete(
    "/logout",
    operation_id="logOut",
    summary="Delete the tokens and everything that Spotify told",
    response={200: wire.LoggedOut, **problems(403, 429)},
)
def log_out(request: HttpRequest, response: HttpResponse) -> wire.LoggedOut:
    """Says so when nobody was logged in. Other browsers of the listener are logged out as well."""
    wiring.change_throttle().admit(client_of(request))
    visitor_id = current_visitor(request)
    was_logged_in = visitor_id is not None and disconnect(visitor_id)
    if visitor_id is not None and was_logged_in:
        exchange_session_key(request, response, visitor_id)
    return wire.LoggedOut(
        logged_out=was_logged_in, logout_url=f"{settings.SPOTIFY_ACCOUNTS_URL}/logout"
    )


@router.get(
    "/check-auth",
    operation_id="checkAuth",
    summary="The listener's profile as Spotify gives it now",
    response={200: wire.SpotifyProfile, **problems(*SPOTIFY_PROBLEMS)},
)
def check_auth(request: HttpRequest) -> wire.SpotifyProfile:
    """Renews the token if need be, and what is kept of the profile; or says why Spotify refuses."""
    _admit(request)
    account = usable_account(current_visitor(request), None)
    describe(account, api_of(account).me())
    shown = ("display_name", "image_url", "profile_url")
    kept = {name: getattr(account, name) for name in shown}
    if not SpotifyAccount.objects.filter(pk=account.pk).update(**kept):  # logged out meanwhile
        raise NotLoggedInError
    return wire.SpotifyProfile(
        account_id=account.account_id,
        display_name=account.display_name,
        image_url=account.image_url,
        profile_url=account.profile_url,
        scopes=account.scopes,
    )


def _admit(request: HttpRequest) -> None:
    """Let a listener pass, so often a minute: these change something, though they are asked by GET.

    Other sites neither leave cookies by them nor use up what a client may ask for.
    """
    if not is_own(request):
        raise CrossSiteError
    wiring.spotify_log_in_throttle().admit(client_of(request))


def _listener(account: SpotifyAccount) -> wire.SpotifyListener:
    return wire.SpotifyListener(
        display_name=account.display_name,
        image_url=account.image_url,
        profile_url=account.profile_url,
        granted=[purpose for purpose in Purpose if account.has_granted(purpose)],
        needs_reconnect=account.needs_reconnect,
        authorization_expires_at=account.authorization_expires_at,
        expires_soon=account.expires_soon,
    )


def _is_path_of_ours(path: str) -> bool:
    """Whether the browser stays with us when it is sent there, and comes to a page.

    Two slashes of either kind begin another host, and browsers leave out tabs and line breaks.
    """
    elsewhere = ("//", "/\\", "/api/", "/spotify/")
    return path.startswith("/") and not path.startswith(elsewhere) and path.isprintable()
