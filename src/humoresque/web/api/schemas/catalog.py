"""What there is to choose from."""

from __future__ import annotations

from pydantic import BaseModel, Field

from humoresque.affect import Emotion
from humoresque.recommender.request import Mode
from humoresque.web.api.schemas.base import MoodPoint, NamedPoint


class Genre(BaseModel):
    """A genre, how many tracks have it, and the family it is shown under."""

    name: str
    tracks: int
    family: str


class CatalogSummary(BaseModel):
    """Which songs are there to choose from."""

    name: str
    size: int
    description: str


class GenreList(BaseModel):
    """Genres by name; ``families`` are those that occur, in the order to show them."""

    genres: list[Genre]
    families: list[str]
    catalog: CatalogSummary


class Artist(BaseModel):
    """A name, how many tracks there are, and the popularity of the best known one."""

    name: str
    tracks: int
    popularity: int = Field(ge=0, le=100)


class ArtistList(BaseModel):
    """Best matches first."""

    artists: list[Artist]


class Mood(BaseModel):
    """Where an expression lies on the mood map, and where ``shift`` leads from it.

    ``mode`` is used when none is asked for. Nulls where the profile has no place or no shift.
    """

    emotion: Emotion
    point: MoodPoint | None
    mode: Mode
    shift: NamedPoint | None


class MoodList(BaseModel):
    """All seven, in their usual order."""

    profile: str
    moods: list[Mood]


class OwnMusic(BaseModel):
    """A listener's own files: whether they are set up, and whether this visitor may hear them.

    Without both there are no songs.
    """

    configured: bool
    allowed: bool
    songs: int
    genres: list[Genre]
