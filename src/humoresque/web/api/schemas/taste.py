"""What a visitor told of their taste."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from humoresque.history.listening import HistoryFormat, LeftOut
from humoresque.web.api.schemas.base import Strict, lowered, readable
from humoresque.web.taste.opinion import OpinionKind

MAX_FAVOURITES = 50

ArtistName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(readable),
]


class OpinionRequest(Strict):
    """A word on a song; it replaces the one before."""

    opinion: Annotated[OpinionKind, BeforeValidator(lowered)]


class Opinion(BaseModel):
    """What was said of which song, and when."""

    track_id: str
    opinion: OpinionKind
    title: str
    artists: list[str]
    created_at: datetime


class FavouriteArtistsRequest(Strict):
    """All of them, dearest first; a name in any case of letters counts once."""

    artists: list[ArtistName] = Field(max_length=MAX_FAVOURITES)


class HistorySummary(BaseModel):
    """What is kept of an imported history.

    ``plays`` were counted from ``first`` to ``last`` (null when the files have no dates). The most
    played ``artists`` and ``songs``, at most 500 of each, were looked up in the catalog, and those
    that it has, ``known_artists`` and ``known_songs``, are what is kept.
    """

    imported_at: datetime
    plays: int
    first: date | None
    last: date | None
    artists: int
    songs: int
    known_artists: int
    known_songs: int
    top_artists: list[str] = Field(description="The most played of those that are kept")


class HistoryFile(BaseModel):
    """What became of one file, or of one file inside a zip.

    ``format`` null was passed over; ``left_out`` counts entries that are no plays, by reason.
    """

    name: str
    format: HistoryFormat | None
    plays: int
    left_out: dict[LeftOut, int]


class HistoryReport(BaseModel):
    """What was read, file by file, and what is kept of it."""

    history: HistorySummary
    files: list[HistoryFile]


class SpotifyListening(BaseModel):
    """Whether what a listener plays on Spotify counts for their lists; Spotify is not asked.

    ``artists`` and ``songs`` are how many the catalog has of those that Spotify told in the last
    ten minutes; null when it was not asked.
    """

    connected: bool
    artists: int | None
    songs: int | None


class Taste(BaseModel):
    """Everything known of a visitor's taste; opinions with the latest first."""

    favourite_artists: list[str]
    history: HistorySummary | None
    spotify: SpotifyListening
    opinions: list[Opinion]
