"""``humoresque evaluate-recommender``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from humoresque.affect import EMOTIONS
from humoresque.cli import app, evaluate_recommender
from humoresque.offline_evaluation import grid, plan
from humoresque.recommender.errors import UnknownGenreError
from tests.catalog.made_up import made_up_catalog

COMMAND = "evaluate-recommender"


@pytest.fixture(autouse=True)
def _small_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "EMOTIONS", EMOTIONS[:2])
    monkeypatch.setattr(plan, "QUICK", (1, 2))


@pytest.fixture(scope="module")
def catalog_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("catalog") / "songs.parquet"
    made_up_catalog(800, artists=400).save(path)
    return path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [COMMAND, *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_one_table_with_intervals_and_the_same_as_json(catalog_file: Path, tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    shown = run("--catalog", catalog_file, "--quick", "--json", figures)
    assert "mood precision@10" in shown
    assert "95 % bootstrap interval" in shown
    report: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    assert report["catalog"] == {"name": "made-up", "songs": 800}
    assert report["methods"] == [
        "humoresque",
        "thesis-2024",
        "nearest",
        "nearest-in-level",
        "popular",
        "keyword",
        "random",
    ]
    first = report["lines"][0]
    ours = first["figures"]["humoresque"]
    assert ours["low"] <= ours["value"] <= ours["high"]
    assert set(first["differences"]) == set(report["methods"][1:])


def test_baselines_can_be_chosen_or_left_out(catalog_file: Path, tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    for chosen, methods in (
        (("none",), ["humoresque"]),
        (("popular", "random"), ["humoresque", "popular", "random"]),
    ):
        options = [part for name in chosen for part in ("--baselines", name)]
        run("--catalog", catalog_file, "--quick", "--json", figures, *options)
        assert json.loads(figures.read_text(encoding="utf-8"))["methods"] == methods


def test_the_same_seed_gives_the_same_figures(catalog_file: Path) -> None:
    options = ("--catalog", catalog_file, "--quick", "--baselines", "none")
    assert run(*options, "--seed", 3) == run(*options, "--seed", 3)
    assert run(*options, "--seed", 3) != run(*options, "--seed", 4)


def test_figures_are_drawn(catalog_file: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    run("--catalog", catalog_file, "--quick", "--plots", tmp_path, "--genre", "pop")
    for name in ("recommender-mood-map.png", "recommender-precision.png"):
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")


def test_figures_without_matplotlib_are_refused_at_once(
    catalog_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluate_recommender, "find_spec", lambda _name: None)
    options = [COMMAND, "--catalog", str(catalog_file), "--plots", str(tmp_path)]
    result = CliRunner().invoke(app, options)
    assert result.exit_code == 2
    assert "need Matplotlib" in result.stderr


def test_labels_that_are_no_labels_are_refused_before_anything_runs(
    catalog_file: Path, tmp_path: Path
) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("track_id,colour\nx,blue\n", encoding="utf-8")
    options = [COMMAND, "--catalog", str(catalog_file), "--labels", str(labels)]
    result = CliRunner().invoke(app, options)
    assert "needs a column valence" in str(result.exception)


def test_a_genre_that_there_is_not_is_refused_with_the_nearest(catalog_file: Path) -> None:
    options = [COMMAND, "--catalog", str(catalog_file), "--quick", "--genre", "popp"]
    result = CliRunner().invoke(app, options)
    assert isinstance(result.exception, UnknownGenreError)
    assert "pop" in result.exception.suggestions
