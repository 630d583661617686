from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from humoresque.web import wiring
from humoresque.web.wiring import Once, _build_analyzer, _build_catalog


def test_a_process_that_answers_is_live_without_loading_anything(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "analyzer", pytest.fail)
    monkeypatch.setattr(wiring, "catalog", pytest.fail)
    response = client.get("/api/health/live")
    assert response.json() == {"status": "live"}


@pytest.mark.usefixtures("analyzer")
def test_it_is_ready_when_model_and_catalog_are_loaded(client: Client) -> None:
    response = client.get("/api/health/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ready"}


def test_it_is_not_ready_and_says_what_is_missing(
    client: Client, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MODEL = tmp_path
    settings.CATALOG = tmp_path / "none.parquet"
    monkeypatch.setattr(wiring, "analyzer", Once(_build_analyzer))
    monkeypatch.setattr(wiring, "catalog", Once(_build_catalog))
    response = client.get("/api/health/ready")
    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == "urn:humoresque:problem:not-ready"
    assert [error["pointer"] for error in problem["errors"]] == ["#/model", "#/catalog"]
    assert str(tmp_path) not in response.content.decode()
