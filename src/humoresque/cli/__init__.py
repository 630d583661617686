"""The ``humoresque`` command: one module a topic, heavy imports inside the commands."""

from __future__ import annotations

import sys

import typer

from humoresque import __version__
from humoresque.cli import (
    catalog,
    datasets,
    evaluate_recommender,
    evaluation,
    export,
    predict,
    recommend,
    scan,
    serve,
    token_keys,
    training,
)

app = typer.Typer(
    help="Reads the expression on a face and recommends a playlist that fits the mood.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("rotate-token-keys")(token_keys.rotate_token_keys)
app.command("predict")(predict.predict)
app.command("recommend")(recommend.recommend)
catalog.app.command("scan")(scan.scan)
app.add_typer(catalog.app, name="catalog")
app.command("prepare")(datasets.prepare)
app.command("train")(training.train)
app.command("distill")(training.distill)
app.command("evaluate")(evaluation.evaluate)
app.command("compare")(evaluation.compare)
app.command("evaluate-recommender")(evaluate_recommender.evaluate_recommender)
app.command("export")(export.export)


def _print_version(*, requested: bool) -> None:
    if requested:
        typer.echo(f"humoresque {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: bool = typer.Option(
        False,  # noqa: FBT003
        "--version",
        callback=lambda requested: _print_version(requested=requested),
        is_eager=True,
        help="Print the version and exit.",
    ),
) -> None:
    """Options that stand before a command."""
    _ = version


def main() -> None:
    """Run the command line; a room's own errors become one clear line and exit code 2."""
    from humoresque.cli.errors import ROOM_ERRORS  # noqa: PLC0415

    try:
        app()
    except ROOM_ERRORS as error:
        typer.echo(f"humoresque: {error}", err=True)
        sys.exit(2)
