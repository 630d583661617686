from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from humoresque.spotify.client import SpotifyApi
from humoresque.spotify.scopes import Purpose
from humoresque.web import wiring
from humoresque.web.accounts.attempt import Attempt
from humoresque.web.accounts.models import SpotifyAccount, Visitor
from humoresque.web.accounts.visitors import COOKIE_NAME
from humoresque.web.throttle import Throttle
from tests.web.browsing import Browser, browser

pytestmark = pytest.mark.django_db

PATH = "/spotify/redirect"


def _account(client: Client) -> Any:
    return client.get("/api/spotify").json()["account"]


def test_whoever_agrees_comes_back_connected_to_the_page_that_they_left(
    at_spotify: Browser,
) -> None:
    there = at_spotify.way_to_spotify(return_to="/lists/7?view=all#song-3")
    landed = at_spotify.come_back(at_spotify.simulator.log_in("ana", there))
    assert landed == "/lists/7?view=all&spotify=connected#song-3"
    account = _account(at_spotify.client)
    assert account["display_name"] == "Ana Simulated"
    assert account["profile_url"].startswith(at_spotify.simulator.address)
    assert account["granted"] == ["log-in"]
    assert not account["needs_reconnect"]
    assert not account["expires_soon"]


def test_an_outcome_of_before_does_not_stay_in_the_address(at_spotify: Browser) -> None:
    there = at_spotify.way_to_spotify(return_to="/?spotify=access-denied&a=b")
    landed = at_spotify.come_back(at_spotify.simulator.log_in("ana", there))
    assert landed == "/?a=b&spotify=connected"


def test_the_answer_is_kept_by_nobody_and_names_us_to_nobody(at_spotify: Browser) -> None:
    parts = urlsplit(at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify()))
    answer: Any = at_spotify.client.get(f"{PATH}?{parts.query}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_tokens_lie_in_the_database_sealed(at_spotify: Browser) -> None:
    at_spotify.connect()
    account = SpotifyAccount.objects.get()
    vault = wiring.vault()
    tokens = {vault.open(account.access_token), vault.open(account.refresh_token)}
    assert len(tokens) == 2
    row = json.dumps(SpotifyAccount.objects.values().get(), default=str)
    assert not any(token in row for token in tokens)


def test_each_consent_adds_to_those_before(at_spotify: Browser) -> None:
    at_spotify.connect("ana", "log-in", "save", "play")
    assert _account(at_spotify.client)["granted"] == ["log-in", "save", "play"]
    assert SpotifyAccount.objects.count() == 1
    calls = at_spotify.simulator.state()["token_calls"]
    assert calls == {"authorization_code": 3}


def test_who_cancels_is_told_so_and_not_connected(at_spotify: Browser) -> None:
    there = at_spotify.way_to_spotify(return_to="/taste")
    landed = at_spotify.come_back(at_spotify.simulator.log_in("ana", there, agree=False))
    assert landed == "/taste?spotify=access-denied"
    assert _account(at_spotify.client) is None


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        ("server_error", "failing"),
        ("invalid_scope", "authorization-failed"),
        ("", "authorization-failed"),
    ],
)
def test_other_refusals_are_told_apart(at_spotify: Browser, error: str, outcome: str) -> None:
    state = parse_qs(urlsplit(at_spotify.way_to_spotify()).query)["state"][0]
    assert at_spotify.come_back(f"{PATH}?error={error}&state={state}") == f"/?spotify={outcome}"


def test_a_code_is_taken_once(at_spotify: Browser) -> None:
    back = at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify())
    assert at_spotify.come_back(back) == "/?spotify=connected"
    assert at_spotify.come_back(back) == "/?spotify=login-expired"
    assert at_spotify.simulator.state()["token_calls"] == {"authorization_code": 1}


def test_another_browser_cannot_end_what_one_began(at_spotify: Browser) -> None:
    back = at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify())
    other = Browser(at_spotify.simulator)
    other.way_to_spotify()
    assert other.come_back(back) == "/?spotify=login-expired"
    assert not SpotifyAccount.objects.exists()


