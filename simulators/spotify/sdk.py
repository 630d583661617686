"""What the stand-in of the Web Playback SDK talks to: its device, the state it shows, its commands.

The script is in ``static/spotify-player.js``. Spotify's own way behind its script is not public;
this one waits for changes over HTTP. Errors are ``{"message"}``, and the status says which of the
SDK's events they become: 401 authentication_error, 403 account_error, 503 initialization_error.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Annotated

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from pydantic import BaseModel, Field, ValidationError

from simulators.spotify.devices import device_id
from simulators.spotify.endpoint import Call, accept, state_of
from simulators.spotify.player import Device, Item, Playback, Player, PlayerError
from simulators.spotify.player_views import player_at
from simulators.spotify.problems import ApiError
from simulators.spotify.shapes import Json
from simulators.spotify.state import State

SCOPES = {"streaming", "user-read-email", "user-read-private"}
# A request for news waits for so long, looking so often.
_WAIT_S, _LOOK_S = 5.0, 0.05
# Spotify's API finds a new device only after a moment.
_UNKNOWN_MS = 700
_NEIGHBOURS = 2

Percent = Annotated[int, Field(ge=0, le=100)]


class NewDevice(BaseModel):
    """A player that a page has opened."""

    name: str
    volume_percent: Percent


class Command(BaseModel):
    """What goes with a command, where it needs anything."""

    name: str | None = None
    position_ms: int | None = Field(default=None, ge=0)
    volume_percent: Percent | None = None


class _RefusalError(Exception):
    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def answering(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a Django view; it takes the lock itself, since some of its requests wait."""

    def answer(request: HttpRequest, **path: str) -> HttpResponse:
        try:
            return view(request, **path)
        except ValidationError as error:
            refusal = _RefusalError(HTTPStatus.BAD_REQUEST, str(error))
        except _RefusalError as error:
            refusal = error
        return JsonResponse({"message": refusal.message}, status=refusal.status)

    return answer


def connect(request: HttpRequest) -> HttpResponse:
    """``POST /sdk/devices``: the page becomes a device of the listener's."""
    if request.method != "POST":
        return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED)
    with state_of(request).lock:
        call = _listening(request)
        if not call.state.stand_ins.sdk_initializes:
            message = "Failed to initialize player"
            raise _RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, message)
        wanted = NewDevice.model_validate_json(request.body)
        player, now_ms = player_at(call.state, call.listener.key)
        device = Device(
            device_id(secrets.token_hex()),
            wanted.name,
            "Computer",
            volume_percent=wanted.volume_percent,
            reachable_from_ms=now_ms + _UNKNOWN_MS,
            heard_s=time.monotonic(),
        )
        player.connect(device)
        return JsonResponse({"device_id": device.id}, status=HTTPStatus.CREATED)


def one_device(request: HttpRequest, identifier: str) -> HttpResponse:
    """``GET``: wait for news after the change that is known; ``DELETE``: the page closes it."""
    state = state_of(request)
    if request.method == "DELETE":
        with state.lock:
            call, player, now_ms = _connected(request, identifier)
            call.state.stand_ins.notices.pop(identifier, None)
            player.disconnect(identifier, now_ms)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    known, until = request.GET.get("after"), time.monotonic() + _WAIT_S
    while True:
        with state.lock:
            call, player, now_ms = _connected(request, identifier)
            player.at(now_ms)
            changed = str(_changes(state, player)) != known
            if changed or identifier in state.stand_ins.notices or time.monotonic() > until:
                return _news(call, player, player.devices[identifier], now_ms)
        time.sleep(_LOOK_S)


def command(request: HttpRequest, identifier: str, name: str) -> HttpResponse:
    """``PUT``: do what the page's player was told; what does not fit now changes nothing."""
    act = _COMMANDS.get(name)
    if act is None or request.method != "PUT":
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    with state_of(request).lock:
        call, player, now_ms = _connected(request, identifier)
        told = Command.model_validate_json(request.body)
        with suppress(PlayerError):
            act(player, identifier, told, now_ms)
        return _news(call, player, player.devices[identifier], now_ms)


def _rename(player: Player, identifier: str, told: Command, _now_ms: int) -> None:
    player.devices[identifier].name = told.name or player.devices[identifier].name


def _set_volume(player: Player, identifier: str, told: Command, _now_ms: int) -> None:
    """At once, also where the Web API does not find the device yet."""
    if told.volume_percent is not None:
        player.devices[identifier].volume_percent = told.volume_percent


