"""Everything that the simulated Spotify remembers, in memory, under one lock."""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import Literal

from simulators.spotify.devices import new_players
from simulators.spotify.exchanges import Exchange
from simulators.spotify.faults import Fault
from simulators.spotify.listeners import Listener, new_listeners
from simulators.spotify.player import Player
from simulators.spotify.playlists import Playlist
from simulators.spotify.songs import Song, Songs, starter_songs

CLIENT_ID = "simulated-client-id"
CLIENT_SECRET = "simulated-client-secret"  # noqa: S105  of an app that exists nowhere
ACCESS_TOKEN_S = 3600
CODE_S = 600
AUTHORIZATION_S = 180 * 24 * 3600
_REMEMBERED_REQUESTS = 1000
# As long as Spotify's own, so that no column or header turns out too short for them.
_TOKEN_BYTES = 120

Mode = Literal["devmode", "legacy"]
EndsAt = Literal["end", "start"]


@dataclass(slots=True)
class App:
    """The one app that is registered: its kind, its owner's plan, its redirect URIs."""

    redirect_uris: tuple[str, ...]
    mode: Mode = "devmode"
    owner_premium: bool = True


@dataclass(frozen=True, slots=True)
class Code:
    """What an authorization code stands for; times are seconds since 1970."""

    listener: Listener
    scopes: frozenset[str]
    redirect_uri: str
    challenge: str | None
    issued_at: float


@dataclass(slots=True)
class AccessToken:
    """Whose it is (None: the app's own) and until when."""

    listener: Listener | None
    scopes: frozenset[str]
    expires_at: float


@dataclass(slots=True)
class RefreshToken:
    """A listener's standing permission; it dies six months after ``authorized_at``."""

    listener: Listener
    scopes: frozenset[str]
    authorized_at: float
    public: bool
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was answered, without query, headers or body; status 0: cut off."""

    method: str
    path: str
    status: int
    listener: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """An event that a player in a browser is to emit, with its message."""

    event: str
    message: str


@dataclass(slots=True)
class StandIns:
    """What the stand-ins of Spotify's scripts are told to do; `notices` wait by device id.

    `autoplay`: a browser lets sound begin without a person's gesture. `embed_speed`: how many
    seconds of a song pass in one of the embedded player's. `embed_ends_at`: the position that
    the embedded player tells when a song is over.
    """

    sdk_initializes: bool = True
    autoplay: bool = True
    embed_speed: float = 1.0
    embed_ends_at: EndsAt = "end"
    notices: defaultdict[str, list[Notice]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class State:
    """The whole service. Whoever reads or changes it holds ``lock``."""

    app: App
    lock: threading.RLock = field(default_factory=threading.RLock)
    songs: Songs = field(default_factory=starter_songs)
    listeners: dict[str, Listener] = field(default_factory=new_listeners)
    players: dict[str, Player] = field(default_factory=new_players)
    stand_ins: StandIns = field(default_factory=StandIns)
    playlists: dict[str, Playlist] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    browsers: dict[str, Listener] = field(default_factory=dict, repr=False)
    codes: dict[str, Code] = field(default_factory=dict, repr=False)
    access_tokens: dict[str, AccessToken] = field(default_factory=dict, repr=False)
    refresh_tokens: dict[str, RefreshToken] = field(default_factory=dict, repr=False)
    # Codes and verifiers that came to the token endpoint: dead there, and still nobody's to read.
    spent: set[str] = field(default_factory=set, repr=False)
    faults: list[Fault] = field(default_factory=list)
    token_calls: Counter[str] = field(default_factory=Counter)
    requests: deque[Request] = field(default_factory=lambda: deque(maxlen=_REMEMBERED_REQUESTS))
    # As many as it has room for; in the beginning for none.
    exchanges: deque[Exchange] = field(default_factory=lambda: deque(maxlen=0), repr=False)
    ahead_s: float = 0.0

    def reset(self) -> None:
        """Forget everything but what it was started with; old tokens are unknown again."""
        room = self.exchanges.maxlen
        fresh = State(App(self.app.redirect_uris), exchanges=deque(maxlen=room))
        for name in State.__slots__:
            if name != "lock":
                setattr(self, name, getattr(fresh, name))

    def now(self) -> float:
        """Seconds since 1970, ahead of the real clock by what was asked for."""
        return time.time() + self.ahead_s

    def song(self, track_id: str) -> Song | None:
        """Return a song that is here and has not been withdrawn."""
        return None if track_id in self.withdrawn else self.songs.by_id.get(track_id)

    def available(self) -> list[Song]:
        """Every song that has not been withdrawn, in the catalogue's order."""
        return [song for song in self.songs if song.id not in self.withdrawn]

    def playlists_of(self, listener: Listener) -> list[Playlist]:
        """Return the playlists in a listener's library, the newest first."""
        return [
            playlist
            for playlist in reversed(self.playlists.values())
            if playlist.uri in listener.library
        ]

    def secrets(self) -> set[str]:
        """Return every token, code and verifier that was given or shown here."""
        return {*self.access_tokens, *self.refresh_tokens, *self.codes, *self.spent, CLIENT_SECRET}

    def revoke(self, listener: Listener) -> None:
        """The listener takes the app's access back: nothing is granted, nothing refreshes."""
        listener.granted.clear()
        for token in self.refresh_tokens.values():
            if token.listener is listener:
                token.revoked = True

    def expire(self, listener: Listener) -> None:
        """End the listener's access tokens as if their hour were over."""
        for token in self.access_tokens.values():
            if token.listener is listener:
                token.expires_at = self.now()


def new_secret(kind: str) -> str:
    """Return a token or code that names its kind, which makes it easy to look for in logs."""
    return f"simulated-{kind}-{secrets.token_urlsafe(_TOKEN_BYTES)}"
