"""``/_simulator/…``: what tests and people turn on and off, and what they may look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulators.spotify.endpoint import state_of
from simulators.spotify.faults import Fault, Name
from simulators.spotify.listeners import Listener
from simulators.spotify.player import Player
from simulators.spotify.shapes import Json
from simulators.spotify.state import CLIENT_ID, Mode, State

Change = Callable[[State, HttpRequest], None]


class _Body(BaseModel):
    """A body of the control API; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class AppSwitches(_Body):
    """Switches of the app; what is left out stays."""

    mode: Mode | None = None
    owner_premium: bool | None = None


class ListenerSwitches(_Body):
    """Switches of a listener; what is left out stays."""

    premium: bool | None = None
    allowlisted: bool | None = None


class Step(_Body):
    """A step of the clock, in seconds."""

    advance_s: float = Field(ge=0)


class Withdrawal(_Body):
    """Tracks that Spotify has no more."""

    track_ids: list[str]


class NewFault(_Body):
    """A fault and which requests it meets; see ``faults.Fault``."""

    fault: Name
    method: str | None = None
    path: re.Pattern[str] | None = None
    times: int | None = Field(default=None, ge=1)
    after: int = Field(default=0, ge=0)
    retry_after: int | None = Field(default=None, ge=0)
    delay_s: float = Field(default=0, ge=0)

    def made(self) -> Fault:
        """Return the fault."""
        return Fault(
            name=self.fault,
            method=self.method,
            path=self.path,
            times=self.times,
            after=self.after,
            retry_after=self.retry_after,
            delay_s=self.delay_s,
        )


def switch_app(state: State, switches: AppSwitches) -> None:
    """Change the app as asked."""
    for name, value in switches.model_dump(exclude_none=True).items():
        setattr(state.app, name, value)


def switch_listener(listener: Listener, switches: ListenerSwitches) -> None:
    """Change a listener as asked."""
    for name, value in switches.model_dump(exclude_none=True).items():
        setattr(listener, name, value)


def overview(state: State) -> Json:
    """Return everything but tokens, codes and cookies."""
    return {
        "app": asdict(state.app) | {"client_id": CLIENT_ID},
        "ahead_s": state.ahead_s,
        "listeners": {
            listener.key: {
                "id": listener.id,
                "account_id": listener.account_id,
                "display_name": listener.display_name,
                "premium": listener.premium,
                "allowlisted": listener.allowlisted,
                "granted": sorted(listener.granted),
                "library": listener.library,
                "playlists": [
                    {
                        "id": playlist.id,
                        "name": playlist.name,
                        "description": playlist.description,
                        "public": playlist.public,
                        "uris": [entry.uri for entry in playlist.entries],
                    }
                    for playlist in state.playlists_of(listener)
                ],
                "player": _player(state.players[listener.key], int(state.now() * 1000)),
            }
            for listener in state.listeners.values()
        },
        "token_calls": dict(state.token_calls),
        "faults": [
            {"fault": fault.name, "times": fault.times, "after": fault.after}
            for fault in state.faults
        ],
        "withdrawn": sorted(state.withdrawn),
        "requests": [asdict(request) for request in state.requests],
    }


def _player(player: Player, now_ms: int) -> Json:
    playback = player.at(now_ms)
    return {
        "devices": [asdict(device) for device in player.reachable(now_ms)],
        "device_id": playback.device.id if playback.device else None,
        "is_playing": playback.playing,
        "uri": playback.item.uri if playback.item else None,
        "position_ms": playback.position_ms,
        "following": [item.uri for item in playback.following],
    }


def _changing(method: str, change: Change) -> Callable[..., HttpResponseBase]:
    """Make a view of a change: 204 when done, 400 or 404 with a sentence when not."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != method:
            return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED)
        try:
            change(state_of(request), request)
        except ValidationError as error:
            return JsonResponse({"detail": str(error)}, status=HTTPStatus.BAD_REQUEST)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)

    return answer


def _of_listener(
    method: str, change: Callable[[State, Listener, HttpRequest], None]
) -> Callable[..., HttpResponseBase]:
    """Make a view of a change to one listener."""

    def answer(request: HttpRequest, key: str) -> HttpResponseBase:
        listener = state_of(request).listeners.get(key)
        if listener is None:
            detail = {"detail": f"there is no listener {key}"}
            return JsonResponse(detail, status=HTTPStatus.NOT_FOUND)
        changing = _changing(method, lambda state, request: change(state, listener, request))
        return changing(request)

    return answer


def _faults(request: HttpRequest) -> HttpResponseBase:
    if request.method == "DELETE":
        state_of(request).faults.clear()
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _changing("POST", _add_fault)(request)


def _add_fault(state: State, request: HttpRequest) -> None:
    state.faults.append(NewFault.model_validate_json(request.body).made())


def _advance(state: State, request: HttpRequest) -> None:
    state.ahead_s += Step.model_validate_json(request.body).advance_s


def _withdraw(state: State, request: HttpRequest) -> None:
    state.withdrawn.update(Withdrawal.model_validate_json(request.body).track_ids)


def _switch_app(state: State, request: HttpRequest) -> None:
    switch_app(state, AppSwitches.model_validate_json(request.body))


def _switch_listener(_state: State, listener: Listener, request: HttpRequest) -> None:
    switch_listener(listener, ListenerSwitches.model_validate_json(request.body))


def _secrets(request: HttpRequest) -> HttpResponseBase:
    return JsonResponse({"secrets": sorted(state_of(request).secrets())})


def _exchanges(request: HttpRequest) -> HttpResponseBase:
    return JsonResponse({"exchanges": [asdict(one) for one in state_of(request).exchanges]})


urlpatterns: list[URLPattern] = [
    path("reset", _changing("POST", lambda state, _request: state.reset())),
    path("app", _changing("PATCH", _switch_app)),
    path("listeners/<key>", _of_listener("PATCH", _switch_listener)),
    path(
        "listeners/<key>/revoke",
        _of_listener("POST", lambda state, listener, _request: state.revoke(listener)),
    ),
    path(
        "listeners/<key>/expire",
        _of_listener("POST", lambda state, listener, _request: state.expire(listener)),
    ),
    path("faults", _faults),
    path("clock", _changing("POST", _advance)),
    path("withdraw", _changing("POST", _withdraw)),
    path("exchanges", _exchanges),
    path("secrets", _secrets),
    path("state", lambda request: JsonResponse(overview(state_of(request)))),
]
