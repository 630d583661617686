from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.simulators.running import RunningSimulator

EVERYWHERE = ["/", "/music", "/api/health/live", "/api/nowhere", "/assets/missing.js"]


def _directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_response_carries_the_security_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]
    assert "microphone=()" in headers["Permissions-Policy"]
    assert "Content-Security-Policy" in headers


def test_all_stays_with_us_but_for_spotifys_embedded_player(client: Client) -> None:
    policy = _directives(client.get("/").headers["Content-Security-Policy"])
    assert policy == {
        "default-src": ["'self'"],
        "script-src": ["'self'", "https://open.spotify.com", "https://embed-cdn.spotifycdn.com"],
        "img-src": ["'self'", "blob:", "data:"],
        "media-src": ["'self'", "blob:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "frame-src": ["https://open.spotify.com"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }


def _changed(policy: dict[str, list[str]]) -> dict[str, list[str]]:
    names = ("script-src", "img-src", "frame-src", "connect-src")
    return {name: [origin for origin in policy[name] if ":/" in origin] for name in names}


def test_an_app_at_spotify_adds_the_player_in_the_page(client: Client, settings: Any) -> None:
    settings.SPOTIFY_CLIENT = ("id", "secret")
    policy = _directives(client.get("/").headers["Content-Security-Policy"])
    sdk, embed = "https://sdk.scdn.co", "https://open.spotify.com"
    assert _changed(policy) == {
        "script-src": [embed, "https://embed-cdn.spotifycdn.com", sdk],
        "img-src": ["https://i.scdn.co", "https://*.spotifycdn.com"],
        "frame-src": [embed, sdk],
        "connect-src": [
            "https://api.spotify.com", "https://*.spotify.com", "wss://*.spotify.com",
        ],
    }  # fmt: skip


@pytest.mark.usefixtures("spotify_on")
def test_a_simulated_spotify_stands_in_for_all_of_its_places(
    client: Client, simulator: RunningSimulator
) -> None:
    policy = _directives(client.get("/").headers["Content-Security-Policy"])
    assert set(map(tuple, _changed(policy).values())) == {(simulator.address,)}


def test_answers_of_the_api_are_not_stored(client: Client) -> None:
    assert client.get("/api/health/live").headers["Cache-Control"] == "no-store"


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    response = client.get("/api/health/live", headers={"host": "rebound.example"})
    assert response.status_code == 400
    assert response.json()["type"] == "urn:humoresque:problem:bad-request"
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 400
