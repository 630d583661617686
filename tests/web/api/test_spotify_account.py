from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from humoresque.spotify.scopes import Purpose
from humoresque.web import wiring
from humoresque.web.accounts.models import SpotifyAccount
from humoresque.web.accounts.visitors import COOKIE_NAME
from humoresque.web.throttle import Throttle
from tests.web.browsing import Browser, browser

pytestmark = pytest.mark.django_db

TYPE = "urn:humoresque:problem:"


def _problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(TYPE)


def _scopes_of(url: str) -> set[str]:
    return set(parse_qs(urlsplit(url).query)["scope"][0].split())


def _change_account(**changes: object) -> None:
    SpotifyAccount.objects.update(**changes)


def _token_calls(at_spotify: Browser) -> dict[str, int]:
    calls: dict[str, int] = at_spotify.simulator.state()["token_calls"]
    return calls


# --- nothing set up, nobody there --------------------------------------------------------------


def test_without_an_app_everything_says_that_spotify_is_off() -> None:
    client = browser()
    state = client.get("/api/spotify").json()
    assert (state["configured"], state["account"], state["address"]) == (False, None, None)
    assert state["embed_url"] == "https://open.spotify.com"
    for name in ("get-auth-url", "token-refresh", "access-token", "check-auth"):
        assert _problem(client.get(f"/api/{name}")) == (503, "spotify-off")
    assert client.get("/api/is-authenticated").json()["authenticated"] is False


def test_without_a_log_in_what_needs_one_says_so(at_spotify: Browser) -> None:
    state = at_spotify.client.get("/api/spotify").json()
    assert (state["configured"], state["simulated"], state["account"]) == (True, True, None)
    for name in ("token-refresh", "access-token", "check-auth"):
        assert _problem(at_spotify.client.get(f"/api/{name}")) == (401, "spotify-login-needed")
    assert at_spotify.client.get("/api/is-authenticated").json() == {
        "authenticated": False,
        "needs_reconnect": False,
        "expires_at": None,
    }


# --- the way to Spotify ------------------------------------------------------------------------


def test_the_way_to_spotify_asks_for_no_more_than_is_needed(at_spotify: Browser) -> None:
    url = at_spotify.way_to_spotify()
    query = {name: value[0] for name, value in parse_qs(urlsplit(url).query).items()}
    assert url.startswith(f"{at_spotify.simulator.address}/authorize?")
    assert query["redirect_uri"] == "http://127.0.0.1:8000/spotify/redirect"
    assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
    assert (len(query["state"]), query["show_dialog"]) == (32, "true")
    assert _scopes_of(url) == Purpose.LOG_IN.scopes


def test_further_consent_is_asked_for_beside_what_was_granted(at_spotify: Browser) -> None:
    at_spotify.connect()
    url = at_spotify.way_to_spotify("play")
    assert _scopes_of(url) == Purpose.LOG_IN.scopes | Purpose.PLAY.scopes
    assert "show_dialog=false" in url


def test_what_spotify_says_was_granted_beyond_what_we_know_is_not_asked_for(
    at_spotify: Browser,
) -> None:
    at_spotify.connect()
    _change_account(scopes=["user-top-read", "of-tomorrow"])
    url = at_spotify.way_to_spotify("save")
    assert _scopes_of(url) == Purpose.LOG_IN.scopes | Purpose.SAVE.scopes


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "///evil.example",
        "javascript:alert(1)", "evil", "", "/api/visitor", "/spotify/redirect", "/a\r\nb", "// ",
        "/\t/evil.example",
    ],
)  # fmt: skip
def test_the_way_back_leads_to_no_other_site_and_no_endpoint(
    at_spotify: Browser, path: str
) -> None:
    answer = at_spotify.client.get("/api/get-auth-url", {"return_to": path})
    assert _problem(answer) == (422, "invalid-request")
    assert answer.json()["errors"][0]["pointer"] == "#/return_to"


def test_an_unknown_purpose_and_an_endless_path_are_refused(at_spotify: Browser) -> None:
    for query in ({"purpose": "everything"}, {"return_to": "/" + "x" * 500}):
        answer = at_spotify.client.get("/api/get-auth-url", query)
        assert _problem(answer) == (422, "invalid-request")


