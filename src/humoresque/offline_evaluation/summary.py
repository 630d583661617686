"""Judged lists as lines of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from humoresque.affect import EMOTIONS
from humoresque.offline_evaluation.baselines import ENGINE
from humoresque.offline_evaluation.bootstrap import Interval, Resampling
from humoresque.offline_evaluation.lists import JudgedLists, Mask
from humoresque.offline_evaluation.report import Level, Line, Weakness
from humoresque.recommender.request import Popularity

_NAMED_WEAKNESSES = 12
_LEVELS = (Popularity.LOW, Popularity.MEDIUM, Popularity.MAINSTREAM)
_LIKENESS = (0.2, 0.6)  # of two seeds' lists
_MOOD = {
    "precision": "mood precision@10",
    "mae": "mood error",
    "ndcg": "ndcg@10",
}
_LIST = ("artists", "length", "diversity", "novelty", "mood step", "tempo follows")
_PATH = ("spearman", "largest step", "steps kept", "path mae")
_CELLS, _CORNER = "all cells", "one genre, any popularity"
# Of the popularity medians, by whether every level must fill a list.
_WISHES = {False: "all wishes", True: "all levels fill a list"}

Floats = npt.NDArray[np.float64]


def lines_of(judged: JudgedLists, seed: int) -> tuple[Line, ...]:
    """Every measure of grid and corner with its intervals over wishes or genres."""
    lines = _Lines(judged, seed)
    return (*lines.match(), *lines.shift(), *lines.stability())


class _Part:
    """One of an evaluation's two parts, and the draws of what its requests have in common."""

    def __init__(self, judged: JudgedLists, seed: int, *, corner: bool) -> None:
        self.mask = judged.where(lambda asked, _: asked.corner is corner)
        self.unit = "genres" if corner else "wishes"
        places = np.flatnonzero(self.mask).tolist()
        groups = [judged.asked[place].group for place in places]
        self._drawn = Resampling(len(groups), seed, groups)

    def line(
        self, section: str, measure: str, where: str, values: Mapping[str, Floats], kept: Mask
    ) -> Line:
        """A measure by method, (n,) over all requests, where ``kept`` holds in this part."""
        own = {name: np.where(kept, of, np.nan)[self.mask] for name, of in values.items()}
        return Line(
            section=section,
            measure=measure,
            where=where,
            unit=self.unit,
            figures={name: self._drawn.mean(of) for name, of in own.items()},
            differences={
                name: self._drawn.difference(own[ENGINE], of)
                for name, of in own.items()
                if name != ENGINE
            },
        )


class _Lines:
    """Lines of one evaluation."""

    def __init__(self, judged: JudgedLists, seed: int) -> None:
        self._judged = judged
        self._seed = seed
        self._corner = _Part(judged, seed, corner=True)
        self._grid = _Part(judged, seed, corner=False)

    def match(self) -> Iterator[Line]:
        """Lists that stay with the expression."""
        judged = self._judged
        able = judged.where(lambda _, cell: cell.deliverable)
        for measure, title in _MOOD.items():
            yield from self._pairs("match", title, _values(judged.match, measure), able, _CORNER)
        precision = _values(judged.match, "precision")
        both, most = (
            {ENGINE: np.array(held)}
            for held in zip(*((of.attainable, of.in_genres) for of in judged.cells), strict=True)
        )
        for title, held in (("most in genres and level", both), ("most in the genres", most)):
            yield self._corner.line("match", title, _CORNER, held, self._corner.mask)
            yield self._grid.line("match", title, _CELLS, held, self._grid.mask)
        for where, some in self._shares():
            yield self._grid.line("match", _MOOD["precision"], where, precision, some)
            yield self._grid.line("match", "most in the genres", where, most, some)
        yield from self._kept()

    def _shares(self) -> Iterator[tuple[str, Mask]]:
        """Levels of popularity, then expressions."""
        wishes = [asked.request for asked in self._judged.asked]
        for of in (*Popularity, *EMOTIONS):
            yield of.value, np.array([of in (it.popularity, it.scores.top) for it in wishes])

    def _kept(self) -> Iterator[Line]:
        """Wishes beside the mood, and what lists are like."""
        judged = self._judged
        levelled = judged.where(lambda asked, _: asked.request.popularity in _LEVELS)
        genres, level = (_values(judged.match, measure) for measure in ("genres", "level"))
        fill, level_fill = (
            judged.where(lambda _, cell: cell.fills),
            judged.where(lambda _, cell: cell.level_fills),
        )
        yield self._grid.line(
            "match", "songs in the genres", "genres that fill a list", genres, fill
        )
        yield self._grid.line(
            "match", "songs in the level", "all cells of a level", level, levelled
        )
        yield self._grid.line(
            "match", "songs in the level", "levels that fill a list", level, levelled & level_fill
        )
        for measure in _LIST:
            values = _values(judged.match, measure)
            yield self._grid.line("match", measure, _CELLS, values, self._grid.mask)
        yield _coverage(judged)
        yield _in_order(judged, self._seed, filled=False)
        yield _in_order(judged, self._seed, filled=True)

    def shift(self) -> Iterator[Line]:
        """Lists that lead to a better place."""
        able = self._judged.where(lambda _, cell: cell.path_deliverable)
        for measure in _PATH:
            values = _values(self._judged.shift, measure)
            yield from self._pairs("shift", measure, values, able, "one genre, to any place")

    def stability(self) -> Iterator[Line]:
        """What the same seed and another one give."""
        likeness = self._judged.likeness
        low, high = _LIKENESS
        for measure, values in (
            ("same seed, same list", self._judged.same),
            ("another seed: Jaccard", likeness),
            ("… between .2 and .6", ((likeness >= low) & (likeness <= high)).astype(float)),
        ):
            yield self._grid.line("stability", measure, _CELLS, {ENGINE: values}, self._grid.mask)

    def _pairs(
        self, section: str, measure: str, values: Mapping[str, Floats], able: Mask, corner: str
    ) -> Iterator[Line]:
        """Corner, then grid: all of it, and what of it is ``able`` to be had."""
        every = np.ones(len(able), dtype=bool)
        yield self._corner.line(section, measure, corner, values, every)
        yield self._corner.line(section, measure, "… deliverable", values, able)
        yield self._grid.line(section, measure, _CELLS, values, every)
        yield self._grid.line(section, measure, "all deliverable", values, able)


