"""The door of this room: a catalog → every figure of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.baselines import methods
from humoresque.offline_evaluation.grid import corner, requests
from humoresque.offline_evaluation.held_out import listener_lines
from humoresque.offline_evaluation.labelled import label_lines
from humoresque.offline_evaluation.labels import LabelledSongs
from humoresque.offline_evaluation.listening import Listener
from humoresque.offline_evaluation.lists import judge_lists
from humoresque.offline_evaluation.plan import Plan
from humoresque.offline_evaluation.report import Report
from humoresque.offline_evaluation.summary import levels_of, lines_of, weakest_of
from humoresque.recommender.profiles import Profiles, built_in_profiles
from humoresque.recommender.recommend import recommend


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
