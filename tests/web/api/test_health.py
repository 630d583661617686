from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from humoresque.web import wiring


def test_a_process_that_answers_is_live_without_loading_anything(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "analyzer", pytest.fail)
    monkeypatch.setattr(wiring, "catalog", pytest.fail)
    monkeypatch.setattr(wiring, "profiles", pytest.fail)
    response = client.get("/api/health/live")
    assert response.json() == {"status": "live"}


@pytest.mark.usefixtures("analyzer")
def test_it_is_ready_when_model_catalog_and_targets_are_loaded(client: Client) -> None:
    response = client.get("/api/health/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ready"}


@pytest.mark.usefixtures("unusable_parts")
def test_it_is_not_ready_and_says_what_is_missing(client: Client, tmp_path: Path) -> None:
    response = client.get("/api/health/ready")
    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == "urn:humoresque:problem:not-ready"
    pointers = [error["pointer"] for error in problem["errors"]]
    assert pointers == ["#/model", "#/catalog", "#/targets"]
    assert str(tmp_path) not in response.content.decode()


@pytest.mark.usefixtures("analyzer")
def test_targets_that_cannot_be_used_are_enough_not_to_be_ready(
    client: Client, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TARGETS = tmp_path / "targets.toml"
    settings.TARGETS.write_text("[popularity]", encoding="utf-8")
    monkeypatch.setattr(wiring, "profiles", wiring.Once(wiring._build_profiles))  # noqa: SLF001
    problem = client.get("/api/health/ready").json()
    assert [error["pointer"] for error in problem["errors"]] == ["#/targets"]


@pytest.mark.usefixtures("damaged_detector")
def test_a_damaged_detector_is_a_missing_model(client: Client) -> None:
    problem = client.get("/api/health/ready").json()
    assert [error["pointer"] for error in problem["errors"]] == ["#/model"]
