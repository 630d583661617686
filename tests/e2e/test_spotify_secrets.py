"""No token, code, verifier or secret of a run is in a log, an address, a browser or a file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.app import App, serving
from tests.e2e.listener import Listener, agree, log_in, open_list, spotify_at, window_of
from tests.simulators.running import RunningSimulator

FAULTS = (
    {"fault": "http_500", "times": 3},
    {"fault": "http_502", "path": "/api/token", "times": 2},
    {"fault": "rate_limited_text", "times": 1},
    {"fault": "token_expired", "times": 1},
    {"fault": "connection_lost", "method": "PUT", "times": 1},
    {"fault": "insufficient_scope", "times": 1},
    {"fault": "withdrawn", "times": 1},
    {"fault": "refresh_rotates"},
    {"fault": "refresh_expired"},
)


def _secret_files(app: App) -> list[str]:
    """The app's own keys, as it made them on its first start."""
    names = ("secret_key", "token_keys")
    found = [key for name in names for key in (app.data_folder / name).read_text().split()]
    assert len(found) >= len(names)
    return found


def _with_each_fault(listener: Listener) -> list[str]:
    """Save and play while things go wrong; return the codes and states that were on their way."""
    shown: list[str] = []
    for fault in FAULTS:
        there = listener.browser.get("/api/get-auth-url", params={"purpose": "play"}).json()["url"]
        back = listener.simulator.log_in(listener.key, there)
        shown += [value for values in parse_qs(urlsplit(back).query).values() for value in values]
        listener.simulator.fault(**fault)
        listener.browser.get(back)
        listener.simulator.no_faults()
        listener.connect("log-in", "save", "play")
        created = listener.create(personalization="High")
        listener.simulator.expire(listener.key)
        listener.simulator.fault(**fault)
        listener.save(created)
        for path in ("access-token", "check-auth", "token-refresh", "player/devices"):
            listener.browser.get(f"/api/{path}")
        listener.browser.put("/api/player/play", json={"playlist_id": created["id"]})
        listener.browser.post("/api/player/next", json={})
        listener.simulator.no_faults()
    listener.browser.get(f"/spotify/redirect?code={shown[0]}&state=unknown")
    listener.browser.get(f"/spotify/redirect/{shown[0]}?code={shown[0]}")
    listener.browser.post(f"/spotify/redirect?code={shown[0]}&state={shown[1]}")
    return shown


@contextmanager
def _database(folder: Path) -> Iterator[Callable[[], str]]:
    """Give the database and its write-ahead log, byte by byte."""
    path = folder / "humoresque.sqlite3"
    # Somebody who reads keeps the log from being put away.
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("SELECT count(*) FROM accounts_spotifyaccount").fetchone()

        def content() -> str:
            written = path.with_name(f"{path.name}-wal").read_bytes()
            assert written
            return (path.read_bytes() + written).decode("latin-1")

        yield content


def _found(secrets: list[str], text: str) -> list[str]:
    return [secret for secret in secrets if secret in text]


@pytest.mark.parametrize("debug", ["no", "yes"])
def test_the_log_and_the_database_hold_no_secret(
    tmp_path: Path, simulator: RunningSimulator, debug: str
) -> None:
    variables = spotify_at(simulator) | {"HUMORESQUE_DEBUG": debug}
    with (
        serving(tmp_path, **variables) as app,
        Listener(app, simulator) as listener,
        _database(tmp_path) as database,
    ):
        secrets = _with_each_fault(listener) + _secret_files(app)
        listener.connect("log-in", "save", "play")
        assert listener.browser.get("/api/access-token").status_code == 200
        secrets += simulator.secrets()
        assert _found(secrets, database()) == []
        listener.browser.delete("/api/logout")
    log = app.log.read_text(errors="replace")
    assert "/api/token" in log
    assert "/me/playlists" in log
    assert len(secrets) > len(FAULTS)
    assert _found(secrets, log) == []
    assert "simulated-" not in log
    assert not re.search(r"Bearer|Basic |code=|state=|verifier=", log)


@pytest.mark.browser
def test_no_address_and_no_storage_of_the_browser_holds_a_secret(
    browser: Browser, ana: Listener
) -> None:
    created = ana.create()
    with window_of(ana, browser) as opened:
        page = opened.page
        open_list(page, ana, created)
        page.get_by_role("button", name="Play here with Spotify Premium").click()
        log_in(page, "Ana")
        agree(page)
        expect(page.get_by_text("Connected to Spotify as Ana")).to_be_visible()
        page.get_by_role("button", name="Play here with Spotify Premium").click()
        expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
        stored = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
        shown = page.content()
        cookies = "".join(str(cookie) for cookie in page.context.cookies())
    secrets = ana.simulator.secrets()
    tokens = [secret for secret in secrets if not secret.startswith("simulated-code-")]
    assert _found(secrets, stored + shown + cookies) == []
    ours = [url for url in opened.asked if url.startswith(ana.app.address)]
    assert _found(tokens, "\n".join(opened.asked)) == []
    back = [url for url in ours if "/spotify/redirect?" in url]
    assert len(back) == 1
    assert _found(secrets, "\n".join(set(ours) - set(back))) == []
    assert httpx.URL(page.url).query == b""
