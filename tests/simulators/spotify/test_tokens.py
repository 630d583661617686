from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from tests.simulators.running import CLIENT_ID, CLIENT_SECRET, NO_CERTIFICATES, RunningSimulator

REDIRECT = "http://127.0.0.1:8000/spotify/redirect"
VERIFIER = "v" * 43
DAY = 86400
Code = Callable[..., str]


@pytest.fixture
def new_code(simulator: RunningSimulator) -> Code:
    def logged_in(*, challenge: bool = True, scope: str = "user-top-read") -> str:
        query = {
            "client_id": CLIENT_ID,
            "response_type": "code",
            "redirect_uri": REDIRECT,
            "scope": scope,
        }
        if challenge:
            digest = hashlib.sha256(VERIFIER.encode()).digest()
            encoded = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            query |= {"code_challenge": encoded, "code_challenge_method": "S256"}
        url = f"{simulator.address}/authorize?{urlencode(query)}"
        return parse_qs(urlsplit(simulator.log_in("ana", url)).query)["code"][0]

    return logged_in


def post(
    simulator: RunningSimulator, form: dict[str, str], *, secret: str | None = CLIENT_SECRET
) -> httpx.Response:
    auth = (CLIENT_ID, secret) if secret is not None else None
    given = {name: value for name, value in form.items() if value != "-"}
    return httpx.post(
        f"{simulator.address}/api/token", data=given, auth=auth, verify=NO_CERTIFICATES
    )


def exchange(simulator: RunningSimulator, code: str, /, **changed: str) -> httpx.Response:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
    }
    return post(simulator, form | changed)


def refresh(simulator: RunningSimulator, token: str) -> httpx.Response:
    return post(simulator, {"grant_type": "refresh_token", "refresh_token": token})


def refusal(answer: httpx.Response) -> tuple[str, str]:
    assert answer.status_code == 400
    body: dict[str, str] = answer.json()
    assert set(body) == {"error", "error_description"}
    return body["error"], body["error_description"]


def works(simulator: RunningSimulator, token: str) -> bool:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.get(f"{simulator.api_url}/me", headers=headers, verify=NO_CERTIFICATES).is_success


def test_a_code_becomes_tokens_for_an_hour(simulator: RunningSimulator, new_code: Code) -> None:
    answer = exchange(simulator, new_code(scope="user-top-read streaming"))
    assert answer.headers["cache-control"] == "no-store"
    tokens = answer.json()
    assert set(tokens) == {"access_token", "token_type", "scope", "expires_in", "refresh_token"}
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == 3600
    assert set(tokens["scope"].split()) == {"user-top-read", "streaming"}
    assert works(simulator, tokens["access_token"])
    simulator.advance(3599)
    assert works(simulator, tokens["access_token"])
    simulator.advance(1)
    assert not works(simulator, tokens["access_token"])


def test_a_code_works_once(simulator: RunningSimulator, new_code: Code) -> None:
    code = new_code()
    assert exchange(simulator, code).is_success
    assert refusal(exchange(simulator, code)) == ("invalid_grant", "Invalid authorization code")


def test_a_code_works_for_ten_minutes(simulator: RunningSimulator, new_code: Code) -> None:
    code = new_code()
    simulator.advance(600)
    assert refusal(exchange(simulator, code)) == ("invalid_grant", "Authorization code expired")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"redirect_uri": f"{REDIRECT}/"}, ("invalid_grant", "Invalid redirect URI")),
        ({"redirect_uri": "-"}, ("invalid_grant", "Invalid redirect URI")),
        ({"code_verifier": "-"}, ("invalid_request", "code_verifier required")),
        ({"code_verifier": "w" * 43}, ("invalid_grant", "code_verifier was incorrect")),
        ({"code": "-"}, ("invalid_request", "code must be supplied")),
        ({"code": "x"}, ("invalid_grant", "Invalid authorization code")),
        (
            {"grant_type": "-"},
            ("unsupported_grant_type", "grant_type parameter is missing"),
        ),
        (
            {"grant_type": "password"},
            (
                "unsupported_grant_type",
                "grant_type must be client_credentials, authorization_code or refresh_token",
            ),
        ),
    ],
)
def test_a_wrong_exchange_is_refused(
    simulator: RunningSimulator, new_code: Code, changed: dict[str, str], error: tuple[str, str]
) -> None:
    assert refusal(exchange(simulator, new_code(), **changed)) == error


def test_a_verifier_without_challenge_is_refused(
    simulator: RunningSimulator, new_code: Code
) -> None:
    assert refusal(exchange(simulator, new_code(challenge=False))) == (
        "invalid_grant",
        "code_verifier was incorrect",
    )
    assert exchange(simulator, new_code(challenge=False), code_verifier="-").is_success


def test_who_does_not_know_the_secret_is_refused(
    simulator: RunningSimulator, new_code: Code
) -> None:
    form = {"grant_type": "authorization_code", "code": new_code(), "redirect_uri": REDIRECT}
    assert refusal(post(simulator, form, secret="guessed")) == (
        "invalid_client",
        "Invalid client secret",
    )
    unknown = httpx.post(f"{simulator.address}/api/token", data=form, auth=("another", "x"))
    assert refusal(unknown) == ("invalid_client", "Invalid client")
    nonsense = {"Authorization": "Basic ?"}
    answer = httpx.post(f"{simulator.address}/api/token", data=form, headers=nonsense)
    assert refusal(answer) == ("invalid_client", "Invalid client")
    assert refusal(post(simulator, form, secret=None)) == ("invalid_client", "Invalid client")
    # A wrong secret uses no code up.
    assert exchange(simulator, form["code"]).is_success


