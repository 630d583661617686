"""The grid's requests answered by every method, and judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.baselines import ENGINE, KNOWING_PATHS, Method, Rows
from humoresque.offline_evaluation.grid import Asked
from humoresque.offline_evaluation.measures import Cell, Judge
from humoresque.recommender.metrics import jaccard
from humoresque.recommender.profiles import Profiles

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# Seeds differ by this between the two lists of one request.
_OTHER_SEED = 1


@dataclass(frozen=True, slots=True)
class JudgedLists:
    """Measures by method and name, (n,) each, of ``n`` requests; ``coverage`` by method.

    ``same`` and ``likeness`` are the recommender's: whether the same seed gave the same list, and
    the Jaccard index with another seed's.
    """

    asked: tuple[Asked, ...]
    cells: tuple[Cell, ...]
    match: Mapping[str, Mapping[str, Floats]]
    shift: Mapping[str, Mapping[str, Floats]]
    coverage: Mapping[str, float]
    same: Floats
    likeness: Floats

    def where(self, holds: Callable[[Asked, Cell], bool]) -> Mask:
        """Requests for which something holds, (n,)."""
        return np.array([holds(a, c) for a, c in zip(self.asked, self.cells, strict=True)])


def judge_lists(
    catalog: Catalog,
    profiles: Profiles,
    asked: Sequence[Asked],
    methods: Mapping[str, Method],
    on_progress: Callable[[int], None],
) -> JudgedLists:
    """Ask every method for every request, once to match and once to shift.

    ``on_progress`` is told how many requests are done.
    """
    judge = Judge(catalog, profiles)
    cells: list[Cell] = []
    match: dict[str, list[Mapping[str, float]]] = {name: [] for name in methods}
    shift: dict[str, list[Mapping[str, float]]] = {name: [] for name in methods}
    heard: dict[str, set[int]] = {name: set() for name in methods}
    same, likeness = [], []
    for done, one in enumerate(asked, 1):
        cell = judge.cell(one.shifted())
        cells.append(cell)
        for name, method in methods.items():
            rows = method(one.request, np.random.default_rng(one.seed))
            heard[name].update(rows.tolist())
            match[name].append(judge.judge_match(cell, rows))
            led = rows
            if name in KNOWING_PATHS:
                led = method(one.shifted(), np.random.default_rng(one.seed))
            shift[name].append(judge.judge_shift(cell, led))
            if name == ENGINE:
                again, other = (
                    method(one.request, np.random.default_rng(seed))
                    for seed in (one.seed, one.seed + _OTHER_SEED)
                )
                same.append(float(np.array_equal(rows, again)))
                likeness.append(_likeness(rows, other))
        on_progress(done)
    return JudgedLists(
        asked=tuple(asked),
        cells=tuple(cells),
        match={name: _columns(judged) for name, judged in match.items()},
        shift={name: _columns(judged) for name, judged in shift.items()},
        coverage={name: len(rows) / catalog.size for name, rows in heard.items()},
        same=np.array(same),
        likeness=np.array(likeness),
    )


def _likeness(one: Rows, other: Rows) -> float:
    return jaccard([str(row) for row in one.tolist()], [str(row) for row in other.tolist()])


def _columns(judged: Sequence[Mapping[str, float]]) -> dict[str, Floats]:
    return {name: np.array([one[name] for one in judged]) for name in judged[0]}
