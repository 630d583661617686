"""What the lab's commands share: the option for their rows, and the check for their tools."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from humoresque.training.datasets.clean import CleanRows
    from humoresque.training.datasets.dataset import FaceDataset

DataOption = Annotated[
    Path,
    typer.Option(
        "--data",
        envvar="HUMORESQUE_DATASET",
        help="FER2013 in any of its layouts, or a folder that `humoresque prepare` wrote.",
    ),
]


def read_rows(path: Path, *, quiet: bool = False) -> tuple[FaceDataset, CleanRows]:
    """Rows to train and judge on; prints what was left out unless ``quiet``."""
    from humoresque.training.datasets.rows import load_rows  # noqa: PLC0415

    data, rows = load_rows(path)
    if not quiet:
        for why, count in rows.dropped.items():
            typer.echo(f"left out of training, {why}: {count:,}")
        typer.echo(f"training rows: {len(rows.train):,}")
    return data, rows


def require(*modules: str) -> None:
    """Exit with a clear line if a tool of the lab is not installed."""
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        typer.echo(
            f"humoresque: this command needs {', '.join(missing)}; docs/training.md says how to "
            "install the training tools.",
            err=True,
        )
        raise typer.Exit(2)
