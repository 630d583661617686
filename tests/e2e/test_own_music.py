"""A listener's own files, played by the browser itself."""

from __future__ import annotations

import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.e2e import steps
from tests.e2e.app import App, serving
from tests.e2e.conftest import WITH_CAMERA
from tests.e2e.window import window

pytestmark = pytest.mark.browser

_RATE = 22_050
_SECONDS = 31  # what is shorter than half a minute is no song
_TUNES = 6
_UNTIL_IT_SOUNDS = """audio => new Promise((done) => {
  const look = () => audio.currentTime > 0 && done(null);
  audio.addEventListener("timeupdate", look);
  look();
})"""


def _write_tune(path: Path, number: int) -> None:
    """A chord, beating; every number has its own key and tempo."""
    time = np.arange(_RATE * _SECONDS) / _RATE
    chord = sum(np.sin(2 * np.pi * hertz * 2 ** (number / 12) * time) for hertz in (220, 277, 330))
    beat = np.where(np.modf(time * (80 + 12 * number) / 60)[0] < 0.3, 1.0, 0.4)
    samples = (np.asarray(chord) / 4 * beat * 12_000).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(samples.tobytes())


@pytest.fixture(scope="module")
def music_app(app: App, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server with a scanned folder of tunes; ``app`` says that the page is built."""
    pytest.importorskip("librosa", reason="the extra own-music is not installed")
    assert app.address
    music = tmp_path_factory.mktemp("music")
    data = tmp_path_factory.mktemp("own")
    for number in range(_TUNES):
        _write_tune(music / f"Tune {number + 1}.wav", number)
    scan = subprocess.run(
        [
            *(sys.executable, "-c", "from humoresque.cli import main; main()", "catalog", "scan"),
            *(str(music), "--data-folder", str(data), "--jobs", "1"),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert scan.returncode == 0, scan.stderr
    with serving(data, "--music-folder", str(music)) as started:
        yield started


def _choose_source(page: Page, name: str) -> None:
    page.get_by_text("More wishes").click()
    page.get_by_role("group", name="Songs from").get_by_role("button", name=name).click()


def test_own_files_play_in_the_page_and_the_next_follows(browser: Browser, music_app: App) -> None:
    with window(browser, **WITH_CAMERA) as visit:
        page = visit.page
        answers: list[Response] = []

        def note(response: Response) -> None:
            answers.append(response)

        page.on("response", note)
        steps.open_music(page, music_app.address)
        steps.name_mood(page, "Happy")
        page.get_by_role("button", name="Any").click()
        _choose_source(page, "Own music")
        steps.choose_genre(page, "unknown")
        steps.recommend(page)
        expect(steps.songs(page).first).to_contain_text("Your own file")
        steps.songs(page).first.get_by_role("button", name="Play ").first.click()
        audio = page.locator("audio")
        audio.evaluate(_UNTIL_IT_SOUNDS)
        assert audio.evaluate("audio => audio.duration") == pytest.approx(_SECONDS, abs=0.1)
        first = audio.get_attribute("src")
        audio.evaluate("audio => { audio.currentTime = audio.duration - 0.3; }")
        expect(audio).not_to_have_attribute("src", str(first), timeout=15_000)
        audio.evaluate(_UNTIL_IT_SOUNDS)
        statuses = {answer.status for answer in answers if answer.url.endswith("/audio")}
        assert statuses == {206}
        expect(page.locator("iframe")).to_have_count(0)
        assert visit.spotify == []


def test_a_mixed_list_never_mixes_the_players(browser: Browser, music_app: App) -> None:
    with window(browser, **WITH_CAMERA) as visit:
        page = visit.page
        steps.open_music(page, music_app.address)
        steps.name_mood(page, "Neutral")
        page.get_by_role("button", name="Any").click()
        _choose_source(page, "Both")
        steps.choose_genre(page, "unknown")
        steps.choose_genre(page, "piano")
        steps.recommend(page)
        expect(page.get_by_text("Two kinds of songs")).to_be_visible()
        own = steps.songs(page).filter(has_text="Your own file")
        others = steps.songs(page).filter(has_text="Open in Spotify")
        assert own.count() > 0
        assert others.count() > 0
        expect(others.get_by_role("button", name="Play ")).to_have_count(0)
        own.first.get_by_role("button", name="Play ").click()
        expect(page.locator("audio")).to_be_visible()
        expect(page.locator("iframe")).to_have_count(0)


def test_without_a_music_folder_own_music_is_not_offered(page: Page, app: App) -> None:
    steps.open_music(page, app.address)
    page.get_by_text("More wishes").click()
    expect(page.get_by_role("checkbox", name="Leave out explicit songs")).to_be_visible()
    expect(page.get_by_role("group", name="Songs from")).to_have_count(0)
