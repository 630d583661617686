from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from humoresque.affect import EMOTIONS
from humoresque.emotion.analyzer import DEFAULT_MODEL, MODELS_FOLDER
from humoresque.emotion.calibration import softmax
from humoresque.emotion.classifier import ExpressionClassifier
from humoresque.emotion.errors import ModelError
from humoresque.emotion.manifest import ModelManifest

SHIPPED = MODELS_FOLDER / DEFAULT_MODEL


def changed_manifest(folder: Path, **changes: Any) -> Path:
    """A copy of the shipped model whose manifest differs."""
    copy = folder / "model"
    shutil.copytree(SHIPPED, copy)
    table = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps({**table, **changes}))
    return copy


def test_the_shipped_model_meets_the_floor_and_says_how_it_was_judged() -> None:
    manifest = ModelManifest.load(SHIPPED)
    test = manifest.metrics["private_test"]
    assert test["rows"] == 3589
    assert test["accuracy"] >= 0.65
    assert manifest.metrics["private_test_without_training_copy"]["rows"] == 3301
    assert manifest.data["chosen_on"] == "FER2013 PublicTest"
    assert manifest.labels == tuple(e.value for e in EMOTIONS)


def test_crops_get_seven_probabilities_that_sum_to_one() -> None:
    classifier = ExpressionClassifier(ModelManifest.load(SHIPPED))
    rng = np.random.default_rng(0)
    crops = list(rng.integers(0, 256, (3, 48, 48), dtype=np.uint8))
    for scores in classifier.classify(crops):
        assert set(scores.probabilities) == set(EMOTIONS)
        assert sum(scores.probabilities.values()) == pytest.approx(1.0)


def test_no_crops_give_no_scores() -> None:
    assert ExpressionClassifier(ModelManifest.load(SHIPPED)).classify([]) == ()


def test_a_batch_answers_like_single_crops() -> None:
    classifier = ExpressionClassifier(ModelManifest.load(SHIPPED))
    crops = np.random.default_rng(0).integers(0, 256, (4, 48, 48), dtype=np.uint8)
    single = np.concatenate([classifier.logits(crop[None]) for crop in crops])
    assert np.allclose(classifier.logits(crops), single, atol=1e-4)


def test_the_manifests_order_of_labels_decides(tmp_path: Path) -> None:
    crops = list(np.random.default_rng(0).integers(0, 256, (1, 48, 48), dtype=np.uint8))
    (shipped,) = ExpressionClassifier(ModelManifest.load(SHIPPED)).classify(crops)
    backwards = [e.value for e in reversed(EMOTIONS)]
    folder = changed_manifest(tmp_path, labels=backwards)
    (mirrored,) = ExpressionClassifier(ModelManifest.load(folder)).classify(crops)
    assert mirrored.probabilities[EMOTIONS[-1]] == shipped.probabilities[EMOTIONS[0]]


def test_a_higher_temperature_is_less_sure() -> None:
    logits = np.array([[3, 1, 0, 0, 0, 0, 0]], np.float32)
    assert softmax(logits, 2.0).max() < softmax(logits, 1.0).max()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"labels": ["happy"]}, "seven expressions"),
        ({"input": {"side": 48}}, "not a model manifest"),
        ({"temperature": "warm"}, "not a model manifest"),
        ({"int8": {"weights": "model.int8.onnx"}}, "not a model manifest"),
    ],
)
def test_a_wrong_manifest_is_refused(
    tmp_path: Path, changes: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ModelError, match=complaint):
        ModelManifest.load(changed_manifest(tmp_path, **changes))


def with_int8(folder: Path, **changes: Any) -> Path:
    """A copy whose int8 weights are the shipped float weights under another name."""
    weights = (SHIPPED / "model.onnx").read_bytes()
    table = {
        "weights": "model.int8.onnx",
        "sha256": hashlib.sha256(weights).hexdigest(),
        "public_test_accuracy_loss": 0.001,
        "bytes": len(weights),
    }
    copy = changed_manifest(folder, int8={**table, **changes})
    (copy / "model.int8.onnx").write_bytes(weights)
    return copy


def test_int8_weights_are_opened_by_name_and_answer_crops(tmp_path: Path) -> None:
    manifest = ModelManifest.load(with_int8(tmp_path))
    assert manifest.int8 is not None
    assert manifest.int8.weights.stat().st_size == manifest.int8.bytes
    crops = np.random.default_rng(0).integers(0, 256, (2, 48, 48), dtype=np.uint8)
    small = ExpressionClassifier(manifest, variant="int8").logits(crops)
    assert np.array_equal(small, ExpressionClassifier(manifest).logits(crops))


def test_int8_weights_are_checked_too(tmp_path: Path) -> None:
    manifest = ModelManifest.load(with_int8(tmp_path, sha256="0" * 64))
    ExpressionClassifier(manifest)
    with pytest.raises(ModelError, match=r"model\.int8\.onnx does not match"):
        ExpressionClassifier(manifest, variant="int8")


def test_a_manifest_from_before_int8_still_loads_and_says_that_there_is_none(
    tmp_path: Path,
) -> None:
    folder = changed_manifest(tmp_path)
    table = json.loads((folder / "manifest.json").read_text())
    for later in ("int8", "decision"):
        table.pop(later, None)
    (folder / "manifest.json").write_text(json.dumps(table))
    manifest = ModelManifest.load(folder)
    assert manifest.int8 is None
    with pytest.raises(ModelError, match="has no int8 weights"):
        ExpressionClassifier(manifest, variant="int8")


def test_weights_without_logits_are_refused(tmp_path: Path) -> None:
    folder = changed_manifest(tmp_path)
    weights = (folder / "model.onnx").read_bytes().replace(b"logits", b"stigol")
    (folder / "model.onnx").write_bytes(weights)
    table = json.loads((folder / "manifest.json").read_text())
    table["sha256"] = hashlib.sha256(weights).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(table))
    with pytest.raises(ModelError, match="no output 'logits'"):
        ExpressionClassifier(ModelManifest.load(folder))


def test_weights_that_are_not_the_manifests_are_refused(tmp_path: Path) -> None:
    folder = changed_manifest(tmp_path)
    (folder / "model.onnx").write_bytes(b"something else")
    with pytest.raises(ModelError, match="sha256"):
        ExpressionClassifier(ModelManifest.load(folder))


def test_a_missing_model_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"manifest\.json"):
        ModelManifest.load(tmp_path)
