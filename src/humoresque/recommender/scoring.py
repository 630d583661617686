"""Songs against a target: a score in [0, 1] and the terms it is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.profiles import POPULARITY, Profile
from humoresque.recommender.target import Target

PITCH_CLASSES = 12.0
_POPULARITY_SPAN = 100.0

Rows = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


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


def compared_values(catalog: Catalog, profile: Profile, feature: str, rows: Rows) -> Floats:
    """Look up a feature of some tracks as the profile compares it (percentile rank or own unit)."""
    if feature == POPULARITY:
        column = catalog.popularity
    elif profile.ranked(feature):
        column = catalog.rank(feature)
    else:
        column = catalog.feature(feature)
    return column[rows].astype(np.float64)


def range_distance(
    values: Floats, low: Floats | float, high: Floats | float, span: float, *, circular: bool
) -> Floats:
    """Gap between values and a range over ``span``, in [0, 1]; keys go round a circle of 12."""
    if circular:
        middle = (np.asarray(low) + np.asarray(high)) / 2.0
        gap = np.abs(values - middle) % PITCH_CLASSES
        gap = np.minimum(gap, PITCH_CLASSES - gap)
    else:
        gap = np.maximum(np.maximum(low - values, values - high), 0.0)
    distance: Floats = np.minimum(gap / span, 1.0)
    return distance


def score_rows(catalog: Catalog, profile: Profile, target: Target, rows: Rows) -> Floats:
    """Weighted closeness of every track to every place: (places, len(rows)) in [0, 1].

    Terms are additive, as the cues of musical emotion are (Eerola, Friberg & Bresin 2013).
    """
    popularity = compared_values(catalog, profile, POPULARITY, rows)
    gap = np.abs(popularity - target.popularity) / _POPULARITY_SPAN
    total = target.popularity_weight[:, None] * gap[None, :]
    for name, feature in target.features.items():
        values = compared_values(catalog, profile, name, rows)[None, :]
        low, high = feature.low[:, None], feature.high[:, None]
        distance = range_distance(values, low, high, profile.spans[name], circular=name == "key")
        total += feature.weight[:, None] * distance
    scores: Floats = np.clip(1.0 - total, 0.0, 1.0)
    return scores


def score_terms(
    catalog: Catalog, profile: Profile, target: Target, row: int, place: int
) -> tuple[Term, ...]:
    """Terms of one track at one place, largest contribution first; they sum to its score."""
    rows = np.array([row], dtype=np.int32)
    at = min(place, target.places - 1)
    terms = []
    for name, feature in target.features.items():
        low, high = float(feature.low[at]), float(feature.high[at])
        values = compared_values(catalog, profile, name, rows)
        distance = range_distance(values, low, high, profile.spans[name], circular=name == "key")
        weight = float(feature.weight[at])
        terms.append(Term(name, float(values[0]), low, high, weight, float(distance[0])))
    value, level = float(catalog.popularity[row]), target.popularity
    gap = abs(value - level) / _POPULARITY_SPAN
    weight = float(target.popularity_weight[at])
    terms.append(Term(POPULARITY, value, level, level, weight, gap))
    return tuple(sorted(terms, key=lambda term: -term.contribution))
