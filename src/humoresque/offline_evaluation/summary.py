"""Judged lists as lines of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from humoresque.offline_evaluation.baselines import ENGINE
from humoresque.offline_evaluation.bootstrap import Interval, Resampling
from humoresque.offline_evaluation.grid import Asked
from humoresque.offline_evaluation.lists import JudgedLists, Mask
from humoresque.offline_evaluation.measures import Cell
from humoresque.offline_evaluation.report import Level, Line, Weakness
from humoresque.recommender.request import Popularity

_NAMED_WEAKNESSES = 12
_LEVELS = (Popularity.LOW, Popularity.MEDIUM, Popularity.MAINSTREAM)
_LIKENESS = (0.2, 0.6)  # of two seeds' lists
_MOOD = {
    "precision": "mood precision@10",
    "literature": "… by the literature's points",
    "mae": "mood error",
    "ndcg": "ndcg@10",
}
_LIST = ("artists", "length", "diversity", "novelty", "mood step", "tempo follows")
_PATH = ("spearman", "largest step", "steps kept", "path mae")
_CELLS, _CORNER = "all cells", "one genre, any popularity"

Floats = npt.NDArray[np.float64]


def lines_of(judged: JudgedLists, seed: int) -> tuple[Line, ...]:
    """Every measure of grid and corner with its intervals over requests."""
    lines = _Lines(judged, seed)
    return (*lines.match(), *lines.shift(), *lines.stability())


class _Lines:
    """Lines of one evaluation; ``corner`` and ``cells`` (n,) tell its two parts apart."""

    def __init__(self, judged: JudgedLists, seed: int) -> None:
        self._judged = judged
        self._seed = seed
        self._drawn = Resampling(len(judged.asked), seed)
        self._corner = judged.where(lambda asked, _: asked.corner)
        self._cells = ~self._corner

    def match(self) -> Iterator[Line]:
        """Lists that stay with the expression."""
        judged = self._judged
        able = judged.where(lambda _, cell: cell.deliverable)
        for measure, title in _MOOD.items():
            values = {name: of[measure] for name, of in judged.match.items()}
            yield self._line("match", title, _CORNER, values, self._corner)
            yield self._line("match", title, "… deliverable", values, self._corner & able)
            yield self._line("match", title, _CELLS, values, self._cells)
            yield self._line("match", title, "all deliverable", values, self._cells & able)
        held = {ENGINE: np.array([cell.attainable for cell in judged.cells])}
        for where, mask in ((_CORNER, self._corner), (_CELLS, self._cells)):
            yield self._line("match", "most that the catalog holds", where, held, mask)
        for measure, where, filled in (
            ("genres", "where the genres fill a list", judged.where(_fills)),
            ("level", "where the level fills a list", judged.where(_level_fills)),
        ):
            values = {name: of[measure] for name, of in judged.match.items()}
            yield self._line("match", f"songs in the {measure}", where, values, filled)
        for measure in _LIST:
            values = {name: of[measure] for name, of in judged.match.items()}
            yield self._line("match", measure, _CELLS, values, self._cells)
        yield _coverage(judged)
        yield _in_order(judged, self._seed)

    def shift(self) -> Iterator[Line]:
        """Lists that lead to a better place."""
        able = self._judged.where(lambda _, cell: cell.path_deliverable)
        for measure in _PATH:
            values = {name: of[measure] for name, of in self._judged.shift.items()}
            yield self._line("shift", measure, _CELLS, values, self._cells)
            yield self._line("shift", measure, "all deliverable", values, self._cells & able)
            to_any = "one genre, to any place"
            yield self._line("shift", measure, to_any, values, self._corner)
            yield self._line("shift", measure, "… deliverable", values, self._corner & able)

    def stability(self) -> Iterator[Line]:
        """What the same seed and another one give."""
        likeness = self._judged.likeness
        low, high = _LIKENESS
        for measure, values in (
            ("same seed, same list", self._judged.same),
            ("another seed: Jaccard", likeness),
            ("… between .2 and .6", ((likeness >= low) & (likeness <= high)).astype(float)),
        ):
            yield self._line("stability", measure, _CELLS, {ENGINE: values}, self._cells)

    def _line(
        self, section: str, measure: str, where: str, values: Mapping[str, Floats], mask: Mask
    ) -> Line:
        kept = {name: np.where(mask, of, np.nan) for name, of in values.items()}
        return Line(
            section=section,
            measure=measure,
            where=where,
            unit="requests",
            figures={name: self._drawn.mean(of) for name, of in kept.items()},
            differences={
                name: self._drawn.difference(kept[ENGINE], of)
                for name, of in kept.items()
                if name != ENGINE
            },
        )


def levels_of(judged: JudgedLists) -> tuple[Level, ...]:
    """How the lists' medians are spread at each level, where the genres can fill every level."""
    medians = _medians(judged)
    return tuple(
        Level(
            level.value,
            len(of),
            *(float(np.percentile(of, at)) for at in (50.0, 2.5, 97.5, 0.0, 100.0)),
        )
        for level, of in zip(_LEVELS, medians.T, strict=True)
        if len(of)
    )


