from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from humoresque.cli import app
from humoresque.emotion.analyzer import DEFAULT_MODEL, MODELS_FOLDER
from humoresque.emotion.manifest import ModelManifest
from humoresque.training.errors import (
    DatasetNotFoundError,
    ModelNotFoundError,
    UnknownSetError,
)
from tests.training.bars import write_bars

SHIPPED = MODELS_FOLDER / DEFAULT_MODEL
runner = CliRunner()


@pytest.fixture
def thesis(tmp_path: Path) -> list[str]:
    """Options that name a miniature set."""
    return ["--on", "thesis", "--data", str(write_bars(tmp_path / "bars"))]


def sentence(frame: str) -> str:
    """A framed message in one line."""
    return " ".join(frame.replace("│", " ").split())


def checkpoint(folder: Path, seed: int) -> Path:
    """An untrained network as a run would have written it."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    from humoresque.training.checkpoint import save_checkpoint  # noqa: PLC0415
    from humoresque.training.models import build_network  # noqa: PLC0415
    from tests.training.tiny import TINY  # noqa: PLC0415

    torch.manual_seed(seed)
    weights = build_network(TINY).state_dict()
    save_checkpoint(folder / "best.pt", TINY, {"weights": weights, "epoch": 1})
    return folder / "best.pt"


def test_unknown_sets_and_splits_name_the_known_ones(tmp_path: Path) -> None:
    result = runner.invoke(app, ["evaluate", "--data", str(tmp_path), "--on", "imagenet"])
    assert isinstance(result.exception, UnknownSetError)
    assert "ferplus:private-test" in str(result.exception)


def test_a_wrong_data_folder_is_named(tmp_path: Path) -> None:
    result = runner.invoke(app, ["evaluate", "--data", str(tmp_path)])
    assert isinstance(result.exception, DatasetNotFoundError)


def test_a_wrong_model_is_named(thesis: list[str], tmp_path: Path) -> None:
    result = runner.invoke(app, ["evaluate", str(tmp_path / "best.pt"), *thesis])
    assert isinstance(result.exception, ModelNotFoundError)


def test_the_report_has_the_form_of_the_thesis(thesis: list[str], tmp_path: Path) -> None:
    kept, plots = tmp_path / "shipped.npz", tmp_path / "plots"
    result = runner.invoke(
        app, ["evaluate", *thesis, "--predictions", str(kept), "--plots", str(plots)]
    )
    assert result.exit_code == 0, result.output
    words = result.stdout.split()
    for word in ("precision", "recall", "support", "disgust", "macro", "weighted", "ECE"):
        assert word in words
    for view in ("one view", "flip", "ten crops", "ten crops *", "without a copy"):
        assert view in result.stdout
    assert {path.name for path in plots.iterdir()} == {
        "confusion-thesis-test.png",
        "reliability-thesis-test.png",
    }
    again = runner.invoke(app, ["compare", str(kept), str(kept)])
    assert again.exit_code == 0, again.output
    assert "No choice" in again.stdout


@pytest.mark.training
def test_a_checkpoint_is_evaluated_with_either_head(thesis: list[str], tmp_path: Path) -> None:
    best = checkpoint(tmp_path, seed=0)
    for head in ("shown", "fer2013", "ferplus"):
        result = runner.invoke(
            app, ["evaluate", str(best), *thesis, "--quick", "--json", "--head", head]
        )
        assert result.exit_code == 0, result.output
        figures = json.loads(result.stdout)
        assert (figures["model"], figures["on"]) == ("tiny", "thesis:test")
        assert figures["every_row"]["single"]["rows"] == 35
        assert figures["without_training_copy"]["single"]["rows"] == 30


@pytest.mark.training
def test_models_are_compared_and_one_is_chosen_on_validation(
    thesis: list[str], tmp_path: Path
) -> None:
    first, second = (checkpoint(tmp_path / str(seed), seed) for seed in (0, 1))
    arguments = ["compare", str(first), str(second), *thesis]
    result = runner.invoke(app, [*arguments, "--plots", str(tmp_path / "plots")])
    assert result.exit_code == 0, result.output
    assert "Chosen: tiny" in result.stdout
    assert "gap to validation" in result.stdout
    assert len(list((tmp_path / "plots").iterdir())) == 2
    found = json.loads(runner.invoke(app, [*arguments, "--json"]).stdout)
    assert found["choice"]["on"] == "thesis:validation"
    assert [model["model"] for model in found["models"]] == [f"tiny ({first})", f"tiny ({second})"]
    assert found["mcnemar"][0]["exact"] <= 1


def test_the_small_weights_of_model_folders_are_compared(thesis: list[str], tmp_path: Path) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        shutil.copytree(SHIPPED, folder)
        table = json.loads((folder / "manifest.json").read_text())
        same = {"weights": table["weights"], "sha256": table["sha256"]}
        table["int8"] = {**same, "public_test_accuracy_loss": 0, "bytes": 1}
        (folder / "manifest.json").write_text(json.dumps(table))
    command = ["compare", *map(str, folders), *thesis, "--weights", "int8", "--json"]
    result = runner.invoke(app, command)
    assert result.exit_code == 0, result.output
    models = json.loads(result.stdout)["models"]
    name = ModelManifest.load(SHIPPED).name
    assert [m["model"] for m in models] == [f"{name} int8 ({folder})" for folder in folders]


@pytest.mark.parametrize(
    ("models", "complaint"),
    [
        (["one"], "two models"),
        (["one", "two"], "where the set"),
        (["one.npz", "two"], "not both"),
    ],
)
def test_impossible_comparisons_are_refused(models: list[str], complaint: str) -> None:
    result = runner.invoke(app, ["compare", *models])
    assert result.exit_code == 2
    assert complaint in sentence(result.stderr)


def test_whole_photos_are_read_the_way_the_app_does(astronaut_jpeg: bytes, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "happy_01.jpg").write_bytes(astronaut_jpeg)
    arguments = ["evaluate", "--data", str(photos), "--full-pipeline"]
    result = runner.invoke(app, [*arguments, "--on", "folder"])
    assert result.exit_code == 0, result.output
    assert "no face found in 0 of 1 photos" in result.stdout
    found = json.loads(runner.invoke(app, [*arguments, "--on", "folder", "--json"]).stdout)
    assert found["photos_with_a_face"]["accuracy"] == 1
    refused = runner.invoke(app, arguments)
    assert refused.exit_code == 2
    assert "add --on folder" in sentence(refused.stderr)
    for option in (["--head", "ferplus"], ["--device", "cuda"]):
        refused = runner.invoke(app, [*arguments, "--on", "folder", *option])
        assert refused.exit_code == 2
        assert f"leave out {' '.join(option)}" in sentence(refused.stderr)


@pytest.mark.data
def test_evaluate_prints_the_manifests_figures(data_sets: Path, tmp_path: Path) -> None:
    arguments = ["evaluate", "--data", str(data_sets / "fer2013"), "--plots", str(tmp_path)]
    result = runner.invoke(app, [*arguments, "--quick", "--json"])
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    shipped = ModelManifest.load(SHIPPED).metrics["private_test"]
    found = figures["every_row"]["single"]
    assert found["accuracy"] == pytest.approx(shipped["accuracy"])
    assert found["ece"] == pytest.approx(shipped["ece"], abs=1e-3)
    assert figures["without_training_copy"]["single"]["rows"] == 3301
    assert (tmp_path / "confusion-fer2013-private-test.png").stat().st_size > 10_000


@pytest.mark.data
def test_a_set_of_eight_labels_is_answered_by_the_head_that_knows_them(data_sets: Path) -> None:
    result = runner.invoke(
        app,
        ["evaluate", "--data", str(data_sets / "fer2013"), "--on", "ferplus", "--quick", "--json"],
    )
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)["every_row"]["single"]
    shipped = ModelManifest.load(SHIPPED).metrics["heads"]["ferplus"]
    assert found["rows"] == shipped["rows"] == 3153
    assert found["accuracy"] == pytest.approx(shipped["accuracy"])
