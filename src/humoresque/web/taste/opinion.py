"""What can be said of a song, and for how long it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

HALF_LIFE = timedelta(days=30)
NOT_NOW_FOR = timedelta(days=14)
MAX_OPINIONS = 2_000  # a visitor's
MOST_COUNTED = 200  # for one list, which remembers them
_NEGLIGIBLE = 0.01


@dataclass(frozen=True, slots=True)
class Judged:
    """A song that something can be said of, with what is shown of it later."""

    track_id: str
    title: str
    artists: tuple[str, ...]


class TooManyOpinionsError(Exception):
    """A visitor has said as much as is kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"At most {limit:,} opinions are kept; take some back first.")
        self.limit = limit


class OpinionKind(StrEnum):
    """A word on a song."""

    LIKE = "like"
    DISLIKE = "dislike"
    NOT_NOW = "not_now"


_STRENGTHS = {OpinionKind.LIKE: 1.0, OpinionKind.DISLIKE: -1.0, OpinionKind.NOT_NOW: -0.5}


def strength(kind: OpinionKind, age: timedelta) -> float:
    """How strongly it counts after ``age``, in [-1, 1]: halved every 30 days, zero in the end."""
    faded = _STRENGTHS[kind] * 0.5 ** (max(age, timedelta()) / HALF_LIFE)
    return faded if abs(faded) >= _NEGLIGIBLE else 0.0


def keeps_out(kind: OpinionKind, age: timedelta) -> bool:
    """Whether the song stays out of lists: a disliked one for good, ``not_now`` for 14 days."""
    return kind is OpinionKind.DISLIKE or (kind is OpinionKind.NOT_NOW and age < NOT_NOW_FOR)