@pytest.mark.parametrize(
    ("host", "secure", "address"),
    [
        ("127.0.0.1:8000", False, None),
        ("[::1]:8000", False, None),
        ("music.example", True, None),
        ("localhost", True, "https://127.0.0.1/"),
        ("localhost:8000", False, "http://127.0.0.1:8000/"),
        ("music.example", False, "http://127.0.0.1/"),
        ("192.168.1.5:8001", False, "http://127.0.0.1:8001/"),
    ],
)
@pytest.mark.usefixtures("spotify_on")
def test_spotify_logs_in_at_https_and_loopback_numbers_only(
    settings: Any, host: str, address: str | None, *, secure: bool
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(headers={"host": host})
    assert client.get("/api/spotify", secure=secure).json()["address"] == address
    answer = client.get("/api/get-auth-url", secure=secure)
    if address is None:
        assert answer.status_code == 200
    else:
        assert _problem(answer) == (409, "spotify-wrong-address")
        assert answer.json()["address"] == address


@pytest.mark.usefixtures("spotify_on")
def test_a_port_that_is_none_is_no_address() -> None:
    answer = Client(headers={"host": "localhost:99999"}).get("/api/spotify")
    assert _problem(answer) == (400, "bad-request")


def test_a_registered_address_is_the_only_one_that_logs_in(
    at_spotify: Browser, settings: Any
) -> None:
    settings.SPOTIFY_REDIRECT_URI = "https://humoresque.example/spotify/redirect"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "humoresque.example"]
    state = at_spotify.client.get("/api/spotify").json()
    assert state["address"] == "https://humoresque.example/"
    at_home = Client(headers={"host": "humoresque.example"})
    url = at_home.get("/api/get-auth-url", secure=True).json()["url"]
    redirect_uri = parse_qs(urlsplit(url).query)["redirect_uri"]
    assert redirect_uri == ["https://humoresque.example/spotify/redirect"]
    assert at_home.cookies[COOKIE_NAME]["secure"]


# --- what the log-in allows --------------------------------------------------------------------


def test_an_access_token_is_given_to_the_page_that_may_play(at_spotify: Browser) -> None:
    at_spotify.connect("ana", "play")
    answer = at_spotify.client.get("/api/access-token")
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(answer.json()) == {"access_token", "expires_at"}
    account = SpotifyAccount.objects.get()
    assert answer.json()["access_token"] == wiring.vault().open(account.access_token)
    assert wiring.vault().open(account.refresh_token) not in answer.content.decode()


def test_an_access_token_needs_the_consent_to_play(at_spotify: Browser) -> None:
    at_spotify.connect("ana", "save")
    answer = at_spotify.client.get("/api/access-token")
    assert _problem(answer) == (403, "spotify-consent-needed")
    assert answer.json()["consent"] == "play"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
