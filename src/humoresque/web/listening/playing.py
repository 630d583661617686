"""Playing our songs on a listener's player (Spotify: Start/Resume Playback)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from humoresque.spotify.errors import (
    CommandRestrictedError,
    DeviceNotFoundError,
    NoActiveDeviceError,
    RefusedError,
    SpotifyError,
)
from humoresque.web.api.errors import NothingToPlayError
from humoresque.web.listening.resolving import (
    Resolved,
    resolve_songs,
    resolve_without_withdrawn,
)

if TYPE_CHECKING:
    from humoresque.spotify.client import SpotifyApi
    from humoresque.web.listening.models import Song

# A device that has just come, such as the page's own, is unknown to Spotify for a moment.
_FRESH_TRIES = 3
_FRESH_PAUSE_S = 0.5

Wait = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Start:
    """Where to play: a device (None the active one), a place in the list from 1, a time in it."""

    device_id: str | None = None
    place: int = 1
    position_ms: int = 0


def play_songs(
    api: SpotifyApi, songs: Sequence[Song], start: Start, wait: Wait = time.sleep
) -> Resolved:
    """Play songs from a place on, or from the one after it that Spotify has.

    Returns what was handed over and what could not be. NothingToPlayError when Spotify has none.
    """
    resolved = resolve_songs(songs, api)
    try:
        _play(api, resolved, start, wait)
    except SpotifyError as error:
        if not _is_about_songs(error):
            raise
        left = resolve_without_withdrawn(songs, resolved, api)
        if left.found == resolved.found:
            raise
        _play(api, left, start, wait)
        return left
    return resolved


def queue_songs(api: SpotifyApi, songs: Sequence[Song], device_id: str | None) -> Resolved:
    """Put songs behind what plays, one by one; returns as ``play_songs``.

    After a fault the songs that are left wait. Raises it when it came before the first was queued.
    """
    resolved = resolve_songs(songs, api)
    if not resolved.found:
        raise NothingToPlayError(len(resolved.waiting))
    queued: list[tuple[int, str]] = []
    refused: dict[int, SpotifyError] = {}
    fault: SpotifyError | None = None
    for place, uri in resolved.found:
        try:
            api.queue(uri, device_id)
        except SpotifyError as error:
            if not _is_about_songs(error):
                fault = error
                break
            refused[place] = error
        else:
            queued.append((place, uri))
    if not queued:
        raise fault or next(iter(refused.values()))
    left = {place for place, _ in resolved.found[len(queued) + len(refused) :]}
    return Resolved(
        found=tuple(queued),
        not_found=tuple(sorted({*resolved.not_found, *refused})),
        waiting=tuple(sorted({*resolved.waiting, *left})),
    )


def resume(api: SpotifyApi, device_id: str | None, wait: Wait = time.sleep) -> None:
    """Go on with what the player has; what plays already goes on playing."""
    try:
        on_fresh_device(lambda: api.play(device_id), device_id, wait)
    except CommandRestrictedError:
        if not _is_playing(api, device_id):
            raise


def pause(api: SpotifyApi, device_id: str | None) -> None:
    """Stop for now; what is paused already stays so."""
    try:
        api.pause(device_id)
    except CommandRestrictedError:
        if _is_playing(api, device_id):
            raise


def on_fresh_device(
    command: Callable[[], None], device_id: str | None, wait: Wait = time.sleep
) -> None:
    """Repeat a command to a named device that Spotify may not know yet."""
    for _ in range(_FRESH_TRIES):
        try:
            return command()
        except (DeviceNotFoundError, NoActiveDeviceError):
            if device_id is None:
                raise
            wait(_FRESH_PAUSE_S)
    return command()


def _play(api: SpotifyApi, resolved: Resolved, start: Start, wait: Wait) -> None:
    if not resolved.found:
        raise NothingToPlayError(len(resolved.waiting))
    places = [place for place, _ in resolved.found]
    offset = min(sum(place < start.place for place in places), len(places) - 1)
    position_ms = start.position_ms if places[offset] == start.place else 0
    on_fresh_device(
        lambda: api.play(start.device_id, resolved.uris, offset, position_ms),
        start.device_id,
        wait,
    )


def _is_about_songs(error: SpotifyError) -> bool:
    """Whether another song might do."""
    match error:
        case CommandRestrictedError():
            return error.reason == "NO_SPECIFIC_TRACK"
        case _:
            return isinstance(error, RefusedError)


def _is_playing(api: SpotifyApi, device_id: str | None) -> bool:
    """Whether the player meant plays; another device's playing is not its."""
    state = api.playback()
    if state is None:
        return False
    is_meant = device_id is None or state.device is None or state.device.id == device_id
    return is_meant and state.is_playing
