"""The history of lists, and everything that can be done with one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import steps
from tests.e2e.app import App
from tests.e2e.conftest import WITH_CAMERA
from tests.e2e.window import window

pytestmark = pytest.mark.browser


def test_a_list_is_kept_renamed_made_again_and_deleted(page: Page, app: App) -> None:
    titles = steps.make_list(page, app.address, "Happy", "pop")
    page.get_by_role("button", name=re.compile("^Rename ")).click()
    page.get_by_label("Name of the list").fill("Sunday morning")
    page.get_by_label("Name of the list").press("Enter")
    expect(page.get_by_test_id("list-name")).to_have_text("Sunday morning")

    page.get_by_role("link", name="Your lists").click()
    lists = page.get_by_test_id("list")
    expect(lists).to_have_count(1)
    lists.get_by_role("link", name="Sunday morning").click()
    expect(steps.programme(page)).to_be_focused()
    assert steps.titles(page) == titles

    first = page.url
    page.get_by_role("button", name="Same again").click()
    expect(page).not_to_have_url(first)
    expect(page).to_have_url(re.compile("/lists/"))
    expect(steps.songs(page)).to_have_count(10)
    assert steps.titles(page) == titles
    again = page.url
    page.get_by_role("button", name="Another list").click()
    expect(page.get_by_test_id("list-name")).to_have_text("Pop")
    expect(page).not_to_have_url(again)
    expect(steps.songs(page)).to_have_count(10)
    assert steps.titles(page) != titles

    page.get_by_role("link", name="All your lists").click()
    expect(lists).to_have_count(3)
    page.get_by_role("button", name="Delete Sunday morning").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(lists).to_have_count(2)
    page.goto(again)
    expect(page.get_by_role("alert")).to_contain_text("There is no such playlist")


def test_a_shared_list_is_seen_by_others_until_the_link_is_taken_back(
    page: Page, app: App, browser: Browser
) -> None:
    titles = steps.make_list(page, app.address, "Sad", "rock")
    page.get_by_role("switch", name="Share by link").click()
    link = page.get_by_label("Link to this list").input_value()
    with window(browser, **WITH_CAMERA) as friend:
        friend.page.goto(link)
        expect(steps.songs(friend.page)).to_have_count(10)
        assert steps.titles(friend.page) == titles
        expect(friend.page.get_by_text(re.compile("sad|Why:", re.IGNORECASE))).to_have_count(0)
        page.get_by_role("switch", name="Share by link").click()
        expect(page.get_by_label("Link to this list")).to_have_count(0)
        friend.page.reload()
        expect(friend.page.get_by_role("alert")).to_contain_text("There is no such link")


@pytest.mark.parametrize(
    ("label", "ending", "beginning"),
    [
        ("M3U8", "m3u8", "#EXTM3U"),
        ("XSPF", "xspf", "<?xml"),
        ("JSPF", "jspf", "{"),
        ("CSV", "csv", ""),
        ("JSON", "json", "{"),
        ("Links", "txt", "http"),
    ],
)
def test_a_list_is_had_as_a_file(
    page: Page, app: App, label: str, ending: str, beginning: str
) -> None:
    [title, *_] = steps.make_list(page, app.address, "Happy", "jazz")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=re.compile(f"^{label} ")).click()
    assert download.value.suggested_filename.endswith(f".{ending}")
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith(beginning)
    if label == "CSV":
        assert title.partition("\n")[0] in text


def test_everything_of_a_visitor_is_forgotten_after_a_yes(page: Page, app: App) -> None:
    steps.make_list(page, app.address, "Happy", "pop")
    page.get_by_role("link", name="Your taste").click()
    page.get_by_role("button", name="Forget everything about me").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("Everything about you was deleted")).to_be_visible()
    page.get_by_role("link", name="Your lists").click()
    expect(page.get_by_role("link", name="Make the first one")).to_be_visible()
    page.get_by_role("link", name="Music").click()
    expect(page.get_by_role("heading", name="Your wishes")).to_be_visible()
    expect(steps.songs(page)).to_have_count(0)
