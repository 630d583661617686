"""Spotify comes in only when the person presses play, and then plays the list on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.e2e.app import App
from tests.e2e.browsing import SPOTIFY
from tests.e2e.window import Window
from tests.simulators.running import RunningSimulator

pytestmark = pytest.mark.browser

_SCRIPT = f"{SPOTIFY}embed/iframe-api/v1"
_TRACK = re.compile(rf"^{SPOTIFY}embed/track/\w{{22}}")


def _make_list(page: Page, app: App) -> None:
    steps.open_music(page, app.address)
    page.get_by_role("button", name="Happy", exact=True).click()
    steps.choose_genre(page, "soul")
    steps.recommend(page)
    expect(steps.songs(page)).to_have_count(10)
    page.wait_for_load_state("networkidle")


def _play(page: Page, position: int) -> None:
    song = steps.songs(page).nth(position - 1)
    song.get_by_role("button", name=re.compile("^Play ")).click()


def test_where_the_script_is_blocked_a_plain_frame_moves_between_songs(
    visit: Window, app: App
) -> None:
    page = visit.page
    _make_list(page, app)
    assert visit.spotify == []
    expect(page.locator("iframe")).to_have_count(0)

    _play(page, 2)
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("src", _TRACK)
    second = frame.get_attribute("src")
    assert visit.spotify == [_SCRIPT, second]

    page.get_by_role("button", name="Next song").click()
    expect(page.get_by_text(re.compile(r"^3 of 10: "))).to_be_visible()
    expect(frame).not_to_have_attribute("src", str(second))
    page.get_by_role("button", name="Previous song").click()
    expect(frame).to_have_attribute("src", str(second))
    page.get_by_role("button", name="Close the player").click()
    expect(frame).to_have_count(0)


@pytest.mark.parametrize("end", ["end", "start"])
def test_the_embedded_player_plays_the_list_on_by_itself(
    visit: Window, spotify_app: App, simulator: RunningSimulator, end: str
) -> None:
    # A preview of 30 s is over within two, and the player then stands at its end or its start.
    simulator.stand_ins(embed_speed=20, embed_ends_at=end)
    page = visit.page
    _make_list(page, spotify_app)
    assert not any(url.startswith(simulator.address) for url in visit.asked)
    _play(page, 9)
    expect(page.locator("iframe")).to_have_attribute(
        "src", re.compile(f"^{simulator.address}/embed/track/")
    )
    first = page.locator("iframe").get_attribute("src")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(page.get_by_text(re.compile(r"^10 of 10: "))).to_be_visible()
    expect(page.locator("iframe")).not_to_have_attribute("src", str(first))
    expect(steps.songs(page).nth(9)).to_have_attribute("aria-current", "true")
    simulator.stand_ins(embed_speed=1)  # or the song before is over before it is seen
    page.get_by_role("button", name="Previous song").click()
    expect(page.locator("iframe")).to_have_attribute("src", str(first))
