from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from humoresque.cli import app
from humoresque.emotion.analyzer import DEFAULT_MODEL, MODELS_FOLDER
from humoresque.emotion.manifest import ModelManifest
from humoresque.training.errors import DatasetNotFoundError

runner = CliRunner()


def test_an_unknown_split_names_the_known_ones(tmp_path: Path) -> None:
    result = runner.invoke(app, ["evaluate", "--data", str(tmp_path), "--on", "training"])
    assert result.exit_code == 2
    assert "public-test" in result.stderr


def test_a_wrong_data_folder_is_named(tmp_path: Path) -> None:
    result = runner.invoke(app, ["evaluate", "--data", str(tmp_path)])
    assert isinstance(result.exception, DatasetNotFoundError)


@pytest.mark.data
def test_evaluate_prints_the_manifests_figures(data_sets: Path, tmp_path: Path) -> None:
    arguments = ["evaluate", "--data", str(data_sets / "fer2013"), "--plots", str(tmp_path)]
    result = runner.invoke(app, [*arguments, "--json"])
    assert result.exit_code == 0
    figures = json.loads(result.stdout)["results"]
    metrics = ModelManifest.load(MODELS_FOLDER / DEFAULT_MODEL).metrics
    assert figures["all rows"]["accuracy"] == pytest.approx(metrics["private_test"]["accuracy"])
    assert figures["without a training copy"]["rows"] == 3301
    assert (tmp_path / "confusion-private-test.png").stat().st_size > 10_000
