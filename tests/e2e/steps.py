"""What a person does on the page, step by step."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, Page, expect

READING_MS: Final = 30_000


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Ask again and again, ten seconds at most; for what no element of the page shows."""
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError(inspect.getsource(holds))


def open_music(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Start with a photo").click()
    expect(page.get_by_role("heading", name="Your photo")).to_be_visible()


def take_photo(page: Page) -> None:
    page.get_by_role("switch", name="Camera").check()
    shutter = page.get_by_role("button", name="Take photo")
    expect(shutter).to_be_enabled()
    shutter.click()
    expect(photo(page)).to_be_visible()


def upload(page: Page, path: Path) -> None:
    page.get_by_role("tab", name="Upload image").click()
    page.get_by_label("Photo file").set_input_files(path)
    expect(photo(page)).to_be_visible()


def photo(page: Page) -> Locator:
    return page.get_by_alt_text("Your photo")


def predict(page: Page) -> None:
    page.get_by_role("button", name="Predict emotion").click()


def expression(page: Page) -> Locator:
    return page.get_by_test_id("expression")


def share(page: Page, label: str) -> float:
    """The percentage beside a label's bar, as a fraction."""
    bars = page.get_by_role("list", name="How probable each expression is")
    words = bars.get_by_role("listitem").filter(has_text=label).inner_text()
    found = re.search(r"(\d+) %", words)
    assert found is not None, words
    return int(found[1]) / 100


def choose_genre(page: Page, name: str) -> None:
    field = page.get_by_label("Genres")
    field.fill(name)
    page.get_by_role("option", name=re.compile(rf"^{re.escape(name)}\s*\d")).click()
    field.press("Escape")


def recommend(page: Page) -> None:
    page.get_by_role("button", name="Recommend music").click()


def songs(page: Page) -> Locator:
    return page.get_by_test_id("song")


def name_mood(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def programme(page: Page) -> Locator:
    return page.get_by_role("heading", name="Your programme")


def titles(page: Page) -> list[str]:
    """Of the songs on the page, in order of play."""
    return songs(page).get_by_role("heading").all_inner_texts()


def make_list(page: Page, address: str, mood: str, genre: str) -> list[str]:
    """The shortest way to a list; the titles of its ten songs."""
    open_music(page, address)
    name_mood(page, mood)
    choose_genre(page, genre)
    recommend(page)
    expect(songs(page)).to_have_count(10)
    return titles(page)
