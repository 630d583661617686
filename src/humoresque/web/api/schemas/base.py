"""What several topics use: strict bodies, numbers in their ranges, expressions, places."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.recommender import request as recommender

Unit = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]
# Whole numbers pass, but neither text nor true and false.
Share = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False, strict=True)]
# Unicode's categories: control characters, line and paragraph separators; then what has no shape.
_CONTROLS = frozenset({"Cc", "Zl", "Zp"})
_INVISIBLE = frozenset({"Cf", "Cn", "Co", "Mn", "Zs"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# For clients; `readable` refuses the same and more.
ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*$"
SignedUnit = Annotated[float, Field(ge=-1.0, le=1.0)]


class Strict(BaseModel):
    """A request body: unknown names are errors, and errors never quote the input."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


def lowered(value: object) -> object:
    """Let fixed choices be written in any case of letters."""
    return value.strip().lower() if isinstance(value, str) else value


def readable(name: str) -> str:
    """Refuse control characters, a turned writing direction, and names without a visible mark."""
    kinds = {unicodedata.category(mark) for mark in name}
    if kinds & _CONTROLS or _TURNS & set(name):
        msg = "must have no line breaks and other control characters"
        raise ValueError(msg)
    if kinds <= _INVISIBLE:
        msg = "must have a visible character"
        raise ValueError(msg)
    return name


EmotionWord = Annotated[Emotion, BeforeValidator(lowered)]


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


class MoodPoint(Strict):
    """A place on the mood map; percentile ranks of the catalog."""

    valence: Share
    energy: Share

    def to_point(self) -> recommender.MoodPoint:
        """Return the rooms' own type."""
        return recommender.MoodPoint(self.valence, self.energy)

    @classmethod
    def of(cls, point: recommender.MoodPoint) -> Self:
        """From the rooms' own type, to four decimals."""
        return cls(valence=round(point.valence, 4), energy=round(point.energy, 4))


class NamedPoint(BaseModel):
    """A place on the mood map that has a name."""

    name: str
    valence: Unit
    energy: Unit


class Question(BaseModel):
    """What to ask when an expression is hard to tell between two."""

    text: str = Field(description="In the language of Accept-Language")
    options: list[Emotion] = Field(min_length=2, max_length=2)
