from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from humoresque.emotion.classifier import ExpressionClassifier
from humoresque.emotion.manifest import ModelManifest
from humoresque.training.config import Phase, Recipe
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.decision import Decision, LabelShares, decide
from humoresque.training.errors import DecisionError, ExportError, ParityError

torch = pytest.importorskip("torch", reason="PyTorch is not installed")
pytest.importorskip("onnxscript", reason="onnxscript is not installed")
onnx = pytest.importorskip("onnx", reason="onnx is not installed")

from humoresque.training import export as exporting  # noqa: E402
from humoresque.training.checkpoint import save_checkpoint  # noqa: E402
from humoresque.training.export import Release, export_model  # noqa: E402
from humoresque.training.inference import load_network  # noqa: E402
from humoresque.training.models import build_network  # noqa: E402
from humoresque.training.onnx_file import (  # noqa: E402
    Outputs,
    ShownNetwork,
    answer_with_onnx,
    answer_with_torch,
    require_folded,
)
from tests.training.bars import bright_bars  # noqa: E402
from tests.training.tiny import TINY, rows_of, run  # noqa: E402

pytestmark = pytest.mark.training
torch.set_num_threads(1)  # tiny layers gain nothing from more, and lose much on a busy machine

THESIS = Recipe(
    name="thesis", architecture="thesis-cnn", phases=(Phase(48, 1),), ferplus_weight=0.0
)
RULE = "mixture:0.5+prior:0.5"
SETS = {"wild": {"photos": 9, "accuracy": 0.5, "mean_recall": 0.45}}
MEASURED = {
    "reason": "It read more photos, beyond chance.",
    "rows": [{"rule": rule, "sets": SETS, "public_test": 0.6} for rule in ("fer2013", RULE)],
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A checkpoint, the data it saw, and its model folder."""

    checkpoint: Path
    data: FaceDataset
    manifest: ModelManifest

    @property
    def folder(self) -> Path:
        return self.manifest.weights.parent

    @property
    def card(self) -> str:
        return (self.folder / "MODEL_CARD.md").read_text()


def untrained(recipe: Recipe, path: Path) -> Path:
    """A checkpoint of random weights whose batch norm has seen something."""
    torch.manual_seed(1)
    network = build_network(recipe)
    for name, buffer in network.named_buffers():
        if name.endswith(("_mean", "_var")):
            buffer.uniform_(0.5, 1.5)
    save_checkpoint(path, recipe, {"weights": network.state_dict(), "epoch": 1})
    return path


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """A trained network with two heads that shows a mixture of them."""
    folder, data = tmp_path_factory.mktemp("tiny"), bright_bars()
    best = run(data, folder / "run", TINY)
    release = Release("7", Decision.parse(RULE), MEASURED)
    manifest = export_model(best, data, rows_of(data), folder / "model", release)
    return Exported(best, data, manifest)


@pytest.fixture(scope="module")
def thesis(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The thesis' CNN, untrained: one head, and batch norm after the ReLU. Few rows."""
    folder, bars = tmp_path_factory.mktemp("thesis"), bright_bars()
    few = slice(None, None, 9)
    data = FaceDataset("miniature", bars.images[few], bars.labels[few], bars.splits[few])
    best = untrained(THESIS, folder / "best.pt")
    manifest = export_model(best, data, rows_of(data), folder / "model", Release())
    return Exported(best, data, manifest)


def outputs_of(exported: Exported, decision: Decision) -> tuple[Outputs, Outputs]:
    """PublicTest by PyTorch and by ONNX Runtime."""
    data, (network, _, _) = exported.data, load_network(exported.checkpoint)
    images = data.images[data.rows(Split.VALIDATION)]
    shown = ShownNetwork(network, decision, shares_of(exported))
    return answer_with_torch(shown, images), answer_with_onnx(exported.manifest.weights, images)


def shares_of(exported: Exported) -> LabelShares:
    return LabelShares.of(exported.data, exported.data.rows(Split.TRAINING))


def test_every_output_of_two_heads_is_pytorchs_and_numpys(tiny: Exported) -> None:
    decision = Decision.parse(RULE)
    expected, found = outputs_of(tiny, decision)
    assert list(found) == list(expected) == ["logits", "fer2013", "ferplus"]
    for name, answer in expected.items():
        assert np.abs(answer - found[name]).max() < 1e-3, name
    by_numpy = decide(decision, shares_of(tiny), found["fer2013"], found["ferplus"])
    assert np.abs(by_numpy - found["logits"]).max() < 1e-4
    assert not np.allclose(found["fer2013"], found["logits"], atol=0.1)
    assert tiny.manifest.metrics["largest_logit_difference_from_pytorch"] < 1e-3


def test_one_head_is_shown_as_it_is(thesis: Exported) -> None:
    expected, found = outputs_of(thesis, Decision())
    assert list(found) == ["logits", "fer2013"]
    assert np.array_equal(found["logits"], found["fer2013"])
    assert np.abs(expected["logits"] - found["logits"]).max() < 1e-3


def test_the_app_runs_the_shown_logits_and_the_manifest_counts_them(tiny: Exported) -> None:
    manifest, data = tiny.manifest, tiny.data
    assert (manifest.name, manifest.version) == ("tiny", "7")
    assert manifest.decision["rule"] == RULE
    test = data.rows(Split.TEST)
    shown = ExpressionClassifier(manifest).logits(data.images[test])
    accuracy = float((shown.argmax(axis=1) == data.labels[test]).mean())
    assert accuracy == pytest.approx(manifest.metrics["private_test"]["accuracy"])
    assert accuracy > 0.6
    assert manifest.metrics["heads"]["ferplus"]["rows"] == len(test)


def test_a_folder_holds_nothing_of_the_machine_it_was_made_on(tiny: Exported) -> None:
    assert b"/humoresque/" not in tiny.manifest.weights.read_bytes()
    log = (tiny.folder / "training_log.csv").read_text()
    assert log == tiny.checkpoint.with_name("log.csv").read_text()


@pytest.mark.parametrize("which", ["tiny", "thesis"])
def test_int8_weights_are_shipped_with_their_loss_or_refused_with_it(
    which: str, request: pytest.FixtureRequest
) -> None:
    exported: Exported = request.getfixturevalue(which)
    manifest, found = exported.manifest, exported.manifest.metrics["int8"]
    loss = found["fp32_accuracy"] - found["int8_accuracy"]
    assert found["shipped"] == (manifest.int8 is not None) == (loss <= 0.003)
    assert (exported.folder / "model.int8.onnx").is_file() == found["shipped"]
    if manifest.int8 is None:
        assert "is not shipped" in exported.card
        return
    weights = manifest.int8.weights.read_bytes()
    assert manifest.int8.sha256 == hashlib.sha256(weights).hexdigest()
    assert manifest.int8.bytes == len(weights) < manifest.weights.stat().st_size
    assert manifest.int8.sha256 in exported.card
    crops = exported.data.images[:50]
    small = ExpressionClassifier(manifest, variant="int8").logits(crops)
    large = ExpressionClassifier(manifest).logits(crops)
    assert (small.argmax(axis=1) == large.argmax(axis=1)).mean() > 0.8


def test_the_card_says_what_is_shown_and_how_sure_each_figure_is(tiny: Exported) -> None:
    shown = tiny.manifest.metrics["private_test"]
    low, high = shown["interval"]
    assert f"{shown['accuracy']:.1%} ({low:.1%} to {high:.1%})" in tiny.card
    assert tiny.manifest.sha256 in tiny.card
    assert "| recall (95 % interval) |" in tiny.card
    assert "A residual network of stages 8, 8, 16, 16 wide" in tiny.card
    assert "log-linear mixture of the FER2013 head (0.5)" in tiny.card
    assert "It read more photos, beyond chance." in tiny.card
    assert f"| **{RULE}** | 50.0%, 0.45 | 60.0% |" in tiny.card
    assert "The FER+ head reads" in tiny.card
    assert "Not for work, school, policing, health" in tiny.card


def test_the_card_of_the_thesis_network_knows_no_second_head(thesis: Exported) -> None:
    assert "The plain convolutional network of the 2024 thesis" in thesis.card
    assert "The app shows the FER2013 head." in thesis.card
    assert "FER+ head" not in thesis.card


def test_a_head_that_is_not_there_cannot_be_shown(tmp_path: Path, miniature: FaceDataset) -> None:
    best = untrained(THESIS, tmp_path / "best.pt")
    release = Release(decision=Decision.parse("ferplus"))
    with pytest.raises(DecisionError, match="FER\\+ head"):
        export_model(best, miniature, rows_of(miniature), tmp_path / "model", release)
    assert not (tmp_path / "model").exists()


def test_weights_that_answer_otherwise_than_pytorch_are_not_written(
    tmp_path: Path, miniature: FaceDataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(network: ShownNetwork, images: np.ndarray) -> Outputs:
        return {name: answer + 0.01 for name, answer in answer_with_torch(network, images).items()}

    monkeypatch.setattr(exporting, "answer_with_torch", other)
    best = untrained(dataclasses.replace(TINY, name="other"), tmp_path / "best.pt")
    with pytest.raises(ParityError, match=r"1\.0e-02"):
        export_model(best, miniature, rows_of(miniature), tmp_path / "model", Release())
    assert not (tmp_path / "model").exists()


def test_batch_norm_after_a_convolution_must_have_been_folded() -> None:
    statistics = ["scale", "shift", "mean", "variance"]
    inputs = ["folded", *statistics]
    norm = onnx.helper.make_node("BatchNormalization", inputs, ["out"], name="norm")
    convolution = onnx.helper.make_node("Conv", ["in", "kernel"], ["convolved"])
    relu = onnx.helper.make_node("Relu", ["convolved"], ["folded"])
    allowed = onnx.helper.make_graph([convolution, relu, norm], "after a ReLU", [], [])
    require_folded(onnx.helper.make_model(allowed))
    norm.input[0] = "convolved"
    left = onnx.helper.make_graph([convolution, norm], "left", [], [])
    with pytest.raises(ExportError, match="norm was not folded"):
        require_folded(onnx.helper.make_model(left))


def test_the_manifest_is_plain_json(tiny: Exported) -> None:
    table = json.loads((tiny.folder / "manifest.json").read_text())
    assert table["decision"]["measured"] == MEASURED
    assert table["data"]["recipe"]["architecture"] == "slim-resnet"
