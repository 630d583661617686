"""One song with its audio features."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OWN_PREFIX = "own:"  # of the ids of listeners' own files


@dataclass(frozen=True, slots=True)
class Track:
    """A song as Spotify's catalogue describes it.

    ``popularity`` lies in [0, 100]. ``features`` holds tempo (beats per minute), key (pitch
    class 0 to 11, C is 0), mode (1 major, 0 minor), loudness (dB), and on [0, 1] valence,
    energy, danceability, acousticness, instrumentalness, speechiness and liveness.
    """

    track_id: str
    title: str
    artists: tuple[str, ...]
    album: str | None
    genres: tuple[str, ...]
    popularity: int
    duration_ms: int
    explicit: bool
    features: Mapping[str, float]

    @property
    def spotify_url(self) -> str | None:
        """Where the song can be heard; None for a listener's own file."""
        if self.track_id.startswith(OWN_PREFIX):
            return None
        return f"https://open.spotify.com/track/{self.track_id}"
