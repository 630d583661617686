from __future__ import annotations

import pytest

from humoresque.web.accounts.models import SpotifyAccount, Visitor
from humoresque.web.accounts.visitors import COOKIE_NAME
from tests.web.browsing import Browser

pytestmark = pytest.mark.django_db


def test_logging_out_deletes_the_tokens_in_every_browser(at_spotify: Browser) -> None:
    other = Browser(at_spotify.simulator)
    at_spotify.connect()
    other.connect()
    before = at_spotify.client.cookies[COOKIE_NAME].value
    assert at_spotify.client.delete("/api/logout").json() == {
        "logged_out": True,
        "logout_url": f"{at_spotify.simulator.address}/logout",
    }
    assert not SpotifyAccount.objects.exists()
    assert at_spotify.client.cookies[COOKIE_NAME].value != before
    for client in (at_spotify.client, other.client):
        assert client.get("/api/spotify").json()["account"] is None
    assert Visitor.objects.count() == 2


def test_who_is_not_logged_in_is_told_so_when_logging_out(at_spotify: Browser) -> None:
    assert at_spotify.client.delete("/api/logout").json()["logged_out"] is False
    assert COOKIE_NAME not in at_spotify.client.cookies


def test_lists_and_favourites_outlive_a_log_out(at_spotify: Browser) -> None:
    client = at_spotify.client
    client.put(
        "/api/taste/favourite-artists", {"artists": ["Adele"]}, content_type="application/json"
    )
    at_spotify.connect()
    client.delete("/api/logout")
    assert client.get("/api/taste").json()["favourite_artists"] == ["Adele"]


def test_a_forgotten_visitor_leaves_no_tokens(at_spotify: Browser) -> None:
    at_spotify.connect()
    assert at_spotify.client.delete("/api/visitor").status_code == 204
    assert not SpotifyAccount.objects.exists()
    assert not Visitor.objects.exists()


def test_another_site_cannot_log_anybody_out(at_spotify: Browser) -> None:
    at_spotify.connect()
    answer = at_spotify.client.delete("/api/logout", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:humoresque:problem:cross-site-request"
    assert SpotifyAccount.objects.exists()
