"""Songs against a target: a score in [0, 1] and the terms it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.recommendation import Term
from humoresque.recommender.tables import POPULARITY, Profile
from humoresque.recommender.target import MOOD, Target

PITCH_CLASSES = 12.0
_POPULARITY_SPAN = 100.0

Rows = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Addition:
    """What the listener's own music adds to a score: a weight, and closeness of rows (n,).

    Closeness lies in [0, 1]; the weights of all additions together are below 1, and the target's
    own terms share the rest.
    """

    weight: float
    closeness: Floats


Additions = Mapping[str, Addition]
_NONE: Additions = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Compared:
    """One feature of some tracks: values (n,), distance (places, n), the others (places, 1)."""

    name: str
    values: Floats
    low: Floats
    high: Floats
    weight: Floats
    distance: Floats


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


def score_rows(
    catalog: Catalog, profile: Profile, target: Target, rows: Rows, additions: Additions = _NONE
) -> Floats:
    """Weighted closeness of every track to every place: (places, len(rows)) in [0, 1].

    Terms are additive, as the cues of musical emotion are (Eerola, Friberg & Bresin 2013).
    """
    total = np.zeros((target.places, len(rows)))
    for compared in _compare(catalog, profile, target, rows):
        total += compared.weight * compared.distance
    total *= 1.0 - sum(addition.weight for addition in additions.values())
    for addition in additions.values():
        total += addition.weight * (1.0 - addition.closeness)
    scores: Floats = np.clip(1.0 - total, 0.0, 1.0)
    return scores


def score_terms(
    catalog: Catalog, profile: Profile, target: Target, rows: Rows, additions: Additions = _NONE
) -> list[tuple[Term, ...]]:
    """Terms of each track at its place of the list, largest contribution first.

    ``rows`` are a list in order of play and ``additions`` its closeness; a song's terms sum to its
    score.
    """
    left = 1.0 - sum(addition.weight for addition in additions.values())
    at = np.minimum(np.arange(len(rows)), target.places - 1)
    songs: list[list[Term]] = [[] for _ in range(len(rows))]
    for compared in _compare(catalog, profile, target, rows):
        columns = (compared.low, compared.high, compared.weight * left)
        limits = [column[at, 0].tolist() for column in columns]
        distances = compared.distance[at, np.arange(len(rows))].tolist()
        for terms, value, low, high, weight, distance in zip(
            songs, compared.values.tolist(), *limits, distances, strict=True
        ):
            terms.append(Term(compared.name, value, low, high, weight, distance))
    for name, addition in additions.items():
        for terms, closeness in zip(songs, addition.closeness.tolist(), strict=True):
            terms.append(Term(name, closeness, 1.0, 1.0, addition.weight, 1.0 - closeness))
    return [tuple(sorted(terms, key=lambda term: -term.contribution)) for terms in songs]


def mood_suits(
    catalog: Catalog, profile: Profile, target: Target, rows: Rows
) -> npt.NDArray[np.bool_]:
    """Whether tracks lie within the tolerance of the first place in valence and energy."""
    suits = np.ones(len(rows), dtype=bool)
    reach = target.extent + target.tolerance
    for name, point, far in zip(MOOD, target.mood[:, 0], reach, strict=True):
        values = compared_values(catalog, profile, name, rows)
        suits &= np.abs(values - point) <= far
    return suits


def _compare(catalog: Catalog, profile: Profile, target: Target, rows: Rows) -> Iterator[_Compared]:
    for name, feature in target.features.items():
        values = compared_values(catalog, profile, name, rows)
        low, high, weight = (c[:, None] for c in (feature.low, feature.high, feature.weight))
        span, circular = profile.spans[name], name == "key"
        same = bool((low == low[0]).all() and (high == high[0]).all())  # at every place
        ends = (low[:1], high[:1]) if same else (low, high)
        distance = range_distance(values[None, :], *ends, span, circular=circular)
        distance = np.broadcast_to(distance, (target.places, len(rows)))
        yield _Compared(name, values, low, high, weight, distance)
    values = compared_values(catalog, profile, POPULARITY, rows)
    aim = np.full((target.places, 1), target.popularity)
    gap = np.abs(values[None, :] - aim) / _POPULARITY_SPAN
    yield _Compared(POPULARITY, values, aim, aim, target.popularity_weight[:, None], gap)
