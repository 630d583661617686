"""What surrounds every request: the lock, faults, the memory of requests, scripts of others."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from simulators.spotify.endpoint import CONNECTION, listener_of, origin_of, state_of
from simulators.spotify.exchanges import CUT, WEB_API, seen
from simulators.spotify.faults import REFRESH_FAULTS, STATUSES, Fault, Name, strike
from simulators.spotify.problems import (
    ApiError,
    PlainTextError,
    bad_request,
    forbidden,
    insufficient_scope,
    unauthorized,
)
from simulators.spotify.state import Request, State

Answer = Callable[[HttpRequest], HttpResponseBase]
CONTROL = "/_simulator"
_QUOTA_RETRY_AFTER = 52531
_FAULTS = frozenset(Name) - REFRESH_FAULTS
_CUT = frozenset({Name.NOT_REACHABLE, Name.CONNECTION_LOST})
_SAID = {
    Name.SPURIOUS_401: unauthorized("Access token missing"),
    Name.INSUFFICIENT_SCOPE: insufficient_scope(),
    Name.WITHDRAWN: forbidden(),
    Name.REFUSED: bad_request("Invalid request"),
}
# A page's player waits there for news, and takes the lock itself when there are some.
_WAITING = "/sdk/devices"
# Pages for people are not for the scripts of other sites; everything else is, as at Spotify.
_PAGES = ("/authorize", "/login", "/logout", CONTROL)


def one_at_a_time(get_response: Answer) -> Answer:
    """Answer under the lock; let faults strike and remember what was answered."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(CONTROL) or request.path == "/":
            if request.headers.get("Origin", origin_of(request)) != origin_of(request):
                return HttpResponse(status=HTTPStatus.FORBIDDEN)  # another site's page
            with state_of(request).lock:
                return get_response(request)
        if request.path.startswith(_WAITING):
            return get_response(request)
        return _answered(request, get_response)

    return middleware


def open_to_scripts(get_response: Answer) -> Answer:
    """Allow pages of other origins to call, as Spotify's Web API does."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path == "/" or request.path.startswith(_PAGES):
            return get_response(request)
        preflight = request.method == "OPTIONS" and "Origin" in request.headers
        answer = HttpResponse(status=HTTPStatus.NO_CONTENT) if preflight else get_response(request)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Allow-Headers"] = "Accept, Authorization, Content-Type"
        answer["Access-Control-Allow-Methods"] = "GET, POST, PUT, DELETE, OPTIONS"
        return answer

    return middleware


def _answered(request: HttpRequest, get_response: Answer) -> HttpResponseBase:
    state, method = state_of(request), request.method or ""
    with state.lock:
        mode = state.app.mode
        fault = strike(state.faults, _FAULTS, method, request.path)
        answer = (_refusal(fault, state, request) if fault else None) or get_response(request)
        _say_what_it_is(answer)
        if fault is not None and fault.name is Name.TEXT_BODY_200 and _succeeded(answer):
            answer = HttpResponse("AAECAwQ=", content_type="text/plain")
        lost = fault is not None and fault.name in _CUT
        status, listener = CUT if lost else answer.status_code, listener_of(request)
        state.requests.append(Request(method, request.path, status, listener))
        if state.exchanges.maxlen and request.path.startswith(WEB_API):
            name = fault.name if fault else None
            exchange = seen(request, answer, mode=mode, fault=name, listener=listener, cut=lost)
            state.exchanges.append(exchange)
    if fault is not None and fault.delay_s:
        time.sleep(fault.delay_s)
    if lost:
        _cut(request)
    return answer


def _say_what_it_is(answer: HttpResponseBase) -> None:
    """JSON names its encoding, as Spotify's does; what has no body has no type either."""
    if not getattr(answer, "content", b""):
        del answer["Content-Type"]
    elif answer["Content-Type"] == "application/json":
        answer["Content-Type"] = "application/json; charset=utf-8"


def _refusal(fault: Fault, state: State, request: HttpRequest) -> HttpResponse | None:
    """Return what the fault answers in place of the view; None when the view is to answer."""
    name = fault.name
    if name is Name.NOT_REACHABLE:
        return HttpResponse()
    if name is Name.TOKEN_EXPIRED:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        token = state.access_tokens.get(given) if scheme else None
        if token is not None:
            token.expires_at = state.now()
        return unauthorized("The access token expired").answer()
    if name in _SAID:
        return _SAID[name].answer()
    if name in STATUSES:
        return _failure(STATUSES[name], at_accounts=not request.path.startswith("/v1/"))
    if name in {Name.RATE_LIMITED, Name.RATE_LIMITED_TEXT, Name.QUOTA_EXCEEDED}:
        return _too_many(fault)
    return None


def _too_many(fault: Fault) -> HttpResponse:
    status, seconds = HTTPStatus.TOO_MANY_REQUESTS, fault.retry_after
    if fault.name is Name.QUOTA_EXCEEDED:
        error = ApiError(status, "Too many requests", "QUOTA_EXCEEDED")
        seconds = _QUOTA_RETRY_AFTER if seconds is None else seconds
    elif fault.name is Name.RATE_LIMITED_TEXT:
        error = PlainTextError(status, "Too many requests")
    else:
        error = ApiError(status, "API rate limit exceeded")
    answer = error.answer()
    if seconds is not None:
        answer["Retry-After"] = str(seconds)
    return answer


def _failure(status: HTTPStatus, *, at_accounts: bool) -> HttpResponse:
    """Servers in front of Spotify's answer in their own ways, as they do."""
    if at_accounts and status is HTTPStatus.INTERNAL_SERVER_ERROR:
        body = {"error": "server_error", "error_description": "Unexpected error"}
        return JsonResponse(body, status=status)
    if at_accounts:
        return HttpResponse(f"<html><h1>{status.value} {status.phrase}</h1></html>", status=status)
    messages = {
        HTTPStatus.INTERNAL_SERVER_ERROR: "Server error",
        HTTPStatus.BAD_GATEWAY: "Bad gateway.",
        HTTPStatus.GATEWAY_TIMEOUT: "Service didn't reply before timeout",
    }
    if status in messages:
        return ApiError(status, messages[status]).answer()
    return PlainTextError(status, "upstream connect error or disconnect").answer()


def _succeeded(answer: HttpResponseBase) -> bool:
    return HTTPStatus.OK <= answer.status_code < HTTPStatus.MULTIPLE_CHOICES


def _cut(request: HttpRequest) -> None:
    connection: socket.socket = request.META[CONNECTION]
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
