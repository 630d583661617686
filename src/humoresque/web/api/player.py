"""The listener's own player on Spotify."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from humoresque.web.api.schemas import spotify as wire
from humoresque.web.api.schemas.problem import BODY_PROBLEMS, problems
from humoresque.web.api.spotify_account import SPOTIFY_PROBLEMS

router = Router(tags=["player"])

_READ = problems(*SPOTIFY_PROBLEMS)
_COMMAND = problems(*BODY_PROBLEMS, *SPOTIFY_PROBLEMS, 404)


@router.get(
    "/currently-playing-song",
    operation_id="getCurrentlyPlaying",
    summary="What plays on the listener's devices",
    response={200: wire.CurrentlyPlaying, **_READ},
)
def get_currently_playing(request: HttpRequest) -> wire.CurrentlyPlaying:
    """Null when nothing does."""
    raise NotImplementedError


@router.get(
    "/player/devices",
    operation_id="listDevices",
    summary="The listener's devices that are on",
    response={200: wire.DeviceList, **_READ},
)
def list_devices(request: HttpRequest) -> wire.DeviceList:
    """Often empty."""
    raise NotImplementedError


@router.put(
    "/player/play",
    operation_id="play",
    summary="Play a list, or go on",
    response={200: wire.PlayAnswer, **_COMMAND},
)
def play(request: HttpRequest, wanted: wire.PlayRequest) -> wire.PlayAnswer:
    """Songs that Spotify does not have are left out and named."""
    raise NotImplementedError


@router.post(
    "/player/queue",
    operation_id="queueSongs",
    summary="Put songs behind what plays",
    response={200: wire.PlayAnswer, **_COMMAND},
)
def queue_songs(request: HttpRequest, wanted: wire.QueueRequest) -> wire.PlayAnswer:
    """One call of Spotify's a song; to play a whole list, play it."""
    raise NotImplementedError


@router.post(
    "/player/next",
    operation_id="skipToNext",
    summary="The next song",
    response={204: None, **_COMMAND},
)
def skip_to_next(request: HttpRequest, wanted: wire.OnDevice) -> Status[None]:
    """Of what the device plays."""
    raise NotImplementedError


@router.post(
    "/player/previous",
    operation_id="skipToPrevious",
    summary="The song before",
    response={204: None, **_COMMAND},
)
def skip_to_previous(request: HttpRequest, wanted: wire.OnDevice) -> Status[None]:
    """Of what the device plays."""
    raise NotImplementedError


@router.put(
    "/player/pause",
    operation_id="pause",
    summary="Pause",
    response={204: None, **_COMMAND},
)
def pause(request: HttpRequest, wanted: wire.OnDevice) -> Status[None]:
    """What is paused stays paused."""
    raise NotImplementedError


@router.put(
    "/player/seek",
    operation_id="seek",
    summary="Go to a place in the song",
    response={204: None, **_COMMAND},
)
def seek(request: HttpRequest, wanted: wire.SeekRequest) -> Status[None]:
    """In milliseconds from its beginning."""
    raise NotImplementedError


@router.put(
    "/player/set-volume",
    operation_id="setVolume",
    summary="Set the volume",
    response={204: None, **_COMMAND},
)
def set_volume(request: HttpRequest, wanted: wire.VolumeRequest) -> Status[None]:
    """Some devices have a volume of their own that cannot be set."""
    raise NotImplementedError


@router.put(
    "/player/transfer-playback",
    operation_id="transferPlayback",
    summary="Play on another device",
    response={204: None, **_COMMAND},
)
def transfer_playback(request: HttpRequest, wanted: wire.TransferRequest) -> Status[None]:
    """The device becomes the active one."""
    raise NotImplementedError