def weakest_of(judged: JudgedLists) -> tuple[Weakness, ...]:
    """Requests whose lists miss most of what the catalog holds for them, worst first."""
    precision = judged.match[ENGINE]["precision"]
    attainable = np.array([cell.attainable for cell in judged.cells])
    missed = attainable - precision
    order = np.argsort(-missed, kind="stable")[:_NAMED_WEAKNESSES]
    return tuple(
        Weakness(
            asked.request.scores.top.value,
            str(asked.request.popularity),
            asked.request.genres,
            float(precision[place]),
            float(attainable[place]),
        )
        for place in order.tolist()
        if missed[place] > 0.0
        for asked in (judged.asked[place],)
    )


def _fills(_asked: Asked, cell: Cell) -> bool:
    return cell.fills


def _level_fills(asked: Asked, cell: Cell) -> bool:
    return cell.level_fills and asked.request.popularity is not Popularity.ANY


def _coverage(judged: JudgedLists) -> Line:
    """A count of the run, not a mean over it: there is nothing to draw again."""
    figures = {
        name: Interval(share, np.nan, np.nan, len(judged.asked))
        for name, share in judged.coverage.items()
    }
    return Line("match", "coverage of the catalog", "all cells", "none", figures, {})


def _medians(judged: JudgedLists) -> Floats:
    """Median popularity of the recommender's lists, (wishes, levels), low to mainstream.

    A row is one wish at all three levels; only those whose genres can fill every level.
    """
    popularity = judged.match[ENGINE]["popularity"]
    wishes: dict[tuple[object, ...], dict[object, float]] = {}
    for place, (asked, cell) in enumerate(zip(judged.asked, judged.cells, strict=True)):
        request = asked.request
        if cell.level_fills and request.popularity in _LEVELS:
            key = (request.scores.top, request.personalization, request.genres, request.history)
            wishes.setdefault(key, {})[request.popularity] = float(popularity[place])
    whole = [[of[level] for level in _LEVELS] for of in wishes.values() if len(of) == len(_LEVELS)]
    return np.array(whole).reshape(-1, len(_LEVELS))


def _in_order(judged: JudgedLists, seed: int) -> Line:
    medians = _medians(judged)
    where = "where every level fills a list"
    if not len(medians):
        nothing = Interval(np.nan, np.nan, np.nan, 0)
        return Line("match", "levels in order", where, "wishes", {ENGINE: nothing}, {})
    ordered = (np.diff(medians, axis=1) > 0.0).all(axis=1).astype(float)
    figure = Resampling(len(ordered), seed).mean(ordered)
    return Line("match", "levels in order", where, "wishes", {ENGINE: figure}, {})
