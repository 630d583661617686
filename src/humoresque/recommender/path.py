"""Scores along a path → a list whose songs lead from one mood to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from humoresque.recommender.choice import TEMPO_TOLERANCE, Choice, tempo_gap
from humoresque.recommender.target import MAX_STEP

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Songs tried at every place, and beginnings of a list kept at each.
_WIDTH = 40
_BEAM = 10
_SORTED = 4 * _BEAM
# What a break costs on the score's scale: any step too large and each unit of it, each unit of one
# that is rather long, going back, a tempo that does not follow, a song that the seed passed over
# and one in reserve.
_BREAK_COST = 1.0
_LONG_STEP, _LONG_COST = 0.09, 3.0
_STEP_COST = 6.0
_BACK_COST = 6.0
_TEMPO_COST = 0.05
_PASSED_OVER_COST = 0.15
_RESERVE_COST = 10.0
_IMPOSSIBLE = 1e6
# Of the songs that ``variety`` would leave out; a path repeats less of another seed's list.
_PASSED_OVER_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Beginning:
    """A beginning of a list: what it is worth, its places and artists, and limited songs so far."""

    value: float
    places: tuple[int, ...]
    artists: frozenset[int]
    outside: int
    known: int


def choose_path(
    choice: Choice,
    scores: Floats,
    target: Floats,
    variety: float,
    rng: np.random.Generator,
) -> list[int]:
    """Places of ``choice.rows`` for a list along a path: (size, n) scores, (2, size) target mood.

    Looks for the songs that are nearest to their targets and follow from one another: onwards, in
    no step above MAX_STEP, with a tempo within 12 bpm or half or double of it. What the best way
    on from every song is worth is known before the first is chosen (dynamic programming,
    Bellman 1957); a beam search then keeps artists apart and limits kept. A seed passes some
    songs over, the more the larger ``variety``, unless there is no other.
    """
    share = _PASSED_OVER_SHARE * (1.0 - 1.0 / variety)
    passed_over = rng.random(len(choice.rows)) < share
    values = scores - _PASSED_OVER_COST * passed_over - _RESERVE_COST * choice.reserve
    values -= choice.outside_cost
    near = _nearest(choice, values)
    costs = _transitions(choice, near, target[:, -1] - target[:, 0])
    ways = _ways_on(values, near, costs)
    found = [_Beginning(0.0, (), frozenset(), 0, 0)]
    at: list[int] = []
    for place, songs in enumerate(near):
        own = values[place, songs]
        worth = np.array([path.value for path in found])[:, None] + own[None, :]
        if place:
            worth -= costs[place - 1][at]
        longer, at = _continued(choice, found, songs, worth, ways[place])
        if not longer:
            return _filled(choice, list(found[0].places), values)
        found = longer
    return list(found[0].places)


def _nearest(choice: Choice, values: Floats) -> Places:
    """The songs of greatest value at every place, half of them of the popularity asked for."""
    if choice.most_outside == choice.size:
        parts = [np.arange(len(choice.rows))]
    else:
        parts = [np.flatnonzero(choice.preferred), np.flatnonzero(~choice.preferred)]
    most = _WIDTH // len(parts)
    nearest = [part[_greatest(values[:, part], most)] for part in parts if len(part)]
    return np.concatenate(nearest, axis=1)


def _greatest(values: Floats, most: int) -> Places:
    width = min(most, values.shape[1])
    return np.argpartition(-values, width - 1, axis=1)[:, :width]


def _transitions(choice: Choice, near: Places, direction: Floats) -> Floats:
    """What following one song with another costs between neighbouring places: (size - 1, w, w)."""

    def both(values: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        if values.dtype == np.float64:
            values = values.astype(np.float32)  # halves the time
        return values[near[:-1]][:, :, None], values[near[1:]][:, None, :]

    ahead = direction @ choice.mood / max(float(np.linalg.norm(direction)), 1e-9)
    step = np.maximum(*(np.abs(np.subtract(*both(axis))) for axis in choice.mood))
    cost = _STEP_COST * np.maximum(step - MAX_STEP, 0.0) + _BREAK_COST * (step > MAX_STEP)
    cost += _LONG_COST * np.maximum(step - _LONG_STEP, 0.0)
    cost += _BACK_COST * np.maximum(np.subtract(*both(ahead)), 0.0)
    before, after = both(choice.tempo)
    cost += _TEMPO_COST * (tempo_gap(after, before) > TEMPO_TOLERANCE)
    cost[np.equal(*both(choice.catalog.first_artists[choice.rows]))] = _IMPOSSIBLE
    found: Floats = cost
    return found


def _ways_on(values: Floats, near: Places, costs: Floats) -> Floats:
    """What the best continuation after every song is worth, at every place: (size, w)."""
    ways = np.zeros(near.shape)
    for place in range(len(costs) - 1, -1, -1):
        following = values[place + 1, near[place + 1]] + ways[place + 1]
        ways[place] = (following[None, :] - costs[place]).max(axis=1)
    return ways


def _continued(
    choice: Choice, found: Sequence[_Beginning], songs: Places, worth: Floats, ways: Floats
) -> tuple[list[_Beginning], list[int]]:
    """The best beginnings that are one song longer, and where in ``songs`` each ends."""
    longer: list[_Beginning] = []
    ends: list[int] = []
    for flat in _best_first((worth + ways[None, :]).ravel()):
        which, at = divmod(flat, len(songs))
        path, place = found[which], int(songs[at])
        outside = path.outside + int(not choice.preferred[place])
        known = path.known + int(choice.known[place])
        if outside > choice.most_outside or known > choice.most_known:
            continue
        artists = choice.artists(place)
        if path.artists.isdisjoint(artists):
            places = (*path.places, place)
            value = float(worth[which, at])
            longer.append(_Beginning(value, places, path.artists.union(artists), outside, known))
            ends.append(at)
            if len(longer) == _BEAM:
                break
    return longer, ends


def _best_first(values: Floats) -> Iterator[int]:
    """Places of the greatest values, sorting no more of them than are taken, as a rule."""
    some = min(_SORTED, len(values)) - 1
    greatest = np.flatnonzero(values >= np.partition(values, len(values) - 1 - some)[-1 - some])
    yield from greatest[np.argsort(-values[greatest], kind="stable")].tolist()
    rest = np.setdiff1d(np.arange(len(values)), greatest, assume_unique=True)
    yield from rest[np.argsort(-values[rest], kind="stable")].tolist()


def _filled(choice: Choice, chosen: list[int], values: Floats) -> list[int]:
    """Go on with whatever is nearest, where no way on keeps artists apart and every limit."""
    heard = {code for place in chosen for code in choice.artists(place)}
    for place_values in values[len(chosen) :]:
        outside, known = (~choice.preferred)[chosen].sum(), choice.known[chosen].sum()
        beyond = ~choice.preferred if outside >= choice.most_outside else np.zeros(1, dtype=bool)
        beyond = beyond | (choice.known & bool(known >= choice.most_known))
        for place in np.lexsort((-place_values, np.broadcast_to(beyond, len(place_values)))):
            artists = choice.artists(place)
            if heard.isdisjoint(artists):
                heard.update(artists)
                chosen.append(int(place))
                break
    return chosen
