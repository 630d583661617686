"""``/_simulator/…``: what tests and people turn on and off, and what they may look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus
from typing import Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulators.spotify.endpoint import state_of
from simulators.spotify.faults import Fault, Name
from simulators.spotify.listeners import Listener
from simulators.spotify.player import Item, Player, PlayerError
from simulators.spotify.player_views import playing_items
from simulators.spotify.shapes import Json
from simulators.spotify.state import CLIENT_ID, EndsAt, Mode, Notice, State

_AD = Item("spotify:ad:simulated", 15_000)
# Seconds: no date is beyond the calendar, and nobody waits for an answer for longer.
_FURTHEST_S, _LATEST_S = 100 * 365 * 86_400, 600


class _AbsentError(Exception):
    """What is to be changed is not there."""


class _Body(BaseModel):
    """A body of the control API; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class AppSwitches(_Body):
    """Switches of the app; what is left out stays."""

    mode: Mode | None = None
    owner_premium: bool | None = None


class ListenerSwitches(_Body):
    """Switches of a listener; what is left out stays."""

    premium: bool | None = None
    allowlisted: bool | None = None


class StandInSwitches(_Body):
    """Switches of the stand-ins (see ``state.StandIns``); what is left out stays."""

    sdk_initializes: bool | None = None
    autoplay: bool | None = None
    embed_speed: float | None = Field(default=None, gt=0)
    embed_ends_at: EndsAt | None = None


class Event(_Body):
    """An event for every player in a browser; ``not_ready`` takes them off line until ``ready``."""

    event: Literal[
        "account_error",
        "authentication_error",
        "autoplay_failed",
        "initialization_error",
        "not_ready",
        "playback_error",
        "ready",
    ]
    message: str = "Ordered from the simulator"


class Listening(_Body):
    """A listener presses play on a device of theirs, which may be one that takes no commands."""

    device: str
    uris: list[str]
    position_ms: int = Field(default=0, ge=0)
    ad_first: bool = False


class Step(_Body):
    """A step of the clock, in seconds."""

    advance_s: float = Field(ge=0, le=_FURTHEST_S)


class Withdrawal(_Body):
    """Tracks that Spotify has no more."""

    track_ids: list[str]


class NewFault(_Body):
    """A fault and which requests it meets; see ``faults.Fault``."""

    fault: Name
    method: Literal["GET", "POST", "PUT", "DELETE"] | None = None
    path: re.Pattern[str] | None = None
    times: int | None = Field(default=None, ge=1)
    after: int = Field(default=0, ge=0)
    retry_after: int | None = Field(default=None, ge=0)
    delay_s: float = Field(default=0, ge=0, le=_LATEST_S)

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


def switch(switched: object, switches: _Body) -> None:
    """Change the app, a listener or the stand-ins as asked."""
    for name, value in switches.model_dump(exclude_none=True).items():
        setattr(switched, name, value)


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


def _changing(method: str, change: Callable[..., None]) -> Callable[..., HttpResponse]:
    """Make a view of a change: 204 when done, 400 or 404 with a sentence when not."""

    def answer(request: HttpRequest, **path: str) -> HttpResponse:
        if request.method != method:
            return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED)
        try:
            change(state_of(request), request.body, **path)
        except (ValidationError, PlayerError) as error:
            detail = str(error) or "the device cannot play now"
            return JsonResponse({"detail": detail}, status=HTTPStatus.BAD_REQUEST)
        except _AbsentError as error:
            return JsonResponse({"detail": str(error)}, status=HTTPStatus.NOT_FOUND)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)

    return answer


def _listener(state: State, key: str) -> Listener:
    if key not in state.listeners:
        message = f"there is no listener {key}"
        raise _AbsentError(message)
    return state.listeners[key]


def _reset(state: State, _body: bytes) -> None:
    state.reset()


def _switch_app(state: State, body: bytes) -> None:
    switch(state.app, AppSwitches.model_validate_json(body))


def _switch_listener(state: State, body: bytes, key: str) -> None:
    switch(_listener(state, key), ListenerSwitches.model_validate_json(body))


def _switch_stand_ins(state: State, body: bytes) -> None:
    switch(state.stand_ins, StandInSwitches.model_validate_json(body))


def _revoke(state: State, _body: bytes, key: str) -> None:
    state.revoke(_listener(state, key))


def _expire(state: State, _body: bytes, key: str) -> None:
    state.expire(_listener(state, key))


def _listen(state: State, body: bytes, key: str) -> None:
    wanted, now_ms = Listening.model_validate_json(body), int(state.now() * 1000)
    player = state.players[_listener(state, key).key]
    named = [device for device in player.devices.values() if device.name == wanted.device]
    if not named:
        message = f"there is no device {wanted.device}"
        raise _AbsentError(message)
    items = playing_items(state, wanted.uris)
    if not items:
        message = "none of these songs is here"
        raise _AbsentError(message)
    player.play(
        (_AD, *items) if wanted.ad_first else tuple(items),
        now_ms,
        position_ms=wanted.position_ms,
        device_id=named[0].id,
        by_hand=True,
    )


def _emit(state: State, body: bytes) -> None:
    ordered, now_ms = Event.model_validate_json(body), int(state.now() * 1000)
    for player in state.players.values():
        browsers = [device for device in player.devices.values() if device.heard_s is not None]
        for device in browsers:
            if ordered.event in {"ready", "not_ready"}:
                player.set_online(device.id, now_ms, online=ordered.event == "ready")
            else:
                state.stand_ins.notices[device.id].append(Notice(ordered.event, ordered.message))


def _faults(request: HttpRequest) -> HttpResponse:
    if request.method == "DELETE":
        state_of(request).faults.clear()
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _changing("POST", _add_fault)(request)


def _add_fault(state: State, body: bytes) -> None:
    state.faults.append(NewFault.model_validate_json(body).made())


def _advance(state: State, body: bytes) -> None:
    state.ahead_s += Step.model_validate_json(body).advance_s


def _withdraw(state: State, body: bytes) -> None:
    state.withdrawn.update(Withdrawal.model_validate_json(body).track_ids)


def _told(look: Callable[[State], Json]) -> Callable[[HttpRequest], HttpResponse]:
    """Make a view of what can only be looked at."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "GET":
            return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED)
        return JsonResponse(look(state_of(request)))

    return answer


def _secrets(state: State) -> Json:
    return {"secrets": sorted(state.secrets())}


def _exchanges(state: State) -> Json:
    return {"exchanges": [asdict(one) for one in state.exchanges]}


urlpatterns: list[URLPattern] = [
    path("reset", _changing("POST", _reset)),
    path("app", _changing("PATCH", _switch_app)),
    path("listeners/<key>", _changing("PATCH", _switch_listener)),
    path("listeners/<key>/revoke", _changing("POST", _revoke)),
    path("listeners/<key>/expire", _changing("POST", _expire)),
    path("listeners/<key>/listen", _changing("POST", _listen)),
    path("stand-ins", _changing("PATCH", _switch_stand_ins)),
    path("stand-ins/events", _changing("POST", _emit)),
    path("faults", _faults),
    path("clock", _changing("POST", _advance)),
    path("withdraw", _changing("POST", _withdraw)),
    path("exchanges", _told(_exchanges)),
    path("secrets", _told(_secrets)),
    path("state", _told(overview)),
]
