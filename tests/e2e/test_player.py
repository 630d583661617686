"""Spotify comes in only when the person presses play."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.e2e.app import App
from tests.e2e.browsing import SPOTIFY
from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser


def test_the_player_is_loaded_only_after_a_click_and_moves_between_songs(
    visit: Visit, app: App
) -> None:
    page = visit.page
    steps.open_music(page, app.address)
    page.get_by_role("button", name="Happy", exact=True).click()
    steps.choose_genre(page, "soul")
    steps.recommend(page)
    expect(steps.songs(page)).to_have_count(10)
    page.wait_for_load_state("networkidle")
    assert visit.spotify == []
    expect(page.locator("iframe")).to_have_count(0)

    steps.songs(page).nth(1).get_by_role("button", name=re.compile("^Play ")).click()
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("src", re.compile(rf"^{SPOTIFY}embed/track/\w{{22}}$"))
    expect(page.frame_locator("iframe").get_by_text("Spotify's player")).to_be_visible()
    second = frame.get_attribute("src")
    assert visit.spotify == [second]

    page.get_by_role("button", name="Next song").click()
    expect(page.get_by_text(re.compile(r"^3 of 10: "))).to_be_visible()
    expect(frame).not_to_have_attribute("src", str(second))
    page.get_by_role("button", name="Previous song").click()
    expect(frame).to_have_attribute("src", str(second))
    page.get_by_role("button", name="Close the player").click()
    expect(frame).to_have_count(0)
