"""``humoresque evaluate | compare``: how good a model is, and which of several to take."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from humoresque.cli.lab import require

if TYPE_CHECKING:
    from humoresque.emotion.manifest import Variant
    from humoresque.training.compare import Contestant
    from humoresque.training.full_pipeline import PhotoReport
    from humoresque.training.predictions import Predictions
    from humoresque.training.scorer import Head

DataOption = Annotated[
    Path,
    typer.Option("--data", envvar="HUMORESQUE_DATASET", help="Where the set of --on lies."),
]
OnOption = Annotated[
    str,
    typer.Option(
        help="fer2013 or ferplus (:private-test, :public-test), thesis (:test, :validation), "
        "affectnet (:validation, :training), kdef, folder."
    ),
]
HeadOption = Annotated[
    Literal["shown", "fer2013", "ferplus"] | None,
    typer.Option(
        help="shown (what the app shows), or one of the two bare heads; ferplus on FER+, "
        "shown on the others."
    ),
]
WeightsOption = Annotated[
    Literal["fp32", "int8"], typer.Option(help="Which weights of model folders.")
]
DeviceOption = Annotated[str, typer.Option(help="Where checkpoints run: cpu, cuda, mps.")]
PlotsOption = Annotated[Path | None, typer.Option(help="Folder for figures, as PNG.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def evaluate(
    data: DataOption,
    model: Annotated[
        Path | None, typer.Argument(help="Model folder or best.pt; default the shipped model.")
    ] = None,
    *,
    on: OnOption = "fer2013:private-test",
    head: HeadOption = None,
    weights: WeightsOption = "fp32",
    device: DeviceOption = "cpu",
    plots: PlotsOption = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Keep the answers, an .npz file for `compare`.")
    ] = None,
    full_pipeline: Annotated[
        bool, typer.Option(help="With --on folder: whole photos, the way the app reads them.")
    ] = False,
    quick: Annotated[bool, typer.Option(help="One view of a face alone, no averages.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Accuracy with its interval, figures by class, confusion matrix and calibration."""
    require("sklearn", "scipy", "tqdm")
    from humoresque.cli import evaluation_tables as tables  # noqa: PLC0415
    from humoresque.training.evaluate import evaluate_scorer  # noqa: PLC0415
    from humoresque.training.evaluation_set import load_set  # noqa: PLC0415
    from humoresque.training.scorer import open_scorer  # noqa: PLC0415

    if full_pipeline:
        _require_whole_photos(on, head, device)
        photos = _read_photos(model, weights, data)
        answers = photos.predictions
        if as_json:
            typer.echo(json.dumps(photos.as_dict(), indent=2))
        else:
            tables.print_photos(photos)
    else:
        judged = load_set(on, data)
        head = head or _usual_head(on)
        scorer = open_scorer(model or _shipped(), head=head, variant=weights, device=device)
        report = evaluate_scorer(scorer, judged, *([("single",)] if quick else []))
        answers = report.predictions
        if as_json:
            typer.echo(json.dumps(report.as_dict(), indent=2))
        else:
            tables.print_report(report)
    if plots:
        _plot(answers, plots)
    if predictions:
        answers.save(predictions)


