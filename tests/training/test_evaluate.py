from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from PIL import Image

from humoresque.emotion.analyzer import DEFAULT_MODEL, MODELS_FOLDER, EmotionAnalyzer
from humoresque.training.datasets.ferplus import FERPLUS_LABELS, FERPLUS_TO_FER2013
from humoresque.training.errors import (
    HeadNotFoundError,
    ModelNotFoundError,
    NoRowsError,
    PredictionsError,
)
from humoresque.training.evaluate import evaluate_scorer
from humoresque.training.evaluation_set import EvaluationSet, load_sets
from humoresque.training.full_pipeline import evaluate_photos
from humoresque.training.plots import plot_confusion, plot_learning_curves, plot_reliability
from humoresque.training.predictions import Predictions
from humoresque.training.scorer import Faces, Head, Logits, open_scorer
from humoresque.training.views import VIEWS, score, ten_crop
from tests.training.bars import BarReader, write_bars

SHIPPED = MODELS_FOLDER / DEFAULT_MODEL


@pytest.fixture
def judged(tmp_path: Path) -> EvaluationSet:
    return load_sets("thesis", write_bars(tmp_path / "bars")).judged


def test_every_view_and_the_rows_without_a_copy_are_reported(judged: EvaluationSet) -> None:
    report = evaluate_scorer(BarReader(blind=(6,)), judged)
    assert list(report.every_row) == list(report.unseen) == list(VIEWS)
    assert report.every_row["single"].accuracy == pytest.approx(30 / 35)
    assert report.every_row["single"].classes["neutral"].recall == 0
    assert report.every_row["single"].rows == 35
    assert report.unseen["single"].rows == 30
    assert report.as_dict()["on"] == "thesis:test"


def test_ten_crops_are_five_places_and_their_mirror_images() -> None:
    face = np.zeros((1, 48, 48), np.uint8)
    face[0, 5, 40] = 255  # in the upper crops that reach right, and in the centre
    crops = ten_crop(face)
    assert len(crops) == 10
    assert all(crop.shape == (1, 48, 48) for crop in crops)
    assert [bool(crop.any()) for crop in crops[::2]] == [True, True, False, False, True]
    for upright, mirrored in zip(crops[::2], crops[1::2], strict=True):
        assert np.array_equal(upright[:, :, ::-1], mirrored)


def test_views_average_logits() -> None:
    class Leftmost(BarReader):
        def logits(self, faces: Faces) -> Logits:
            return faces[:, :1, 0].astype(np.float32)

    face = np.zeros((300, 48, 48), np.uint8)  # more than one batch
    face[:, :, -1] = 100
    assert score(Leftmost(), face, VIEWS["single"]).max() == 0
    assert np.all(score(Leftmost(), face, VIEWS["flip"]) == 50)


def test_a_head_of_eight_labels_is_read_on_a_set_of_seven(judged: EvaluationSet) -> None:
    class Eight(BarReader):
        def logits(self, faces: Faces) -> Logits:
            seven = BarReader().logits(faces)
            columns = [99 if n is None else n for n in FERPLUS_TO_FER2013]
            return np.stack([seven[:, n] if n < 7 else seven.max(axis=1) + 1 for n in columns], 1)

    report = evaluate_scorer(Eight(), judged, ("single",))
    assert report.every_row["single"].accuracy == 1
    assert report.predictions.logits.shape == (35, 7)


def test_a_head_of_seven_labels_cannot_answer_eight(judged: EvaluationSet) -> None:
    eight = EvaluationSet(
        "ferplus:private-test", FERPLUS_LABELS, judged.images, judged.labels, judged.rows
    )
    with pytest.raises(HeadNotFoundError, match="--head ferplus"):
        evaluate_scorer(BarReader(), eight)


def test_the_shipped_model_is_opened_by_its_folder(judged: EvaluationSet) -> None:
    scorer = open_scorer(SHIPPED)
    assert scorer.logits(judged.images[:3]).shape == (3, 7)
    assert scorer.temperature != 1
    assert scorer.parameters > 1_000_000


