"""The whole way with the weights in the package and the starter catalog: nothing is replaced."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_model")]


def _read(client: Client, photo: bytes) -> Any:
    image = base64.b64encode(photo).decode()
    response = client.post(
        "/api/get-emotion-from-photo", {"image": image}, content_type="application/json"
    )
    assert response.status_code == 200
    return response.json()


def test_it_gets_ready(client: Client) -> None:
    assert client.get("/api/health/ready").status_code == 200


def test_it_says_how_good_its_model_is(client: Client) -> None:
    model = client.get("/api/status").json()["model"]
    assert 0.65 <= model["accuracy"] < 1
    assert len(model["sha256"]) == 64


def test_a_smile_becomes_ten_songs(client: Client, face_photo: bytes) -> None:
    reading = _read(client, face_photo)
    assert reading["emotion"] == "happy"
    assert reading["probabilities"]["happy"] > 0.7
    assert len(reading["faces"]) == 1
    wishes = {
        "probabilities": reading["probabilities"],
        "popularity": "Mainstream",
        "personalization": "Low",
        "genres": ["pop", "rock"],
    }
    response = client.post(
        "/api/create-playlist-based-on-parameters", wishes, content_type="application/json"
    )
    assert response.status_code == 201
    assert response.json()["emotion"] == "happy"
    assert len(response.json()["tracks"]) == 10


def test_a_photo_without_a_face_is_no_error(client: Client, faceless_photo: bytes) -> None:
    assert _read(client, faceless_photo)["faces"] == []
