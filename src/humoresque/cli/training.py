"""``humoresque train | distill``: weights and teachers' logits. Needs PyTorch."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from humoresque.cli.lab import DataOption, read_rows, require

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from humoresque.training.config import Recipe

_DRY_RUN_ROWS = 64

DeviceOption = Annotated[
    str, typer.Option(help="auto, cpu, cuda or mps; auto takes an accelerator if there is one.")
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="64 rows and one epoch, anew, in a folder of that name.")
]
ThreadsOption = Annotated[int, typer.Option(help="CPU threads; 0 leaves PyTorch's choice.")]


def train(
    data: DataOption,
    recipe: Annotated[str, typer.Argument(help="A shipped recipe or a .toml file.")] = "cpu",
    *,
    out: Annotated[Path | None, typer.Option(help="Run folder; default runs/RECIPE.")] = None,
    teachers: Annotated[
        Path | None, typer.Option(help="Stored logits that `humoresque distill` wrote.")
    ] = None,
    weights: Annotated[
        Path | None,
        typer.Option(help="Start from here: best.pt of the same network, or torchvision's file."),
    ] = None,
    device: DeviceOption = "auto",
    threads: ThreadsOption = 0,
    dry_run: DryRunOption = False,
) -> None:
    """Train a network, or continue its run: a checkpoint is written after every epoch.

    Several devices: torchrun --nproc-per-node 2 -m humoresque.cli train RECIPE …
    """
    require("torch", "tqdm", "matplotlib")
    from humoresque.training.config import load_recipe  # noqa: PLC0415
    from humoresque.training.distill import read_teacher_logits  # noqa: PLC0415
    from humoresque.training.examples import select_examples  # noqa: PLC0415
    from humoresque.training.initial import choose_initial_weights  # noqa: PLC0415
    from humoresque.training.train import train as run_training  # noqa: PLC0415

    settings = load_recipe(recipe)
    folder = out or Path("runs") / settings.name
    limit = _DRY_RUN_ROWS if dry_run else None
    if dry_run:
        settings, folder = _shorten(settings), folder.with_name(f"{folder.name}-dry-run")
    if settings.teacher_weight and teachers is None:
        msg = f"{settings.name} learns from teachers: store their logits with `humoresque distill`"
        raise typer.BadParameter(msg, param_hint="--teachers")
    with _device(device, threads) as (place, first):
        if dry_run and first:
            shutil.rmtree(folder, ignore_errors=True)
        settings, initial, start = choose_initial_weights(settings, weights)
        faces, rows = read_rows(data, quiet=not first)
        if faces.votes is None and settings.ferplus_weight:
            settings = dataclasses.replace(settings, ferplus_weight=0.0)
        if first:
            _introduce(settings, start)
        learned = _spread(rows.train, limit)
        logits, taught_by = (
            read_teacher_logits(teachers, faces, learned) if teachers else (None, [])
        )
        best = run_training(
            settings,
            select_examples(faces, learned, place, logits),
            select_examples(faces, _spread(rows.validation, limit), place),
            folder,
            device=place,
            initial_weights=initial,
            origin={"started_from": start, "teachers": taught_by},
        )
        if first:
            _finish(folder, best)


def _finish(folder: Path, best: Path) -> None:
    """Plot the run's curves and tell where its weights are."""
    from humoresque.training.plots import plot_learning_curves  # noqa: PLC0415

    plot_learning_curves(folder / "log.csv", folder / "learning_curves.png")
    typer.echo(f"best weights: {best}")


def _shorten(recipe: Recipe) -> Recipe:
    """One epoch at the last side."""
    from humoresque.training.config import Phase  # noqa: PLC0415

    return dataclasses.replace(recipe, phases=(Phase(recipe.phases[-1].side, 1),))


def _introduce(recipe: Recipe, start: str) -> None:
    """Print what is about to be trained."""
    from humoresque.training.models import (  # noqa: PLC0415
        build_network,
        count_macs,
        count_parameters,
        count_stored,
    )

    network = build_network(recipe)
    typer.echo(
        f"{recipe.name}: {count_stored(network):,} parameters with moving statistics, "
        f"{count_parameters(network):,} trainable, {count_macs(network) / 1e6:,.0f} MMAC at 48 x 48"
    )
    typer.echo(f"starting from {start}")
    if not recipe.ferplus_weight:
        typer.echo("FER+: not learned from")


def distill(
    checkpoints: Annotated[list[Path], typer.Argument(help="best.pt of each teacher's run.")],
    out: Annotated[Path, typer.Option(help="Where the logits go, an .npz file.")],
    data: DataOption,
    *,
    device: DeviceOption = "auto",
    threads: ThreadsOption = 0,
    dry_run: DryRunOption = False,
) -> None:
    """Store teachers' mean logits of the training rows, for recipes that learn from them."""
    require("torch")
    from humoresque.training.datasets.rows import load_rows  # noqa: PLC0415
    from humoresque.training.distill import store_teacher_logits  # noqa: PLC0415

    with _device(device, threads) as (place, _):
        faces, rows = load_rows(data)
        asked = _spread(rows.train, _DRY_RUN_ROWS if dry_run else None)
        store_teacher_logits(checkpoints, faces, asked, out, device=place)
    typer.echo(f"logits of {len(checkpoints)} teachers for {len(asked):,} rows: {out}")


@contextmanager
def _device(name: str, threads: int) -> Iterator[tuple[str, bool]]:
    """The device to use, and whether this is the process that speaks; joins torchrun's others."""
    import torch  # noqa: PLC0415
    from torch import distributed  # noqa: PLC0415

    if threads:
        torch.set_num_threads(threads)
    if name == "auto":
        mps = torch.backends.mps.is_available()
        name = "cuda" if torch.cuda.is_available() else "mps" if mps else "cpu"
    if not distributed.is_torchelastic_launched():
        yield name, True
        return
    if name == "cuda":
        name = f"cuda:{os.environ['LOCAL_RANK']}"
        torch.cuda.set_device(name)
    distributed.init_process_group("nccl" if name.startswith("cuda") else "gloo")
    try:
        yield name, distributed.get_rank() == 0
    finally:
        distributed.destroy_process_group()


def _spread(rows: npt.NDArray[np.int64], limit: int | None) -> npt.NDArray[np.int64]:
    """At most ``limit`` rows, evenly spaced; all without a limit."""
    return rows if limit is None else rows[:: max(-(-len(rows) // limit), 1)]
