"""One listener's tokens, however many of their browsers log in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from humoresque.web.accounts.models import SpotifyAccount
from tests.web.browsing import Browser

pytestmark = pytest.mark.django_db


def _granted(browser: Browser) -> list[str]:
    granted: list[str] = browser.client.get("/api/spotify").json()["account"]["granted"]
    return granted


def test_a_log_in_elsewhere_takes_no_consent_away(at_spotify: Browser) -> None:
    at_spotify.connect("ana", "log-in", "play")
    sealed = SpotifyAccount.objects.get().refresh_token
    phone = Browser(at_spotify.simulator)
    phone.connect("ana")
    assert _granted(phone) == _granted(at_spotify) == ["log-in", "play"]
    assert at_spotify.client.get("/api/access-token").status_code == 200
    assert SpotifyAccount.objects.get().refresh_token == sealed


def test_a_consent_given_elsewhere_serves_every_browser(at_spotify: Browser) -> None:
    phone = Browser(at_spotify.simulator)
    at_spotify.connect("ana")
    phone.connect("ana", "log-in", "save")
    assert _granted(at_spotify) == ["log-in", "save"]


@pytest.mark.parametrize(
    "change",
    [
        {"reconnect_since": timezone.now()},
        {"authorized_at": timezone.now() - timedelta(days=151)},
    ],
    ids=["refused", "ends soon"],
)
def test_tokens_that_end_give_way_to_those_of_a_log_in_elsewhere(
    at_spotify: Browser, change: dict[str, object]
) -> None:
    at_spotify.connect("ana", "log-in", "play")
    SpotifyAccount.objects.update(**change)
    phone = Browser(at_spotify.simulator)
    phone.connect("ana")
    assert _granted(phone) == ["log-in"]
    assert not SpotifyAccount.objects.get().expires_soon
    assert phone.client.get("/api/check-auth").status_code == 200