def test_somebody_elses_code_under_ones_own_state_is_refused_by_spotify(
    at_spotify: Browser,
) -> None:
    stranger = Browser(at_spotify.simulator)
    back = urlsplit(at_spotify.simulator.log_in("ben", stranger.way_to_spotify()))
    code = parse_qs(back.query)["code"][0]
    state = parse_qs(urlsplit(at_spotify.way_to_spotify()).query)["state"][0]
    landed = at_spotify.come_back(f"{PATH}?code={code}&state={state}")
    assert landed == "/?spotify=authorization-failed"


def test_another_visitor_in_the_same_browser_cannot_end_it(at_spotify: Browser) -> None:
    back = at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify())
    del at_spotify.client.cookies[COOKIE_NAME]
    at_spotify.way_to_spotify()
    assert at_spotify.come_back(back) == "/?spotify=login-expired"


@pytest.mark.parametrize("query", ["", "?code=x", "?state=", "?code=x&state=unheard-of"])
def test_who_was_never_on_the_way_is_not_sent_to_spotify(at_spotify: Browser, query: str) -> None:
    assert at_spotify.come_back(PATH + query) == "/?spotify=login-expired"
    assert at_spotify.simulator.state()["token_calls"] == {}


def test_a_way_of_more_than_ten_minutes_is_over(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify())
    monkeypatch.setattr("humoresque.web.accounts.attempt.ATTEMPT_SECONDS", -1)
    assert at_spotify.come_back(back) == "/?spotify=login-expired"


def test_tabs_on_their_way_at_once_all_come_back(at_spotify: Browser) -> None:
    first, second = (
        at_spotify.way_to_spotify(return_to="/a"),
        at_spotify.way_to_spotify("save", "/b"),
    )
    back = [at_spotify.simulator.log_in("ana", there) for there in (first, second)]
    assert at_spotify.come_back(back[1]) == "/b?spotify=connected"
    assert at_spotify.come_back(back[0]) == "/a?spotify=connected"


def test_the_cookie_on_the_way_is_sealed_and_for_the_redirect_alone(at_spotify: Browser) -> None:
    state = parse_qs(urlsplit(at_spotify.way_to_spotify()).query)["state"][0]
    (cookie,) = [c for name, c in at_spotify.client.cookies.items() if state in name]
    assert (cookie["path"], cookie["samesite"], cookie["max-age"]) == (PATH, "Lax", 600)
    assert cookie["httponly"] is True
    assert wiring.vault().open(cookie.value, max_age=600).startswith('{"state":')
    assert "verifier" not in repr(
        Attempt(
            verifier="v",
            purpose=Purpose.SAVE,
            visitor_id=Visitor().id,
            return_to="/",
            redirect_uri="",
        )
    )


def test_a_session_key_of_before_the_log_in_opens_nothing_after_it(at_spotify: Browser) -> None:
    client = at_spotify.client
    client.put(
        "/api/taste/favourite-artists", {"artists": ["Adele"]}, content_type="application/json"
    )
    planted = browser()
    planted.cookies[COOKIE_NAME] = client.cookies[COOKIE_NAME].value
    assert planted.get("/api/taste").json()["favourite_artists"] == ["Adele"]
    at_spotify.connect()
    assert client.get("/api/taste").json()["favourite_artists"] == ["Adele"]
    assert planted.get("/api/taste").json()["favourite_artists"] == []
    assert _account(planted) is None


def test_two_browsers_of_one_listener_share_the_account_and_nothing_else(
    at_spotify: Browser,
) -> None:
    other = Browser(at_spotify.simulator)
    at_spotify.connect()
    at_spotify.client.put(
        "/api/taste/favourite-artists", {"artists": ["Adele"]}, content_type="application/json"
    )
    other.connect()
    assert SpotifyAccount.objects.get().visitors.count() == 2
    assert other.client.get("/api/taste").json()["favourite_artists"] == []


def test_another_listener_in_the_same_browser_takes_the_place_of_the_first(
    at_spotify: Browser,
) -> None:
    at_spotify.connect("ana")
    at_spotify.connect("ben")
    assert _account(at_spotify.client)["display_name"] == "Ben Simulated"
    assert SpotifyAccount.objects.count() == 1


