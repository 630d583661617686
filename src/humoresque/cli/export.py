"""``humoresque export``: a checkpoint becomes a model folder. Needs PyTorch and onnxscript."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from humoresque.cli.lab import DataOption, read_rows, require


def export(
    checkpoint: Annotated[Path, typer.Argument(help="best.pt of a run.")],
    folder: Annotated[Path, typer.Argument(help="Where model, manifest and card go.")],
    data: DataOption,
    version: Annotated[str, typer.Option(help="Version of the weights.")] = "1",
    decision: Annotated[
        str,
        typer.Option(
            help="What to show: fer2013, ferplus or mixture:SHARE, with +prior:SHARE or without; "
            "or the .json of benchmarks/labelled_photos.py --decisions."
        ),
    ] = "fer2013",
) -> None:
    """Write weights in 32 and 8 bits, manifest and model card, after checks against PyTorch."""
    require("torch", "onnxscript")
    from humoresque.training.decision import read_decision  # noqa: PLC0415
    from humoresque.training.export import Release, export_model  # noqa: PLC0415

    rule, measured = read_decision(decision, checkpoint)
    faces, rows = read_rows(data)
    release = Release(version, rule, measured)
    manifest = export_model(checkpoint, faces, rows, folder, release)
    typer.echo(f"{manifest.weights}  sha256 {manifest.sha256}")
    found = manifest.metrics["int8"]
    change = 100 * (found["int8_accuracy"] - found["fp32_accuracy"])
    verdict = manifest.int8.weights if manifest.int8 else "not written: too much is lost"
    typer.echo(f"{verdict}  ({change:+.2f} points on the validation rows in 8 bits)")
