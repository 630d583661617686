"""What Spotify's own recommendations are asked for (Spotify: Get Recommendations, deprecated)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_SEEDS = 5
MOST_RECOMMENDED = 100


class Attribute(StrEnum):
    """What a song can be near to, in Spotify's units.

    Tempo in beats per minute, loudness in dB, key 0 (C) to 11, mode 1 major and 0 minor,
    popularity 0 to 100, duration in ms, time signature in beats a bar; all others in [0, 1].
    """

    ACOUSTICNESS = "acousticness"
    DANCEABILITY = "danceability"
    DURATION_MS = "duration_ms"
    ENERGY = "energy"
    INSTRUMENTALNESS = "instrumentalness"
    KEY = "key"
    LIVENESS = "liveness"
    LOUDNESS = "loudness"
    MODE = "mode"
    POPULARITY = "popularity"
    SPEECHINESS = "speechiness"
    TEMPO = "tempo"
    TIME_SIGNATURE = "time_signature"
    VALENCE = "valence"


_WHOLE = {
    Attribute.DURATION_MS,
    Attribute.KEY,
    Attribute.MODE,
    Attribute.POPULARITY,
    Attribute.TIME_SIGNATURE,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One to five seeds altogether, and targets: songs near to them go first.

    Seeds are ids of artists and of songs, and genres by Spotify's names for seeds.
    """

    artists: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    limit: int = 20
    targets: Mapping[Attribute, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        seeds = len(self.artists) + len(self.tracks) + len(self.genres)
        if not 1 <= seeds <= MOST_SEEDS:
            message = f"Spotify recommends from 1 to {MOST_SEEDS} seeds, not {seeds}."
            raise ValueError(message)
        if not 1 <= self.limit <= MOST_RECOMMENDED:
            message = f"Spotify recommends 1 to {MOST_RECOMMENDED} songs, not {self.limit}."
            raise ValueError(message)

    def query(self) -> dict[str, str | int | float]:
        """As Spotify names it; seeds that there are none of are left out."""
        seeds = {
            "seed_artists": ",".join(self.artists),
            "seed_tracks": ",".join(self.tracks),
            "seed_genres": ",".join(self.genres),
        }
        wanted: dict[str, str | int | float] = {"limit": self.limit}
        wanted |= {name: value for name, value in seeds.items() if value}
        for attribute, target in self.targets.items():
            wanted[f"target_{attribute}"] = round(target) if attribute in _WHOLE else target
        return wanted