_COMMANDS: dict[str, Callable[[Player, str, Command, int], None]] = {
    "name": _rename,
    "volume": _set_volume,
    "pause": lambda player, device, _, now: player.pause(now, device_id=device),
    "resume": lambda player, device, _, now: player.resume(now, device_id=device),
    "next": lambda player, device, _, now: player.next(now, device_id=device),
    "previous": lambda player, device, _, now: player.previous(now, device_id=device),
    "seek": lambda player, device, told, now: player.seek(
        told.position_ms or 0, now, device_id=device
    ),
}


def _listening(request: HttpRequest) -> Call:
    try:
        call = accept(request)
        listener = call.listener
    except ApiError as error:
        raise _RefusalError(HTTPStatus.UNAUTHORIZED, "Authentication failed") from error
    if not call.token.scopes >= SCOPES:
        raise _RefusalError(HTTPStatus.UNAUTHORIZED, "Invalid token scopes.")
    if not listener.premium:
        message = "This functionality is restricted to premium users only"
        raise _RefusalError(HTTPStatus.FORBIDDEN, message)
    return call


def _connected(request: HttpRequest, identifier: str) -> tuple[Call, Player, int]:
    call = _listening(request)
    device = call.state.players[call.listener.key].devices.get(identifier)
    if device is None or device.heard_s is None:
        raise _RefusalError(HTTPStatus.NOT_FOUND, "This device is not connected")
    device.heard_s = time.monotonic()
    return call, *player_at(call.state, call.listener.key)


def _changes(state: State, player: Player) -> int:
    """A number that only grows: by what happens, and when the simulator's clock is put ahead."""
    return player.changes + round(state.ahead_s)


def _news(call: Call, player: Player, device: Device, now_ms: int) -> HttpResponse:
    playback = player.at(now_ms)
    notices = call.state.stand_ins.notices.pop(device.id, [])
    return JsonResponse(
        {
            "changes": _changes(call.state, player),
            "online": device.online,
            "volume_percent": device.volume_percent,
            "autoplay_blocked": not call.state.stand_ins.autoplay,
            "events": [{"event": one.event, "message": one.message} for one in notices],
            "state": _state(call, playback) if playback.device is device else None,
        }
    )


def _state(call: Call, playback: Playback) -> Json | None:
    """Playback as the SDK's page "Web Playback SDK Reference" describes it."""
    if playback.item is None:
        return None
    previous = reversed(playback.previous[:_NEIGHBOURS])
    return {
        "context": {"uri": playback.context_uri, "metadata": None},
        "disallows": dict.fromkeys(playback.disallows, True),
        "duration": playback.item.duration_ms,
        "loading": False,
        "paused": not playback.playing,
        "playback_features": {"hifi_status": "NONE"},
        "playback_id": device_id(playback.item.uri, str(playback.changed_ms)),
        "playback_quality": "VERY_HIGH",
        "position": playback.position_ms,
        "repeat_mode": 0,
        "restrictions": {},
        "shuffle": False,
        "timestamp": playback.changed_ms,
        "track_window": {
            "current_track": _track(call, playback.item),
            "previous_tracks": [_track(call, item) for item in previous],
            "next_tracks": [_track(call, item) for item in playback.following[:_NEIGHBOURS]],
        },
    }


def _track(call: Call, item: Item) -> Json:
    shown: Json = {
        "duration_ms": item.duration_ms,
        "is_playable": True,
        "linked_from": {"uri": None, "id": None},
        "media_type": "audio",
        "track_type": "audio",
        "uid": device_id(item.uri),
        "uri": item.uri,
    }
    song = call.state.songs.by_id.get(item.uri.rpartition(":")[2])
    if song is None:
        nameless = {"name": "", "uri": "", "images": []}
        return shown | {"id": None, "name": "", "type": "ad", "album": nameless, "artists": []}
    shapes = call.shapes
    return shown | {
        "id": song.id,
        "name": song.title,
        "type": "track",
        "album": {key: shapes.album(song.album)[key] for key in ("name", "uri", "images")},
        "artists": [
            {"name": artist.name, "uri": f"spotify:artist:{artist.id}", "url": shown_at["href"]}
            for artist in song.artists
            if (shown_at := shapes.simple_artist(artist))
        ],
    }


urlpatterns: list[URLPattern] = [
    path("sdk/devices", answering(connect)),
    path("sdk/devices/<identifier>", answering(one_device)),
    path("sdk/devices/<identifier>/<name>", answering(command)),
]