def _values(judged: Mapping[str, Mapping[str, Floats]], measure: str) -> dict[str, Floats]:
    return {name: of[measure] for name, of in judged.items()}


def levels_of(judged: JudgedLists) -> tuple[Level, ...]:
    """How the lists' medians are spread at each level: of all wishes, then of the filled ones."""
    return tuple(
        Level(
            level.value,
            where,
            len(of),
            *(float(np.percentile(of, at)) for at in (50.0, 2.5, 97.5, 0.0, 100.0)),
        )
        for filled, where in _WISHES.items()
        for level, of in zip(_LEVELS, _medians(judged, filled=filled).T, strict=True)
        if len(of)
    )


def weakest_of(judged: JudgedLists) -> tuple[Weakness, ...]:
    """Requests whose lists miss most of what the genres hold for them, worst first."""
    precision = judged.match[ENGINE]["precision"]
    missed = np.array([cell.in_genres for cell in judged.cells]) - precision
    order = np.argsort(-missed, kind="stable")[:_NAMED_WEAKNESSES]
    return tuple(
        Weakness(
            asked.request.scores.top.value,
            str(asked.request.popularity),
            asked.request.genres,
            float(precision[place]),
            cell.attainable,
            cell.in_genres,
        )
        for place in order.tolist()
        if missed[place] > 0.0
        for asked, cell in ((judged.asked[place], judged.cells[place]),)
    )


def _coverage(judged: JudgedLists) -> Line:
    """A count of the run, not a mean over it: there is nothing to draw again."""
    figures = {
        name: Interval(share, np.nan, np.nan, len(judged.asked))
        for name, share in judged.coverage.items()
    }
    return Line("match", "coverage of the catalog", "all requests", "none", figures, {})


def _medians(judged: JudgedLists, *, filled: bool) -> Floats:
    """Median popularity of the recommender's lists, (wishes, levels), low to mainstream.

    A row is one wish at all three levels; where ``filled`` only if its genres fill each of them.
    """
    popularity = judged.match[ENGINE]["popularity"]
    wishes: dict[int, dict[object, float]] = {}
    for place, (asked, cell) in enumerate(zip(judged.asked, judged.cells, strict=True)):
        level = asked.request.popularity
        if not asked.corner and level in _LEVELS and (cell.level_fills or not filled):
            wishes.setdefault(asked.group, {})[level] = float(popularity[place])
    whole = [[of[level] for level in _LEVELS] for of in wishes.values() if len(of) == len(_LEVELS)]
    return np.array(whole).reshape(-1, len(_LEVELS))


def _in_order(judged: JudgedLists, seed: int, *, filled: bool) -> Line:
    medians = _medians(judged, filled=filled)
    figure = Interval(np.nan, np.nan, np.nan, 0)
    if len(medians):
        ordered = (np.diff(medians, axis=1) > 0.0).all(axis=1).astype(float)
        figure = Resampling(len(ordered), seed).mean(ordered)
    return Line("match", "levels in order", _WISHES[filled], "wishes", {ENGINE: figure}, {})
