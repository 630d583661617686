"""Checkpoint → model folder: weights in 32 and 8 bits, manifest, card; checked, then written."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from humoresque.affect import EMOTIONS
from humoresque.emotion.manifest import MANIFEST_NAME, ModelManifest
from humoresque.training.card import write_card
from humoresque.training.config import Recipe
from humoresque.training.datasets.clean import CleanRows
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.ferplus import FERPLUS_LABELS, majority_labels
from humoresque.training.decision import Decision, LabelShares
from humoresque.training.errors import ParityError
from humoresque.training.evaluate import evaluate_scorer
from humoresque.training.evaluation_set import select_split
from humoresque.training.inference import load_network
from humoresque.training.metrics import (
    Evaluation,
    Logits,
    choose_threshold,
    evaluate_logits,
    fit_temperature,
)
from humoresque.training.models import count_parameters
from humoresque.training.onnx_file import (
    INPUT_FORMAT,
    ShownNetwork,
    answer_with_onnx,
    answer_with_torch,
    largest_difference,
    strip_traces,
    write_onnx,
)
from humoresque.training.quantize import Quantization, quantize_model
from humoresque.training.scorer import open_scorer

WEIGHTS_NAME = "model.onnx"
INT8_NAME = "model.int8.onnx"
CARD_NAME = "MODEL_CARD.md"
LOG_NAME = "training_log.csv"
PARITY_TOLERANCE = 1e-3


@dataclasses.dataclass(frozen=True, slots=True)
class Release:
    """What to export: a decision, the table that it was chosen by (or none), and a version."""

    version: str = "1"
    decision: Decision = dataclasses.field(default_factory=Decision)
    measured: dict[str, Any] = dataclasses.field(default_factory=dict)


def export_model(
    checkpoint: Path, data: FaceDataset, rows: CleanRows, folder: Path, release: Release
) -> ModelManifest:
    """Write weights, ``manifest.json``, ``MODEL_CARD.md`` and the run's log into ``folder``.

    Temperature, threshold and int8 ranges come from training and validation rows (PublicTest); the
    test rows are only reported. The int8 file is left out if it loses more than .3 points there.
    Nothing is written before everything is there. Raises ParityError when ONNX Runtime and PyTorch
    differ by more than 1e-3 in any output, DecisionError when the network lacks the head to show.
    """
    network, recipe, state = load_network(checkpoint)
    shares = LabelShares.of(data, rows.train)
    with TemporaryDirectory() as name:
        draft = Path(name)
        shown = ShownNetwork(network, release.decision, shares)
        write_onnx(shown, draft / WEIGHTS_NAME)
        answers = answer_with_onnx(draft / WEIGHTS_NAME, data.images[rows.validation])
        expected = answer_with_torch(shown, data.images[rows.validation])
        difference = largest_difference(answers, expected)
        if difference > PARITY_TOLERANCE:
            msg = f"ONNX and PyTorch differ by {difference:.1e}, more than {PARITY_TOLERANCE}"
            raise ParityError(msg)
        quantization = _quantize(draft, data, rows)

        labels = data.labels[rows.validation]
        temperature = fit_temperature(answers["logits"], labels)
        threshold = choose_threshold(answers["logits"], labels, temperature)
        table: dict[str, Any] = {
            "name": recipe.name,
            "version": release.version,
            "created": datetime.now(UTC).date().isoformat(),
            **_weights(draft, quantization),
            "labels": [emotion.value for emotion in EMOTIONS],
            "input": dataclasses.asdict(INPUT_FORMAT),
            "temperature": round(temperature, 4),
            "uncertain_below": threshold.value,
            "parameters": count_parameters(network),
            "licence": "MIT",
            "decision": _decision(release, shares),
            "data": _provenance(data, rows, recipe, state),
            "metrics": {},
        }
        _write_manifest(draft, table)
        bare = evaluate_logits(answers["logits"], labels, 1.0)
        table["metrics"] = {
            **_measure(draft, data, rows),
            "int8": dataclasses.asdict(quantization) | _int8_test(draft, data, rows),
            "largest_logit_difference_from_pytorch": difference,
            "uncertain": dataclasses.asdict(threshold),
            "public_test_ece_before_scaling": bare.ece,
        }
        _write_manifest(draft, table)
        write_card(ModelManifest.load(draft), draft / CARD_NAME)
        _deliver(draft, checkpoint.with_name("log.csv"), folder)
    return ModelManifest.load(folder)


def _quantize(draft: Path, data: FaceDataset, rows: CleanRows) -> Quantization:
    validation = data.images[rows.validation], data.labels[rows.validation]
    quantization = quantize_model(
        draft / WEIGHTS_NAME, draft / INT8_NAME, data.images[rows.train], validation, INPUT_FORMAT
    )
    if quantization.good_enough:
        strip_traces(draft / INT8_NAME)
    return quantization


def _weights(draft: Path, quantization: Quantization) -> dict[str, Any]:
    """Names and digests of the files; int8 only where it may be shipped."""
    table: dict[str, Any] = {"weights": WEIGHTS_NAME, "sha256": _digest(draft / WEIGHTS_NAME)}
    if quantization.good_enough:
        table["int8"] = {
            "weights": INT8_NAME,
            "sha256": _digest(draft / INT8_NAME),
            "public_test_accuracy_loss": quantization.loss,
            "bytes": (draft / INT8_NAME).stat().st_size,
        }
    return table


def _decision(release: Release, shares: LabelShares) -> dict[str, Any]:
    return {
        "rule": release.decision.rule,
        **dataclasses.asdict(release.decision),
        "label_shares": dataclasses.asdict(shares),
        "measured": release.measured,
    }


def _provenance(
    data: FaceDataset, rows: CleanRows, recipe: Recipe, state: dict[str, Any]
) -> dict[str, Any]:
    alone = data.name == "fer2013"
    training = ["FER2013 Training" if alone else f"the training rows of {data.name}"]
    if recipe.ferplus_weight:
        training.append("FER+ votes on a second head")
    if teachers := state.get("origin", {}).get("teachers"):
        training.append(f"the stored answers of {' and '.join(teachers)}")
    return {
        "training": ", with ".join(training[:2]) + "".join(f" and {t}" for t in training[2:]),
        "training_rows": len(rows.train),
        "dropped_rows": rows.dropped,
        "chosen_on": "FER2013 PublicTest" if alone else f"the validation rows of {data.name}",
        "reported_on": "FER2013 PrivateTest" if alone else f"the test rows of {data.name}",
        "epoch": state["epoch"],
        "started_from": state.get("origin", {}).get("started_from", "random weights"),
        "recipe": dataclasses.asdict(recipe),
    }


def _measure(draft: Path, data: FaceDataset, rows: CleanRows) -> dict[str, Any]:
    """What the app shows on both splits, and the bare heads on the test split."""
    public = select_split(data, rows, Split.VALIDATION, "public-test")
    private = select_split(data, rows, Split.TEST, "private-test")
    shown = open_scorer(draft)
    found = evaluate_scorer(shown, private, ("single", "flip"))
    unseen = found.unseen.get("single")
    return {
        "public_test": evaluate_scorer(shown, public, ("single",)).every_row["single"].as_dict(),
        "private_test": found.every_row["single"].as_dict(),
        "private_test_without_training_copy": unseen.as_dict() if unseen else None,
        "private_test_flipped": found.every_row["flip"].as_dict(),
        "heads": _measure_heads(draft, data, rows),
    }


def _measure_heads(draft: Path, data: FaceDataset, rows: CleanRows) -> dict[str, Any]:
    """The FER2013 head on PrivateTest, and the FER+ head on FER+'s majority (8 labels) there."""
    answers = answer_with_onnx(draft / WEIGHTS_NAME, data.images[rows.test])
    bare = evaluate_logits(answers["fer2013"], data.labels[rows.test], 1.0)
    table = {"fer2013": _short(bare)}
    if data.votes is not None and "ferplus" in answers:
        labels, kept = majority_labels(data.votes[rows.test])
        logits: Logits = answers["ferplus"][kept]
        if kept.any():
            table["ferplus"] = _short(evaluate_logits(logits, labels[kept], 1.0, FERPLUS_LABELS))
    return table


def _int8_test(draft: Path, data: FaceDataset, rows: CleanRows) -> dict[str, Any]:
    """PrivateTest in 8 bits, where such weights are shipped."""
    if not (draft / INT8_NAME).is_file():
        return {"shipped": False}
    judged = select_split(data, rows, Split.TEST, "private-test")
    report = evaluate_scorer(open_scorer(draft, variant="int8"), judged, ("single",))
    return {"shipped": True, "private_test": _short(report.every_row["single"])}


def _short(found: Evaluation) -> dict[str, Any]:
    return {
        "rows": found.rows,
        "accuracy": found.accuracy,
        "interval": found.interval,
        "macro_f1": found.macro.f1,
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_manifest(folder: Path, table: dict[str, Any]) -> None:
    (folder / MANIFEST_NAME).write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


def _deliver(draft: Path, log: Path, folder: Path) -> None:
    """Copy everything, the manifest last; int8 weights of an earlier export do not stay."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / INT8_NAME).unlink(missing_ok=True)
    if log.is_file():
        shutil.copyfile(log, folder / LOG_NAME)
    for path in sorted(draft.iterdir(), key=lambda path: path.name == MANIFEST_NAME):
        shutil.copyfile(path, folder / path.name)
