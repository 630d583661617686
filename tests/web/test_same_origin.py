from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

PATH = "/api/create-playlist-based-on-parameters"


def _status(client: Client, **headers: str) -> int:
    """422 is what an empty JSON object gets once it is let in."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(PATH, {}, content_type="application/json", headers=named).status_code


def test_a_program_without_a_browsers_headers_passes(client: Client) -> None:
    assert _status(client) == 422


def test_our_own_page_passes(client: Client) -> None:
    assert _status(client, origin="http://testserver", sec_fetch_site="same-origin") == 422


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_sites_page_is_refused(client: Client, site: str) -> None:
    response = client.post(
        PATH, {}, content_type="application/json", headers={"sec-fetch-site": site}
    )
    assert response.status_code == 403
    assert response.json()["type"] == "urn:humoresque:problem:cross-site-request"


@pytest.mark.parametrize(
    "origin", ["https://other.example", "null", "http://testserver:8001", "https://testserver"]
)
def test_another_origin_is_refused(client: Client, origin: str) -> None:
    assert _status(client, origin=origin) == 403


def test_a_trusted_origin_passes(client: Client, settings: Any) -> None:
    settings.TRUSTED_ORIGINS = ("https://music.example",)
    assert _status(client, origin="https://music.example", sec_fetch_site="cross-site") == 422


def test_reading_is_open_to_everyone(client: Client) -> None:
    response = client.get(
        "/api/health/live",
        headers={"origin": "https://other.example", "sec-fetch-site": "cross-site"},
    )
    assert response.status_code == 200


def test_no_answer_invites_other_origins(client: Client) -> None:
    response = client.get("/api/health/live", headers={"origin": "https://other.example"})
    assert "Access-Control-Allow-Origin" not in response.headers
