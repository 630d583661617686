"""The page at a simulated Spotify: who may do what, how it is told, for eyes, keys and phones."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.e2e import steps
from tests.e2e.app import App
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.listener import Listener, agree, log_in, open_list, window_of
from tests.e2e.test_pages import axe_violations, overflow
from tests.e2e.window import Window

pytestmark = pytest.mark.browser

_SIX_MONTHS_S = 180 * 24 * 3600


def _first_song(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Play .* by ")).first


def _plays_here(page: Page) -> Locator:
    """The bar of this page's own device, once it plays."""
    page.get_by_role("button", name="Play here with Spotify Premium").click()
    player = page.get_by_role("complementary", name="Player")
    expect(player.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    return player


def test_who_says_no_at_spotify_finds_everything_as_it_was(browser: Browser, ana: Listener) -> None:
    created = ana.create()
    with window_of(ana, browser) as opened:
        page = opened.page
        open_list(page, ana, created)
        page.get_by_role("button", name="Save to Spotify").click()
        page.get_by_label("Name of the playlist").fill("Never mind")
        page.get_by_role("button", name="Go on to Spotify").click()
        log_in(page, "Ana")
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_role("alert")).to_contain_text("You said no at Spotify")
        expect(page).to_have_url(f"{ana.app.address}/lists/{created['id']}")
        expect(page.get_by_test_id("song")).to_have_count(10)
        assert ana.on_spotify() == []
        page.get_by_role("button", name="Ask Spotify again").click()
        agree(page)
        expect(page.get_by_test_id("saved")).to_contain_text("Never mind, 10 songs")


@pytest.mark.parametrize(
    ("listener", "fault", "words"),
    [
        ("dmitri", None, "Only invited listeners can use this server with Spotify"),
        ("ana", {"fault": "http_503", "path": "/api/token"}, "Spotify has trouble at present"),
        ("ana", {"fault": "not_reachable", "path": "/api/token"}, "Spotify did not answer"),
        ("ana", {"fault": "http_500", "path": "/v1/me$"}, "Spotify has trouble at present"),
    ],
)
def test_a_log_in_that_fails_is_told_in_words(
    browser: Browser, ana: Listener, listener: str, fault: dict[str, Any] | None, words: str
) -> None:
    if fault is not None:
        ana.simulator.fault(**fault)
    with window_of(ana, browser) as opened:
        page = opened.page
        page.goto(f"{ana.app.address}/taste")
        page.get_by_role("button", name="Connect Spotify").first.click()
        log_in(page, listener.capitalize())
        agree(page)
        expect(page.get_by_role("alert")).to_contain_text(words)
        expect(page).to_have_url(f"{ana.app.address}/taste")


def test_without_premium_the_embedded_player_takes_over_and_plays_on(
    browser: Browser, ben: Listener
) -> None:
    ben.simulator.stand_ins(embed_speed=20)
    ben.connect("log-in", "play")
    created = ben.create()
    with window_of(ben, browser) as opened:
        page = opened.page
        open_list(page, ben, created)
        page.get_by_role("button", name="Play here with Spotify Premium").click()
        player = page.get_by_role("complementary", name="Player")
        expect(player).to_contain_text("Whole songs need Spotify Premium")
        expect(player).to_contain_text("1 of 10")
        page.get_by_role("button", name="Play", exact=True).or_(
            page.get_by_role("button", name="Pause", exact=True)
        ).first.wait_for()
        expect(player).to_contain_text(f"2 of 10: {created['tracks'][1]['title']}")


def test_without_an_account_songs_are_previewed_and_nothing_is_asked_before_the_click(
    browser: Browser, ana: Listener
) -> None:
    ana.simulator.stand_ins(embed_speed=20)
    created = ana.create()
    with window_of(ana, browser) as opened:
        page = opened.page
        open_list(page, ana, created)
        page.wait_for_load_state("networkidle")
        assert not [url for url in opened.asked if url.startswith(ana.simulator.address)]
        _first_song(page).click()
        player = page.get_by_role("complementary", name="Player")
        expect(player).to_contain_text(f"2 of 10: {created['tracks'][1]['title']}")


def test_at_localhost_the_page_says_where_to_open_it(browser: Browser, ana: Listener) -> None:
    with window_of(ana, browser) as opened:
        page = opened.page
        page.goto(f"http://localhost:{ana.app.port}/taste")
        expect(page.get_by_text("Spotify allows log-in only at")).to_be_visible()
        expect(page.get_by_role("link", name="Open it there")).to_have_attribute(
            "href", re.compile(rf"^{ana.app.address}")
        )


