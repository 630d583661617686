"""What goes over the wire. Lengths in pixels, probabilities and scores on [0, 1]."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.recommender.request import (
    DEFAULT_PROFILE,
    DEFAULT_SIZE,
    MAX_GENRES,
    MAX_SIZE,
    MIN_GENRES,
    MIN_SIZE,
    Mode,
)

# JavaScript holds whole numbers exactly up to 2^53; 32 bits are plenty for a seed.
MAX_SEED = 2**32 - 1

Unit = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]
# Whole numbers pass, but neither text nor true and false.
Share = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False, strict=True)]
SignedUnit = Annotated[float, Field(ge=-1.0, le=1.0)]


class Strict(BaseModel):
    """A request body: unknown names are errors, and errors never quote the input."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


# --- Errors ---------------------------------------------------------------------------------


class ProblemError(BaseModel):
    """One wrong value; ``pointer`` says where in the body (a JSON pointer fragment)."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """RFC 9457. ``type`` is stable and what programs should look at."""

    type: str = Field(examples=["urn:humoresque:problem:unknown-genre"])
    title: str
    status: int
    detail: str
    errors: list[ProblemError] | None = Field(None, description="Only where values are named")
    suggestions: list[str] | None = Field(None, description="Only for an unknown genre")


# --- Photo to emotion -----------------------------------------------------------------------


class Probabilities(Strict):
    """Seven calibrated probabilities that sum to one."""

    angry: Share
    disgust: Share
    fear: Share
    happy: Share
    sad: Share
    surprise: Share
    neutral: Share

    @model_validator(mode="after")
    def _sum_to_one(self) -> Self:
        self.to_scores()
        return self

    def to_scores(self) -> EmotionScores:
        """Return the rooms' own type; ValueError when they do not sum to one."""
        return EmotionScores({emotion: getattr(self, emotion.value) for emotion in EMOTIONS})

    @classmethod
    def of(cls, scores: EmotionScores) -> Self:
        """From the rooms' own type, to six decimals."""
        return cls(**{e.value: round(float(p), 6) for e, p in scores.probabilities.items()})


class PhotoRequest(Strict):
    """A photo as text."""

    image: str = Field(description="The photo file in base64, or as a data URL")


class Point(BaseModel):
    """A position in pixels of the upright image; the origin is the top left corner."""

    x: float
    y: float


class Box(BaseModel):
    """A bounding box in pixels of the upright image."""

    x: float
    y: float
    width: float
    height: float


class Landmarks(BaseModel):
    """Six points of a face. Left and right are the person's own."""

    right_eye: Point
    left_eye: Point
    nose_tip: Point
    mouth_center: Point
    right_ear: Point
    left_ear: Point


class FaceReading(BaseModel):
    """One face; ``score`` is how sure the detector is that it is one."""

    box: Box
    landmarks: Landmarks
    score: Unit
    emotion: Emotion
    uncertain: bool = Field(description="True when the person should be asked instead")
    probabilities: Probabilities
    valence: SignedUnit
    arousal: SignedUnit


class ImageSize(BaseModel):
    """Of the upright image, in pixels."""

    width: int
    height: int


class ModelName(BaseModel):
    """Which model read the face."""

    name: str
    version: str


class PhotoReading(BaseModel):
    """The largest face's reading, and all faces, largest first; nulls without a face."""

    emotion: Emotion | None
    uncertain: bool
    probabilities: Probabilities | None
    valence: SignedUnit | None
    arousal: SignedUnit | None
    faces: list[FaceReading]
    image: ImageSize
    model: ModelName


# --- Emotion to playlist --------------------------------------------------------------------


class PopularityLevel(StrEnum):
    """How well known the songs are."""

    MAINSTREAM = "Mainstream"
    MEDIUM = "Medium"
    LOW = "Low"


class PersonalizationLevel(StrEnum):
    """How much the listening history counts."""

    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"


def _lowered(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _capitalized(value: object) -> object:
    return value.strip().capitalize() if isinstance(value, str) else value


class PlaylistRequest(Strict):
    """Exactly one of ``emotion`` and ``probabilities``, and the wishes."""

    # Fixed choices in any case of letters; genres and profiles as the server's tables spell them.
    emotion: Annotated[Emotion, BeforeValidator(_lowered)] | None = None
    probabilities: Probabilities | None = None
    popularity: Annotated[PopularityLevel, BeforeValidator(_capitalized)]
    personalization: Annotated[PersonalizationLevel, BeforeValidator(_capitalized)]
    # The number of genres is checked by the recommender, which has an error of its own for it.
    genres: list[str] = Field(
        description="Names from /api/genres",
        json_schema_extra={"minItems": MIN_GENRES, "maxItems": MAX_GENRES},
    )
    mode: Annotated[Mode, BeforeValidator(_lowered)] | None = Field(
        None, description="Stay with the emotion or lead away from it; null: the profile decides"
    )
    profile: str = DEFAULT_PROFILE
    size: int = Field(DEFAULT_SIZE, ge=MIN_SIZE, le=MAX_SIZE, strict=True)
    seed: int | None = Field(
        None, ge=0, le=MAX_SEED, strict=True, description="Same seed, same list; null: a new one"
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.emotion is None) == (self.probabilities is None):
            msg = "give exactly one of 'emotion' and 'probabilities'"
            raise ValueError(msg)
        return self

    def to_scores(self) -> EmotionScores:
        """Return the probabilities, or all of it on the one emotion."""
        if self.probabilities is not None:
            return self.probabilities.to_scores()
        if self.emotion is None:
            msg = "a validated request has an emotion or probabilities"
            raise AssertionError(msg)
        return EmotionScores.certain(self.emotion)


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
    spotify_url: str
    features: TrackFeatures
    score: Unit
    reasons: list[str]


class Playlist(BaseModel):
    """A saved list and everything needed to make it again."""

    id: UUID
    name: str
    seed: int
    engine: str
    relaxed: list[str] = Field(description="Which wishes could not be kept, in sentences")
    notices: list[str] = Field(description="What the listener should know, in sentences")
    emotion: Emotion
    probabilities: Probabilities
    mode: Mode
    profile: str
    popularity: PopularityLevel
    personalization: PersonalizationLevel
    genres: list[str]
    created_at: datetime
    catalog: str
    tracks: list[PlaylistTrack]


# --- Catalog and state ----------------------------------------------------------------------


class Genre(BaseModel):
    """A genre and how many tracks have it."""

    name: str
    tracks: int


class CatalogSummary(BaseModel):
    """Which songs are there to choose from."""

    name: str
    size: int
    description: str


class GenreList(BaseModel):
    """Sorted by name."""

    genres: list[Genre]
    catalog: CatalogSummary


class ModelStatus(BaseModel):
    """The classifier in use; accuracies as its manifest states them."""

    name: str
    version: str
    sha256: str
    licence: str
    parameters: int
    accuracy: float | None
    macro_f1: float | None


class CatalogStatus(CatalogSummary):
    """``is_starter`` is true while no full catalog was imported."""

    is_starter: bool


class Status(BaseModel):
    """What is running; null for a part that cannot be loaded."""

    version: str
    model: ModelStatus | None
    catalog: CatalogStatus | None


class Live(BaseModel):
    """The process answers."""

    status: Literal["live"]


class Ready(BaseModel):
    """Model, catalog and targets are loaded."""

    status: Literal["ready"]
