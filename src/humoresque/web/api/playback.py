"""What Spotify says of its players, as the wire has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from humoresque.spotify import models as spotify
from humoresque.web.api.schemas import spotify as wire

_Kind = Literal["track", "episode", "ad", "unknown"]
_ARTWORK_WIDTH = 300


def describe_playback(state: spotify.Playback) -> wire.Playback:
    """What plays; only a track is told of."""
    kind = state.currently_playing_type
    song = state.item if kind == "track" else None
    return wire.Playback.model_validate(
        {
            "is_playing": state.is_playing,
            "progress_ms": state.progress_ms,
            "kind": kind if kind in get_args(_Kind) else "unknown",
            "song": song and _song(song),
            "device": state.device and describe_device(state.device),
            "disallows": list(state.disallowed),
        }
    )


def describe_device(device: spotify.Device) -> wire.Device:
    """Something that plays."""
    return wire.Device.model_validate(device, from_attributes=True)


def _song(track: spotify.Track) -> wire.PlayingSong:
    return wire.PlayingSong(
        uri=track.uri,
        title=track.name,
        artists=[artist.name for artist in track.artists],
        album=track.album.name if track.album else None,
        image_url=_artwork(track.album.images) if track.album else None,
        duration_ms=track.duration_ms or 0,
        spotify_url=track.page,
    )


def _artwork(images: Sequence[spotify.Image]) -> str | None:
    """The smallest picture that is wide enough for a page, else the widest."""
    if not images:
        return None
    widest_first = sorted(images, key=lambda image: image.width or 0, reverse=True)
    wide = [image for image in widest_first if (image.width or 0) >= _ARTWORK_WIDTH]
    return (wide[-1] if wide else widest_first[0]).url
