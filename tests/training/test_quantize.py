from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from humoresque.emotion.analyzer import DEFAULT_MODEL, MODELS_FOLDER
from humoresque.emotion.classifier import ExpressionClassifier
from humoresque.emotion.manifest import InputFormat, ModelManifest
from humoresque.emotion.session import open_session
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.fer2013 import read_fer2013
from humoresque.training.quantize import CALIBRATION_ROWS, LARGEST_LOSS, quantize_model

onnx = pytest.importorskip("onnx", reason="onnx is not installed")
from onnx import TensorProto, helper, numpy_helper  # noqa: E402

FORMAT = InputFormat(48, 0.0, 1.0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A convolution as large as the image that reads the miniature set: one channel a bar."""
    kernel = np.full((7, 1, 48, 48), -1 / 2304, np.float32)
    for label in range(7):
        kernel[label, 0, 6 * label : 6 * label + 6] += 1 / 288
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["input", "kernel"], ["maps"], name="bars"),
            helper.make_node("Relu", ["maps"], ["bright"], name="bright"),
            helper.make_node("Flatten", ["bright"], ["logits"], name="flat"),
        ],
        "bars",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["n", 1, 48, 48])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 7])],
        [numpy_helper.from_array(kernel, "kernel")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    path = tmp_path / "model.onnx"
    onnx.save(model, path)
    return path


def validation(data: FaceDataset) -> tuple[np.ndarray, np.ndarray]:
    rows = data.rows(Split.VALIDATION)
    return data.images[rows], data.labels[rows]


def test_eight_bits_answer_alike_and_the_quantizer_leaves_nothing_else(
    source: Path, miniature: FaceDataset, capfd: pytest.CaptureFixture[str]
) -> None:
    handlers = list(logging.getLogger().handlers)
    target = source.with_name("model.int8.onnx")
    training = miniature.images[miniature.rows(Split.TRAINING)]
    assert len(training) < CALIBRATION_ROWS
    found = quantize_model(source, target, training, validation(miniature), FORMAT)
    assert (found.fp32_accuracy, found.loss) == (1.0, 0.0)
    assert found.int8_bytes == target.stat().st_size < found.fp32_bytes
    operators = {node.op_type for node in onnx.load(target).graph.node}
    assert {"QuantizeLinear", "DequantizeLinear", "Conv"} <= operators
    assert open_session(target.read_bytes()).get_outputs()[0].name == "logits"
    assert sorted(path.name for path in source.parent.iterdir()) == [target.name, source.name]
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger().handlers == handlers


def test_a_destroyed_quantization_is_not_written_and_removes_an_older_one(
    source: Path, miniature: FaceDataset
) -> None:
    target = source.with_name("model.int8.onnx")
    target.write_bytes(b"from an earlier export")
    dark = np.full((8, 48, 48), 20, np.uint8)  # so that all that is lighter looks alike
    found = quantize_model(source, target, dark, validation(miniature), FORMAT)
    assert found.loss > 0.5
    assert not found.good_enough
    assert not target.exists()


@pytest.mark.data
def test_the_shipped_eight_bits_lose_no_more_than_allowed(data_sets: Path) -> None:
    manifest = ModelManifest.load(MODELS_FOLDER / DEFAULT_MODEL)
    assert manifest.int8 is not None
    data = read_fer2013(data_sets / "fer2013")
    rows = data.rows(Split.VALIDATION)
    full, small = (
        float(
            (
                ExpressionClassifier(manifest, threads=0, variant=variant)
                .logits(data.images[rows])
                .argmax(axis=1)
                == data.labels[rows]
            ).mean()
        )
        for variant in ("fp32", "int8")
    )
    assert full - small <= LARGEST_LOSS
    assert full - small == pytest.approx(manifest.int8.public_test_accuracy_loss, abs=1e-3)
