"""Scores → a list: one song per artist, another good list for every seed, an order of play."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.target import MAX_STEP

Rows = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# The worst song of the pool is drawn about half as often as the best.
_POOL_SLOPE = 0.7
# Songs drawn from at each place of a path.
_PATH_CHOICE = 4
# What a step too large, and a tempo that does not follow, cost on the score's scale.
_STEP_COST = 1.0
_TEMPO_COST = 0.02
TEMPO_TOLERANCE = 12.0  # bpm


def distinct_artists(catalog: Catalog, rows: Rows, order: Places, count: int) -> list[int]:
    """First ``count`` places of ``rows`` along ``order`` that share no artist."""
    heard: set[int] = set()
    chosen: list[int] = []
    for place in order.tolist():
        artists = catalog.artist_codes(rows[place]).tolist()
        if heard.isdisjoint(artists):
            heard.update(artists)
            chosen.append(place)
            if len(chosen) == count:
                break
    return chosen


def draw(scores: Floats, size: int, rng: np.random.Generator) -> Places:
    """Places of ``size`` of the ``scores`` (best first), better ones likelier, best first again.

    Weighted sampling without replacement (Efraimidis & Spirakis 2006) with weights that fall
    by rank, so that how much lists differ between seeds does not depend on the scores' spread.
    """
    count = len(scores)
    if count <= size:
        return np.arange(count)
    rank = np.arange(count) / (count - 1)
    keys = rng.gumbel(size=count) - _POOL_SLOPE * rank
    return np.sort(np.argsort(-keys, kind="stable")[:size])


def choose_match(
    catalog: Catalog,
    rows: Rows,
    scores: Floats,
    *,
    size: int,
    variety: float,
    rng: np.random.Generator,
) -> list[int]:
    """Places of ``rows`` for a list that stays with one target; (n,) scores."""
    order = np.argsort(-scores, kind="stable")
    pool = np.array(distinct_artists(catalog, rows, order, round(variety * size)), dtype=np.int64)
    chosen = pool[draw(scores[pool], size, rng)]
    return _order_of_play(catalog, rows, chosen)


def choose_path(
    catalog: Catalog,
    rows: Rows,
    scores: Floats,
    mood: Floats,
    rng: np.random.Generator,
) -> list[int]:
    """Places of ``rows`` for a list that follows a path; (size, n) scores, (2, n) mood on [0, 1].

    Each place takes one of the songs nearest to its target that follow from the song before:
    no step in valence or energy above MAX_STEP where that can be had, and a tempo within
    12 bpm, or half or double of it.
    """
    tempo = catalog.feature("tempo")[rows].astype(np.float64)
    free = np.ones(len(rows), dtype=bool)
    heard: set[int] = set()
    chosen: list[int] = []
    for place_scores in scores:
        value = place_scores.copy()
        if chosen:
            last = chosen[-1]
            step = np.abs(mood - mood[:, last : last + 1]).max(axis=0)
            value -= _STEP_COST * np.maximum(step - MAX_STEP, 0.0)
            value -= _TEMPO_COST * (tempo_gap(tempo, tempo[last]) > TEMPO_TOLERANCE)
        order = np.argsort(-np.where(free, value, -np.inf), kind="stable")
        pool: list[int] = []
        for place in order.tolist():
            if not free[place] or len(pool) == _PATH_CHOICE:
                break
            if heard.isdisjoint(catalog.artist_codes(rows[place]).tolist()):
                pool.append(place)
            else:
                free[place] = False
        if not pool:
            break
        picked = pool[int(draw(value[pool], 1, rng)[0])]
        chosen.append(picked)
        free[picked] = False
        heard.update(catalog.artist_codes(rows[picked]).tolist())
    return chosen


def tempo_gap(tempo: Floats, other: float) -> Floats:
    """Gap in bpm to another tempo, or to its half or double, whichever is nearest."""
    gaps = [np.abs(tempo - other * factor) for factor in (0.5, 1.0, 2.0)]
    smallest: Floats = np.minimum.reduce(gaps)
    return smallest


def _order_of_play(catalog: Catalog, rows: Rows, chosen: Places) -> list[int]:
    """Best song first, then always the one that follows most smoothly in tempo and energy."""
    tempo = catalog.feature("tempo")[rows[chosen]].astype(np.float64)
    energy = catalog.rank("energy")[rows[chosen]].astype(np.float64)
    valence = catalog.rank("valence")[rows[chosen]].astype(np.float64)
    left = list(range(len(chosen)))
    played: list[int] = [left.pop(0)] if left else []
    while left:
        last = played[-1]
        others = np.array(left)
        break_in_tempo = np.maximum(tempo_gap(tempo[others], tempo[last]) / TEMPO_TOLERANCE, 1.0)
        break_in_mood = np.abs(energy[others] - energy[last]) + np.abs(
            valence[others] - valence[last]
        )
        played.append(left.pop(int(np.argmin(break_in_tempo * 0.1 + break_in_mood))))
    return [int(chosen[place]) for place in played]
