"""The devices that listeners own when nobody has opened a player in a browser yet."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from simulators.spotify.player import Device, Player

# Cleo has none: what plays, plays in her browser or not at all.
_OWNED = {
    "ana": (
        Device("", "Ana's phone", "Smartphone"),
        Device("", "Kitchen speaker", "Speaker", supports_volume=False),
        Device("", "Television", "TV", is_restricted=True),
    ),
    "ben": (Device("", "Ben's computer", "Computer", volume_percent=80),),
    "cleo": (),
    "dmitri": (Device("", "Dmitri's phone", "Smartphone"),),
}


def new_players() -> dict[str, Player]:
    """Return every listener's player: silent, with no device active."""
    return {key: Player({d.id: d for d in _devices(key)}) for key in _OWNED}


def device_id(*parts: str) -> str:
    """Return an id in the form of Spotify's: 40 hexadecimal digits."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:40]


def _devices(key: str) -> list[Device]:
    return [replace(owned, id=device_id(key, owned.name)) for owned in _OWNED[key]]
