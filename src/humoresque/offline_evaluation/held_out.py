"""Artists left out of real listeners' histories, and whether taste finds them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.baselines import ENGINE
from humoresque.offline_evaluation.bootstrap import Resampling
from humoresque.offline_evaluation.listening import Listener
from humoresque.offline_evaluation.plan import Plan
from humoresque.offline_evaluation.report import Line
from humoresque.recommender.profiles import Profiles
from humoresque.recommender.request import History, Personalization
from humoresque.recommender.seeds import draw_seeds
from humoresque.recommender.taste import taste_scores

LEVELS = (Personalization.HIGH, Personalization.MEDIUM, Personalization.LOW)
# Share of a listener's artists that is left out, artists beside each of them, and how far these
# may be from its popularity.
_SHARE = 0.25
_BESIDE = 20
_BAND = 5.0

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int32]


def listener_lines(
    catalog: Catalog, profiles: Profiles, plan: Plan, listeners: Sequence[Listener]
) -> tuple[Line, ...]:
    """AUC of held-out artists at each level of personalization, and the gaps between levels.

    A quarter of a listener's artists, drawn at random, is left out. The others, most played
    first, are the history; each artist left out is compared with ``_BESIDE`` artists of the
    catalog that the listener does not play, whose popularity differs by at most ``_BAND``. An
    artist's popularity and taste are the means over its songs. AUC is the share of pairs in which
    the one left out is more to the listener's taste, half of the ties; .5 is chance.
    """
    areas = _areas(catalog, profiles, plan, listeners)
    drawn = Resampling(len(next(iter(areas.values()))), plan.seed)
    where = "within a popularity band"
    lines = [
        Line("listeners", f"held-out artists: AUC, {level}", where, "listeners",
             {ENGINE: drawn.mean(areas[level])}, {})
        for level in LEVELS
    ]  # fmt: skip
    lines.extend(
        Line("listeners", f"… {higher} minus {lower}", where, "listeners",
             {ENGINE: drawn.difference(areas[higher], areas[lower])}, {})
        for higher, lower in pairwise(LEVELS)
    )  # fmt: skip
    return tuple(lines)


def _areas(
    catalog: Catalog, profiles: Profiles, plan: Plan, listeners: Sequence[Listener]
) -> Mapping[Personalization, Floats]:
    """AUC of every listener at every level."""
    artists = _Artists(catalog)
    areas: dict[Personalization, list[float]] = {level: [] for level in LEVELS}
    for number, listener in enumerate(listeners):
        rng = np.random.default_rng((plan.seed, number))
        out = rng.random(len(listener.artists)).argsort()[: round(_SHARE * len(listener.artists))]
        held_out = [listener.artists[place] for place in sorted(out.tolist())]
        known = History(tuple(name for name in listener.artists if name not in held_out))
        pairs = artists.pairs(held_out, listener.artists, rng)
        rows = artists.rows(pairs)
        for level in LEVELS:
            wanted = profiles.listener.taste.get(level)
            seeds = draw_seeds(catalog, known, wanted, rng)
            scores = artists.mean(taste_scores(catalog, seeds, rows), rows)
            areas[level].append(area(scores, pairs))
    return {level: np.array(of) for level, of in areas.items()}


def area(scores: Floats, pairs: Codes) -> float:
    """Share of (held out, beside) pairs (n, 2) whose first scores higher; ties count a half."""
    if not len(pairs):
        return float("nan")
    one, other = scores[pairs[:, 0]], scores[pairs[:, 1]]
    return float(((one > other) + 0.5 * (one == other)).mean())


class _Artists:
    """Artists of a catalog by number, those named first on some song."""

    def __init__(self, catalog: Catalog) -> None:
        self._codes = catalog.first_artists
        every = np.arange(catalog.size, dtype=np.int32)
        self._popularity = self.mean(catalog.popularity.astype(np.float64), every)
        names = catalog.table["artists"].to_pylist()
        self._code = {names[row][0]: int(code) for row, code in enumerate(self._codes.tolist())}

    def mean(self, values: Floats, rows: Rows) -> Floats:
        """Mean of some rows' values by artist (all,); NaN for one without any."""
        codes, count = self._codes[rows], int(self._codes.max()) + 1
        songs = np.bincount(codes, minlength=count)
        sums = np.bincount(codes, weights=values, minlength=count)
        means: Floats = np.divide(sums, songs, out=np.full(count, np.nan), where=songs > 0)
        return means

    def rows(self, pairs: Codes) -> Rows:
        """All songs of the artists in pairs."""
        return np.flatnonzero(np.isin(self._codes, np.unique(pairs))).astype(np.int32)

    def pairs(
        self, held_out: Sequence[str], played: Sequence[str], rng: np.random.Generator
    ) -> Codes:
        """Pairs (n, 2) of an artist left out and one beside it, never one that is played."""
        codes = [self._code[name] for name in played if name in self._code]
        free = np.isfinite(self._popularity)
        free[codes] = False
        pairs = []
        for name in held_out:
            code = self._code.get(name)
            if code is None:
                continue
            near = np.flatnonzero(
                free & (np.abs(self._popularity - self._popularity[code]) <= _BAND)
            )
            beside = rng.permutation(near)[:_BESIDE]
            pairs.append(np.stack([np.full(len(beside), code), beside], axis=1))
        return np.concatenate(pairs).astype(np.int32) if pairs else np.empty((0, 2), np.int32)
