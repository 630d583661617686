"""A playlist that lasts: its songs in order, and a snapshot id that changes with every change."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from simulators.spotify.identifiers import new_id
from simulators.spotify.listeners import Listener


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in a playlist; ``added_at`` in seconds since 1970."""

    uri: str
    added_at: float


@dataclass(slots=True)
class Playlist:
    """A listener's playlist."""

    owner: Listener
    name: str
    description: str | None
    public: bool
    collaborative: bool
    id: str = field(default_factory=new_id)
    entries: list[Entry] = field(default_factory=list)
    version: int = 1

    @property
    def uri(self) -> str:
        """The playlist's Spotify URI."""
        return f"spotify:playlist:{self.id}"

    @property
    def snapshot_id(self) -> str:
        """Another one after every change: base64, which no address takes as it is."""
        changes = self.version.to_bytes(4)
        made_up = hashlib.sha256(self.id.encode() + changes).digest()[:20]
        return base64.b64encode(changes + made_up).decode()

    def changed(self) -> str:
        """Count a change; return the new snapshot id."""
        self.version += 1
        return self.snapshot_id
