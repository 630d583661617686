from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from humoresque import __version__
from humoresque.catalog.catalog import Catalog
from humoresque.emotion.analyzer import EmotionAnalyzer
from humoresque.web import wiring
from humoresque.web.wiring import Once, _build_analyzer, _build_catalog


def test_it_says_which_model_and_which_catalog_are_in_use(
    client: Client, analyzer: EmotionAnalyzer
) -> None:
    answer = client.get("/api/status").json()
    assert answer["version"] == __version__
    assert answer["model"] == {
        "name": "tiny",
        "version": "0.1",
        "sha256": analyzer.manifest.sha256,
        "licence": "MIT",
        "parameters": 14,
        "accuracy": 0.5,
        "macro_f1": 0.4,
    }
    assert answer["catalog"]["is_starter"] is True
    assert answer["catalog"]["size"] == Catalog.starter().size


def test_a_model_without_figures_has_none(
    client: Client, analyzer: EmotionAnalyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = SimpleNamespace(manifest=replace(analyzer.manifest, metrics={}))
    monkeypatch.setattr(wiring, "analyzer", lambda: bare)
    model = client.get("/api/status").json()["model"]
    assert model["accuracy"] is None
    assert model["macro_f1"] is None


def test_what_cannot_be_loaded_is_null(
    client: Client, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MODEL = tmp_path
    settings.CATALOG = tmp_path / "none.parquet"
    monkeypatch.setattr(wiring, "analyzer", Once(_build_analyzer))
    monkeypatch.setattr(wiring, "catalog", Once(_build_catalog))
    response = client.get("/api/status")
    assert response.status_code == 200
    assert response.json() == {"version": __version__, "model": None, "catalog": None}


def test_a_catalog_of_ones_own_is_taken_up(
    client: Client, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.parquet"
    Catalog.starter().save(path)
    settings.CATALOG = path
    monkeypatch.setattr(wiring, "analyzer", Once(_build_analyzer))
    monkeypatch.setattr(wiring, "catalog", Once(_build_catalog))
    assert client.get("/api/status").json()["catalog"]["name"]