def test_a_public_app_has_its_verifier_instead_of_the_secret(
    simulator: RunningSimulator, new_code: Code
) -> None:
    form = {
        "grant_type": "authorization_code",
        "redirect_uri": REDIRECT,
        "client_id": CLIENT_ID,
    }
    unproven = form | {"code": new_code(challenge=False)}
    assert refusal(post(simulator, unproven, secret=None))[0] == "invalid_client"
    proven = form | {"code": new_code(), "code_verifier": VERIFIER}
    tokens = post(simulator, proven, secret=None).json()
    again = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert post(simulator, again | {"client_id": CLIENT_ID}, secret=None).is_success
    confidential = exchange(simulator, new_code()).json()["refresh_token"]
    again["refresh_token"] = confidential
    assert refusal(post(simulator, again | {"client_id": CLIENT_ID}, secret=None)) == (
        "invalid_client",
        "Invalid client secret",
    )


def test_a_secret_may_come_in_the_form(simulator: RunningSimulator) -> None:
    form = {
        "grant_type": "client_credentials",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
    }
    assert post(simulator, form, secret=None).is_success


def test_the_app_s_own_token_knows_no_listener(simulator: RunningSimulator) -> None:
    tokens = post(simulator, {"grant_type": "client_credentials"}).json()
    assert set(tokens) == {"access_token", "token_type", "expires_in"}
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    found = httpx.get(f"{simulator.api_url}/search?q=love&type=track", headers=headers)
    assert found.is_success
    me = httpx.get(f"{simulator.api_url}/me", headers=headers)
    assert me.status_code == 401
    form = {"grant_type": "client_credentials", "client_id": CLIENT_ID}
    assert refusal(post(simulator, form, secret=None))[0] == "invalid_client"


def tokens_of(simulator: RunningSimulator, code: str) -> Any:
    return exchange(simulator, code).json()


def test_refreshing_gives_a_new_access_token_and_keeps_the_old_refresh_token(
    simulator: RunningSimulator, new_code: Code
) -> None:
    first = tokens_of(simulator, new_code())
    second = refresh(simulator, first["refresh_token"]).json()
    assert "refresh_token" not in second
    assert second["access_token"] != first["access_token"]
    assert second["scope"] == first["scope"]
    assert works(simulator, first["access_token"])
    assert works(simulator, second["access_token"])
    assert refresh(simulator, first["refresh_token"]).is_success
    assert simulator.state()["token_calls"] == {"authorization_code": 1, "refresh_token": 2}


def test_refreshing_does_not_lengthen_the_six_months(
    simulator: RunningSimulator, new_code: Code
) -> None:
    token = tokens_of(simulator, new_code())["refresh_token"]
    simulator.advance(179 * DAY)
    assert refresh(simulator, token).is_success
    simulator.advance(DAY)
    assert refusal(refresh(simulator, token)) == ("invalid_grant", "Refresh token revoked")


def test_a_listener_can_take_access_back(simulator: RunningSimulator, new_code: Code) -> None:
    tokens = tokens_of(simulator, new_code())
    simulator.revoke("ben")
    assert refresh(simulator, tokens["refresh_token"]).is_success
    simulator.revoke("ana")
    assert refusal(refresh(simulator, tokens["refresh_token"])) == (
        "invalid_grant",
        "Refresh token revoked",
    )
    assert works(simulator, tokens["access_token"])


def test_what_is_no_refresh_token_is_refused(simulator: RunningSimulator) -> None:
    assert refusal(refresh(simulator, "made-up")) == ("invalid_grant", "Invalid refresh token")
    missing = post(simulator, {"grant_type": "refresh_token"})
    assert refusal(missing) == ("invalid_request", "refresh_token must be supplied")


def test_a_rotated_refresh_token_replaces_the_old_one(
    simulator: RunningSimulator, new_code: Code
) -> None:
    simulator.fault("refresh_rotates", times=1)
    first = tokens_of(simulator, new_code())["refresh_token"]
    second = refresh(simulator, first).json()["refresh_token"]
    assert refusal(refresh(simulator, first)) == ("invalid_grant", "Refresh token revoked")
    assert refresh(simulator, second).is_success
    simulator.advance(180 * DAY)
    assert refusal(refresh(simulator, second)) == ("invalid_grant", "Refresh token revoked")


def test_a_refresh_can_be_refused_on_request(simulator: RunningSimulator, new_code: Code) -> None:
    simulator.fault("refresh_expired", times=1)
    token = tokens_of(simulator, new_code())["refresh_token"]
    assert refusal(refresh(simulator, token)) == ("invalid_grant", "Refresh token revoked")
    assert refresh(simulator, token).is_success


def test_only_posts_are_answered(simulator: RunningSimulator) -> None:
    assert httpx.get(f"{simulator.address}/api/token").status_code == 405
