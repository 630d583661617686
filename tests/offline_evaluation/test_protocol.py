"""The whole of an evaluation."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from humoresque.affect import EMOTIONS
from humoresque.offline_evaluation import grid
from humoresque.offline_evaluation.plan import Plan
from humoresque.offline_evaluation.protocol import evaluate
from humoresque.offline_evaluation.report import Report
from humoresque.offline_evaluation.tables import print_report
from tests.catalog.made_up import made_up_catalog


@pytest.fixture(scope="module")
def thin() -> Report:
    """Hardly a list's worth of songs a genre, none of them mainstream."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "EMOTIONS", EMOTIONS[:1])
        catalog = made_up_catalog(60, artists=40, most_popular=60)
        return evaluate(catalog, Plan(genre_sets=1, genre_step=2))


def test_a_catalog_that_fills_no_level_is_measured_all_the_same(thin: Report) -> None:
    assert {level.where for level in thin.levels} == {"all wishes"}
    assert thin.line("levels in order", "all wishes").ours.units == 9
    assert thin.line("levels in order", "all levels fill a list").ours.units == 0
    assert thin.line("length", "all cells").ours.value > 0.9


def test_figures_that_are_not_defined_are_null_in_json(thin: Report) -> None:
    report = json.loads(json.dumps(thin.as_dict(), allow_nan=False))
    (line,) = (line for line in report["lines"] if line["where"] == "all levels fill a list")
    assert line["figures"]["humoresque"] == {"value": None, "low": None, "high": None, "units": 0}


def test_the_table_leaves_them_empty_and_marks_what_is_apart(thin: Report) -> None:
    shown = Console(file=io.StringIO(), width=10)
    print_report(thin, shown)
    assert isinstance(shown.file, io.StringIO)
    text = shown.file.getvalue()
    assert "nan" not in text
    assert max(len(line) for line in text.splitlines()) <= 120
    lines = [line.strip() for line in text.splitlines()]
    (place,) = (
        at
        for at, line in enumerate(lines)
        if "all cells" in line and lines[at - 1].startswith("mood error")
    )
    assert len(lines[place - 1].split()) - len(["mood", "error"]) == len(thin.methods)
    assert lines[place].count("\N{EN DASH}") == len(thin.methods)
    assert "*" in lines[place - 1]


def test_a_line_is_found_by_measure_and_place(thin: Report) -> None:
    assert thin.line("ndcg@10", "all cells").where == "all cells"
    with pytest.raises(KeyError):
        thin.line("ndcg@10", "nowhere")


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "EMOTIONS", EMOTIONS[:1])
        plan = Plan(genre_sets=1, genre_step=4, baselines=())
        report = evaluate(
            made_up_catalog(200), plan, on_progress=lambda *at: told.append((at[0], at[1]))
        )
    assert told[-1] == (report.lists, report.lists)
    assert report.methods == ("humoresque",)
