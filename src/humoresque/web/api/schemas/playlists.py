"""Wishes in, lists out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    model_validator,
)

from humoresque.affect import Emotion, EmotionScores
from humoresque.recommender.request import (
    DEFAULT_PROFILE,
    DEFAULT_SIZE,
    MAX_GENRES,
    MAX_POPULARITY,
    MAX_SIZE,
    MIN_GENRES,
    MIN_SIZE,
    Mode,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.web.api.schemas.base import (
    ONE_LINE,
    EmotionWord,
    MoodPoint,
    NamedPoint,
    Probabilities,
    Question,
    Share,
    Strict,
    Unit,
    lowered,
    readable,
)
from humoresque.web.api.schemas.spotify import SavedPlaylist
from humoresque.web.listening.source import Source
from humoresque.web.taste.opinion import OpinionKind

# JavaScript holds whole numbers exactly up to 2^53; 32 bits are plenty for a seed.
MAX_SEED = 2**32 - 1
MAX_NAME = 100
MAX_LISTED = 100


def _in_utc(moment: datetime) -> datetime:
    """Refuse the last hours of the calendar, which other time zones do not have."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        msg = "lies outside the calendar"
        raise ValueError(msg) from None


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
PopularityValue = Annotated[float, Field(ge=0.0, le=MAX_POPULARITY)]


def _popularity(value: object) -> Popularity | float:
    """Read a level in any case of letters, or a number on the scale."""
    if isinstance(value, str) and value.strip().lower() in set(Popularity):
        return Popularity(value.strip().lower())
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and 0.0 <= value <= MAX_POPULARITY
    ):
        return float(value)
    levels = ", ".join(f"'{level}'" for level in Popularity)
    msg = f"must be one of {levels}, or a number from 0 to {MAX_POPULARITY:g}"
    raise ValueError(msg)


PopularityWish = Annotated[
    Popularity | float,
    PlainValidator(_popularity, json_schema_input_type=Popularity | PopularityValue),
]


class PlaylistRequest(Strict):
    """Exactly one of ``emotion`` and ``probabilities``, and the wishes."""

    # Fixed choices in any case of letters; genres and profiles as the server's tables spell them.
    emotion: EmotionWord | None = None
    probabilities: Probabilities | None = None
    popularity: PopularityWish = Field(description="A level, or a value aimed at from 0 to 100")
    personalization: Annotated[Personalization, BeforeValidator(lowered)]
    # The number of genres is checked by the recommender, which has an error of its own for it.
    genres: list[str] = Field(
        description="Names from /api/genres",
        json_schema_extra={"minItems": MIN_GENRES, "maxItems": MAX_GENRES},
    )
    mode: Annotated[Mode, BeforeValidator(lowered)] | None = Field(
        None, description="Stay with the emotion or lead away from it; null: the profile decides"
    )
    destination: MoodPoint | None = Field(
        None, description="Where to lead to; makes the mode shift. null: the profile's place"
    )
    profile: str = DEFAULT_PROFILE
    size: int = Field(DEFAULT_SIZE, ge=MIN_SIZE, le=MAX_SIZE, strict=True)
    seed: int | None = Field(
        None, ge=0, le=MAX_SEED, strict=True, description="Same seed, same list; null: a new one"
    )
    explicit: bool = Field(default=True, strict=True, description="False leaves explicit songs out")
    novelty: Share | None = Field(
        None,
        description="From the listener's own artists (0) to new ones (1); null: the profile's",
    )
    avoid_recent: Annotated[bool, Field(strict=True)] | None = Field(
        None, description="Avoid songs of the latest lists; null: yes, unless a seed is given"
    )
    source: Annotated[Source, BeforeValidator(lowered)] = Source.CATALOG
    ask: bool = Field(
        default=True,
        strict=True,
        description="Ask when probabilities are hard to tell; false goes on with the blend",
    )

    @model_validator(mode="after")
    def _one_expression(self) -> Self:
        if (self.emotion is None) == (self.probabilities is None):
            msg = "give exactly one of 'emotion' and 'probabilities'"
            raise ValueError(msg)
        return self

    def to_request(self) -> RecommendationRequest:
        """Return the rooms' own type, which refuses what no catalog could serve."""
        return RecommendationRequest(
            scores=self.to_scores(),
            popularity=self.popularity,
            personalization=self.personalization,
            genres=tuple(self.genres),
            mode=self.mode,
            profile=self.profile,
            size=self.size,
            destination=None if self.destination is None else self.destination.to_point(),
            explicit=self.explicit,
            novelty=self.novelty,
        )

    def to_scores(self) -> EmotionScores:
        """Return the probabilities, or all of it on the one emotion."""
        if self.probabilities is not None:
            return self.probabilities.to_scores()
        if self.emotion is None:
            msg = "a validated request has an emotion or probabilities"
            raise AssertionError(msg)
        return EmotionScores.certain(self.emotion)


