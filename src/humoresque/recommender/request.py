"""What a listener asks for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from humoresque.affect import EmotionScores
from humoresque.recommender.errors import (
    GenreCountError,
    NoveltyError,
    OpinionError,
    PointError,
    PopularityError,
    SizeError,
)

MIN_GENRES = 1
MAX_GENRES = 3
MIN_SIZE = 5
MAX_SIZE = 50
DEFAULT_SIZE = 10
MAX_POPULARITY = 100.0
DEFAULT_PROFILE = "circumplex"


class Popularity(StrEnum):
    """How well known the songs should be: near 100, 70 or 20 of Spotify's 0 to 100, or any."""

    MAINSTREAM = "mainstream"
    MEDIUM = "medium"
    LOW = "low"
    ANY = "any"


class Personalization(StrEnum):
    """Where in the listener's history the seeds are: at its top, further down, or nowhere."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Mode(StrEnum):
    """Stay with the expression (``match``) or lead from it to a better place (``shift``)."""

    MATCH = "match"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class MoodPoint:
    """A place on the mood map: valence and energy as percentile ranks of the catalog, [0, 1]."""

    valence: float
    energy: float

    def __post_init__(self) -> None:
        """Refuse what is not on the map with a PointError."""
        for axis, value in (("valence", self.valence), ("energy", self.energy)):
            if not (math.isfinite(value) and 0.0 <= value <= 1.0):
                raise PointError(axis, value)


@dataclass(frozen=True, slots=True)
class History:
    """What a listener plays, most played first; read for one request and never kept here.

    ``artists`` are names in any case of letters, ``track_ids`` those of the catalog; what the
    catalog lacks is passed over.
    """

    artists: tuple[str, ...] = ()
    track_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to draw seeds from."""
        return bool(self.artists or self.track_ids)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a listener said of a song: ``strength`` in [-1, 1], above zero liked, after decay."""

    track_id: str
    strength: float

    def __post_init__(self) -> None:
        """Refuse a strength out of range with an OpinionError."""
        if not (math.isfinite(self.strength) and -1.0 <= self.strength <= 1.0):
            raise OpinionError(self.strength)


@dataclass(frozen=True, slots=True)
class RecommendationRequest:
    """Expression and wishes; refuses values out of range with a RequestError.

    ``genres`` are one to three different names of the catalog in use, ``size`` is 5 to 50
    songs, and ``mode`` None takes the profile's default for the top emotion. ``popularity`` is a
    level or a value aimed at, 0 to 100. ``destination`` is where a path leads to instead of the
    profile's own place; it makes the mode ``shift``. ``novelty`` in [0, 1] leads from the
    listener's own artists (0) to artists that are new to them (1); None takes the profile's.
    ``explicit`` False leaves explicit songs out. Songs in ``excluded`` never come, those in
    ``avoided`` (heard lately) only where nothing else is left.
    """

    scores: EmotionScores
    popularity: Popularity | float
    personalization: Personalization
    genres: tuple[str, ...]
    mode: Mode | None = None
    profile: str = DEFAULT_PROFILE
    size: int = DEFAULT_SIZE
    destination: MoodPoint | None = None
    history: History = History()
    opinions: tuple[Opinion, ...] = ()
    excluded: frozenset[str] = frozenset()
    avoided: frozenset[str] = frozenset()
    explicit: bool = True
    novelty: float | None = None

    def __post_init__(self) -> None:
        """Refuse what no catalog could serve."""
        count = len(self.genres)
        for place, genre in enumerate(self.genres):
            if genre in self.genres[:place]:
                raise GenreCountError(count, MIN_GENRES, MAX_GENRES, genre)
        if not MIN_GENRES <= count <= MAX_GENRES:
            raise GenreCountError(count, MIN_GENRES, MAX_GENRES)
        if not MIN_SIZE <= self.size <= MAX_SIZE:
            raise SizeError(self.size, MIN_SIZE, MAX_SIZE)
        if not isinstance(self.popularity, Popularity) and not (
            math.isfinite(self.popularity) and 0.0 <= self.popularity <= MAX_POPULARITY
        ):
            raise PopularityError(self.popularity)
        if self.novelty is not None and not (
            math.isfinite(self.novelty) and 0.0 <= self.novelty <= 1.0
        ):
            raise NoveltyError(self.novelty)