def compare(
    models: Annotated[
        list[Path],
        typer.Argument(help="Two or more model folders or best.pt, or .npz files of one split."),
    ],
    *,
    data: Annotated[
        Path | None,
        typer.Option("--data", envvar="HUMORESQUE_DATASET", help="Where the set of --on lies."),
    ] = None,
    on: OnOption = "fer2013:private-test",
    head: HeadOption = None,
    weights: WeightsOption = "fp32",
    device: DeviceOption = "cpu",
    plots: PlotsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Models side by side with paired tests, and which to take: chosen on validation alone.

    Files that `evaluate --predictions` wrote are compared without running a model or reading data.
    """
    require("sklearn", "scipy", "tqdm")
    from humoresque.cli.evaluation_tables import print_comparison  # noqa: PLC0415
    from humoresque.training import compare as lab  # noqa: PLC0415

    if len(models) < 2:  # noqa: PLR2004
        msg = "name two models or more"
        raise typer.BadParameter(msg, param_hint="MODELS")
    stored = [path.suffix == ".npz" for path in models]
    if all(stored):
        contestants = _read_answers(models)
    elif any(stored):
        msg = "either stored predictions (.npz) or models, not both"
        raise typer.BadParameter(msg, param_hint="MODELS")
    elif data is None:
        msg = "say where the set of --on lies"
        raise typer.BadParameter(msg, param_hint="--data")
    else:
        chosen = head or _usual_head(on)
        contestants = _score_models(models, on, data, head=chosen, variant=weights, device=device)
    comparison = lab.compare(contestants)
    if plots:
        from humoresque.training.plots import plot_comparison  # noqa: PLC0415

        plot_comparison(comparison, plots)
    if as_json:
        typer.echo(json.dumps(comparison.as_dict(), indent=2))
    else:
        print_comparison(comparison)


def _require_whole_photos(on: str, head: Head | None, device: str) -> None:
    """Refuse what the app's own way of reading photos has no room for."""
    msg = None
    if on != "folder":
        msg = "whole photos lie in folders: add --on folder"
    elif head not in (None, "shown"):
        msg = f"the app shows its own decision: leave out --head {head}"
    elif device != "cpu":
        msg = f"the app reads photos on the processor: leave out --device {device}"
    if msg:
        raise typer.BadParameter(msg, param_hint="--full-pipeline")


def _usual_head(on: str) -> Head:
    return "ferplus" if on.partition(":")[0] == "ferplus" else "shown"


def _shipped() -> Path:
    from humoresque.emotion.analyzer import DEFAULT_MODEL, MODELS_FOLDER  # noqa: PLC0415

    return MODELS_FOLDER / DEFAULT_MODEL


def _read_photos(model: Path | None, weights: Variant, folder: Path) -> PhotoReport:
    from humoresque.emotion.analyzer import EmotionAnalyzer  # noqa: PLC0415
    from humoresque.emotion.classifier import ExpressionClassifier  # noqa: PLC0415
    from humoresque.emotion.detector import FaceDetector  # noqa: PLC0415
    from humoresque.emotion.manifest import ModelManifest  # noqa: PLC0415
    from humoresque.training.datasets.folder import list_labelled_photos  # noqa: PLC0415
    from humoresque.training.full_pipeline import evaluate_photos  # noqa: PLC0415

    manifest = ModelManifest.load(model or _shipped())
    classifier = ExpressionClassifier(manifest, threads=0, variant=weights)
    analyzer = EmotionAnalyzer(FaceDetector(threads=0), classifier)
    return evaluate_photos(analyzer, list_labelled_photos(folder), folder.resolve().name)


def _plot(answers: Predictions, folder: Path) -> None:
    from humoresque.training.plots import plot_confusion, plot_reliability  # noqa: PLC0415

    title = f"{answers.model} on {answers.on}"
    split = Path(answers.on.replace(":", "-")).name
    plot_confusion(answers.evaluate(), title, folder / f"confusion-{split}.png")
    plot_reliability(answers, title, folder / f"reliability-{split}.png")


def _score_models(
    models: list[Path], on: str, data: Path, *, head: Head, variant: Variant, device: str
) -> list[Contestant]:
    from humoresque.training.compare import score_splits  # noqa: PLC0415
    from humoresque.training.evaluation_set import load_sets  # noqa: PLC0415
    from humoresque.training.scorer import open_scorer  # noqa: PLC0415

    scorers = [open_scorer(path, head=head, variant=variant, device=device) for path in models]
    sets = load_sets(on, data)
    return _told_apart([score_splits(scorer, sets) for scorer in scorers], models)


def _read_answers(files: list[Path]) -> list[Contestant]:
    """Stored answers; those on a validation split may be chosen on."""
    from humoresque.training.compare import Contestant  # noqa: PLC0415
    from humoresque.training.evaluation_set import is_validation  # noqa: PLC0415
    from humoresque.training.predictions import Predictions  # noqa: PLC0415

    answers = [Predictions.load(path) for path in files]
    return _told_apart([Contestant(a, a if is_validation(a.on) else None) for a in answers], files)


def _told_apart(contestants: list[Contestant], paths: list[Path]) -> list[Contestant]:
    """Add its path to the name of every model that shares it with another."""
    count = Counter(contestant.name for contestant in contestants)
    return [
        contestant
        if count[contestant.name] == 1
        else contestant.renamed(f"{contestant.name} ({path})")
        for contestant, path in zip(contestants, paths, strict=True)
    ]
