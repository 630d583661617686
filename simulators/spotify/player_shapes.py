"""Playback as JSON (Spotify's page "Web API: Get Playback State")."""

from __future__ import annotations

from datetime import UTC, datetime

from simulators.spotify.endpoint import Call
from simulators.spotify.player import Device, Item, Playback, Played, Player
from simulators.spotify.shapes import Json


def playback_shape(call: Call, playback: Playback) -> Json:
    """How it plays, without the device."""
    kind = "ad" if playback.item and playback.item.is_ad else "track"
    return {
        "timestamp": playback.changed_ms,
        "context": context_shape(call, playback.context_uri),
        "progress_ms": playback.position_ms if playback.item else None,
        "is_playing": playback.playing,
        "item": track_shape(call, playback.item),
        "currently_playing_type": kind if playback.item else "unknown",
        "actions": {"disallows": dict.fromkeys(playback.disallows, True)},
    }


def device_shape(player: Player, device: Device) -> Json:
    """A device; what takes no commands has no id to name in one."""
    return {
        "id": None if device.is_restricted else device.id,
        "is_active": device.id == player.active_id,
        "is_private_session": False,
        "is_restricted": device.is_restricted,
        "name": device.name,
        "supports_volume": device.supports_volume,
        "type": device.type,
        "volume_percent": device.volume_percent if device.supports_volume else None,
    }


def track_shape(call: Call, item: Item | None) -> Json | None:
    """A track, also one that was withdrawn while it played; nothing and advertisements are null."""
    song = call.state.songs.by_id.get(item.uri.rpartition(":")[2]) if item else None
    return call.shapes.track(song) if song else None


def played_shape(call: Call, played: Played) -> Json:
    """A song of the history."""
    at = datetime.fromtimestamp(played.at_ms / 1000, UTC)
    return {
        "track": track_shape(call, Item(played.uri, 0)),
        "played_at": f"{at:%Y-%m-%dT%H:%M:%S}.{played.at_ms % 1000:03}Z",
        "context": context_shape(call, played.context_uri),
    }


def context_shape(call: Call, uri: str | None) -> Json | None:
    """The list that a song belongs to; a list of songs alone is null."""
    if uri is None:
        return None
    _, kind, identifier = uri.split(":")
    origin = call.shapes.origin
    return {
        "type": kind,
        "href": f"{origin}/v1/{kind}s/{identifier}",
        "external_urls": {"spotify": f"{origin}/{kind}/{identifier}"},
        "uri": uri,
    }
