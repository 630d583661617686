"""The door of this room: a catalog → every figure of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.baselines import ENGINE, methods
from humoresque.offline_evaluation.bootstrap import Interval, Resampling
from humoresque.offline_evaluation.grid import Asked, corner, requests
from humoresque.offline_evaluation.held_out import listener_lines
from humoresque.offline_evaluation.labelled import label_lines
from humoresque.offline_evaluation.labels import LabelledSongs
from humoresque.offline_evaluation.listening import Listener
from humoresque.offline_evaluation.lists import JudgedLists, Mask, judge_lists
from humoresque.offline_evaluation.measures import Cell
from humoresque.offline_evaluation.plan import Plan
from humoresque.offline_evaluation.report import Level, Line, Report, Weakness
from humoresque.recommender.profiles import Profiles, built_in_profiles
from humoresque.recommender.recommend import recommend
from humoresque.recommender.request import Popularity

_NAMED_WEAKNESSES = 12
_LEVELS = (Popularity.LOW, Popularity.MEDIUM, Popularity.MAINSTREAM)

Floats = npt.NDArray[np.float64]


def evaluate(
    catalog: Catalog,
    plan: Plan,
    profiles: Profiles | None = None,
    *,
    labels: LabelledSongs | None = None,
    listeners: Sequence[Listener] | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Report:
    """Answer the grid's requests with every method and judge the lists.

    With ``labels`` songs are ranked for moods that others gave them, with ``listeners`` artists
    that were held out of a real listener's history. Deterministic for equal arguments.
    UnknownBaselineError, UnknownProfileError.
    """
    tables = built_in_profiles() if profiles is None else profiles
    asked = requests(catalog, plan.genre_sets, plan.seed, plan.profile)
    asked += corner(catalog, plan.genre_step, plan.seed, plan.profile)
    judged = judge_lists(
        catalog,
        tables,
        asked,
        methods(catalog, tables, plan.baselines),
        lambda done: on_progress(done, len(asked)),
    )
    lines, notes = list(lines_of(judged, plan.seed)), []
    if labels is not None:
        found, note = label_lines(catalog, tables, plan, labels)
        lines.extend(found)
        notes.append(note)
    if listeners is not None:
        lines.extend(listener_lines(catalog, tables, plan, listeners))
    first = recommend(asked[0].request, catalog, np.random.default_rng(0), tables)
    return Report(
        catalog=catalog.name,
        songs=catalog.size,
        engine=first.engine,
        profile=plan.profile,
        seed=plan.seed,
        lists=len(asked),
        methods=tuple(judged.match),
        lines=tuple(lines),
        levels=levels_of(judged),
        weakest=weakest_of(judged),
        notes=tuple(notes),
    )


def lines_of(judged: JudgedLists, seed: int) -> tuple[Line, ...]:
    """Every measure of the grid with its intervals over requests."""
    drawn = Resampling(len(judged.asked), seed)
    simple = judged.where(lambda asked, _: asked.corner)
    everywhere = ~simple
    deliverable = judged.where(lambda _, cell: cell.deliverable)
    lines: list[Line] = []

    def add(
        section: str, measure: str, where: str, values: Mapping[str, Floats], mask: Mask
    ) -> None:
        kept = {name: np.where(mask, of, np.nan) for name, of in values.items()}
        lines.append(
            Line(
                section=section,
                measure=measure,
                where=where,
                unit="requests",
                figures={name: drawn.mean(of) for name, of in kept.items()},
                differences={
                    name: drawn.difference(kept[ENGINE], of)
                    for name, of in kept.items()
                    if name != ENGINE
                },
            )
        )

    def match(measure: str, where: str, mask: Mask, title: str | None = None) -> None:
        values = {name: measures[measure] for name, measures in judged.match.items()}
        add("match", title or measure, where, values, mask)

    def shift(measure: str, where: str, mask: Mask) -> None:
        values = {name: measures[measure] for name, measures in judged.shift.items()}
        add("shift", measure, where, values, mask)

    for measure, title in (
        ("precision", "mood precision@10"),
        ("literature", "… by the literature's points"),
        ("mae", "mood error"),
        ("ndcg", "ndcg@10"),
    ):
        match(measure, "one genre, any popularity", simple, title)
        match(measure, "… deliverable", simple & deliverable, title)
        match(measure, "all cells", everywhere, title)
        match(measure, "all deliverable", everywhere & deliverable, title)
    held = {ENGINE: np.array([cell.attainable for cell in judged.cells])}
    add("match", "most that the catalog holds", "one genre, any popularity", held, simple)
    add("match", "most that the catalog holds", "all cells", held, everywhere)
    match("genres", "where the genres fill a list", judged.where(_fills), "songs in the genres")
    match("level", "where the level fills a list", judged.where(_level_fills), "songs in the level")
    for measure in ("artists", "length", "diversity", "novelty", "mood step", "tempo follows"):
        match(measure, "all cells", everywhere)
    path = judged.where(lambda _, cell: cell.path_deliverable)
    for measure in ("spearman", "largest step", "steps kept", "path mae"):
        shift(measure, "all cells", everywhere)
        shift(measure, "all deliverable", everywhere & path)
        shift(measure, "one genre, to any place", simple)
        shift(measure, "… deliverable", simple & path)
    add("stability", "same seed, same list", "all cells", {ENGINE: judged.same}, everywhere)
    add("stability", "another seed: Jaccard", "all cells", {ENGINE: judged.likeness}, everywhere)
    between = ((judged.likeness >= 0.2) & (judged.likeness <= 0.6)).astype(float)  # noqa: PLR2004
    add("stability", "… between .2 and .6", "all cells", {ENGINE: between}, everywhere)
    lines.append(_coverage(judged))
    lines.append(_in_order(judged, seed))
    return tuple(lines)


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
