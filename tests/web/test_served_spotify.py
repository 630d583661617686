"""A log-in at a running server, with several processes, and what its log says of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.cli.serving import serving
from tests.simulators.running import CLIENT_ID, CLIENT_SECRET, RunningSimulator

OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def served(tmp_path: Path, simulator: RunningSimulator) -> Iterator[tuple[httpx.Client, Any]]:
    """A browser at a server of two processes that logs all it can."""
    variables = {
        "HUMORESQUE_SPOTIFY_CLIENT_ID": CLIENT_ID,
        "HUMORESQUE_SPOTIFY_CLIENT_SECRET": CLIENT_SECRET,
        "HUMORESQUE_SPOTIFY_ACCOUNTS_URL": simulator.address,
        "HUMORESQUE_SPOTIFY_API_URL": simulator.api_url,
        "HUMORESQUE_LOG_LEVEL": "DEBUG",
    }
    with (
        serving(tmp_path, "--workers", "2", "--threads", "4", **variables) as (address, process),
        httpx.Client(base_url=address, headers=OURS, timeout=30) as browser,
    ):
        yield browser, process


def _connect(browser: httpx.Client, simulator: RunningSimulator) -> dict[str, str]:
    """Log in as a person would; the query that Spotify sent the browser back with."""
    there = browser.get("/api/get-auth-url", params={"purpose": "play"}).json()["url"]
    back = simulator.log_in("ana", there)
    landed = browser.get(back)
    assert landed.headers["location"] == "/?spotify=connected"
    return {name: value[0] for name, value in parse_qs(urlsplit(back).query).items()}


def test_two_processes_refresh_once_for_all_their_tabs(
    served: tuple[httpx.Client, Any], simulator: RunningSimulator
) -> None:
    browser, _ = served
    _connect(browser, simulator)
    simulator.expire("ana")
    simulator.fault("slow", path="/api/token", delay_s=0.5)
    cookies = dict(browser.cookies)

    def tab(_: int) -> int:
        path = f"{browser.base_url}/api/check-auth"
        return httpx.get(path, cookies=cookies, headers=OURS, timeout=30).status_code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tab, range(8))) == [200] * 8
    assert simulator.state()["token_calls"] == {"authorization_code": 1, "refresh_token": 1}


def test_a_log_of_everything_holds_no_code_state_cookie_or_token(
    served: tuple[httpx.Client, Any], simulator: RunningSimulator
) -> None:
    browser, process = served
    secrets = list(_connect(browser, simulator).values())
    cookie = browser.cookies["humoresque_visitor"]
    secrets += [cookie, browser.get("/api/access-token").json()["access_token"]]
    simulator.fault("http_500", path="/v1/me")
    assert browser.get("/api/check-auth").status_code == 502
    simulator.no_faults()
    simulator.revoke("ana")
    simulator.expire("ana")
    assert browser.get("/api/check-auth").status_code == 401
    assert browser.get(f"/spotify/redirect?code={secrets[0]}&state=x").status_code == 302
    assert browser.get(f"/spotify/redirect/?code={secrets[0]}").status_code in {200, 404, 503}
    assert browser.post(f"/spotify/redirect?code={secrets[0]}").status_code == 405
    assert browser.delete("/api/logout").json()["logged_out"] is True
    process.terminate()
    log, _ = process.communicate(timeout=20)
    assert "/api/token" in log
    assert "Method Not Allowed (POST): /spotify/redirect" in log
    assert [secret for secret in (*secrets, CLIENT_SECRET) if secret in log] == []
    assert "simulated-" not in log
    assert "code=" not in log