class PlaylistQuestion(BaseModel):
    """Nothing was chosen yet: ask this, then send ``emotion``, or ``ask: false``."""

    question: Question


class TrackFeatures(BaseModel):
    """Spotify's audio features; on [0, 1] but for the first four."""

    tempo: float = Field(description="Beats per minute")
    key: int = Field(ge=0, le=11, description="Pitch class; C is 0")
    mode: int = Field(ge=0, le=1, description="1 major, 0 minor")
    loudness: float = Field(description="dB relative to full scale")
    valence: Unit
    energy: Unit
    danceability: Unit
    acousticness: Unit
    instrumentalness: Unit
    speechiness: Unit
    liveness: Unit


class Term(BaseModel):
    """One part of a song's score: its value against the range asked for, and what it adds."""

    feature: str
    value: float
    low: float
    high: float
    weight: float
    contribution: float


class PlaylistTrack(BaseModel):
    """A song in its place (from 1), and why it is there."""

    position: int
    track_id: str
    title: str
    artists: list[str]
    album: str | None
    genres: list[str]
    popularity: int = Field(ge=0, le=100)
    duration_ms: int
    explicit: bool
    spotify_url: str | None
    audio_url: str | None = Field(description="Of a listener's own file, where it may be played")
    features: TrackFeatures | None = Field(
        description="Null where Spotify chose a song that the catalog does not have"
    )
    score: Unit | None = Field(description="Null where there are no features")
    terms: list[Term] = Field(description="Sum up to the score, largest contribution first")
    mood: MoodPoint | None = Field(
        description="Where the song lies on the mood map; null where there are no features"
    )
    target: MoodPoint = Field(description="What its place in the list asked for")
    reasons: list[str]
    opinion: OpinionKind | None


class SongTitle(BaseModel):
    """A song by name."""

    title: str
    artists: list[str]


class Seeds(BaseModel):
    """What was drawn from the listener's history."""

    artists: list[str]
    songs: list[SongTitle]


class Playlist(BaseModel):
    """A saved list and everything needed to make it again."""

    id: UUID
    name: str
    seed: int
    engine: str = Field(description="What chose the songs: one of ours, or `spotify`")
    relaxed: list[str] = Field(description="Which wishes could not be kept, in sentences")
    emotion: Emotion
    probabilities: Probabilities
    mode: Mode
    path: list[MoodPoint] = Field(description="A point of the mood map for every place")
    destination: NamedPoint | None = Field(description="Where a shift leads to")
    profile: str
    popularity: Popularity | PopularityValue
    personalization: Personalization
    genres: list[str]
    size: int = Field(description="How many songs were asked for")
    explicit: bool
    novelty: Unit | None
    source: Source
    seeds: Seeds
    created_at: datetime
    catalog: str
    shared: bool
    share_url: str | None
    saved: SavedPlaylist | None = Field(description="In the listener's Spotify account")
    tracks: list[PlaylistTrack]


class PlaylistSummary(BaseModel):
    """A list in the history of lists; ``songs`` is how many it has."""

    id: UUID
    name: str
    created_at: datetime
    emotion: Emotion
    mode: Mode
    genres: list[str]
    songs: int
    shared: bool


class PlaylistPage(BaseModel):
    """Newest first; ``next`` is what to send as ``before`` for older ones, null at the end."""

    playlists: list[PlaylistSummary]
    next: str | None


class RenameRequest(Strict):
    """A new name, without line breaks and other control characters."""

    name: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True,
            min_length=1,
            max_length=MAX_NAME,
            pattern=ONE_LINE,
        ),
        AfterValidator(readable),
    ]


class ShareLink(BaseModel):
    """A link by which anyone sees the name and the songs, until it is taken back."""

    share_url: str


class SharedSong(BaseModel):
    """A song as those see it who were given the link."""

    model_config = ConfigDict(from_attributes=True)

    position: int
    title: str
    artists: list[str]
    album: str | None
    duration_ms: int
    explicit: bool
    spotify_url: str | None


class SharedPlaylist(BaseModel):
    """Name and songs; nothing of the expression, the wishes or the person."""

    name: str
    songs: list[SharedSong]
