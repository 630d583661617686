"""What ``humoresque evaluate`` and ``compare`` print, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from humoresque.training.compare import Comparison, McNemar
    from humoresque.training.evaluate import Report
    from humoresque.training.full_pipeline import PhotoReport
    from humoresque.training.metrics import ClassFigures, Evaluation

_VIEWS = {"single": "one view", "flip": "flip", "ten-crop": "ten crops"}
_NAMED_FILES = 5


def print_report(report: Report) -> None:
    """Accuracy by view and rows, figures by class, confusion matrix."""
    console = Console()
    answers = report.predictions
    console.print(
        f"{answers.model} ({answers.parameters:,} parameters) on {answers.on}", highlight=False
    )
    table = _table("", "rows", "accuracy", "95 % interval", "macro F1", "ECE")
    for mark, figures in (("", report.every_row), (" *", report.unseen)):
        for view, evaluation in figures.items():
            table.add_row(_VIEWS[view] + mark, *_summary(evaluation))
    console.print(table)
    if report.unseen:
        console.print("* rows without a copy in the training split\n")
    _print_classes(console, report.every_row["single"])


def print_photos(report: PhotoReport) -> None:
    """The same for whole photos, and how many could not be judged."""
    console = Console()
    answers = report.predictions
    console.print(f"{answers.model}, from whole photos in {answers.on}", highlight=False)
    total = len(answers.rows) + len(report.faceless) + len(report.unreadable)
    for what, paths in (("no face found", report.faceless), ("unreadable", report.unreadable)):
        if paths or what == "no face found":
            named = ", ".join(path.name for path in paths[:_NAMED_FILES])
            more = ", …" if len(paths) > _NAMED_FILES else ""
            colon = ": " if paths else ""
            line = f"{what} in {len(paths)} of {total} photos{colon}{named}{more}"
            console.print(line, highlight=False, soft_wrap=True)
    evaluation = answers.evaluate()
    table = _table("", "rows", "accuracy", "95 % interval", "macro F1", "ECE")
    table.add_row("photos with a face", *_summary(evaluation))
    console.print(table)
    _print_classes(console, evaluation)


def print_comparison(comparison: Comparison) -> None:
    """Models side by side, F1 by class, paired tests and the choice."""
    console = Console()
    console.print(f"{len(comparison.contestants)} models on {comparison.on}", highlight=False)
    names = [contestant.name for contestant in comparison.contestants]
    table = _table("", *names)
    evaluations = comparison.evaluations
    table.add_row("parameters", *(f"{c.judged.parameters:,}" for c in comparison.contestants))
    table.add_row("accuracy", *(f"{e.accuracy:.1%}" for e in evaluations))
    table.add_row("95 % interval", *map(_interval, evaluations))
    for name in ("precision", "recall", "f1"):
        shown = "F1" if name == "f1" else name
        table.add_row(f"macro {shown}", *(f"{getattr(e.macro, name):.3f}" for e in evaluations))
    table.add_row("ECE", *(f"{e.ece:.3f}" for e in evaluations), end_section=True)
    table.add_row(
        "training accuracy",
        *(_percent(contestant.training_accuracy) for contestant in comparison.contestants),
    )
    table.add_row("gap to these rows", *(_points(c.gap(c.judged)) for c in comparison.contestants))
    table.add_row(
        "gap to validation", *(_points(c.gap(c.validation)) for c in comparison.contestants)
    )
    console.print(table)

    table = _table("F1", *names)
    for label in evaluations[0].classes:
        table.add_row(label, *(f"{e.classes[label].f1:.2f}" for e in evaluations))
    console.print(table)
    _print_tests(console, comparison.tests)
    if comparison.choice is None:
        console.print("No choice: these rows have no validation split to choose on.")
    else:
        console.print(f"Chosen: {comparison.choice.model}", highlight=False)
        console.print(comparison.choice.reason, highlight=False)


def _print_tests(console: Console, tests: Sequence[McNemar]) -> None:
    table = _table("McNemar", "1st alone right", "2nd alone right", "exact p", "mid-p")
    for test in tests:
        table.add_row(
            f"{test.first} / {test.second}",
            f"{test.only_first:,}",
            f"{test.only_second:,}",
            f"{test.exact:.3g}",
            f"{test.mid_p:.3g}",
        )
    console.print(table)


def _print_classes(console: Console, evaluation: Evaluation) -> None:
    """In the form of scikit-learn's ``classification_report``, then the counts."""
    table = _table("", "precision", "recall", "F1", "support")
    last = len(evaluation.classes) - 1
    for position, (name, figures) in enumerate(evaluation.classes.items()):
        table.add_row(name, *_figures(figures), end_section=position == last)
    table.add_row("accuracy", "", "", f"{evaluation.accuracy:.2f}", f"{evaluation.rows:,}")
    table.add_row("macro avg", *_figures(evaluation.macro))
    table.add_row("weighted avg", *_figures(evaluation.weighted))
    console.print(table)

    names = list(evaluation.classes)
    console.print("Confusion matrix: labelled in rows, predicted in columns")
    letters = 8 if len(names) < 8 else 5  # noqa: PLR2004 - as many as 80 columns hold
    table = _table("", *(name[:letters] for name in names))
    for name, row in zip(names, evaluation.confusion, strict=True):
        table.add_row(name, *(f"{count:,}" for count in row))
    console.print(table)


def _table(first: str, *columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _summary(evaluation: Evaluation) -> tuple[str, ...]:
    return (
        f"{evaluation.rows:,}",
        f"{evaluation.accuracy:.1%}",
        _interval(evaluation),
        f"{evaluation.macro.f1:.3f}",
        f"{evaluation.ece:.3f}",
    )


def _interval(evaluation: Evaluation) -> str:
    low, high = evaluation.interval
    return f"{100 * low:.1f} to {100 * high:.1f}"


def _figures(figures: ClassFigures) -> tuple[str, ...]:
    return (
        f"{figures.precision:.2f}",
        f"{figures.recall:.2f}",
        f"{figures.f1:.2f}",
        f"{figures.support:,}",
    )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def _points(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} points"
