"""What a listener asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from humoresque.affect import EmotionScores
from humoresque.recommender.errors import GenreCountError, SizeError

MIN_GENRES = 1
MAX_GENRES = 3
MIN_SIZE = 5
MAX_SIZE = 50
DEFAULT_SIZE = 10
DEFAULT_PROFILE = "circumplex"


class Popularity(StrEnum):
    """How well known the songs should be: near 100, 70 or 20 of Spotify's 0 to 100."""

    MAINSTREAM = "mainstream"
    MEDIUM = "medium"
    LOW = "low"


class Personalization(StrEnum):
    """How much the listener's history counts; recorded until a history is connected."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Mode(StrEnum):
    """Stay with the expression (``match``) or lead from it to a better place (``shift``)."""

    MATCH = "match"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class RecommendationRequest:
    """Expression and wishes; refuses counts out of range with a RequestError.

    ``genres`` are one to three different names of the catalog in use, ``size`` is 5 to 50
    songs, and ``mode`` None takes the profile's default for the top emotion.
    """

    scores: EmotionScores
    popularity: Popularity
    personalization: Personalization
    genres: tuple[str, ...]
    mode: Mode | None = None
    profile: str = DEFAULT_PROFILE
    size: int = DEFAULT_SIZE

    def __post_init__(self) -> None:
        """Refuse counts that no catalog could serve."""
        count = len(self.genres)
        for place, genre in enumerate(self.genres):
            if genre in self.genres[:place]:
                raise GenreCountError(count, MIN_GENRES, MAX_GENRES, genre)
        if not MIN_GENRES <= count <= MAX_GENRES:
            raise GenreCountError(count, MIN_GENRES, MAX_GENRES)
        if not MIN_SIZE <= self.size <= MAX_SIZE:
            raise SizeError(self.size, MIN_SIZE, MAX_SIZE)
