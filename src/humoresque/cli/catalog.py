"""``humoresque catalog``: which songs there are, and how to get all of them."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from humoresque.catalog.catalog_source import CatalogSource
    from humoresque.catalog.importers import ImportReport

app = typer.Typer(help="Which songs there are, and how to get all of them.", no_args_is_help=True)

DATABASE = "HUMORESQUE_CATALOG_DATABASE"

DataFolder = Annotated[
    Path | None,
    typer.Option(
        envvar="HUMORESQUE_HOME",
        help="Where your catalog lives; by default the operating system's place for user data.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")]


def resolve_data_folder(data_folder: Path | None) -> Path:
    """Folder that was asked for, or the user's own; absolute."""
    from humoresque.catalog import data_folder as place  # noqa: PLC0415

    return place.resolve_data_folder(data_folder)


@app.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(help='The "Spotify Tracks Dataset": CSV, gzipped CSV or Parquet.')
    ],
    *,
    data_folder: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Clean a dataset file (the published one gives about 78,000 songs) and use it from now on."""
    from rich.console import Console  # noqa: PLC0415

    from humoresque.catalog.importers import import_catalog  # noqa: PLC0415
    from humoresque.catalog.location import install_catalog  # noqa: PLC0415

    with Console(stderr=True).status("Reading", spinner="dots") as status:
        catalog, report = import_catalog(file, status.update)
        status.update("Writing")
        path = install_catalog(catalog, resolve_data_folder(data_folder))
    _print_report(report, path, as_json=as_json)


@app.command("fetch")
def fetch(
    *,
    url: Annotated[
        str | None,
        typer.Option(
            envvar="HUMORESQUE_CATALOG_URL",
            help="Where the dataset is; by default its place on Hugging Face.",
            show_default=False,
        ),
    ] = None,
    revision: Annotated[
        str, typer.Option(help="Branch, tag or commit of the dataset there.")
    ] = "main",
    rows: Annotated[
        int, typer.Option(min=0, help="Rows that it must have; 0 accepts any number.")
    ] = 114_000,
    data_folder: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Download the full dataset (20 MB, about 78,000 songs) and use it from now on.

    A download that broke off goes on where it stopped; a failure leaves the catalog as it was.
    """
    from rich import progress  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415

    from humoresque.catalog.fetch import (  # noqa: PLC0415
        DEFAULT_REVISION,
        dataset_url,
        fetch_catalog,
    )
    from humoresque.catalog.location import catalog_path  # noqa: PLC0415

    folder = resolve_data_folder(data_folder)
    with progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TransferSpeedColumn(),
        progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("Downloading", total=None)
        _, report = fetch_catalog(
            dataset_url(revision or DEFAULT_REVISION) if url is None else url,
            folder,
            rows=rows or None,
            on_progress=lambda received, total: bar.update(task, completed=received, total=total),
            on_stage=lambda stage: bar.update(task, description=stage),
        )
    _print_report(report, catalog_path(folder), as_json=as_json)


@app.command("push")
def push(
    database: Annotated[
        str | None,
        typer.Argument(
            help="postgresql://user:password@host:5432/database; better by the variable "
            f"{DATABASE} or {DATABASE}_FILE, since others on this machine see the arguments of a "
            "command.",
            show_default=False,
        ),
    ] = None,
    *,
    catalog: Annotated[
        Path | None,
        typer.Option(help="A catalog file; by default the catalog in use.", show_default=False),
    ] = None,
    data_folder: DataFolder = None,
) -> None:
    """Bring the catalog into PostgreSQL, instead of what was pushed there before."""
    dsn = database or _database()
    if dsn is None:
        msg = f"Name the database, or set {DATABASE} or {DATABASE}_FILE."
        raise typer.BadParameter(msg)
    from rich.console import Console  # noqa: PLC0415

    from humoresque.catalog.catalog import Catalog as Songs  # noqa: PLC0415
    from humoresque.catalog.location import open_catalog  # noqa: PLC0415
    from humoresque.catalog.postgres.address import DatabaseAddress  # noqa: PLC0415
    from humoresque.catalog.postgres.push import push_catalog  # noqa: PLC0415

    address = DatabaseAddress.parse(dsn)
    songs = Songs.load(catalog) if catalog else open_catalog(resolve_data_folder(data_folder))
    with Console(stderr=True).status("Connecting", spinner="dots") as status:
        push_catalog(songs, address, status.update)
    typer.echo(f"{songs.size:,} songs in {len(songs.genres)} genres, pushed into {address}")


