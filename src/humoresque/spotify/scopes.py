"""What a listener can agree to (Spotify's documentation, "Scopes"), and what needs which."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """The scopes that Humoresque asks for, never all at once."""

    TOP_READ = "user-top-read"
    PLAYLIST_MODIFY_PRIVATE = "playlist-modify-private"
    PLAYLIST_MODIFY_PUBLIC = "playlist-modify-public"
    PLAYLIST_READ_PRIVATE = "playlist-read-private"
    STREAMING = "streaming"
    READ_EMAIL = "user-read-email"
    READ_PRIVATE = "user-read-private"
    READ_PLAYBACK_STATE = "user-read-playback-state"
    READ_CURRENTLY_PLAYING = "user-read-currently-playing"
    MODIFY_PLAYBACK_STATE = "user-modify-playback-state"


class Purpose(StrEnum):
    """What a listener wants to do when they are asked to agree."""

    LOG_IN = "log-in"
    SAVE = "save"
    PLAY = "play"

    @property
    def scopes(self) -> frozenset[Scope]:
        """What the purpose needs."""
        return _NEEDED[self]


_NEEDED = {
    Purpose.LOG_IN: frozenset({Scope.TOP_READ}),
    # Reading finds a list whose creation was interrupted, and verifies what was saved.
    Purpose.SAVE: frozenset(
        {
            Scope.PLAYLIST_MODIFY_PRIVATE,
            Scope.PLAYLIST_MODIFY_PUBLIC,
            Scope.PLAYLIST_READ_PRIVATE,
        }
    ),
    # The e-mail and private pair is what the Web Playback SDK documents beside streaming.
    Purpose.PLAY: frozenset(
        {
            Scope.STREAMING,
            Scope.READ_EMAIL,
            Scope.READ_PRIVATE,
            Scope.READ_PLAYBACK_STATE,
            Scope.READ_CURRENTLY_PLAYING,
            Scope.MODIFY_PLAYBACK_STATE,
        }
    ),
}
