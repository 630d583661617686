"""``humoresque train | evaluate | export``: the lab. Needs PyTorch for all but ``evaluate``."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from humoresque.training.datasets.clean import CleanRows
    from humoresque.training.datasets.dataset import FaceDataset

DataOption = Annotated[
    Path,
    typer.Option(
        "--data",
        envvar="HUMORESQUE_FER2013",
        help="FER2013: a folder of mosaics, fer2013.csv or icml_face_data.csv.",
    ),
]


def train(
    data: DataOption,
    recipe: Annotated[str, typer.Argument(help="A shipped recipe or a .toml file.")] = "slim-cpu",
    run: Annotated[Path | None, typer.Option(help="Run folder; default runs/RECIPE.")] = None,
    device: Annotated[str, typer.Option(help="cpu, cuda, mps.")] = "cpu",
    threads: Annotated[int, typer.Option(help="CPU threads; 0 leaves PyTorch's choice.")] = 0,
) -> None:
    """Train a network, or continue its run: a checkpoint is written after every epoch."""
    _require("torch", "tqdm")
    import torch  # noqa: PLC0415

    from humoresque.training.config import load_recipe  # noqa: PLC0415
    from humoresque.training.examples import select_examples  # noqa: PLC0415
    from humoresque.training.plots import plot_learning_curves  # noqa: PLC0415
    from humoresque.training.train import train as run_training  # noqa: PLC0415

    if threads:
        torch.set_num_threads(threads)
    settings = load_recipe(recipe)
    folder = run or Path("runs") / settings.name
    fer2013, rows = _read(data)
    best = run_training(
        settings,
        select_examples(fer2013, rows.train, device),
        select_examples(fer2013, rows.validation, device),
        folder,
        device=device,
    )
    plot_learning_curves(folder / "log.csv", folder / "learning_curves.png")
    typer.echo(f"best weights: {best}")


def export(
    checkpoint: Annotated[Path, typer.Argument(help="best.pt of a run.")],
    folder: Annotated[Path, typer.Argument(help="Where model, manifest and card go.")],
    data: DataOption,
    version: Annotated[str, typer.Option(help="Version of the weights.")] = "1",
) -> None:
    """Write ONNX weights, manifest and model card, after a parity check with PyTorch."""
    _require("torch", "onnxscript")
    from humoresque.training.export import export_model  # noqa: PLC0415

    fer2013, rows = _read(data)
    manifest = export_model(checkpoint, fer2013, rows, folder, version=version)
    typer.echo(f"{manifest.weights}  sha256 {manifest.sha256}")


def evaluate(
    data: DataOption,
    model: Annotated[Path | None, typer.Argument(help="Model folder; default the shipped.")] = None,
    on: Annotated[str, typer.Option(help="public-test or private-test.")] = "private-test",
    plots: Annotated[Path | None, typer.Option(help="Folder for the confusion matrix.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Classification report of a shipped model on FER2013, with 95 % intervals."""
    _require("sklearn")
    from humoresque.emotion.analyzer import DEFAULT_MODEL, MODELS_FOLDER  # noqa: PLC0415
    from humoresque.emotion.classifier import ExpressionClassifier  # noqa: PLC0415
    from humoresque.emotion.manifest import ModelManifest  # noqa: PLC0415
    from humoresque.training import evaluate as lab  # noqa: PLC0415

    splits = {
        "public-test": lab.evaluate_public_test,
        "private-test": lab.evaluate_private_test,
    }
    if on not in splits:
        msg = f"unknown split {on!r}; choose {' or '.join(splits)}"
        raise typer.BadParameter(msg, param_hint="--on")
    manifest = ModelManifest.load(model or MODELS_FOLDER / DEFAULT_MODEL)
    classifier = ExpressionClassifier(manifest, threads=0)
    result = splits[on](classifier, *_read(data, quiet=as_json))
    if plots:
        from humoresque.training.plots import plot_confusion  # noqa: PLC0415

        title = f"{manifest.name} {manifest.version}, FER2013 {on}"
        plot_confusion(result.full, title, plots / f"confusion-{on}.png")
    unseen = result.without_training_copy
    tables: dict[str, dict[str, Any]] = {
        "all rows": result.full.as_dict(),
        "mean of both mirror images": result.flipped.as_dict(),
    }
    if unseen:
        tables["without a training copy"] = unseen.as_dict()
    if as_json:
        typer.echo(json.dumps({"model": manifest.name, "split": on, "results": tables}, indent=2))
    else:
        _print_report(manifest.name, on, tables)


def _print_report(name: str, split: str, tables: dict[str, dict[str, Any]]) -> None:
    from humoresque.training.card import per_class_table, percent  # noqa: PLC0415

    typer.echo(f"{name} on FER2013 {split}")
    for title, table in tables.items():
        typer.echo(f"{title}: {percent(table)} of {table['rows']:,}, ECE {table['ece']:.3f}")
    typer.echo(per_class_table(tables["all rows"]))


def _read(path: Path, *, quiet: bool = False) -> tuple[FaceDataset, CleanRows]:
    from humoresque.training.datasets.clean import clean_rows  # noqa: PLC0415
    from humoresque.training.datasets.fer2013 import read_fer2013  # noqa: PLC0415

    data = read_fer2013(path)
    rows = clean_rows(data)
    if not quiet:
        for why, count in rows.dropped.items():
            typer.echo(f"left out of training, {why}: {count:,}")
        typer.echo(f"training rows: {len(rows.train):,}")
    return data, rows


def _require(*modules: str) -> None:
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        typer.echo(
            f"humoresque: this command needs {', '.join(missing)}; docs/training.md says how to "
            "install the training tools.",
            err=True,
        )
        raise typer.Exit(2)
