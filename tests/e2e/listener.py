"""A listener at an app whose Spotify is the simulator: over HTTP, or with a browser's window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.e2e.app import App
from tests.e2e.window import Window, window
from tests.simulators.running import (
    CLIENT_ID,
    CLIENT_SECRET,
    NO_CERTIFICATES,
    RunningSimulator,
)

CREATE = "/api/create-playlist-based-on-parameters"
WISHES = {"emotion": "happy", "genres": ["soul"], "popularity": "Medium", "personalization": "Low"}
LOOK = {"name": "For the train", "description": "Ten songs.", "public": False}
COOKIE = "humoresque_visitor"


def spotify_at(simulator: RunningSimulator) -> dict[str, str]:
    """Return the settings of an app whose Spotify is the simulator, and whose log is whole."""
    return {
        "HUMORESQUE_SPOTIFY_CLIENT_ID": CLIENT_ID,
        "HUMORESQUE_SPOTIFY_CLIENT_SECRET": CLIENT_SECRET,
        "HUMORESQUE_SPOTIFY_ACCOUNTS_URL": simulator.address,
        "HUMORESQUE_SPOTIFY_API_URL": simulator.api_url,
        "HUMORESQUE_SPOTIFY_SDK_URL": f"{simulator.address}/sdk/spotify-player.js",
        "HUMORESQUE_SPOTIFY_EMBED_URL": simulator.address,
        "HUMORESQUE_SPOTIFY_LOG_INS_PER_MINUTE": "0",
        "HUMORESQUE_SPOTIFY_CALLS_PER_MINUTE": "0",
        "HUMORESQUE_PLAYLISTS_PER_MINUTE": "0",
        "HUMORESQUE_LOG_LEVEL": "DEBUG",
    }


@dataclass(slots=True)
class Listener:
    """Someone with a browser of their own, and their name at the simulator."""

    app: App
    simulator: RunningSimulator
    key: str = "ana"
    browser: httpx.Client = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.browser = httpx.Client(
            base_url=self.app.address,
            headers={"sec-fetch-site": "same-origin"},
            timeout=60,
            verify=NO_CERTIFICATES,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.close()

    def connect(self, *purposes: str) -> str:
        """Log in and agree to all these purposes in turn; return where it led."""
        landed = ""
        for purpose in purposes or ("log-in",):
            asked = {"purpose": purpose, "return_to": "/"}
            there = self.browser.get("/api/get-auth-url", params=asked)
            back = self.simulator.log_in(self.key, there.raise_for_status().json()["url"])
            landed = urlsplit(self.browser.get(back).headers["location"]).query
        return landed

    def create(self, **wishes: Any) -> Any:
        """Return a list of ten songs."""
        answer = self.browser.post(CREATE, json={**WISHES, **wishes})
        assert answer.status_code == 201, answer.text
        return answer.json()

    def save(self, created: Any, **look: Any) -> httpx.Response:
        """Save it under the usual name."""
        body = {"playlist_id": created["id"], **LOOK, **look}
        return self.browser.post("/api/save-playlist", json=body)

    def on_spotify(self) -> list[Any]:
        """Return their playlists there."""
        found: list[Any] = self.simulator.state()["listeners"][self.key]["playlists"]
        return found

    def player(self) -> Any:
        """Return what plays where, as the simulator has it."""
        return self.simulator.state()["listeners"][self.key]["player"]

    def delete_on_spotify(self, playlist_id: str) -> None:
        """What Spotify's own app does to delete a playlist: it leaves the library."""
        token = self.simulator.access_token(self.key, "playlist-modify-public")
        httpx.delete(
            f"{self.simulator.api_url}/me/library",
            params={"uris": f"spotify:playlist:{playlist_id}"},
            headers={"Authorization": f"Bearer {token}"},
            verify=NO_CERTIFICATES,
        ).raise_for_status()


def uris(created: Any) -> list[str]:
    """What a list's songs are on Spotify."""
    return [f"spotify:track:{track['track_id']}" for track in created["tracks"]]


@contextmanager
def window_of(
    listener: Listener, browser: Browser, viewport: ViewportSize | None = None, **options: Any
) -> Iterator[Window]:
    """A window in which the listener's cookie is; ``options`` are a browser context's."""
    with window(browser, viewport=viewport, permissions=["camera"], **options) as opened:
        cookie = listener.browser.cookies.get(COOKIE)
        if cookie is not None:
            address = listener.app.address
            opened.page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])
        yield opened


def open_list(page: Page, listener: Listener, created: Any) -> None:
    page.goto(f"{listener.app.address}/lists/{created['id']}")
    expect(page.get_by_test_id("song")).to_have_count(len(created["tracks"]))


def agree(page: Page) -> None:
    """On Spotify's consent page."""
    page.get_by_role("button", name="Agree").click()


def log_in(page: Page, name: str) -> None:
    """On Spotify's log-in page; ours may have a button of that name, too."""
    expect(page.get_by_role("heading", name="Log in as a made-up listener")).to_be_visible()
    page.get_by_role("button", name=name).click()


def begin_to_save(page: Page) -> Locator:
    """Open the dialog and send it off; return the dialog."""
    page.get_by_role("button", name="Save to Spotify").click()
    dialog = page.get_by_role("dialog", name="Save to Spotify")
    dialog.get_by_role("button", name="Save", exact=True).click()
    return dialog
