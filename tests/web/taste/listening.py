"""Lists of listeners whom the simulated Spotify knows."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.web.api.telling import CREATE

WISHES = {
    "emotion": "sad",
    "popularity": "any",
    "personalization": "high",
    "genres": ["pop", "rock", "soul"],
    "seed": 7,
}


def create(client: Client, **wishes: Any) -> Any:
    response = client.post(CREATE, WISHES | wishes, content_type="application/json")
    assert response.status_code == 201, response.content
    return response.json()


def songs_of(answer: Any) -> list[str]:
    return [track["track_id"] for track in answer["tracks"]]


def named_in(answer: Any) -> set[str]:
    """Artists of Spotify's that reasons name."""
    reasons = [reason for track in answer["tracks"] for reason in track["reasons"]]
    return {name for name in answer["seeds"]["artists"] if any(name in text for text in reasons)}
