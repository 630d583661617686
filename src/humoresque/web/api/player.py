"""The listener's own player on Spotify."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from humoresque.spotify.errors import ScopeMissingError
from humoresque.spotify.scopes import Purpose
from humoresque.web import wiring
from humoresque.web.accounts.errors import ConsentNeededError
from humoresque.web.accounts.spotify import listener_api
from humoresque.web.accounts.visitors import current_visitor
from humoresque.web.api.playback import describe_device, describe_playback
from humoresque.web.api.playlists import own_playlist
from humoresque.web.api.saved import named
from humoresque.web.api.schemas import spotify as wire
from humoresque.web.api.schemas.problem import BODY_PROBLEMS, problems
from humoresque.web.api.spotify_account import SPOTIFY_PROBLEMS
from humoresque.web.listening import playing
from humoresque.web.listening.models import Song
from humoresque.web.throttle import client_of

if TYPE_CHECKING:
    from humoresque.catalog.track import Track
    from humoresque.spotify.client import SpotifyApi
    from humoresque.web.listening.resolving import Resolved

router = Router(tags=["player"])

_READ = problems(*SPOTIFY_PROBLEMS, 404)
_COMMAND = problems(*BODY_PROBLEMS, *SPOTIFY_PROBLEMS, 404)


@contextmanager
def _player(request: HttpRequest) -> Iterator[SpotifyApi]:
    """The listener's Spotify; a consent that turns out to be missing is asked for."""
    wiring.spotify_call_throttle().admit(client_of(request))
    try:
        yield listener_api(current_visitor(request), Purpose.PLAY)
    except ScopeMissingError:
        raise ConsentNeededError(Purpose.PLAY) from None


@router.get(
    "/currently-playing-song",
    operation_id="getCurrentlyPlaying",
    summary="What plays on the listener's devices",
    response={200: wire.CurrentlyPlaying, **_READ},
)
def get_currently_playing(request: HttpRequest) -> wire.CurrentlyPlaying:
    """Null when nothing does."""
    with _player(request) as api:
        state = api.playback()
    return wire.CurrentlyPlaying(playing=None if state is None else describe_playback(state))


@router.get(
    "/player/devices",
    operation_id="listDevices",
    summary="The listener's devices that are on",
    response={200: wire.DeviceList, **_READ},
)
def list_devices(request: HttpRequest) -> wire.DeviceList:
    """Often empty."""
    with _player(request) as api:
        return wire.DeviceList(devices=[describe_device(device) for device in api.devices()])


@router.put(
    "/player/play",
    operation_id="play",
    summary="Play a list, or go on",
    response={200: wire.PlayAnswer, **_COMMAND},
)
def play(request: HttpRequest, wanted: wire.PlayRequest) -> wire.PlayAnswer:
    """Songs that Spotify does not have are left out and named."""
    with _player(request) as api:
        if wanted.playlist_id is None:
            playing.resume(api, wanted.device_id)
            if wanted.position_ms is not None:
                api.seek(wanted.position_ms, wanted.device_id)
            return wire.PlayAnswer(songs=0, not_found=[], waiting=0)
        songs = list(own_playlist(request, wanted.playlist_id).songs.all())
        start = playing.Start(wanted.device_id, wanted.position or 1, wanted.position_ms or 0)
        resolved = playing.play_songs(api, songs, start)
    return _handed_over(songs, resolved)


@router.post(
    "/player/queue",
    operation_id="queueSongs",
    summary="Put songs behind what plays",
    response={200: wire.PlayAnswer, **_COMMAND},
)
def queue_songs(request: HttpRequest, wanted: wire.QueueRequest) -> wire.PlayAnswer:
    """One call of Spotify's a song; to play a whole list, play it."""
    with _player(request) as api:
        songs = _songs(request, wanted.track_ids)
        resolved = playing.queue_songs(api, songs, wanted.device_id)
    return _handed_over(songs, resolved)


@router.post(
    "/player/next",
    operation_id="skipToNext",
    summary="The next song",
    response={204: None, **_COMMAND},
)
def skip_to_next(request: HttpRequest, wanted: wire.OnDevice) -> Status[None]:
    """Of what the device plays."""
    with _player(request) as api:
        api.next(wanted.device_id)
    return Status(204, None)


@router.post(
    "/player/previous",
    operation_id="skipToPrevious",
    summary="The song before",
    response={204: None, **_COMMAND},
)
def skip_to_previous(request: HttpRequest, wanted: wire.OnDevice) -> Status[None]:
    """Of what the device plays."""
    with _player(request) as api:
        api.previous(wanted.device_id)
    return Status(204, None)


@router.put(
    "/player/pause",
    operation_id="pause",
    summary="Pause",
    response={204: None, **_COMMAND},
)
def pause(request: HttpRequest, wanted: wire.OnDevice) -> Status[None]:
    """What is paused stays paused."""
    with _player(request) as api:
        playing.pause(api, wanted.device_id)
    return Status(204, None)


@router.put(
    "/player/seek",
    operation_id="seek",
    summary="Go to a place in the song",
    response={204: None, **_COMMAND},
)
def seek(request: HttpRequest, wanted: wire.SeekRequest) -> Status[None]:
    """In milliseconds from its beginning."""
    with _player(request) as api:
        api.seek(wanted.position_ms, wanted.device_id)
    return Status(204, None)


@router.put(
    "/player/set-volume",
    operation_id="setVolume",
    summary="Set the volume",
    response={204: None, **_COMMAND},
)
def set_volume(request: HttpRequest, wanted: wire.VolumeRequest) -> Status[None]:
    """Some devices have a volume of their own that cannot be set."""
    with _player(request) as api:
        api.set_volume(wanted.volume_percent, wanted.device_id)
    return Status(204, None)


@router.put(
    "/player/transfer-playback",
    operation_id="transferPlayback",
    summary="Play on another device",
    response={204: None, **_COMMAND},
)
def transfer_playback(request: HttpRequest, wanted: wire.TransferRequest) -> Status[None]:
    """The device becomes the active one."""
    with _player(request) as api:
        playing.on_fresh_device(
            lambda: api.transfer(wanted.device_id, play=wanted.play), wanted.device_id
        )
    return Status(204, None)


def _handed_over(songs: list[Song], resolved: Resolved) -> wire.PlayAnswer:
    return wire.PlayAnswer(
        songs=len(resolved.found),
        not_found=named(songs, resolved.not_found),
        waiting=len(resolved.waiting),
    )


def _songs(request: HttpRequest, track_ids: list[str]) -> list[Song]:
    """Songs of the visitor's lists or of the catalog, placed from 1; UnknownTrackError."""
    visitor_id = current_visitor(request)
    seen = Song.objects.filter(playlist__visitor=visitor_id, track_id__in=track_ids)
    known = {song.track_id: song for song in seen}
    unseen = [track_id for track_id in track_ids if track_id not in known]
    if unseen:
        catalog = wiring.catalog().songs(track_ids=unseen)
        known |= {one: _song(catalog.track(catalog.row_of(one))) for one in unseen}
    songs = [copy.copy(known[track_id]) for track_id in track_ids]
    for place, song in enumerate(songs, 1):
        song.position = place
    return songs


def _song(track: Track) -> Song:
    """A song that is in no list."""
    return Song(
        track_id=track.track_id,
        title=track.title,
        artists=list(track.artists),
        duration_ms=track.duration_ms,
    )