@app.command("info")
def info(*, data_folder: DataFolder = None, as_json: AsJson = False) -> None:
    """Say which catalog is in use, how large it is and where its facts come from."""
    from humoresque.catalog.location import default_catalog  # noqa: PLC0415
    from humoresque.catalog.postgres.address import DatabaseAddress  # noqa: PLC0415

    dsn = _database()
    database = None if dsn is None else str(DatabaseAddress.parse(dsn))
    path = default_catalog(resolve_data_folder(data_folder)) if dsn is None else None
    with _in_use(dsn, data_folder) as catalog:
        _print_info(catalog, path, database, as_json=as_json)


def _print_info(
    catalog: CatalogSource, path: Path | None, database: str | None, *, as_json: bool
) -> None:
    if as_json:
        facts = {
            "name": catalog.name,
            "size": catalog.size,
            "genres": len(catalog.genres),
            "description": catalog.description,
            "provenance": catalog.provenance,
            "is_starter": catalog.is_starter,
            "path": None if path is None else str(path),
            "database": database,
        }
        typer.echo(json.dumps(facts))
        return
    typer.echo(f"{catalog.name}: {catalog.size:,} songs in {len(catalog.genres)} genres")
    typer.echo(catalog.description)
    typer.echo(catalog.provenance)
    if database is not None:
        typer.echo(f"Read from the database {database}")
    elif path is None:
        typer.echo("This is the embedded starter; get the full one with: humoresque catalog fetch")
    else:
        typer.echo(f"Read from {path}")


@app.command("genres")
def genres(*, data_folder: DataFolder = None, as_json: AsJson = False) -> None:
    """List the genres of the catalog in use with their number of songs."""
    with _in_use(_database(), data_folder) as catalog:
        sizes = dict(catalog.genre_sizes)
    if as_json:
        typer.echo(json.dumps(sizes))
        return
    width = max(map(len, sizes), default=0)
    for genre, size in sizes.items():
        typer.echo(f"{genre:<{width}}  {size:>5}")


@app.command("make-starter")
def make_starter(
    source: Annotated[Path, typer.Argument(help="The dataset to choose from.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder to write into; by default the package's own.", show_default=False
        ),
    ] = None,
) -> None:
    """Choose the embedded starter's songs anew (for developers)."""
    from humoresque.catalog.starter.build import make_starter as build  # noqa: PLC0415

    typer.echo(f"{build(source, out):,} songs")


def _database() -> str | None:
    """Address of the database that the variables name, if one does."""
    from humoresque.web.env import Environment, SettingError  # noqa: PLC0415

    try:
        return Environment(os.environ).secret(DATABASE)
    except SettingError as error:
        raise typer.BadParameter(str(error)) from error


@contextlib.contextmanager
def _in_use(dsn: str | None, data_folder: Path | None) -> Iterator[CatalogSource]:
    """The database's catalog where there is one, else that of the data folder."""
    from humoresque.catalog.location import open_catalog  # noqa: PLC0415
    from humoresque.catalog.postgres.source import PostgresCatalog  # noqa: PLC0415

    if dsn is None:
        yield open_catalog(resolve_data_folder(data_folder))
        return
    with contextlib.closing(PostgresCatalog(dsn)) as source:
        yield source


def _print_report(report: ImportReport, path: Path, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({**asdict(report), "path": str(path)}))
        return
    width = len(f"{report.rows:,}")
    typer.echo(f"{report.rows:>{width},} rows")
    for dropped in report.dropped:
        typer.echo(f"{-dropped.rows:>{width},} {dropped.reason}")
    typer.echo(f"{report.tracks:>{width},} songs in {report.genres} genres, written to {path}")
