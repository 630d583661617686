"""What can be wrong when a playlist file is asked for."""

from __future__ import annotations

from collections.abc import Sequence


class PlaylistFileError(Exception):
    """Root of this room's exceptions."""


class UnknownPlaylistFormatError(PlaylistFileError):
    """A format that is not written."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(f"There is no such format; choose {', '.join(known)}.")
        self.known = tuple(known)
