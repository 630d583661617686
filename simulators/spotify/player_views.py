"""``/me/player``: what plays, where, and what is to play (Spotify's page "Web API: Player")."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.urls import URLPattern, path

from simulators.spotify.endpoint import Call, Operation, operation, operations
from simulators.spotify.entities import find, song_of
from simulators.spotify.identifiers import kind_and_id
from simulators.spotify.player import (
    DeviceNotFoundError,
    Item,
    NoActiveDeviceError,
    Player,
    Reason,
    RestrictedError,
)
from simulators.spotify.player_shapes import (
    device_shape,
    playback_shape,
    played_shape,
    track_shape,
)
from simulators.spotify.problems import ApiError, bad_request, not_found
from simulators.spotify.state import State

# A page whose player has not asked for news for so long has been closed.
SILENT_S = 20.0
_CONTEXTS = {"album", "artist", "playlist"}
_PLAYABLE = {"track", "episode"}
_QUEUE_SHOWN = 20
_LONGEST_MS = 999_999_999

Act = Callable[[Call, Player, int], None]


def player_at(state: State, key: str) -> tuple[Player, int]:
    """Return a listener's player without the pages that were closed, and the time in ms."""
    player, now_ms = state.players[key], int(state.now() * 1000)
    player.drop_silent(now_ms, not_since_s=time.monotonic() - SILENT_S)
    return player, now_ms


def playing_items(state: State, uris: list[str]) -> list[Item]:
    """Return what can be played of these URIs, in order; what Spotify has not is left out."""
    songs = (song_of(state, uri) for uri in uris)
    return [Item(song.uri, song.duration_ms) for song in songs if song is not None]


def state_of_playback(call: Call) -> HttpResponse:
    """Answer what plays and on which device; 204 when no device is active."""
    player, now_ms = player_at(call.state, call.listener.key)
    playback = player.at(now_ms)
    if playback.device is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return JsonResponse(
        playback_shape(call, playback)
        | {
            "device": device_shape(player, playback.device),
            "repeat_state": "off",
            "shuffle_state": False,
            "smart_shuffle": False,
        }
    )


def currently_playing(call: Call) -> HttpResponse:
    """Answer what plays; a pause shows for a while, then 204 says that nothing does."""
    player, now_ms = player_at(call.state, call.listener.key)
    playback = player.at(now_ms)
    if playback.device is None or playback.item is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return JsonResponse(playback_shape(call, playback))


def devices(call: Call) -> HttpResponse:
    """Answer the devices that are there."""
    player, now_ms = player_at(call.state, call.listener.key)
    return JsonResponse(
        {"devices": [device_shape(player, one) for one in player.reachable(now_ms)]}
    )


def queue(call: Call) -> HttpResponse:
    """Answer what plays and what comes next."""
    player, now_ms = player_at(call.state, call.listener.key)
    playback = player.at(now_ms)
    following = (track_shape(call, item) for item in playback.following)
    return JsonResponse(
        {
            "currently_playing": track_shape(call, playback.item),
            "queue": [track for track in following if track is not None][:_QUEUE_SHOWN],
        }
    )


def recently_played(call: Call) -> HttpResponse:
    """Answer the songs heard last, the newest first, after or before a moment in ms."""
    limit = call.number("limit", 20, 1, 50)
    before, after = call.text("before"), call.text("after")
    if before is not None and after is not None:
        message = "Only one of before and after may be given"
        raise bad_request(message)
    player, now_ms = player_at(call.state, call.listener.key)
    player.at(now_ms)
    until, since = _moment(before, now_ms + 1), _moment(after, -1)
    heard = [one for one in reversed(player.played) if since < one.at_ms < until]
    shown = heard[:limit]
    cursors = {"after": str(shown[0].at_ms), "before": str(shown[-1].at_ms)} if shown else None
    address = call.shapes.origin + call.request.path
    window = {"before": shown[-1].at_ms, "limit": limit} if len(heard) > limit else None
    return JsonResponse(
        {
            "href": f"{address}?{call.request.GET.urlencode()}",
            "limit": limit,
            "next": f"{address}?{urlencode(window)}" if window else None,
            "cursors": cursors,
            "items": [played_shape(call, one) for one in shown],
        }
    )


def play(call: Call, player: Player, now_ms: int) -> None:
    """Play songs or a context; without any body, go on with what was paused."""
    if not call.request.body:
        player.resume(now_ms, device_id=call.text("device_id"))
        return
    body = call.json()
    if not body:
        message = "Malformed json"
        raise bad_request(message)
    position_ms = _whole(body.get("position_ms"), "position_ms")
    context_uri = body.get("context_uri")
    if context_uri is None and body.get("uris") is None:
        player.resume(now_ms, position_ms=position_ms, device_id=call.text("device_id"))
        return
    uris = _context(call.state, context_uri) if context_uri is not None else _uris(body["uris"])
    items = playing_items(call.state, uris)
    if not items:
        raise RestrictedError(Reason.NO_SPECIFIC_TRACK)
    player.play(
        tuple(items),
        now_ms,
        index=len(playing_items(call.state, uris[: _offset(body.get("offset"), uris)]))
        % len(items),
        position_ms=position_ms or 0,
        context_uri=str(context_uri) if context_uri is not None else None,
        device_id=call.text("device_id"),
    )


