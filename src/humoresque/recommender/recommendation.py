"""What a listener gets."""

from __future__ import annotations

from dataclasses import dataclass

from humoresque.catalog.track import Track
from humoresque.recommender.request import Mode


@dataclass(frozen=True, slots=True)
class RecommendedTrack:
    """A song, its place in the list (from 1), its score in [0, 1] and why it is there."""

    position: int
    track: Track
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Songs in order of play; ``relaxed`` says in plain sentences which wish was not kept."""

    tracks: tuple[RecommendedTrack, ...]
    relaxed: tuple[str, ...]
    profile: str
    mode: Mode
    engine: str
