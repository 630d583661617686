"""What the stand-ins of Spotify's scripts are told to do by tests and people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

EndsAt = Literal["end", "start"]


@dataclass(frozen=True, slots=True)
class Notice:
    """An event that a player in a browser is to emit, with its message."""

    event: str
    message: str


@dataclass(slots=True)
class StandIns:
    """Switches; `notices` wait by device id until the page asks for news.

    `autoplay`: a browser lets sound begin without a person's gesture. `embed_speed`: how many
    seconds of a song pass in one of the embedded player's. `embed_ends_at`: the position that
    the embedded player tells when a song is over.
    """

    sdk_initializes: bool = True
    autoplay: bool = True
    embed_speed: float = 1.0
    embed_ends_at: EndsAt = "end"
    notices: defaultdict[str, list[Notice]] = field(default_factory=lambda: defaultdict(list))