def transfer(call: Call, player: Player, now_ms: int) -> None:
    """Go on playing on another device, exactly one."""
    body = call.json()
    wanted = body.get("device_ids")
    if not isinstance(wanted, list):
        message = "Missing required field: device_ids"
        raise bad_request(message)
    if len(wanted) != 1 or not isinstance(wanted[0], str):
        message = "Exactly one device id must be given"
        raise bad_request(message)
    player.transfer(wanted[0], now_ms, play=body.get("play") is True)


def seek(call: Call, player: Player, now_ms: int) -> None:
    """Go to a position in the song."""
    position_ms = _required(call, "position_ms", _LONGEST_MS)
    player.seek(position_ms, now_ms, device_id=call.text("device_id"))


def set_volume(call: Call, player: Player, now_ms: int) -> None:
    """Set the volume, 0-100."""
    percent = _required(call, "volume_percent", 100)
    player.set_volume(percent, now_ms, device_id=call.text("device_id"))


def add_to_queue(call: Call, player: Player, now_ms: int) -> None:
    """Add one song, named in the query, to what comes next."""
    uri = call.text("uri")
    if uri is None:
        message = "Missing required field: uri"
        raise bad_request(message)
    items = playing_items(call.state, _uris([uri]))
    if not items:
        raise RestrictedError(Reason.NO_SPECIFIC_TRACK)
    player.queue(items[0], now_ms, device_id=call.text("device_id"))


def _command(act: Act) -> Operation:
    """What changes playback: for Premium listeners; 204 when the command was taken."""

    def view(call: Call) -> HttpResponse:
        if not call.listener.premium:
            message = "Player command failed: Premium required"
            raise ApiError(HTTPStatus.FORBIDDEN, message, "PREMIUM_REQUIRED")
        try:
            act(call, *player_at(call.state, call.listener.key))
        except NoActiveDeviceError as error:
            message = "Player command failed: No active device found"
            raise ApiError(HTTPStatus.NOT_FOUND, message, "NO_ACTIVE_DEVICE") from error
        except DeviceNotFoundError as error:
            message = "Device not found"
            raise not_found(message) from error
        except RestrictedError as error:
            raise ApiError(HTTPStatus.FORBIDDEN, error.message, error.reason) from error
        return HttpResponse(status=HTTPStatus.NO_CONTENT)

    return operation(view, "user-modify-playback-state")


def _context(state: State, uri: object) -> list[str]:
    parts = uri.split(":") if isinstance(uri, str) else []
    if len(parts) != 3 or parts[0] != "spotify" or parts[1] not in _CONTEXTS:  # noqa: PLR2004
        message = "Invalid context uri"
        raise bad_request(message)
    entity = find(state, parts[1], parts[2])
    if entity is None:
        raise not_found()
    return [song.uri for song in entity.songs]


def _uris(given: object) -> list[str]:
    if not isinstance(given, list) or not given:
        message = "Invalid uris"
        raise bad_request(message)
    for uri in given:
        kind, _ = (kind_and_id(uri) if isinstance(uri, str) else None) or ("", "")
        if kind not in _PLAYABLE:
            message = f"Invalid track uri: {uri}"
            raise bad_request(message)
    return given


def _offset(given: object, uris: list[str]) -> int:
    if given is None:
        return 0
    if isinstance(given, dict):
        position, uri = given.get("position"), given.get("uri")
        if type(position) is int and 0 <= position < len(uris):
            return position
        if isinstance(uri, str) and uri in uris:
            return uris.index(uri)
    message = "Invalid offset"
    raise bad_request(message)


def _whole(given: object, name: str) -> int | None:
    if given is None or (type(given) is int and 0 <= given <= _LONGEST_MS):
        return given
    message = f"Invalid {name}"
    raise bad_request(message)


def _required(call: Call, name: str, most: int) -> int:
    if call.text(name) is None:
        message = f"Missing required field: {name}"
        raise bad_request(message)
    return call.number(name, 0, 0, most)


def _moment(given: str | None, otherwise: int) -> int:
    if given is None:
        return otherwise
    if not re.fullmatch(r"\d{1,15}", given, re.ASCII):
        message = "Invalid cursor"
        raise bad_request(message)
    return int(given)


def _on_device(act: Callable[..., None]) -> Operation:
    """A command that takes nothing but the device."""
    return _command(lambda call, player, now: act(player, now, device_id=call.text("device_id")))


_STATE = "user-read-playback-state"
_CURRENT = "user-read-currently-playing"
urlpatterns: list[URLPattern] = [
    path(
        "v1/me/player", operations(GET=operation(state_of_playback, _STATE), PUT=_command(transfer))
    ),
    path("v1/me/player/devices", operations(GET=operation(devices, _STATE))),
    path("v1/me/player/currently-playing", operations(GET=operation(currently_playing, _CURRENT))),
    path(
        "v1/me/player/recently-played",
        operations(GET=operation(recently_played, "user-read-recently-played")),
    ),
    path(
        "v1/me/player/queue",
        operations(GET=operation(queue, _STATE, _CURRENT), POST=_command(add_to_queue)),
    ),
    path("v1/me/player/play", operations(PUT=_command(play))),
    path("v1/me/player/pause", operations(PUT=_on_device(Player.pause))),
    path("v1/me/player/next", operations(POST=_on_device(Player.next))),
    path("v1/me/player/previous", operations(POST=_on_device(Player.previous))),
    path("v1/me/player/seek", operations(PUT=_command(seek))),
    path("v1/me/player/volume", operations(PUT=_command(set_volume))),
]
