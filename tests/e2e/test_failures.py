"""What a person sees when the camera, the server or the browser does not play along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e import steps
from tests.e2e.app import App, serving
from tests.e2e.browsing import CONSENT, launch
from tests.e2e.conftest import DESKTOP, WITH_CAMERA
from tests.e2e.window import window

pytestmark = pytest.mark.browser


def test_a_denied_camera_is_told_with_a_way_out(
    playwright: Playwright, chromium: str, app: App
) -> None:
    browser = launch(playwright, chromium, "--use-fake-device-for-media-stream")
    with window(browser, viewport=DESKTOP) as visit:
        steps.open_music(visit.page, app.address)
        visit.page.get_by_role("switch", name="Camera").click()
        alert = visit.page.get_by_role("alert")
        expect(alert).to_contain_text("The camera is not allowed")
        expect(alert).to_contain_text("upload a photo instead")
    browser.close()


def test_a_missing_camera_is_told(playwright: Playwright, chromium: str, app: App) -> None:
    browser = launch(playwright, chromium, CONSENT)
    with window(browser, **WITH_CAMERA) as visit:
        steps.open_music(visit.page, app.address)
        visit.page.get_by_role("switch", name="Camera").click()
        expect(visit.page.get_by_role("alert")).to_contain_text("No camera was found")
    browser.close()


def _live_tracks(page: Page) -> int:
    count: int = page.evaluate(
        "window.cameraTracks.filter((track) => track.readyState === 'live').length"
    )
    return count


def test_the_camera_is_on_only_while_it_is_looked_through(page: Page, app: App) -> None:
    page.add_init_script(
        """window.cameraTracks = [];
        const devices = navigator.mediaDevices;
        const ask = devices.getUserMedia.bind(devices);
        devices.getUserMedia = async (wishes) => {
          const stream = await ask(wishes);
          window.cameraTracks.push(...stream.getTracks());
          return stream;
        };"""
    )
    steps.open_music(page, app.address)
    assert _live_tracks(page) == 0
    camera = page.get_by_role("switch", name="Camera")
    camera.check()
    expect(page.get_by_role("button", name="Take photo")).to_be_enabled()
    assert _live_tracks(page) == 1
    camera.uncheck()
    assert _live_tracks(page) == 0
    steps.take_photo(page)
    assert _live_tracks(page) == 0
    page.get_by_role("button", name="Retake").click()
    expect(page.get_by_role("button", name="Take photo")).to_be_enabled()
    assert _live_tracks(page) == 1
    page.get_by_role("tab", name="Upload image").click()
    assert _live_tracks(page) == 0
    page.get_by_role("tab", name="Web cam").click()
    camera.check()
    expect(page.get_by_role("button", name="Take photo")).to_be_enabled()
    page.get_by_role("link", name="Humoresque, home").click()
    expect(page.get_by_role("heading", name="How it works")).to_be_visible()
    assert _live_tracks(page) == 0


def test_nothing_is_lost_while_the_server_is_gone(
    browser: Browser, tmp_path: Path, face_photo: Path, reading_app: App
) -> None:
    assert reading_app.has_model
    with serving(tmp_path) as own, window(browser, **WITH_CAMERA) as visit:
        page = visit.page
        steps.open_music(page, own.address)
        steps.upload(page, face_photo)
        steps.choose_genre(page, "pop")
        own.stop()
        steps.predict(page)
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("The server does not answer")
        expect(steps.photo(page)).to_be_visible()
        own.start()
        alert.get_by_role("button", name="Try again").click()
        expect(steps.expression(page)).to_have_text("Happy", timeout=steps.READING_MS)
        own.stop()
        steps.recommend(page)
        expect(alert).to_contain_text("The server does not answer")
        own.start()
        alert.get_by_role("button", name="Try again").click()
        expect(steps.songs(page)).to_have_count(10)
        expect(alert).to_have_count(0)


def test_the_focus_goes_to_the_failure_that_came_of_a_press(page: Page, app: App) -> None:
    steps.open_music(page, app.address)
    steps.name_mood(page, "Happy")
    steps.choose_genre(page, "soul")
    page.route("**/api/create-playlist*", lambda route: route.fulfill(status=429, body=""))
    page.get_by_role("button", name="Recommend music").press("Enter")
    expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Try again")).to_be_focused()


def test_the_word_on_a_button_does_not_lie_on_the_undo(page: Page, app: App) -> None:
    steps.make_list(page, app.address, "Happy", "soul")
    song = steps.songs(page).nth(2)
    dislike = song.get_by_role("button", name=re.compile("^Dislike: "))
    dislike.evaluate("button => button.scrollIntoView({ block: 'center' })")
    dislike.click()
    expect(song.get_by_role("button", name=re.compile("^Undo: "))).to_be_visible()
    word, button = page.get_by_role("tooltip").bounding_box(), dislike.bounding_box()
    assert word is not None
    assert button is not None
    assert word["y"] + word["height"] / 2 < button["y"]
