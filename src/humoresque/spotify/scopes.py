"""What a listener allows, and what each act needs (Spotify: Scopes)."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """Spotify's names."""

    USER_TOP_READ = "user-top-read"
    PLAYLIST_MODIFY_PRIVATE = "playlist-modify-private"
    PLAYLIST_MODIFY_PUBLIC = "playlist-modify-public"
    PLAYLIST_READ_PRIVATE = "playlist-read-private"
    STREAMING = "streaming"
    USER_READ_EMAIL = "user-read-email"
    USER_READ_PRIVATE = "user-read-private"
    USER_READ_PLAYBACK_STATE = "user-read-playback-state"
    USER_READ_CURRENTLY_PLAYING = "user-read-currently-playing"
    USER_MODIFY_PLAYBACK_STATE = "user-modify-playback-state"


LOG_IN = frozenset({Scope.USER_TOP_READ})
# Reading: to find a list whose creation was interrupted, and to look at what was saved.
SAVE = frozenset(
    {
        Scope.PLAYLIST_MODIFY_PRIVATE,
        Scope.PLAYLIST_MODIFY_PUBLIC,
        Scope.PLAYLIST_READ_PRIVATE,
    }
)
# The player in the page demands the e-mail and private scopes, though neither is read.
PLAY = frozenset(
    {
        Scope.STREAMING,
        Scope.USER_READ_EMAIL,
        Scope.USER_READ_PRIVATE,
        Scope.USER_READ_PLAYBACK_STATE,
        Scope.USER_READ_CURRENTLY_PLAYING,
        Scope.USER_MODIFY_PLAYBACK_STATE,
    }
)


class Purpose(StrEnum):
    """What a listener is asked for, one after the other: only when it is needed."""

    LOG_IN = "log-in"
    SAVE = "save"
    PLAY = "play"

    @property
    def scopes(self) -> frozenset[Scope]:
        """What Spotify has to be asked for."""
        return _SCOPES[self]


_SCOPES = {Purpose.LOG_IN: LOG_IN, Purpose.SAVE: SAVE, Purpose.PLAY: PLAY}
