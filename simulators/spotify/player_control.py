"""The control API's part about players: switches, events on request, a hand at a device."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulators.spotify.endpoint import state_of
from simulators.spotify.player import Item, Player
from simulators.spotify.player_views import playing_items
from simulators.spotify.state import State
from simulators.spotify.switches import EndsAt, Notice

_AD = Item("spotify:ad:simulated", 15_000)


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Switches(_Body):
    """Switches of the stand-ins (see ``switches.StandIns``); what is left out stays."""

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


def switch(state: State, body: bytes) -> None:
    """``PATCH stand-ins``."""
    for name, value in Switches.model_validate_json(body).model_dump(exclude_none=True).items():
        setattr(state.stand_ins, name, value)


def emit(state: State, body: bytes) -> None:
    """``POST stand-ins/events``."""
    ordered, now_ms = Event.model_validate_json(body), int(state.now() * 1000)
    for player in state.players.values():
        browsers = [device for device in player.devices.values() if device.heard_s is not None]
        for device in browsers:
            if ordered.event in {"ready", "not_ready"}:
                player.set_online(device.id, now_ms, online=ordered.event == "ready")
            else:
                state.stand_ins.notices[device.id].append(Notice(ordered.event, ordered.message))


def listen(state: State, body: bytes, key: str) -> None:
    """``POST listeners/<key>/listen``."""
    wanted, now_ms = Listening.model_validate_json(body), int(state.now() * 1000)
    player: Player = state.players[key]
    device = next(one for one in player.devices.values() if one.name == wanted.device)
    items = playing_items(state, wanted.uris)
    player.play(
        (_AD, *items) if wanted.ad_first else tuple(items),
        now_ms,
        position_ms=wanted.position_ms,
        device_id=device.id,
        by_hand=True,
    )


def _changing(method: str, change: Callable[..., None]) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest, **path: str) -> HttpResponse:
        if request.method != method:
            return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED)
        try:
            change(state_of(request), request.body, **path)
        except ValidationError as error:
            return JsonResponse({"detail": str(error)}, status=HTTPStatus.BAD_REQUEST)
        except (KeyError, StopIteration):
            return JsonResponse(
                {"detail": "No such listener or device"}, status=HTTPStatus.NOT_FOUND
            )
        return HttpResponse(status=HTTPStatus.NO_CONTENT)

    return answer


urlpatterns: list[URLPattern] = [
    path("_simulator/stand-ins", _changing("PATCH", switch)),
    path("_simulator/stand-ins/events", _changing("POST", emit)),
    path("_simulator/listeners/<key>/listen", _changing("POST", listen)),
]
