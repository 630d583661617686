"""A report as one table for people."""

from __future__ import annotations

import math

from rich import box
from rich.console import Console
from rich.table import Table

from humoresque.offline_evaluation.baselines import ENGINE
from humoresque.offline_evaluation.report import Line, Report

# For files and pipes; terminals have their own.
_WIDTH = 120
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
        "n: values. Below a mean: 95 % bootstrap interval over wishes (grid), genres (one genre), "
        f"songs or listeners. {_MARK} the paired difference to {ENGINE} excludes 0."
    )
    for level in report.levels:
        out.print(
            f"{level.level:<10} median of the lists' median popularity {level.median:.1f}, 95 % of "
            f"them {level.low:.1f} to {level.high:.1f}, all {level.smallest:g} to "
            f"{level.largest:g} ({level.where}: {level.lists})"
        )
    for weak in report.weakest:
        out.print(
            f"weak: {weak.precision:.1f} of {weak.in_genres:.1f} ({weak.attainable:.1f} in the "
            f"level), {weak.emotion}, {weak.popularity}, {' + '.join(weak.genres)}"
        )
    for note in report.notes:
        out.print(note, markup=False)


def _figures(report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=0, pad_edge=False)
    table.add_column("")
    for name in report.methods:
        table.add_column(name.replace("-in-", "\nin "), justify="right", no_wrap=True)
    for at, line in enumerate(report.lines):
        last = at + 1 == len(report.lines) or report.lines[at + 1].section != line.section
        table.add_row(
            f"{line.measure}\n  {line.where}, n {line.ours.units:,}",
            *(_shown(line, name) for name in report.methods),
            end_section=last,
        )
    return table


def _shown(line: Line, name: str) -> str:
    """The figure, starred where it is apart, and its interval below."""
    figure = line.figures.get(name)
    if figure is None or math.isnan(figure.value):
        return ""
    difference = line.differences.get(name)
    mark = _MARK if difference is not None and difference.excludes_zero else " "
    value, low, high = (_rounded(number) for number in (figure.value, figure.low, figure.high))
    return f"{value}{mark}" if math.isnan(figure.low) else f"{value}{mark}\n{low}\N{EN DASH}{high}"


def _rounded(number: float) -> str:
    """Three decimals without the leading zero."""
    return f"{number:.3f}".replace("0.", ".", 1)