def test_an_account_that_one_browser_leaves_stays_connected_in_the_other(
    at_spotify: Browser,
) -> None:
    other = Browser(at_spotify.simulator)
    other.connect("ana")
    at_spotify.connect("ana")
    at_spotify.connect("ben")
    assert _account(other.client)["display_name"] == "Ana Simulated"
    assert _account(at_spotify.client)["display_name"] == "Ben Simulated"


@pytest.mark.parametrize(
    ("fault", "path", "outcome"),
    [
        ("http_503", "/api/token", "failing"),
        ("connection_lost", "/api/token", "unreachable"),
        ("rate_limited", "/v1/me", "rate-limited"),
        ("quota_exceeded", "/v1/me", "quota-exceeded"),
        ("http_500", "/v1/me", "failing"),
    ],
)
def test_a_fault_on_the_way_back_is_told_and_connects_nobody(
    at_spotify: Browser, fault: str, path: str, outcome: str
) -> None:
    back = at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify())
    how = {"retry_after": 50} if outcome in {"rate-limited", "quota-exceeded"} else {}
    at_spotify.simulator.fault(fault, path=path, **how)
    assert at_spotify.come_back(back) == f"/?spotify={outcome}"
    assert not SpotifyAccount.objects.exists()


def test_a_listener_whom_the_operator_has_not_registered_is_told(at_spotify: Browser) -> None:
    back = at_spotify.simulator.log_in("dmitri", at_spotify.way_to_spotify())
    assert at_spotify.come_back(back) == "/?spotify=not-allow-listed"


def test_an_operator_without_premium_is_told(at_spotify: Browser) -> None:
    at_spotify.simulator.app(owner_premium=False)
    back = at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify())
    assert at_spotify.come_back(back) == "/?spotify=owner-not-premium"


def test_a_wrong_secret_is_told_and_logged_without_it(
    at_spotify: Browser, settings: Any, monkeypatch: pytest.MonkeyPatch, logged: Any
) -> None:
    back = at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify())
    settings.SPOTIFY_CLIENT = (settings.SPOTIFY_CLIENT[0], "a-mistyped-secret")
    room = wiring.Once(wiring._build_spotify)  # noqa: SLF001
    with monkeypatch.context() as patched:
        patched.setattr(wiring, "spotify", room)
        assert at_spotify.come_back(back) == "/?spotify=client-rejected"
    room().transport._http.close()  # noqa: SLF001
    (line,) = [r for r in logged.records if r.levelname == "ERROR"]
    assert "id and secret" in line.getMessage()
    assert "a-mistyped-secret" not in logged.text


def test_no_code_state_or_token_is_logged(at_spotify: Browser, logged: Any) -> None:
    back = at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify())
    query = parse_qs(urlsplit(back).query)
    at_spotify.come_back(back)
    at_spotify.come_back(back)
    vault, account = wiring.vault(), SpotifyAccount.objects.get()
    secrets = [vault.open(account.access_token), vault.open(account.refresh_token)]
    secrets += [query["code"][0], query["state"][0]]
    assert "/api/token" in logged.text
    assert [secret for secret in secrets if secret in logged.text] == []


def test_who_comes_back_too_often_has_to_wait(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    backs = [at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify()) for _ in "ab"]
    throttle = Throttle(limit=1, window_seconds=60)
    monkeypatch.setattr(wiring, "spotify_log_in_throttle", lambda: throttle)
    assert at_spotify.come_back(backs[0]) == "/?spotify=connected"
    assert at_spotify.come_back(backs[1]) == "/?spotify=rate-limited"


def test_only_a_browsers_way_back_is_answered(at_spotify: Browser) -> None:
    for method in ("head", "post", "put", "delete"):
        assert getattr(at_spotify.client, method)(PATH).status_code == 405


def test_without_an_app_the_way_back_leads_home() -> None:
    answer: Any = browser().get(f"{PATH}?code=x&state=y")
    assert answer.headers["Location"] == "/?spotify=login-expired"


