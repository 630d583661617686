from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from simulators.spotify.authorization import is_registered, is_secure
from tests.simulators.running import CLIENT_ID, NO_CERTIFICATES, RunningSimulator

REDIRECT = "http://127.0.0.1:8000/spotify/redirect"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def address(simulator: RunningSimulator, **changed: str) -> str:
    query = {
        "client_id": CLIENT_ID,
        "response_type": "code",
        "redirect_uri": REDIRECT,
        "scope": "user-top-read playlist-modify-private",
        "state": "a state",
    } | changed
    given = {name: value for name, value in query.items() if value != "-"}
    return f"{simulator.address}/authorize?{urlencode(given)}"


def answers(location: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def test_a_listener_who_agrees_goes_back_with_a_code_and_the_state(
    simulator: RunningSimulator,
) -> None:
    location = simulator.log_in("ana", address(simulator))
    assert location.startswith(f"{REDIRECT}?")
    told = answers(location)
    assert set(told) == {"code", "state"}
    assert told["state"] == "a state"
    assert simulator.state()["listeners"]["ana"]["granted"] == [
        "playlist-modify-private",
        "user-top-read",
    ]


def test_without_a_state_none_comes_back(simulator: RunningSimulator) -> None:
    assert set(answers(simulator.log_in("ana", address(simulator, state="-")))) == {"code"}


def test_a_listener_who_refuses_goes_back_with_an_error(simulator: RunningSimulator) -> None:
    told = answers(simulator.log_in("ana", address(simulator), agree=False))
    assert told == {"error": "access_denied", "state": "a state"}
    assert simulator.state()["listeners"]["ana"]["granted"] == []


def test_the_pages_are_a_simulator_s_name_the_scopes_and_escape_what_was_sent(
    simulator: RunningSimulator,
) -> None:
    url = address(simulator, state='"><script>alert(1)</script>')
    with httpx.Client(base_url=simulator.address, verify=NO_CERTIFICATES) as browser:
        for_all = browser.get(url).text
        assert all(name in for_all for name in ("Ana", "Ben", "Cleo", "Dmitri"))
        browser.post(f"/login?{urlsplit(url).query}", data={"listener": "ana"})
        consent = browser.get(url).text
    assert "Create, edit and follow private playlists" in consent
    for page in (for_all, consent):
        assert "This is not Spotify" in page
        assert "<script" not in page


def test_what_is_granted_already_is_not_asked_again(simulator: RunningSimulator) -> None:
    with httpx.Client(base_url=simulator.address, verify=NO_CERTIFICATES) as browser:
        url = address(simulator)
        page = browser.post(f"/login?{urlsplit(url).query}", data={"listener": "ana"})
        assert page.headers["location"] == url.removeprefix(simulator.address)
        browser.post(url, data={"decision": "agree"})
        again = browser.get(url)
        assert "code" in answers(again.headers["location"])
        assert browser.get(address(simulator, scope="")).status_code == 302
        assert browser.get(address(simulator, scope="streaming")).status_code == 200
        assert browser.get(address(simulator, show_dialog="true")).status_code == 200
        simulator.revoke("ana")
        assert browser.get(url).status_code == 200


def test_a_grant_ends_after_six_months(simulator: RunningSimulator) -> None:
    with httpx.Client(base_url=simulator.address, verify=NO_CERTIFICATES) as browser:
        url = address(simulator)
        browser.post(f"/login?{urlsplit(url).query}", data={"listener": "ana"})
        browser.post(url, data={"decision": "agree"})
        simulator.advance(179 * 86400)
        assert browser.get(url).status_code == 302
        simulator.advance(181 * 86400)
        assert browser.get(url).status_code == 200


def test_another_listener_can_take_the_browser_over(simulator: RunningSimulator) -> None:
    with httpx.Client(base_url=simulator.address, verify=NO_CERTIFICATES) as browser:
        url = address(simulator)
        browser.post(f"/login?{urlsplit(url).query}", data={"listener": "ana"})
        other = re.search(r'href="(/logout\?[^"]*)"', browser.get(url).text)
        assert other is not None
        back = browser.get(other[1].replace("&amp;", "&"))
        assert back.headers["location"] == url.removeprefix(simulator.address)
        assert "Log in as" in browser.get(url).text
        assert "Logged out" in browser.get("/logout").text


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"client_id": "another"}, "INVALID_CLIENT: Invalid client"),
        ({"client_id": "-"}, "INVALID_CLIENT: Invalid client"),
        ({"redirect_uri": "-"}, "INVALID_CLIENT: Invalid redirect URI"),
        ({"redirect_uri": f"{REDIRECT}/"}, "INVALID_CLIENT: Invalid redirect URI"),
        ({"redirect_uri": REDIRECT.replace("redirect", "Redirect")}, "Invalid redirect URI"),
        ({"redirect_uri": "https://elsewhere.example/"}, "INVALID_CLIENT: Invalid redirect URI"),
        ({"redirect_uri": "https://["}, "INVALID_CLIENT: Invalid redirect URI"),
        ({"redirect_uri": "http://127.0.0.1:port/x"}, "INVALID_CLIENT: Invalid redirect URI"),
        (
            {"redirect_uri": "http://localhost/spotify/redirect"},
            "INVALID_CLIENT: Insecure redirect URI",
        ),
        (
            {"redirect_uri": "http://192.168.1.7:8000/spotify/redirect"},
            "INVALID_CLIENT: Insecure redirect URI",
        ),
    ],
)
def test_a_wrong_app_or_address_is_told_on_a_page_and_never_redirects(
    simulator: RunningSimulator, changed: dict[str, str], message: str
) -> None:
    page = httpx.get(address(simulator, **changed), verify=NO_CERTIFICATES)
    assert page.status_code == 400
    assert "location" not in page.headers
    assert message in page.text


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"scope": "user-top-read everything"}, "invalid_scope"),
        ({"response_type": "-"}, "invalid_request"),
        ({"response_type": "id_token"}, "unsupported_response_type"),
        ({"code_challenge": CHALLENGE}, "invalid_request"),
        ({"code_challenge": CHALLENGE, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short", "code_challenge_method": "S256"}, "invalid_request"),
    ],
)
def test_other_mistakes_go_back_to_the_app(
    simulator: RunningSimulator, changed: dict[str, str], error: str
) -> None:
    location = httpx.get(address(simulator, **changed), verify=NO_CERTIFICATES).headers["location"]
    assert answers(location) == {"error": error, "state": "a state"}


def test_the_implicit_grant_is_gone(simulator: RunningSimulator) -> None:
    location = httpx.get(address(simulator, response_type="token")).headers["location"]
    assert location == f"{REDIRECT}#error=unsupported_response_type&state=a+state"


def test_only_https_and_loopback_literals_are_secure() -> None:
    secure = ("https://a.example/x", "http://127.0.0.1/x", "http://[::1]:80/x")
    assert all(map(is_secure, secure))
    insecure = ("http://localhost:80/x", "https://localhost/x", "http://a.example/x", "app://x")
    assert not any(map(is_secure, (*insecure, "127.0.0.1/x")))


def test_only_a_loopback_address_without_port_stands_for_every_port() -> None:
    registered = ("http://127.0.0.1/x", "http://[::1]/x", "https://a.example/x")
    assert is_registered("http://127.0.0.1:8000/x", registered)
    assert is_registered("http://[::1]:8000/x", registered)
    assert not is_registered("https://a.example:8000/x", registered)
    assert not is_registered("http://127.0.0.1:8000/x", ("http://127.0.0.1:8001/x",))
