from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from humoresque.spotify.auth import Accounts, Grant, Pkce
from humoresque.spotify.errors import (
    AuthorizationRefusedError,
    ClientRejectedError,
    GrantInvalidError,
    RateLimitedError,
    RefusedError,
    SpotifyError,
    SpotifyFailingError,
    SpotifyUnreachableError,
    UnreadableAnswerError,
)
from humoresque.spotify.scopes import LOG_IN, SAVE
from tests.simulators.running import CLIENT_ID, CLIENT_SECRET, RunningSimulator
from tests.spotify.scripted import CUT, answer, scripted

REDIRECT = "http://127.0.0.1:8000/spotify/redirect"
GRANTED = b'{"access_token":"a","token_type":"Bearer","scope":"x y","expires_in":3600}'


@pytest.fixture
def accounts(simulator: RunningSimulator, http: httpx.Client) -> Accounts:
    return Accounts(http, simulator.address, CLIENT_ID, CLIENT_SECRET)


def query_of(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def code_for(accounts: Accounts, simulator: RunningSimulator, pkce: Pkce) -> str:
    url = accounts.authorization_url(REDIRECT, LOG_IN, "state-1", pkce.challenge)
    back = query_of(simulator.log_in("ana", url))
    assert back["state"] == "state-1"
    return back["code"]


def granted(accounts: Accounts, simulator: RunningSimulator) -> Grant:
    pkce = Pkce.new()
    return accounts.exchange(code_for(accounts, simulator, pkce), REDIRECT, pkce.verifier)


def test_a_verifier_is_long_random_and_told_by_its_hash() -> None:
    pkce, other = Pkce.new(), Pkce.new()
    assert re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", pkce.verifier)
    assert pkce.verifier != other.verifier
    digest = base64.urlsafe_b64decode(pkce.challenge + "=")
    assert digest == hashlib.sha256(pkce.verifier.encode()).digest()


def test_the_challenge_is_the_standards_own_example() -> None:
    assert Pkce("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge == (
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


def test_the_way_to_spotify_says_all_that_it_asks(http: httpx.Client) -> None:
    accounts = Accounts(http, "https://accounts.example/", "id", "secret")
    url = accounts.authorization_url(REDIRECT, SAVE, "a&b", "challenge", show_dialog=True)
    assert url.startswith("https://accounts.example/authorize?")
    assert query_of(url) == {
        "response_type": "code",
        "client_id": "id",
        "scope": "playlist-modify-private playlist-modify-public playlist-read-private",
        "redirect_uri": REDIRECT,
        "state": "a&b",
        "code_challenge_method": "S256",
        "code_challenge": "challenge",
        "show_dialog": "true",
    }
    assert query_of(accounts.authorization_url(REDIRECT, (), "s", "c"))["show_dialog"] == "false"


def test_a_code_becomes_tokens(accounts: Accounts, simulator: RunningSimulator) -> None:
    grant = granted(accounts, simulator)
    assert grant.refresh_token
    assert grant.scopes == frozenset({"user-top-read"})
    assert grant.expires_in == 3600
    me = httpx.get(
        f"{simulator.api_url}/me", headers={"Authorization": f"Bearer {grant.access_token}"}
    )
    assert me.status_code == 200


def test_a_code_is_good_once(accounts: Accounts, simulator: RunningSimulator) -> None:
    pkce = Pkce.new()
    code = code_for(accounts, simulator, pkce)
    accounts.exchange(code, REDIRECT, pkce.verifier)
    with pytest.raises(GrantInvalidError):
        accounts.exchange(code, REDIRECT, pkce.verifier)


def test_a_code_is_good_for_ten_minutes(accounts: Accounts, simulator: RunningSimulator) -> None:
    pkce = Pkce.new()
    code = code_for(accounts, simulator, pkce)
    simulator.advance(11 * 60)
    with pytest.raises(GrantInvalidError):
        accounts.exchange(code, REDIRECT, pkce.verifier)


@pytest.mark.parametrize(
    ("redirect", "other_verifier"), [(REDIRECT, True), (REDIRECT + "/", False)]
)
def test_a_code_is_good_for_those_who_asked_for_it(
    redirect: str, accounts: Accounts, simulator: RunningSimulator, *, other_verifier: bool
) -> None:
    pkce = Pkce.new()
    code = code_for(accounts, simulator, pkce)
    verifier = Pkce.new().verifier if other_verifier else pkce.verifier
    with pytest.raises(GrantInvalidError):
        accounts.exchange(code, redirect, verifier)


def test_a_refresh_keeps_the_refresh_token(accounts: Accounts, simulator: RunningSimulator) -> None:
    first = granted(accounts, simulator)
    assert first.refresh_token
    second = accounts.refresh(first.refresh_token)
    assert second.access_token != first.access_token
    assert second.refresh_token is None
    assert second.scopes == first.scopes


def test_a_refresh_may_bring_another_refresh_token(
    accounts: Accounts, simulator: RunningSimulator
) -> None:
    first = granted(accounts, simulator)
    simulator.fault("refresh_rotates", times=1)
    second = accounts.refresh(first.refresh_token or "")
    assert second.refresh_token
    assert second.refresh_token != first.refresh_token


def revoke(simulator: RunningSimulator) -> None:
    simulator.revoke("ana")


def let_half_a_year_pass(simulator: RunningSimulator) -> None:
    simulator.advance(190 * 86400)


@pytest.mark.parametrize("end", [revoke, let_half_a_year_pass])
def test_a_refresh_token_comes_to_an_end(
    end: Callable[[RunningSimulator], None], accounts: Accounts, simulator: RunningSimulator
) -> None:
    grant = granted(accounts, simulator)
    end(simulator)
    with pytest.raises(GrantInvalidError):
        accounts.refresh(grant.refresh_token or "")


@pytest.mark.parametrize(
    ("client_id", "secret"), [("other", CLIENT_SECRET), (CLIENT_ID, "other"), ("", "")]
)
def test_an_app_that_spotify_does_not_know_is_named(
    client_id: str, secret: str, simulator: RunningSimulator, http: httpx.Client
) -> None:
    accounts = Accounts(http, simulator.address, client_id, secret)
    with pytest.raises(ClientRejectedError):
        accounts.refresh("refresh")


def test_nothing_is_asked_twice(accounts: Accounts, simulator: RunningSimulator) -> None:
    simulator.fault("http_503", path="/api/token")
    with pytest.raises(SpotifyFailingError):
        accounts.refresh("refresh")
    assert len(simulator.requests("POST", "/api/token")) == 1


def told(status: str, body: bytes, kind: str = "application/json") -> bytes:
    return answer(status, body, kind)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (told("400 Bad", b'{"error":"invalid_grant","error_description":"?"}'), GrantInvalidError),
        (told("400 Bad", b'{"error":"invalid_client"}'), ClientRejectedError),
        (told("401 Unauthorized", b'{"error":"invalid_client"}'), ClientRejectedError),
        (told("400 Bad", b'{"error":"invalid_request"}'), AuthorizationRefusedError),
        (told("400 Bad", b'{"error":"unsupported_grant_type"}'), AuthorizationRefusedError),
        (told("400 Bad", b'{"error":"AQD-secret code"}'), RefusedError),
        (told("400 Bad", b'{"error":{"status":400}}'), RefusedError),
        (told("400 Bad", b"{"), RefusedError),
        (told("403 Forbidden", b"no", "text/plain"), RefusedError),
        (told("302 Found", b""), RefusedError),
        (answer("429 Too Many", b"", None, ["Retry-After: 5"]), RateLimitedError),
        (told("500 Oops", b'{"error":"server_error"}'), SpotifyFailingError),
        (told("502 Bad Gateway", b"<html></html>", "text/html"), SpotifyFailingError),
        (told("200 OK", b"ok", "text/plain"), UnreadableAnswerError),
        (told("200 OK", b"{}"), UnreadableAnswerError),
        (told("200 OK", b'{"access_token":"a\\r\\nb"}'), UnreadableAnswerError),
        (told("200 OK", b'{"access_token":"a","expires_in":0}'), UnreadableAnswerError),
        (told("200 OK", GRANTED[:-9]), UnreadableAnswerError),
        (CUT, SpotifyUnreachableError),
    ],
)
def test_every_refusal_has_its_name(
    said: bytes, error: type[SpotifyError], http: httpx.Client
) -> None:
    with scripted(said) as spotify, pytest.raises(SpotifyError) as caught:
        Accounts(http, spotify.address, "id", "secret").exchange("AQD-code", REDIRECT, "verifier-1")
    assert type(caught.value) is error
    assert "AQD" not in str(caught.value)
    assert len(spotify.asked) == 1


