"""Every page fits a phone, can be used without a mouse, and passes axe in both schemes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Error, Page, ViewportSize, expect

from tests.conftest import REPOSITORY
from tests.e2e import steps
from tests.e2e.app import App
from tests.e2e.conftest import DESKTOP, PHONE, unavailable
from tests.e2e.window import Window, window

pytestmark = pytest.mark.browser

AXE = REPOSITORY / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with window(browser, viewport=PHONE) as visit:
        yield visit.page


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    pixels: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return pixels


def _fill_music_page(page: Page, address: str) -> None:
    steps.open_music(page, address)
    page.get_by_role("button", name="Happy", exact=True).click()
    for genre in ("singer-songwriter", "drum-and-bass", "alt-rock"):
        steps.choose_genre(page, genre)
    steps.recommend(page)
    expect(steps.songs(page)).to_have_count(10)
    steps.songs(page).first.get_by_role("button", name=re.compile("^Play ")).click()


def test_a_phone_shows_every_page_without_scrolling_sideways(phone: Page, app: App) -> None:
    phone.goto(app.address)
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    assert overflow(phone) == 0
    _fill_music_page(phone, app.address)
    assert overflow(phone) == 0
    phone.get_by_role("tab", name="Upload image").click()
    assert overflow(phone) == 0
    phone.goto(f"{app.address}/nowhere")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Not in the programme")
    assert overflow(phone) == 0


def test_a_photo_with_its_box_fits_a_phone(phone: Page, reading_app: App, face_photo: Path) -> None:
    steps.open_music(phone, reading_app.address)
    steps.upload(phone, face_photo)
    steps.predict(phone)
    expect(phone.get_by_test_id("face-box")).to_be_visible(timeout=steps.READING_MS)
    assert overflow(phone) == 0


def test_the_keyboard_alone_leads_from_the_first_page_to_the_songs(visit: Window, app: App) -> None:
    page = visit.page
    page.goto(app.address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.get_by_role("link", name="Start with a photo").press("Enter")
    page.get_by_role("button", name="Happy", exact=True).press("Space")
    field = page.get_by_label("Genres")
    field.press_sequentially("jazz")
    field.press("ArrowDown")
    field.press("Enter")
    field.press("Escape")
    page.get_by_role("button", name="Recommend music").press("Enter")
    expect(page.get_by_role("heading", name="Your programme")).to_be_focused()
    expect(steps.songs(page)).to_have_count(10)


def test_only_the_colour_scheme_is_stored_in_the_browser(visit: Window, app: App) -> None:
    page = visit.page
    _fill_music_page(page, app.address)
    page.get_by_role("button", name="Colours follow your system").click()
    keys: list[str] = page.evaluate("Object.keys(localStorage)")
    assert keys
    assert all(key.startswith("mui-") for key in keys)
    assert page.evaluate("sessionStorage.length <= 1")  # the router's scroll positions


def _lead_elsewhere(page: Page, address: str) -> None:
    """Every control of the wishes open, and a list with an opinion, its figures and its link."""
    steps.open_music(page, address)
    steps.name_mood(page, "Sad")
    page.get_by_role("button", name="Lead me elsewhere").click()
    page.get_by_text("More wishes").click()
    steps.choose_genre(page, "rock")
    steps.recommend(page)
    expect(steps.songs(page)).to_have_count(10)
    song = steps.songs(page).first
    song.get_by_role("button", name=re.compile("^Like: ")).click()
    song.get_by_text("Score", exact=True).click()
    page.get_by_role("switch", name="Share by link").click()
    expect(page.get_by_label("Link to this list")).to_be_visible()


def _look_at_each_page(page: Page, address: str, look: Callable[[Page], None]) -> None:
    """What there is besides the music page, filled: lists, one of them, as others see it, taste."""
    _lead_elsewhere(page, address)
    look(page)
    link = page.get_by_label("Link to this list").input_value()
    page.get_by_role("link", name="Your taste").click()
    expect(page.get_by_role("list", name="Your opinions")).to_be_visible()
    page.get_by_label("Add an artist").fill("queen")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("list", name="Favourite artists")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Your lists").click()
    expect(page.get_by_test_id("list")).to_have_count(1)
    look(page)
    page.get_by_role("button", name=re.compile("^Delete ")).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    look(page)
    page.keyboard.press("Escape")
    page.get_by_test_id("list").get_by_role("link").click()
    expect(steps.songs(page)).to_have_count(10)
    look(page)
    page.goto(link)
    expect(steps.songs(page)).to_have_count(10)
    look(page)


def test_a_phone_shows_lists_and_taste_without_scrolling_sideways(phone: Page, app: App) -> None:
    def fits(page: Page) -> None:
        assert overflow(page) == 0, page.url

    _look_at_each_page(phone, app.address, fits)


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", DESKTOP), ("dark", DESKTOP), ("dark", PHONE)]
)
def test_axe_finds_nothing_in_lists_and_taste(
    browser: Browser, app: App, scheme: Literal["light", "dark"], viewport: ViewportSize
) -> None:
    if not AXE.is_file():
        unavailable("axe-core is not installed: run npm ci in frontend/")

    def passes(page: Page) -> None:
        assert axe_violations(page) == [], page.url

    with window(browser, viewport=viewport) as visit:
        visit.page.emulate_media(color_scheme=scheme)
        _look_at_each_page(visit.page, app.address, passes)


@pytest.mark.parametrize("address", ["http://192.0.2.1/", "https://open.spotify.com/"])
def test_these_tests_reach_nothing_but_this_machine(page: Page, address: str) -> None:
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, app: App, scheme: Literal["light", "dark"]) -> None:
    if not AXE.is_file():
        unavailable("axe-core is not installed: run npm ci in frontend/")
    with window(browser, viewport=DESKTOP) as visit:
        page = visit.page
        page.emulate_media(color_scheme=scheme)
        page.goto(app.address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert axe_violations(page) == []
        _fill_music_page(page, app.address)
        assert axe_violations(page) == []


def test_axe_finds_nothing_beside_a_photo_and_an_error(
    visit: Window, reading_app: App, face_photo: Path
) -> None:
    page = visit.page
    steps.open_music(page, reading_app.address)
    steps.upload(page, face_photo)
    steps.predict(page)
    expect(page.get_by_test_id("face-box")).to_be_visible(timeout=steps.READING_MS)
    page.get_by_role("button", name="Sad", exact=True).click()
    steps.choose_genre(page, "pop")
    page.route("**/api/create-playlist-based-on-parameters", lambda route: route.abort())
    steps.recommend(page)
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe_violations(page) == []


def axe_violations(page: Page, *but: str) -> list[str]:
    """The violations by WCAG 2.2 A and AA, and axe's best practices ``but`` these rules.

    Spotify's frame is left out.
    """
    page.evaluate(
        "Promise.allSettled(document.getAnimations().map((animation) => animation.finished))"
    )
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(
        "(rules) => axe.run({ exclude: ['iframe'] }, { rules })",
        {rule: {"enabled": False} for rule in but},
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['html']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
