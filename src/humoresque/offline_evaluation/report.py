"""What an evaluation found, as lines of figures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from humoresque.offline_evaluation.baselines import ENGINE
from humoresque.offline_evaluation.bootstrap import Interval


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: a figure a method, and the recommender minus each baseline where paired.

    ``unit`` says what was drawn again for the intervals.
    """

    section: str
    measure: str
    where: str
    unit: str
    figures: Mapping[str, Interval]
    differences: Mapping[str, Interval]

    @property
    def ours(self) -> Interval:
        """The recommender's own figure."""
        return self.figures[ENGINE]


@dataclass(frozen=True, slots=True)
class Level:
    """Medians of one level's lists: the middle one, 2.5th and 97.5th percentile, both ends.

    ``where`` says of which wishes.
    """

    level: str
    where: str
    lists: int
    median: float
    low: float
    high: float
    smallest: float
    largest: float


@dataclass(frozen=True, slots=True)
class Weakness:
    """A request whose list has fewer songs in the mood than its genres hold.

    ``attainable`` is what genres and level hold, ``in_genres`` what the genres do.
    """

    emotion: str
    popularity: str
    genres: tuple[str, ...]
    precision: float
    attainable: float
    in_genres: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was measured, and on what."""

    catalog: str
    songs: int
    engine: str
    profile: str
    seed: int
    lists: int
    methods: tuple[str, ...]
    lines: tuple[Line, ...]
    levels: tuple[Level, ...]
    weakest: tuple[Weakness, ...]
    notes: tuple[str, ...]

    def line(self, measure: str, where: str | None = None) -> Line:
        """The line of a measure, the first one where no place is named; KeyError."""
        for line in self.lines:
            if line.measure == measure and where in (None, line.where):
                return line
        raise KeyError((measure, where))

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON; a figure that is not defined is null."""
        return {
            "catalog": {"name": self.catalog, "songs": self.songs},
            "engine": self.engine,
            "profile": self.profile,
            "seed": self.seed,
            "lists": self.lists,
            "methods": list(self.methods),
            "lines": [
                {
                    "section": line.section,
                    "measure": line.measure,
                    "where": line.where,
                    "unit": line.unit,
                    "figures": {name: _plain(f) for name, f in line.figures.items()},
                    "differences": {name: _plain(f) for name, f in line.differences.items()},
                }
                for line in self.lines
            ],
            "popularity_medians": [
                {name: getattr(level, name) for name in Level.__slots__} for level in self.levels
            ],
            "weakest": [
                {
                    "emotion": weak.emotion,
                    "popularity": weak.popularity,
                    "genres": list(weak.genres),
                    "precision": round(weak.precision, 4),
                    "attainable": round(weak.attainable, 4),
                    "in_genres": round(weak.in_genres, 4),
                }
                for weak in self.weakest
            ],
            "notes": list(self.notes),
        }


def _plain(figure: Interval) -> dict[str, float | int | None]:
    value, low, high = (
        None if math.isnan(number) else round(number, 5)
        for number in (figure.value, figure.low, figure.high)
    )
    return {"value": value, "low": low, "high": high, "units": figure.units}
