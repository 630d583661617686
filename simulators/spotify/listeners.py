"""Who has an account at the simulated Spotify, and what each of them has listened to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from simulators.spotify.identifiers import made_up_id
from simulators.spotify.songs import Artist, Song, Songs

TIME_RANGES = ("short_term", "medium_term", "long_term")
_TOP = 50


@dataclass(slots=True)
class Listener:
    """An account; ``granted`` are the scopes given to the app, ``library`` URIs, newest first."""

    key: str
    premium: bool
    genres: frozenset[str]
    allowlisted: bool = True
    country: str = "PL"
    granted: set[str] = field(default_factory=set)
    granted_at: float = 0.0
    library: list[str] = field(default_factory=list)

    @property
    def display_name(self) -> str:
        """The name that Spotify shows."""
        return f"{self.key.title()} Simulated"

    @property
    def id(self) -> str:
        """The user id, which a listener may change."""
        return f"simulated-{self.key}"

    @property
    def account_id(self) -> str:
        """The pseudonymous id that never changes."""
        return made_up_id("account", self.key)

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"{self.key}@listeners.invalid"

    @property
    def described(self) -> str:
        """One line for the log-in page."""
        plan = "Premium" if self.premium else "Free"
        taste = ", ".join(sorted(self.genres)[:3]) if self.genres else "a new account"
        return f"{plan} · {taste}" + ("" if self.allowlisted else " · not on the app's list")


def new_listeners() -> dict[str, Listener]:
    """Return the four listeners as they are at the start."""
    listeners = (
        Listener(key="ana", premium=True, genres=frozenset({"soul", "funk", "jazz"})),
        Listener(
            key="ben",
            premium=False,
            genres=frozenset({"metal", "rock", "hard-rock", "grunge", "alt-rock"}),
        ),
        Listener(key="cleo", premium=True, genres=frozenset()),
        Listener(
            key="dmitri",
            premium=True,
            genres=frozenset({"techno", "house", "edm"}),
            allowlisted=False,
        ),
    )
    return {listener.key: listener for listener in listeners}


def top_tracks(listener: Listener, songs: Songs, time_range: str) -> list[Song]:
    """Return up to 50 songs, the most played first; each range has an order of its own."""
    heard = [song for song in songs if listener.genres.issuperset(song.genres)]
    return sorted(heard, key=lambda song: _plays(listener, song.id, time_range))[:_TOP]


def top_artists(listener: Listener, songs: Songs, time_range: str) -> list[Artist]:
    """Return up to 50 artists, the most played first."""
    heard = {
        song.artists[0].id: song.artists[0]
        for song in songs
        if listener.genres.issuperset(song.genres)
    }
    ordered = sorted(heard, key=lambda artist_id: _plays(listener, artist_id, time_range))
    return [heard[artist_id] for artist_id in ordered[:_TOP]]


def _plays(listener: Listener, played_id: str, time_range: str) -> tuple[int, str]:
    """A place in the order: half of it lasting, half of it this range's own."""
    lasting = hashlib.sha256(f"{listener.key} {played_id}".encode()).digest()[0]
    lately = hashlib.sha256(f"{listener.key} {played_id} {time_range}".encode()).digest()[0]
    return lasting + lately, played_id
