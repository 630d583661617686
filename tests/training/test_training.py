from __future__ import annotations

import csv
import dataclasses
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from humoresque.cli import app
from humoresque.training.config import Phase, load_recipe
from humoresque.training.datasets.dataset import FaceDataset
from humoresque.training.datasets.prepared import PreparedSet, write_prepared
from humoresque.training.errors import CheckpointError

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

from humoresque.training.checkpoint import load_checkpoint  # noqa: E402
from humoresque.training.examples import select_examples  # noqa: E402
from humoresque.training.train import LOG_COLUMNS, train  # noqa: E402
from tests.training.test_config import SHIPPED  # noqa: E402
from tests.training.tiny import TINY, rows_of, run  # noqa: E402

pytestmark = pytest.mark.training
torch.set_num_threads(1)  # tiny layers gain nothing from more, and lose much on a busy machine

TINY_TOML = """
name = "tiny"
widths = [8, 8, 16, 16]
phases = [{ side = 32, epochs = 2 }]
batch_size = 16
"""
# What a bare machine with an accelerator may lack; pydantic comes with typer, and
# scikit-learn looks for pyarrow in a way that a missing module of this kind breaks.
APP_PACKAGES = (
    "django", "granian", "httpx", "ninja", "onnx", "onnxruntime", "platformdirs", "whitenoise",
)  # fmt: skip
BARE = f"""
import sys
sys.modules.update(dict.fromkeys({APP_PACKAGES!r}))  # as if they were not installed
from humoresque.cli import main
main()
"""


def read_log(folder: Path) -> list[dict[str, str]]:
    with (folder / "log.csv").open() as file:
        return list(csv.DictReader(file))


def prepare(data: FaceDataset, folder: Path) -> Path:
    source = np.zeros(len(data), np.uint8)
    facts = {"dropped": {"nothing": 0}}
    return write_prepared(
        PreparedSet(data, source, ("miniature",), rows_of(data).test, facts), folder
    )


@pytest.fixture
def prepared(miniature: FaceDataset, tmp_path: Path) -> Path:
    return prepare(miniature, tmp_path / "prepared")