def test_an_access_token_is_given_to_no_other_page(at_spotify: Browser, site: str | None) -> None:
    at_spotify.connect("ana", "play")
    stranger = Client(headers={"host": "127.0.0.1:8000"})
    stranger.cookies = at_spotify.client.cookies
    answer = stranger.get("/api/access-token", headers={"sec-fetch-site": site} if site else {})
    assert _problem(answer) == (403, "cross-site-request")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_leave_no_cookies_and_use_nothing_up(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    at_spotify.connect("ana", "play")
    throttle = Throttle(limit=1, window_seconds=60)
    monkeypatch.setattr(wiring, "spotify_log_in_throttle", lambda: throttle)
    for name in ("get-auth-url", "token-refresh", "access-token", "check-auth"):
        answer = at_spotify.client.get(f"/api/{name}", headers={"sec-fetch-site": site})
        assert _problem(answer) == (403, "cross-site-request")
        assert not answer.cookies
    assert at_spotify.client.get("/api/access-token").status_code == 200


def test_tokens_are_given_so_often_a_minute_and_no_more(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_spotify.connect("ana", "play")
    throttle = Throttle(limit=1, window_seconds=60)
    monkeypatch.setattr(wiring, "spotify_log_in_throttle", lambda: throttle)
    assert at_spotify.client.get("/api/access-token").status_code == 200
    answer = at_spotify.client.get("/api/access-token")
    assert _problem(answer) == (429, "too-many-requests")


def test_a_token_near_its_end_is_refreshed_before_it_is_given(at_spotify: Browser) -> None:
    at_spotify.connect("ana", "play")
    first = at_spotify.client.get("/api/access-token").json()
    assert at_spotify.client.get("/api/access-token").json() == first
    _change_account(access_expires_at=timezone.now() + timedelta(seconds=59))
    second = at_spotify.client.get("/api/access-token").json()
    assert second["access_token"] != first["access_token"]
    assert _token_calls(at_spotify) == {"authorization_code": 1, "refresh_token": 1}


def test_a_profile_is_spotifys_own(at_spotify: Browser) -> None:
    at_spotify.connect("ana", "save")
    _change_account(display_name="as it was")
    profile = at_spotify.client.get("/api/check-auth").json()
    assert profile["display_name"] == "Ana Simulated"
    listener = at_spotify.simulator.state()["listeners"]["ana"]
    assert profile["account_id"] == listener["account_id"]
    assert set(profile["scopes"]) == Purpose.SAVE.scopes
    assert SpotifyAccount.objects.get().display_name == "Ana Simulated"


def test_a_token_that_spotify_ended_early_is_renewed_on_the_way(at_spotify: Browser) -> None:
    at_spotify.connect()
    at_spotify.simulator.expire("ana")
    assert at_spotify.client.get("/api/check-auth").status_code == 200
    assert _token_calls(at_spotify) == {"authorization_code": 1, "refresh_token": 1}


# --- refreshing --------------------------------------------------------------------------------


def test_a_refresh_brings_another_token_and_keeps_the_refresh_token(at_spotify: Browser) -> None:
    at_spotify.connect()
    _change_account(refreshed_at=timezone.now() - timedelta(minutes=5))
    before = SpotifyAccount.objects.get()
    answer = at_spotify.client.get("/api/token-refresh")
    after = SpotifyAccount.objects.get()
    vault = wiring.vault()
    assert set(answer.json()) == {"expires_at"}
    assert vault.open(after.access_token) != vault.open(before.access_token)
    assert after.refresh_token == before.refresh_token
    assert after.authorized_at == before.authorized_at
    assert after.lease is None


def test_a_token_that_has_just_come_is_not_refreshed(at_spotify: Browser) -> None:
    at_spotify.connect()
    assert at_spotify.client.get("/api/token-refresh").status_code == 200
    assert "refresh_token" not in _token_calls(at_spotify)


def test_a_new_refresh_token_takes_the_place_of_the_old_one(at_spotify: Browser) -> None:
    at_spotify.connect()
    at_spotify.simulator.fault("refresh_rotates")
    before = SpotifyAccount.objects.get().refresh_token
    for _ in "ab":
        _change_account(refreshed_at=timezone.now() - timedelta(minutes=5))
        assert at_spotify.client.get("/api/token-refresh").status_code == 200
    vault = wiring.vault()
    assert vault.open(SpotifyAccount.objects.get().refresh_token) != vault.open(before)


def test_access_that_was_taken_back_needs_a_new_log_in_and_loses_nothing(
    at_spotify: Browser,
) -> None:
    at_spotify.connect("ana", "play")
    at_spotify.simulator.revoke("ana")
    _change_account(access_expires_at=timezone.now())
    account = SpotifyAccount.objects.get()
    answer = at_spotify.client.get("/api/access-token")
    assert _problem(answer) == (401, "spotify-reconnect-needed")
    assert at_spotify.client.get("/api/spotify").json()["account"]["needs_reconnect"]
    told = at_spotify.client.get("/api/is-authenticated").json()
    assert (told["authenticated"], told["needs_reconnect"]) == (False, True)
    kept = SpotifyAccount.objects.get()
    assert (kept.pk, kept.refresh_token) == (account.pk, account.refresh_token)
    calls = _token_calls(at_spotify)
    assert _problem(at_spotify.client.get("/api/access-token"))[0] == 401
    assert _token_calls(at_spotify) == calls  # Spotify is not asked again
    at_spotify.connect("ana", "play")
    again = SpotifyAccount.objects.get()
    assert (again.pk, again.needs_reconnect) == (account.pk, False)
    assert at_spotify.client.get("/api/access-token").status_code == 200


def test_a_refusal_that_was_an_outage_is_healed_by_a_refresh(at_spotify: Browser) -> None:
    at_spotify.connect("ana", "play")
    _change_account(reconnect_since=timezone.now(), access_expires_at=timezone.now())
    assert _problem(at_spotify.client.get("/api/access-token"))[0] == 401
    assert at_spotify.client.get("/api/token-refresh").status_code == 200
    assert at_spotify.client.get("/api/access-token").status_code == 200


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("http_500", (502, "spotify-failing")),
        ("http_503", (502, "spotify-failing")),
        ("connection_lost", (504, "spotify-unreachable")),
    ],
)
def test_a_fault_while_refreshing_keeps_everything(
    at_spotify: Browser, fault: str, expected: tuple[int, str]
) -> None:
    at_spotify.connect("ana", "play")
    _change_account(access_expires_at=timezone.now())
    before = SpotifyAccount.objects.values().get()
    at_spotify.simulator.fault(fault, path="/api/token", times=1)
    assert _problem(at_spotify.client.get("/api/access-token")) == expected
    assert SpotifyAccount.objects.values().get() == before
    assert at_spotify.client.get("/api/access-token").status_code == 200


def test_the_end_of_a_log_in_is_announced_a_month_ahead(at_spotify: Browser) -> None:
    at_spotify.connect()
    for days, soon, over in ((149, False, False), (151, True, False), (181, True, True)):
        _change_account(authorized_at=timezone.now() - timedelta(days=days))
        account = at_spotify.client.get("/api/spotify").json()["account"]
        assert (account["expires_soon"], account["needs_reconnect"]) == (soon, over)


def test_a_log_in_of_six_months_ago_is_over_without_asking_spotify(at_spotify: Browser) -> None:
    at_spotify.connect("ana", "play")
    _change_account(authorized_at=timezone.now() - timedelta(days=181))
    for name in ("access-token", "check-auth", "token-refresh"):
        answer = at_spotify.client.get(f"/api/{name}")
        assert _problem(answer) == (401, "spotify-reconnect-needed")
    assert "refresh_token" not in _token_calls(at_spotify)


def test_tokens_of_a_lost_key_need_a_new_log_in(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    at_spotify.connect("ana", "play")
    settings.TOKEN_KEYS = ("A" * 43 + "=",)
    monkeypatch.setattr(wiring, "vault", wiring.Once(wiring._build_vault))  # noqa: SLF001
    answer = at_spotify.client.get("/api/access-token")
    assert _problem(answer) == (401, "spotify-reconnect-needed")
    at_spotify.connect("ana", "play")
    assert at_spotify.client.get("/api/access-token").status_code == 200
