"""Checkpoint → ONNX with its manifest, checked against PyTorch before anything is written."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
import shutil
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from torch import Tensor, nn

from humoresque.affect import EMOTIONS
from humoresque.emotion.classifier import ExpressionClassifier
from humoresque.emotion.manifest import MANIFEST_NAME, InputFormat, ModelManifest
from humoresque.emotion.preprocess import to_tensor
from humoresque.emotion.session import open_session
from humoresque.training.card import write_card
from humoresque.training.datasets.clean import CleanRows
from humoresque.training.datasets.dataset import SIDE, FaceDataset
from humoresque.training.errors import ParityError
from humoresque.training.evaluate import evaluate_private_test, evaluate_public_test
from humoresque.training.examples import PIXEL_MEAN, PIXEL_STD, select_examples
from humoresque.training.metrics import choose_threshold, evaluate_logits, fit_temperature
from humoresque.training.models import Heads, count_parameters
from humoresque.training.train import load_network, predict_logits

WEIGHTS_NAME = "model.onnx"
LOG_NAME = "training_log.csv"
PARITY_TOLERANCE = 1e-3


class _Fer2013Head(nn.Module):
    """The network as it is shipped: one input, the logits of the FER2013 head."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        """Map (N, 1, 48, 48) to (N, 7)."""
        heads: Heads = self.network(x)
        return heads.fer2013


def export_model(
    checkpoint: Path, data: FaceDataset, rows: CleanRows, folder: Path, *, version: str
) -> ModelManifest:
    """Write weights, ``manifest.json``, ``MODEL_CARD.md`` and the run's log into ``folder``.

    Temperature and threshold come from PublicTest; PrivateTest is only reported. Raises
    ParityError when ONNX Runtime and PyTorch differ by more than 1e-3 in any logit.
    """
    network, recipe, state = load_network(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{WEIGHTS_NAME}.tmp"
    _write_onnx(network, draft)

    validation = select_examples(data, rows.validation, "cpu")
    logits = predict_logits(network, validation, flip=False).numpy()
    difference = _largest_difference(draft, data.images[rows.validation], logits)
    if difference > PARITY_TOLERANCE:
        draft.unlink()
        msg = f"ONNX and PyTorch differ by {difference:.1e}; at most {PARITY_TOLERANCE} is allowed"
        raise ParityError(msg)
    draft.replace(folder / WEIGHTS_NAME)
    log = checkpoint.with_name("log.csv")
    if log.is_file():
        shutil.copyfile(log, folder / LOG_NAME)

    labels = data.labels[rows.validation]
    temperature = fit_temperature(logits, labels)
    threshold = choose_threshold(logits, labels, temperature)
    table: dict[str, Any] = {
        "name": recipe.name,
        "version": version,
        "created": datetime.now(UTC).date().isoformat(),
        "weights": WEIGHTS_NAME,
        "sha256": hashlib.sha256((folder / WEIGHTS_NAME).read_bytes()).hexdigest(),
        "labels": [emotion.value for emotion in EMOTIONS],
        "input": dataclasses.asdict(InputFormat(SIDE, PIXEL_MEAN, PIXEL_STD)),
        "temperature": round(temperature, 4),
        "uncertain_below": threshold.value,
        "parameters": count_parameters(network),
        "licence": "MIT",
        "data": {
            "training": "FER2013 Training, with FER+ votes on a second head",
            "training_rows": len(rows.train),
            "dropped_rows": rows.dropped,
            "chosen_on": "FER2013 PublicTest",
            "reported_on": "FER2013 PrivateTest",
            "epoch": state["epoch"],
            "recipe": dataclasses.asdict(recipe),
        },
        "metrics": {},
    }
    _write_manifest(folder, table)
    table["metrics"] = _measure(folder, data, rows, difference)
    table["metrics"]["uncertain"] = dataclasses.asdict(threshold)
    table["metrics"]["public_test_ece_before_scaling"] = evaluate_logits(logits, labels, 1.0).ece
    _write_manifest(folder, table)
    manifest = ModelManifest.load(folder)
    write_card(manifest, folder / "MODEL_CARD.md")
    return manifest


def _write_onnx(network: nn.Module, path: Path) -> None:
    batch = torch.export.Dim("batch", min=1, max=1024)
    logging.disable(logging.WARNING)  # the exporter mentions every operator library it lacks
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # raised inside the exporter
            torch.onnx.export(
                _Fer2013Head(network).eval(),
                (torch.zeros(2, 1, SIDE, SIDE),),
                str(path),
                input_names=["input"],
                output_names=["logits"],
                dynamic_shapes=({0: batch},),
                external_data=False,
                verbose=False,
            )
    finally:
        logging.disable(logging.NOTSET)
    _strip_traces(path)


def _strip_traces(path: Path) -> None:
    """Remove what the exporter notes of this machine: stack traces with the paths of sources."""
    model = onnx.load(path)
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.input, *graph.output, *graph.value_info,
                 *graph.initializer, *model.functions):  # fmt: skip
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    onnx.save(model, path)


def _largest_difference(
    weights: Path, images: npt.NDArray[np.uint8], expected: npt.NDArray[np.float32]
) -> float:
    session = open_session(weights.read_bytes(), threads=0)
    fmt = InputFormat(SIDE, PIXEL_MEAN, PIXEL_STD)
    largest = 0.0
    for start in range(0, len(images), 512):
        block = slice(start, start + 512)
        found = session.run(["logits"], {"input": to_tensor(images[block], fmt)})[0]
        largest = max(largest, float(np.abs(np.asarray(found) - expected[block]).max()))
    return largest


def _measure(folder: Path, data: FaceDataset, rows: CleanRows, difference: float) -> dict[str, Any]:
    classifier = ExpressionClassifier(ModelManifest.load(folder), threads=2)
    public = evaluate_public_test(classifier, data, rows)
    private = evaluate_private_test(classifier, data, rows)
    unseen = private.without_training_copy
    return {
        "public_test": public.full.as_dict(),
        "private_test": private.full.as_dict(),
        "private_test_without_training_copy": unseen.as_dict() if unseen else None,
        "private_test_flipped": private.flipped.as_dict(),
        "largest_logit_difference_from_pytorch": difference,
    }


def _write_manifest(folder: Path, table: dict[str, Any]) -> None:
    text = json.dumps(table, indent=2, sort_keys=False)
    draft = folder / f"{MANIFEST_NAME}.tmp"
    draft.write_text(text + "\n", encoding="utf-8")
    draft.replace(folder / MANIFEST_NAME)
