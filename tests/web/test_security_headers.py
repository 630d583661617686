from __future__ import annotations

import pytest
from django.test import Client

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


def test_scripts_and_calls_stay_with_us_and_only_spotify_may_be_framed(client: Client) -> None:
    policy = _directives(client.get("/").headers["Content-Security-Policy"])
    assert policy == {
        "default-src": ["'self'"],
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


def test_answers_of_the_api_are_not_stored(client: Client) -> None:
    assert client.get("/api/health/live").headers["Cache-Control"] == "no-store"


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    response = client.get("/api/health/live", headers={"host": "rebound.example"})
    assert response.status_code == 400
    assert response.json()["type"] == "urn:humoresque:problem:bad-request"
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 400
