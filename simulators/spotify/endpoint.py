"""How a call of the Web API is checked before it is answered: token, permissions, parameters."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from simulators.spotify.listeners import Listener
from simulators.spotify.problems import (
    ApiError,
    bad_request,
    forbidden,
    insufficient_scope,
    not_allow_listed,
    owner_not_premium,
    unauthorized,
)
from simulators.spotify.shapes import Json, Shapes, Slice
from simulators.spotify.state import AccessToken, State

STATE = "simulator.state"
CONNECTION = "simulator.connection"
_LISTENER = "simulator.listener"
_BEARER = re.compile(r"Bearer +(?P<token>\S+)", re.IGNORECASE)

View = Callable[..., HttpResponse]


def state_of(request: HttpRequest) -> State:
    """Return the state of the server that took the request."""
    state: State = request.META[STATE]
    return state


def listener_of(request: HttpRequest) -> str | None:
    """Return the key of the listener whose token came with the request."""
    key: str | None = request.META.get(_LISTENER)
    return key


def origin_of(request: HttpRequest) -> str:
    """Return the address under which the simulator was asked, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}"


@dataclass(frozen=True, slots=True)
class Call:
    """A call with a token that is valid."""

    request: HttpRequest
    state: State
    token: AccessToken

    @property
    def listener(self) -> Listener:
        """Whose token it is; the app's own token is refused."""
        if self.token.listener is None:
            raise unauthorized("Valid user authentication required")
        return self.token.listener

    @property
    def legacy(self) -> bool:
        """Whether the app is an old one."""
        return self.state.app.mode == "legacy"

    @property
    def shapes(self) -> Shapes:
        """How objects look to this app."""
        return Shapes(origin_of(self.request), self.legacy)

    def require(self, *scopes: str) -> None:
        """Refuse unless the listener has consented to all of these."""
        if not self.token.scopes.issuperset(scopes):
            raise insufficient_scope()

    def text(self, name: str) -> str | None:
        """Return a parameter of the query."""
        return self.request.GET.get(name)

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return a whole number of the query; refuse what lies outside instead of clamping."""
        given = self.text(name)
        if given is None:
            return default
        if not re.fullmatch(r"-?\d{1,9}", given, re.ASCII) or not least <= int(given) <= most:
            raise bad_request(f"Invalid {name}")
        return int(given)

    def slice(
        self, most: int = 50, default: int = 20, *, least: int = 1, furthest: int = 100_000
    ) -> Slice:
        """Return ``limit`` and ``offset``."""
        limit = self.number("limit", default, least, most)
        return Slice(limit, self.number("offset", 0, 0, furthest))

    def page(self, slice_: Slice, total: int, items: Sequence[Json | None]) -> Json:
        """Write a page of a list; its addresses keep the call's other parameters."""
        query: Json = {name: self.request.GET[name] for name in self.request.GET}
        return self.shapes.page(self.request.path, query, slice_, total, items)

    def json(self) -> Json:
        """Return the body, which has to be a JSON object; none at all is an empty one."""
        body = self.any_json()
        if not isinstance(body, dict):
            raise bad_request("Malformed json")
        return body

    def any_json(self) -> object:
        """Return the body, which has to be JSON; none at all is an empty object."""
        if not self.request.body:
            return {}
        try:
            read: object = json.loads(self.request.body)
            json.dumps(read, ensure_ascii=False).encode()  # a half character is in no text
        except (ValueError, RecursionError) as error:
            raise bad_request("Malformed json") from error
        return read


@dataclass(frozen=True, slots=True)
class Operation:
    """A view ``(call, **path) -> response``, its scopes, and whether only old apps may call it."""

    view: View
    scopes: tuple[str, ...] = ()
    legacy_only: bool = False


def operation(view: View, *scopes: str, legacy_only: bool = False) -> Operation:
    """Describe what answers one method of an address."""
    return Operation(view, scopes, legacy_only)


def operations(**by_method: Operation) -> Callable[..., HttpResponseBase]:
    """Make a Django view out of what answers each method: ``operations(GET=operation(…))``."""

    def answer(request: HttpRequest, **path: str) -> HttpResponse:
        try:
            call = accept(request)
            wanted = _wanted(call, by_method)
            return wanted.view(call, **path)
        except ApiError as error:
            return error.answer()

    return answer


def _wanted(call: Call, by_method: Mapping[str, Operation]) -> Operation:
    if not call.legacy and all(each.legacy_only for each in by_method.values()):
        raise forbidden()
    wanted = by_method.get(call.request.method or "")
    if wanted is None:
        raise ApiError(HTTPStatus.METHOD_NOT_ALLOWED, "Method not allowed")
    if wanted.scopes:
        call.require(*wanted.scopes)
    return wanted


def accept(request: HttpRequest) -> Call:
    """Check token, app and listener, in the order in which Spotify does."""
    state = state_of(request)
    header = request.headers.get("Authorization", "")
    if not header:
        raise unauthorized("No token provided")
    bearer = _BEARER.fullmatch(header)
    if bearer is None:
        raise ApiError(HTTPStatus.BAD_REQUEST, "Only valid bearer authentication supported")
    token = state.access_tokens.get(bearer["token"])
    if token is None:
        raise unauthorized("Invalid access token")
    if token.listener is not None:
        request.META[_LISTENER] = token.listener.key
    if token.expires_at <= state.now():
        raise unauthorized("The access token expired")
    if not state.app.owner_premium:
        raise owner_not_premium()
    if token.listener is not None and not token.listener.allowlisted:
        raise not_allow_listed()
    return Call(request, state, token)