def test_where_spotify_is_not_set_up_nothing_of_it_is_offered(visit: Window, app: App) -> None:
    page = visit.page
    page.goto(f"{app.address}/taste")
    expect(page.get_by_text("Spotify is not set up on this server")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Spotify"))).to_have_count(0)


def _put_back(app: App, column: Literal["authorized_at", "refreshed_at"], seconds: float) -> None:
    """As if that had happened to every account so long ago."""
    with closing(sqlite3.connect(app.data_folder / "humoresque.sqlite3")) as database, database:
        database.execute(
            f"UPDATE accounts_spotifyaccount SET {column} = "  # noqa: S608 - one of two words
            "strftime('%Y-%m-%d %H:%M:%f', 'now', ?)",
            [f"-{int(seconds)} seconds"],
        )


def test_the_end_of_the_six_months_is_announced_and_then_asks_for_a_new_log_in(
    browser: Browser, ana: Listener
) -> None:
    ana.connect("log-in", "save")
    created = ana.create()
    _put_back(ana.app, "authorized_at", _SIX_MONTHS_S - 10 * 24 * 3600)
    with window_of(ana, browser) as opened:
        page = opened.page
        open_list(page, ana, created)
        expect(page.get_by_text(re.compile("Your log-in at Spotify ends on"))).to_be_visible()
        ana.simulator.advance(_SIX_MONTHS_S)
        _put_back(ana.app, "authorized_at", _SIX_MONTHS_S + 10)
        page.reload()
        expect(page.get_by_text("Spotify asks you to log in again")).to_be_visible()
        assert ana.save(created).status_code == 401
        page.get_by_role("button", name="Log in at Spotify").click()
        log_in(page, "Ana")
        agree(page)
        expect(page.get_by_text("Connected to Spotify as Ana")).to_be_visible()
        assert ana.app.log.read_text(errors="replace").count("Traceback") == 0


def test_a_token_that_ends_while_the_page_plays_is_replaced(
    browser: Browser, ana: Listener
) -> None:
    ana.connect("log-in", "play")
    created = ana.create()
    with window_of(ana, browser) as opened:
        page = opened.page
        open_list(page, ana, created)
        player = _plays_here(page)
        ana.simulator.expire("ana")
        _put_back(ana.app, "refreshed_at", 60)
        steps.wait_until(page, lambda: "refresh_token" in ana.simulator.state()["token_calls"])
        expect(player.get_by_role("button", name="Pause", exact=True)).to_be_visible()
        player.get_by_role("button", name="Next song").click()
        expect(player).to_contain_text(created["tracks"][1]["title"])
        expect(player.get_by_role("alert")).to_have_count(0)


def test_keys_alone_save_a_list_and_lead_the_player(browser: Browser, ana: Listener) -> None:
    ana.connect("log-in", "save", "play")
    created = ana.create()
    with window_of(ana, browser) as opened:
        page = opened.page
        open_list(page, ana, created)
        page.get_by_role("button", name="Save to Spotify").press("Enter")
        expect(page.get_by_label("Name of the playlist")).to_be_focused()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type("By keys")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Show it on my Spotify profile")).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("saved")).to_contain_text("By keys, 10 songs, on your profile")
        expect(page.get_by_role("button", name="Save again")).to_be_focused()

        page.get_by_role("button", name="Play here with Spotify Premium").press("Enter")
        player = page.get_by_role("complementary", name="Player")
        expect(player.get_by_role("button", name="Pause", exact=True)).to_be_visible()
        player.get_by_role("button", name="Next song").press("Enter")
        expect(player).to_contain_text(created["tracks"][1]["title"])
        player.get_by_role("button", name="Pause", exact=True).press("Space")
        expect(player.get_by_role("button", name="Play", exact=True)).to_be_focused()
        devices = player.get_by_role("button", name="Play on another device")
        devices.press("Enter")
        expect(page.get_by_role("menuitem", name="Ana's phone")).to_be_visible()
        page.keyboard.press("Escape")
        expect(devices).to_be_focused()


Look = Callable[[Page, str], None]


def _look_at_all(page: Page, ana: Listener, created: Any, look: Look) -> None:
    """Every new state of the page, in turn."""
    open_list(page, ana, created)
    page.get_by_role("button", name="Save to Spotify").click()
    dialog = page.get_by_role("dialog")
    look(page, "dialog")
    ana.simulator.fault("http_500", path="/items$")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    look(page, "dialog-failed")
    ana.simulator.no_faults()
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_test_id("saved")).to_contain_text("10 songs")
    _plays_here(page)
    expect(page.get_by_role("slider", name="Volume")).to_be_visible()
    look(page, "playing")
    page.get_by_role("button", name="Play on another device").click()
    expect(page.get_by_role("menuitem", name="This page")).to_be_visible()
    look(page, "devices")
    page.get_by_role("menuitem", name="Ana's phone").click()
    expect(page.get_by_text("Playing on Ana's phone")).to_be_visible()
    look(page, "elsewhere")
    page.get_by_role("button", name="Your Spotify account: Ana").click()
    look(page, "account")
    page.get_by_role("menuitem", name="What Spotify is asked for").click()
    expect(page.get_by_test_id("spotify-account")).to_be_visible()
    look(page, "taste")
    page.get_by_role("button", name="Log out of Spotify").click()
    expect(page.get_by_text("You are logged out")).to_be_visible()
    look(page, "logged-out")


@pytest.mark.parametrize(("scheme", "viewport"), [("light", DESKTOP), ("dark", PHONE)])
def test_every_state_passes_axe_and_fits_its_window(
    browser: Browser, ana: Listener, scheme: Literal["light", "dark"], viewport: ViewportSize
) -> None:
    ana.connect("log-in", "save", "play")
    created = ana.create(personalization="High")

    def passes(page: Page, state: str) -> None:
        # An open menu lies outside the landmarks, as menus do.
        but = ("region",) if state in {"devices", "account"} else ()
        assert axe_violations(page, *but) == [], state
        assert overflow(page) == 0, state

    with window_of(ana, browser, viewport, color_scheme=scheme) as opened:
        _look_at_all(opened.page, ana, created, passes)
