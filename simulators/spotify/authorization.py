"""The pages on which a listener lets the app in (Spotify's page "Authorization Code with PKCE")."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from simulators.spotify.endpoint import state_of
from simulators.spotify.listeners import Listener
from simulators.spotify.state import AUTHORIZATION_S, CLIENT_ID, Code, State, new_secret

SCOPES = {
    "playlist-modify-private": "Create, edit and follow private playlists",
    "playlist-modify-public": "Create, edit and follow playlists",
    "playlist-read-collaborative": "Access your collaborative playlists",
    "playlist-read-private": "Access your private playlists",
    "streaming": "Play content on this device",
    "user-follow-modify": "Manage who you are following",
    "user-follow-read": "Access your followers and who you are following",
    "user-library-modify": "Manage your saved content",
    "user-library-read": "Access your saved content",
    "user-modify-playback-state": "Control playback on your Spotify clients",
    "user-read-currently-playing": "Read what you are playing now",
    "user-read-email": "Get your real email address",
    "user-read-playback-position": "Read your position in content you have played",
    "user-read-playback-state": "Read what is playing, and your devices",
    "user-read-private": "Access your subscription details",
    "user-read-recently-played": "Access your recently played items",
    "user-top-read": "Read your top artists and content",
}
SESSION_COOKIE = "spotify_simulator_session"
_LOOPBACK = {"127.0.0.1", "::1"}
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


class _PageError(Exception):
    """Nobody can be sent back: the listener reads it on Spotify's own page."""


class _RedirectError(Exception):
    """The app is told, at its redirect address."""

    def __init__(self, error: str, *, in_fragment: bool = False) -> None:
        super().__init__(error)
        self.error = error
        self.in_fragment = in_fragment


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the app asks for."""

    scopes: frozenset[str]
    challenge: str | None
    show_dialog: bool


def authorize(request: HttpRequest) -> HttpResponse:
    """``/authorize``: log-in page, consent page, or straight back when all is granted already."""
    state = state_of(request)
    query = request.GET
    try:
        redirect_uri = _redirect_uri(state, query)
    except _PageError as error:
        page = {"message": str(error)}
        return render(request, "error.html", page, status=HTTPStatus.BAD_REQUEST)
    try:
        wish = _wish(query)
    except _RedirectError as error:
        told = {"error": error.error}
        return _back(redirect_uri, query, told, in_fragment=error.in_fragment)
    listener = state.browsers.get(request.COOKIES.get(SESSION_COOKIE, ""))
    if listener is None:
        return _log_in_page(request, state)
    if request.method == "POST":
        if request.POST.get("decision") != "agree":
            return _back(redirect_uri, query, {"error": "access_denied"})
    elif wish.show_dialog or not _has_granted(state, listener, wish.scopes):
        return _consent_page(request, listener, wish.scopes)
    listener.granted |= wish.scopes
    listener.granted_at = state.now()
    code = new_secret("code")
    state.codes[code] = Code(listener, wish.scopes, redirect_uri, wish.challenge, state.now())
    return _back(redirect_uri, query, {"code": code})


def log_in(request: HttpRequest) -> HttpResponse:
    """``/login``: this browser is a listener's from now on."""
    state = state_of(request)
    listener = state.listeners.get(request.POST.get("listener", ""))
    if request.method != "POST" or listener is None:
        return _log_in_page(request, state)
    session = secrets.token_urlsafe()
    state.browsers[session] = listener
    answer = HttpResponseRedirect(f"/authorize?{request.GET.urlencode()}")
    answer.status_code = HTTPStatus.SEE_OTHER
    answer.set_cookie(SESSION_COOKIE, session, httponly=True, samesite="Lax")
    return answer


def log_out(request: HttpRequest) -> HttpResponse:
    """``/logout``: this browser is nobody's; with a query of ``/authorize``, log in once more."""
    state_of(request).browsers.pop(request.COOKIES.get(SESSION_COOKIE, ""), None)
    again = request.GET.urlencode()
    answer: HttpResponse
    if again:
        answer = HttpResponseRedirect(f"/authorize?{again}")
    else:
        answer = render(request, "logged_out.html")
    answer.delete_cookie(SESSION_COOKIE)
    return answer


def is_secure(redirect_uri: str) -> bool:
    """Whether Spotify allows such an address: https, or http to a loopback IP literal."""
    parts = urlsplit(redirect_uri)
    if parts.scheme == "https":
        return parts.hostname != "localhost"
    return parts.scheme == "http" and parts.hostname in _LOOPBACK


def is_registered(redirect_uri: str, registered: tuple[str, ...]) -> bool:
    """Compare letter for letter; a loopback address registered without port has every port."""
    if redirect_uri in registered:
        return True
    parts = urlsplit(redirect_uri)
    if parts.hostname not in _LOOPBACK or parts.port is None:
        return False
    host, _, port = parts.netloc.rpartition(":")
    any_port = redirect_uri.replace(f"//{host}:{port}", f"//{host}", 1)
    return any_port in registered


def _redirect_uri(state: State, query: QueryDict) -> str:
    if query.get("client_id") != CLIENT_ID:
        message = "INVALID_CLIENT: Invalid client"
        raise _PageError(message)
    redirect_uri = query.get("redirect_uri", "")
    try:
        if redirect_uri and not is_secure(redirect_uri):
            message = "INVALID_CLIENT: Insecure redirect URI"
            raise _PageError(message)
        known = is_registered(redirect_uri, state.app.redirect_uris)
    except ValueError:  # no address at all, or a port that is none
        known = False
    if not known:
        message = "INVALID_CLIENT: Invalid redirect URI"
        raise _PageError(message)
    return redirect_uri


def _wish(query: QueryDict) -> _Wish:
    response_type = query.get("response_type")
    if response_type != "code":
        raise _RedirectError(
            "unsupported_response_type" if response_type else "invalid_request",
            in_fragment=response_type == "token",
        )
    scopes = frozenset(query.get("scope", "").split())
    if not scopes <= SCOPES.keys():
        raise _RedirectError("invalid_scope")
    challenge, method = query.get("code_challenge"), query.get("code_challenge_method")
    if (challenge is None) != (method is None):
        raise _RedirectError("invalid_request")
    if challenge is not None and (method != "S256" or not _CHALLENGE.fullmatch(challenge)):
        raise _RedirectError("invalid_request")
    return _Wish(scopes, challenge, query.get("show_dialog") == "true")


def _has_granted(state: State, listener: Listener, scopes: frozenset[str]) -> bool:
    lasting = state.now() < listener.granted_at + AUTHORIZATION_S
    return lasting and bool(listener.granted_at) and scopes <= listener.granted


def _back(
    redirect_uri: str, query: QueryDict, answer: dict[str, str], *, in_fragment: bool = False
) -> HttpResponse:
    if "state" in query:
        answer["state"] = query.get("state", "")
    mark = "#" if in_fragment else "&" if urlsplit(redirect_uri).query else "?"
    return HttpResponseRedirect(f"{redirect_uri}{mark}{urlencode(answer)}")


def _log_in_page(request: HttpRequest, state: State) -> HttpResponse:
    page = {"listeners": state.listeners.values(), "query": request.GET.urlencode()}
    return render(request, "log_in.html", page)


def _consent_page(request: HttpRequest, listener: Listener, scopes: frozenset[str]) -> HttpResponse:
    page = {
        "listener": listener,
        "query": request.GET.urlencode(),
        "scopes": [(scope, SCOPES[scope]) for scope in sorted(scopes)],
    }
    return render(request, "consent.html", page)
