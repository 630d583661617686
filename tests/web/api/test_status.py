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


@pytest.mark.usefixtures("unusable_parts")
def test_what_cannot_be_loaded_is_null(client: Client) -> None:
    response = client.get("/api/status")
    assert response.status_code == 200
    assert response.json() == {"version": __version__, "model": None, "catalog": None}


@pytest.mark.usefixtures("damaged_detector")
def test_a_damaged_detector_is_no_fault_of_the_status(client: Client) -> None:
    answer = client.get("/api/status").json()
    assert answer["model"] is None
    assert answer["catalog"]["size"] > 0


@pytest.mark.usefixtures("fresh_parts")
def test_a_catalog_of_ones_own_is_taken_up(client: Client, tmp_path: Path, settings: Any) -> None:
    settings.CATALOG = tmp_path / "mine.parquet"
    Catalog.starter().save(settings.CATALOG)
    assert client.get("/api/status").json()["catalog"]["name"]
