from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from humoresque.cli import app

runner = CliRunner()


@pytest.fixture
def smiling(tmp_path: Path, astronaut_jpeg: bytes) -> Path:
    path = tmp_path / "smiling.jpg"
    path.write_bytes(astronaut_jpeg)
    return path


def test_predict_prints_the_label_and_seven_bars(smiling: Path) -> None:
    result = runner.invoke(app, ["predict", str(smiling)])
    assert result.exit_code == 0
    assert "face 1 of 1" in result.stdout
    assert ": happy" in result.stdout
    assert len(result.stdout.strip().splitlines()) == 8


def test_predict_prints_json_for_scripts(smiling: Path) -> None:
    result = runner.invoke(app, ["predict", "--json", str(smiling)])
    answer = json.loads(result.stdout)
    assert answer["faces"][0]["emotion"] == "happy"
    assert sum(answer["faces"][0]["probabilities"].values()) == pytest.approx(1, abs=1e-3)


def test_a_photo_without_a_face_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "wall.png"
    Image.fromarray(np.full((200, 300, 3), 120, np.uint8)).save(path)
    result = runner.invoke(app, ["predict", str(path)])
    assert result.exit_code == 0
    assert "no face found" in result.stdout


def test_one_bad_photo_does_not_stop_the_others(smiling: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"not a photo")
    result = runner.invoke(app, ["predict", str(bad), str(tmp_path / "absent.jpg"), str(smiling)])
    assert result.exit_code == 2
    assert "not an image" in result.stderr
    assert "cannot be read" in result.stderr
    assert ": happy" in result.stdout