def three_headed(folder: Path) -> Path:
    """A model folder whose outputs are constant: number 1, 2 or 3 of their labels."""
    helper, numpy_helper = onnx.helper, onnx.numpy_helper
    heads = {"logits": (7, 1), "fer2013": (7, 2), "ferplus": (8, 3)}
    initializers, nodes = [], [helper.make_node("Flatten", ["input"], ["flat"])]
    for name, (labels, answer) in heads.items():
        weights = np.zeros((48 * 48, labels), np.float32)
        bias = np.eye(labels, dtype=np.float32)[answer]
        initializers += [
            numpy_helper.from_array(weights, f"{name}.weights"),
            numpy_helper.from_array(bias, f"{name}.bias"),
        ]
        nodes.append(helper.make_node("Gemm", ["flat", f"{name}.weights", f"{name}.bias"], [name]))
    kind = onnx.TensorProto.FLOAT
    graph = helper.make_graph(
        nodes,
        "heads",
        [helper.make_tensor_value_info("input", kind, ["n", 1, 48, 48])],
        [helper.make_tensor_value_info(n, kind, ["n", labels]) for n, (labels, _) in heads.items()],
        initializers,
    )
    opset = helper.make_opsetid("", 17)
    onnx.save(helper.make_model(graph, opset_imports=[opset], ir_version=8), folder / "heads.onnx")
    table = json.loads((SHIPPED / "manifest.json").read_text())
    table |= {
        "weights": "heads.onnx",
        "sha256": hashlib.sha256((folder / "heads.onnx").read_bytes()).hexdigest(),
    }
    (folder / "manifest.json").write_text(json.dumps(table))
    return folder


@pytest.mark.parametrize(
    ("head", "shape", "answer"),
    [
        ("shown", (2, 7), 1),
        ("fer2013", (2, 7), 2),
        ("ferplus", (2, 8), 3),
    ],
)
def test_heads_are_read_by_name(
    tmp_path: Path, head: Head, shape: tuple[int, int], answer: int
) -> None:
    scorer = open_scorer(three_headed(tmp_path), head=head)
    logits = scorer.logits(np.zeros((2, 48, 48), np.uint8))
    assert logits.shape == shape
    assert logits.argmax(axis=1).tolist() == [answer, answer]
    assert (scorer.temperature == 1) == (head != "shown")


def test_a_place_without_a_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match=r"best\.pt"):
        open_scorer(tmp_path / "nothing")


def test_predictions_are_kept_and_read_back(judged: EvaluationSet, tmp_path: Path) -> None:
    kept = evaluate_scorer(BarReader(blind=(1, 2)), judged, ("single",)).predictions
    kept.save(tmp_path / "new" / "answers.npz")
    read = Predictions.load(tmp_path / "new" / "answers.npz")
    assert read.evaluate() == kept.evaluate()
    assert (read.model, read.on, read.classes) == (kept.model, kept.on, kept.classes)
    assert np.array_equal(read.rows, judged.rows)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04"])
def test_a_foreign_file_is_no_predictions(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "answers.npz"
    path.write_bytes(content)
    with pytest.raises(PredictionsError, match="--predictions"):
        Predictions.load(path)


def test_whole_photos_say_how_many_had_no_face(astronaut_jpeg: bytes, tmp_path: Path) -> None:
    smiling, grey, broken = (tmp_path / name for name in ("happy.jpg", "sad.png", "fear.jpg"))
    smiling.write_bytes(astronaut_jpeg)
    grey.write_bytes(_grey_png())
    broken.write_bytes(astronaut_jpeg[:100])
    photos = [(smiling, 3), (grey, 4), (broken, 2)]
    report = evaluate_photos(EmotionAnalyzer.load(), photos, "three photos")
    assert report.faceless == (grey,)
    assert report.unreadable == (broken,)
    assert report.predictions.rows.tolist() == [0]
    assert report.predictions.evaluate().accuracy == 1
    assert report.as_dict()["no_face_found"] == [str(grey)]
    with pytest.raises(NoRowsError, match="no face was found"):
        evaluate_photos(EmotionAnalyzer.load(), photos[1:], "two photos")


def test_figures_are_drawn(judged: EvaluationSet, tmp_path: Path) -> None:
    answers = evaluate_scorer(BarReader(blind=(1,)), judged, ("single",)).predictions
    plot_confusion(answers.evaluate(), "title", tmp_path / "new" / "confusion.png")
    plot_reliability(answers, "title", tmp_path / "reliability.png")
    plot_learning_curves(SHIPPED / "training_log.csv", tmp_path / "curves.png")
    for name in ("new/confusion.png", "reliability.png", "curves.png"):
        with Image.open(tmp_path / name) as image:
            assert image.width > 600


def test_learning_curves_need_matplotlib_alone() -> None:
    code = (
        "import sys, humoresque.training.plots\n"
        "unwanted = {'cv2', 'sklearn', 'scipy', 'torch', 'onnxruntime', 'matplotlib.pyplot'}\n"
        "sys.exit(', '.join(unwanted & sys.modules.keys()) or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def _grey_png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (200, 200), "grey").save(buffer, "PNG")
    return buffer.getvalue()
