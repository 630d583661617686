"""One call of the Web API, as a value. The access token is no part of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from humoresque.spotify.errors import NotFoundOnSpotifyError

_NAME = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Request:
    """``path`` below the API's address; ``body`` becomes JSON, and None is no body at all."""

    method: str
    path: str
    query: Mapping[str, str | int | float] = field(default_factory=dict)
    body: Mapping[str, object] | None = None

    @property
    def idempotent(self) -> bool:
        """Whether it may be sent twice and leave what once would have left."""
        return self.method != "POST"

    @property
    def to_player(self) -> bool:
        """Whether a player is asked or told something."""
        return self.path.startswith("/me/player")


def path_of(collection: str, name: str, rest: str = "") -> str:
    """The path of one thing; what cannot be the name of any is not asked for.

    Raises:
        NotFoundOnSpotifyError: ``name`` is none of Spotify's.

    """
    path = f"/{collection}/{name}{rest}"
    if not _NAME.fullmatch(name):
        raise NotFoundOnSpotifyError(path)
    return path