def test_a_passing_fault_of_a_token_does_not_end_a_log_in(at_spotify: Browser) -> None:
    back = at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify())
    at_spotify.simulator.fault("spurious_401", path="/v1/me", times=2)
    assert at_spotify.come_back(back) == "/?spotify=connected"


def test_the_page_that_was_left_keeps_all_of_its_query(at_spotify: Browser) -> None:
    state = parse_qs(urlsplit(at_spotify.way_to_spotify(return_to="/a?b=&c=1")).query)["state"][0]
    landed = at_spotify.come_back(f"{PATH}?error=access_denied&state={state}")
    assert landed == "/a?b=&c=1&spotify=access-denied"


def test_a_state_of_strange_letters_was_never_on_the_way(at_spotify: Browser) -> None:
    state = parse_qs(urlsplit(at_spotify.way_to_spotify()).query)["state"][0]
    cookies = at_spotify.client.cookies
    sealed = cookies[f"humoresque_spotify_{state}"].value
    header = f"{COOKIE_NAME}={cookies[COOKIE_NAME].value}; humoresque_spotify_é={sealed}"
    header = header.encode().decode("latin-1")  # as a server passes it on
    answer: Any = browser().get(PATH, {"code": "x", "state": "é"}, headers={"cookie": header})
    assert answer.headers["Location"] == "/?spotify=login-expired"


def _as_told(monkeypatch: pytest.MonkeyPatch, **told: str | None) -> None:
    """Let Spotify say something else of who logs in."""
    me = SpotifyApi.me
    monkeypatch.setattr(SpotifyApi, "me", lambda api: me(api).model_copy(update=told))


def test_who_was_known_by_a_name_that_may_change_is_known_on_by_the_lasting_number(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        _as_told(earlier, account_id=None)
        at_spotify.connect()
    before = SpotifyAccount.objects.get()
    at_spotify.connect()
    after = SpotifyAccount.objects.get()
    assert after.pk == before.pk
    assert after.account_id == at_spotify.simulator.state()["listeners"]["ana"]["account_id"]


def test_nobody_gets_an_account_by_a_name_that_is_anothers_number(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_spotify.connect("ana")
    victim = SpotifyAccount.objects.get()
    stranger = Browser(at_spotify.simulator)
    _as_told(monkeypatch, id=victim.account_id, account_id=None)
    stranger.connect("ben")
    assert SpotifyAccount.objects.count() == 2
    assert SpotifyAccount.objects.get(pk=victim.pk).access_token == victim.access_token


def test_a_page_for_debugging_shows_no_secret(
    at_spotify: Browser, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = True
    password = uuid.uuid4().hex
    settings.CATALOG_DATABASE = f"postgresql://user:{password}@host/music"
    monkeypatch.setattr(SpotifyApi, "me", lambda _: 1 // 0)
    client = at_spotify.client
    client.raise_request_exception = False
    back = at_spotify.simulator.log_in("ana", at_spotify.way_to_spotify())
    secrets = [cookie.value for cookie in client.cookies.values()]
    secrets += [settings.SPOTIFY_CLIENT[1], *settings.TOKEN_KEYS, password]
    fault: Any = client.get(back.removeprefix("http://127.0.0.1:8000"))
    secrets += [secret for secret in at_spotify.simulator.secrets() if secret not in back]
    stranger: Any = client.get("/", headers={"host": "rebound.example"})
    assert (fault.status_code, stranger.status_code) == (500, 400)
    for page in (fault.content.decode(), stranger.content.decode()):
        assert "Traceback" in page
        assert [secret for secret in secrets if secret in page] == []


def test_a_way_begun_before_the_server_became_another_is_over(at_spotify: Browser) -> None:
    state = parse_qs(urlsplit(at_spotify.way_to_spotify()).query)["state"][0]
    at_spotify.client.cookies[f"humoresque_spotify_{state}"] = wiring.vault().seal('{"of": "then"}')
    assert at_spotify.come_back(f"{PATH}?code=x&state={state}") == "/?spotify=login-expired"
