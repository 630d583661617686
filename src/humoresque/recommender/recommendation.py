"""What a listener gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from humoresque.affect import Emotion
from humoresque.catalog.track import Track
from humoresque.recommender.request import Mode, MoodPoint

Value = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One feature's part in a song's score: ``weight * (1 - distance)``, both in [0, 1].

    ``value``, ``low`` and ``high`` are in the scale the profile compares in.
    """

    feature: str
    value: float
    low: float
    high: float
    weight: float
    distance: float

    @property
    def contribution(self) -> float:
        """What the term adds to the score."""
        return self.weight * (1.0 - self.distance)


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell a person: a stable ``code`` and the facts of its sentence.

    Values are plain (JSON holds them), so that a message can be stored and told later in another
    language; see ``sentences.tell``.
    """

    code: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RecommendedTrack:
    """A song, its place in the list (from 1), its score in [0, 1] and why it is there.

    ``terms`` sum to the score, largest contribution first; ``mood`` is where the song lies on the
    mood map and ``target`` what its place in the list asked for.
    """

    position: int
    track: Track
    score: float
    terms: tuple[Term, ...]
    reasons: tuple[Message, ...]
    mood: MoodPoint
    target: MoodPoint


@dataclass(frozen=True, slots=True)
class Seeds:
    """What was drawn from the listener's history for this list: artist names and track ids."""

    artists: tuple[str, ...] = ()
    track_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Songs in order of play; ``relaxed`` tells which wishes could not be kept.

    ``path`` holds a point of the mood map for every place of the list; all are the same in
    ``match``. ``destination`` names where a shift leads to.
    """

    tracks: tuple[RecommendedTrack, ...]
    relaxed: tuple[Message, ...]
    path: tuple[MoodPoint, ...]
    emotion: Emotion
    mode: Mode
    destination: str | None
    seeds: Seeds
    profile: str
    engine: str


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask a listener whose expression is hard to tell: which of the two it is."""

    options: tuple[Emotion, Emotion]