def test_a_grant_may_leave_out_what_has_not_changed(http: httpx.Client) -> None:
    with scripted(told("200 OK", b'{"access_token":"a"}')) as spotify:
        grant = Accounts(http, spotify.address, "id", "secret").refresh("r")
    assert grant == Grant("a", refresh_token=None, scopes=None, expires_in=3600)


def test_no_token_is_taken_to_be_good_for_more_than_a_day(http: httpx.Client) -> None:
    endless = b'{"access_token":"a","expires_in":99999999999999999999}'
    with scripted(told("200 OK", endless)) as spotify:
        grant = Accounts(http, spotify.address, "id", "secret").refresh("r")
    assert grant.expires_in == 86_400


def test_the_app_names_itself_in_a_header_and_nowhere_else(http: httpx.Client) -> None:
    with scripted(told("200 OK", GRANTED)) as spotify:
        grant = Accounts(http, spotify.address, "id", "sec ret").exchange("c+d", REDIRECT, "v")
    assert grant.scopes == frozenset({"x", "y"})
    head, _, body = spotify.asked[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /api/token HTTP/1.1")
    basic = base64.b64encode(b"id:sec ret")
    assert b"authorization: basic " + basic.lower() in head.lower()
    assert b"content-type: application/x-www-form-urlencoded" in head.lower()
    assert {name: values[0] for name, values in parse_qs(body.decode()).items()} == {
        "grant_type": "authorization_code",
        "code": "c+d",
        "redirect_uri": REDIRECT,
        "code_verifier": "v",
    }
