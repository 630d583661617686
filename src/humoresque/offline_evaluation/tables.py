"""A report as one table for people."""

from __future__ import annotations

import math

from rich import box
from rich.console import Console
from rich.table import Table

from humoresque.offline_evaluation.baselines import ENGINE
from humoresque.offline_evaluation.bootstrap import Interval
from humoresque.offline_evaluation.report import Line, Report

# Six methods with their intervals, for files and pipes; terminals wrap.
_WIDTH = 235
_MARK = "*"


def print_report(report: Report, console: Console | None = None) -> None:
    """Measures in rows, methods in columns; a star where the paired difference is apart from 0."""
    out = console or Console(highlight=False)
    if not out.is_terminal:
        out.width = _WIDTH
    out.print(
        f"{report.engine} on {report.catalog} ({report.songs:,} songs), seed {report.seed}: "
        f"{report.lists:,} requests, each to match and to shift"
    )
    out.print(_figures(report))
    out.print(
        f"In brackets: 95 % bootstrap intervals over the unit. {_MARK} the paired difference to "
        f"{ENGINE} excludes 0."
    )
    for level in report.levels:
        out.print(
            f"{level.level:<10} median of the lists' median popularity {level.median:.1f}, 95 % of "
            f"them {level.low:.1f} to {level.high:.1f}, all {level.smallest:g} to "
            f"{level.largest:g} ({level.lists} lists)"
        )
    for weak in report.weakest:
        out.print(
            f"weak: {weak.precision:.1f} of {weak.attainable:.1f}, {weak.emotion}, "
            f"{weak.popularity}, {' + '.join(weak.genres)}"
        )
    for note in report.notes:
        out.print(note, markup=False)


def _figures(report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("", "", "n", "unit"):
        table.add_column(heading, justify="right" if heading == "n" else "left")
    for name in report.methods:
        table.add_column(name, justify="right")
    for at, line in enumerate(report.lines):
        last = at + 1 == len(report.lines) or report.lines[at + 1].section != line.section
        table.add_row(
            line.measure,
            line.where,
            f"{line.ours.units:,}",
            "" if line.unit == "none" else line.unit,
            *(_shown(line, name) for name in report.methods),
            end_section=last,
        )
    return table


def _shown(line: Line, name: str) -> str:
    figure = line.figures.get(name)
    if figure is None or math.isnan(figure.value):
        return ""
    difference = line.differences.get(name)
    mark = _MARK if difference is not None and difference.excludes_zero else ""
    return f"{_rounded(figure)}{mark}"


def _rounded(figure: Interval) -> str:
    """Three decimals without the leading zero; no brackets where there is no interval."""
    numbers = (figure.value, figure.low, figure.high)
    value, low, high = (f"{number:.3f}".replace("0.", ".", 1) for number in numbers)
    return value if math.isnan(figure.low) else f"{value} [{low}, {high}]"