def test_a_run_learns_and_refuses_to_continue_under_other_settings(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    run(miniature, tmp_path, TINY)
    log = read_log(tmp_path)
    assert [row["side"] for row in log] == ["32", "48", "48", "48", "48", "48"]
    assert float(log[-1]["validation_accuracy"]) > 0.6
    assert float(log[-1]["validation_loss"]) < float(log[0]["validation_loss"])
    with pytest.raises(CheckpointError, match="learning_rate"):
        run(miniature, tmp_path, dataclasses.replace(TINY, learning_rate=0.2))


def test_an_interrupted_run_ends_like_one_that_was_not(
    miniature: FaceDataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = dataclasses.replace(TINY, phases=(Phase(32, 3),))
    (tmp_path / "whole").mkdir()
    # What a run leaves that was killed between its first line and its first checkpoint.
    (tmp_path / "whole" / "log.csv").write_text(f"{','.join(LOG_COLUMNS)}\n1,32,0,0,0,0,0,0\n")
    run(miniature, tmp_path / "whole", recipe)
    assert [row["epoch"] for row in read_log(tmp_path / "whole")] == ["1", "2", "3"]

    from humoresque.training import train as loop  # noqa: PLC0415

    honest = loop.validate  # type: ignore[attr-defined]
    calls = 0

    def breaks_off(*arguments: Any) -> object:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return honest(*arguments)

    monkeypatch.setattr(loop, "validate", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        run(miniature, tmp_path / "parts", recipe)
    with (tmp_path / "parts" / "log.csv").open("a") as file:
        file.write("2,32,0,0,0,0,0,0\n")  # logged, but not saved any more
    run(miniature, tmp_path / "parts", recipe)
    assert [row["epoch"] for row in read_log(tmp_path / "parts")] == ["1", "2", "3"]

    _, whole = load_checkpoint(tmp_path / "whole" / "last.pt")
    _, parts = load_checkpoint(tmp_path / "parts" / "last.pt")
    assert whole["progress"] == parts["progress"]
    assert whole["progress"]["epoch"] == 3
    for key, value in whole["model"].items():
        assert torch.equal(value, parts["model"][key]), key


def test_a_run_that_no_longer_improves_lowers_its_rate_and_stops(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    stuck = dataclasses.replace(
        TINY,
        phases=(Phase(32, 20),),
        optimizer="adam",
        schedule="plateau",
        best_by="loss",
        learning_rate=1e-3,
        early_stop_patience=5,
        ema_decay=1.0,  # the average never moves, so neither does the validation loss
    )
    run(miniature, tmp_path, stuck)
    log = read_log(tmp_path)
    assert len(log) == 6
    run(miniature, tmp_path, stuck)
    assert read_log(tmp_path) == log, "a stopped run stays as it is when it is started again"
    assert [float(row["learning_rate"]) for row in log] == [1e-3] * 3 + [1e-4] * 2 + [1e-5]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_recipe_takes_a_step(
    name: str, miniature: FaceDataset, tmp_path: Path
) -> None:
    recipe = dataclasses.replace(
        load_recipe(name), phases=(Phase(48, 1),), batch_size=2, initial_weights="random"
    )
    rows = rows_of(miniature)
    logits = np.zeros((len(miniature), 7), np.float32)
    best = train(
        recipe,
        select_examples(miniature, rows.train[:4], "cpu", logits),
        select_examples(miniature, rows.validation[:2], "cpu"),
        tmp_path,
        device="cpu",
    )
    saved, _ = load_checkpoint(best)
    assert saved == recipe
    assert np.isfinite(float(read_log(tmp_path)[0]["train_loss"]))


@pytest.mark.parametrize("content", [None, b"", b"\x81 no pickle"])
def test_a_foreign_file_is_no_checkpoint(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "best.pt"
    if content is None:
        torch.save({"weights": {}}, path)
    else:
        path.write_bytes(content)
    with pytest.raises(CheckpointError, match="not a checkpoint"):
        load_checkpoint(path)


def test_two_processes_train_one_network(prepared: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "tiny.toml"
    recipe.write_text(TINY_TOML)
    launcher = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    command = ["-m", "humoresque.cli", "train", str(recipe), "--data", str(prepared)]
    options = ["--out", str(tmp_path / "run"), "--device", "cpu", "--threads", "1"]
    subprocess.run(
        [sys.executable, *launcher, *command, *options],
        check=True,
        capture_output=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        timeout=180,
    )
    log = read_log(tmp_path / "run")
    assert [row["epoch"] for row in log] == ["1", "2"]
    recipe_of_run, state = load_checkpoint(tmp_path / "run" / "last.pt")
    assert recipe_of_run.widths == tuple(tomllib.loads(TINY_TOML)["widths"])
    assert not [name for name in state["model"] if name.startswith("module.")]


def test_the_lab_runs_where_the_app_cannot(prepared: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "tiny.toml"
    recipe.write_text(TINY_TOML)

    def lab(*arguments: str) -> str:
        finished = subprocess.run(
            [sys.executable, "-c", BARE, *arguments, "--data", str(prepared)],
            check=False,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    run_folder = tmp_path / "run"
    best = str(run_folder / "best.pt")
    teachers = str(tmp_path / "teachers.npz")
    lab("train", str(recipe), "--out", str(run_folder), "--threads", "1")
    assert (run_folder / "learning_curves.png").is_file()
    assert "logits of 1 teachers for 210 rows" in lab("distill", best, "--out", teachers)
    taught = tmp_path / "taught.toml"
    taught.write_text(f"{TINY_TOML}\nteacher_weight = 0.3\n".replace('"tiny"', '"taught"'))
    out = lab("train", str(taught), "--out", str(tmp_path / "2"), "--teachers", teachers)
    assert "best weights" in out
    report = lab("evaluate", best, "--on", "thesis", "--quick")
    assert "one view" in report


def test_a_dry_run_starts_anew_each_time_and_says_that_votes_are_missing(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    faces = prepare(dataclasses.replace(miniature, votes=None), tmp_path / "faces")
    recipe = tmp_path / "tiny.toml"
    recipe.write_text(TINY_TOML)
    command = ["train", str(recipe), "--data", str(faces), "--out", str(tmp_path / "run")]
    for _ in range(2):
        result = CliRunner().invoke(app, [*command, "--dry-run", "--device", "cpu"])
        assert result.exit_code == 0, result.output
        assert "starting from random weights" in result.output
        assert "FER+: not learned from" in result.output
        assert [row["epoch"] for row in read_log(tmp_path / "run-dry-run")] == ["1"]
    assert not (tmp_path / "run").exists()
    saved, _ = load_checkpoint(tmp_path / "run-dry-run" / "best.pt")
    assert saved.ferplus_weight == 0
