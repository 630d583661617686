"""``humoresque catalog scan``: a listener's own files as a catalog."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from humoresque.cli.catalog import AsJson, DataFolder, resolve_data_folder

if TYPE_CHECKING:
    from humoresque.own_music.scan import ScanReport

_INTERRUPTED = 130  # what shells expect after Ctrl-C
# Each process analyses on one thread; they read these names when they start.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


def scan(
    folder: Annotated[Path, typer.Argument(help="Where your music lies; nothing there changes.")],
    *,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Processes at work; by default one a core.", show_default=False),
    ] = None,
    data_folder: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Analyse your own music (MP3, FLAC, OGG, Opus, M4A, WAV) on this machine.

    Ctrl-C keeps what was done, and the same command goes on from there. Files that are known, moved
    or renamed ones too, are not analysed again. Songs whose files are gone leave the catalog.
    """
    from rich import progress  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415

    from humoresque.catalog.location import open_catalog  # noqa: PLC0415
    from humoresque.own_music.scan import scan as scan_folder  # noqa: PLC0415

    data = resolve_data_folder(data_folder)
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    with progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("Searching", total=None)
        try:
            report = scan_folder(
                folder.expanduser(),
                data,
                open_catalog(data),
                jobs=jobs or os.cpu_count() or 1,
                on_progress=lambda stage, done, total: bar.update(
                    task, description=stage, completed=done, total=total
                ),
            )
        except KeyboardInterrupt:
            bar.stop()
            typer.echo("Stopped. What was analysed is kept: the same command goes on.", err=True)
            raise typer.Exit(_INTERRUPTED) from None
    if as_json:
        typer.echo(json.dumps({**asdict(report), "catalog": str(report.catalog)}))
    else:
        _print_report(report)


def _print_report(report: ScanReport) -> None:
    for skipped in report.skipped:
        typer.echo(f"skipped: {skipped.file} {skipped.reason}", err=True)
    width = len(f"{report.files:,}")
    typer.echo(f"{report.files:>{width},} music files")
    typer.echo(f"{-len(report.skipped):>{width},} skipped")
    typer.echo(f"{-report.duplicates:>{width},} copies of another file")
    typer.echo(
        f"{report.songs:>{width},} songs in {report.genres} genres "
        f"({report.analysed:,} newly analysed), written to {report.catalog}"
    )
