"""A started app, a Chromium and pages. What is missing skips these tests, but fails them in CI."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, NoReturn

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, expect, sync_playwright

from humoresque.web.settings import PAGE
from tests.e2e.app import App, serving
from tests.e2e.browsing import CONSENT, FAKE_CAMERA, film, find_chromium, launch
from tests.e2e.listener import Listener, spotify_at
from tests.e2e.window import Window, forget_windows, what_was_seen, window
from tests.simulators.running import RunningSimulator

DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=360, height=740)
WITH_CAMERA: Final[dict[str, Any]] = {"viewport": DESKTOP, "permissions": ["camera"]}
# Two cores that train and test at once take their time.
_PATIENCE_MS = 15_000


def unavailable(reason: str) -> NoReturn:
    """End the test: a failure under CI, where everything has to be there, else a skip."""
    if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None]:
    forget_windows()
    yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell with a failure what the windows showed and what the apps wrote."""
    report = yield
    if report.failed:
        report.sections.extend(what_was_seen())
        apps = {id(app): app for app in item.funcargs.values() if isinstance(app, App)}
        report.sections.extend((f"log of {app.address}", app.latest()) for app in apps.values())
    return report


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    if not (PAGE / "index.html").is_file():
        unavailable("the page has not been built: run npm ci and npm run build in frontend/")
    with serving(tmp_path_factory.mktemp("humoresque")) as started:
        yield started


@pytest.fixture(scope="session")
def spotify_app(
    spotify_simulator: RunningSimulator, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    """An app whose Spotify is the simulator; ask for ``spotify`` as well, or for ``ana``."""
    folder = tmp_path_factory.mktemp("humoresque-spotify")
    with serving(folder, **spotify_at(spotify_simulator)) as started:
        yield started
    written = started.log.read_text(errors="replace")
    assert "simulated-access-token" not in written
    assert "simulated-refresh-token" not in written
    assert "simulated-code" not in written


@pytest.fixture
def ana(spotify_app: App, simulator: RunningSimulator) -> Iterator[Listener]:
    """A listener with Premium and a history of soul, funk and jazz; not connected yet."""
    with Listener(spotify_app, simulator) as listener:
        yield listener


@pytest.fixture
def ben(spotify_app: App, simulator: RunningSimulator) -> Iterator[Listener]:
    """A listener without Premium, and with a history of metal and rock."""
    with Listener(spotify_app, simulator, "ben") as listener:
        yield listener


@pytest.fixture(scope="session")
def reading_app(app: App) -> App:
    """The app, where it can read faces."""
    if not app.has_model:
        unavailable("there is no emotion model: see docs/training.md")
    return app


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> str:
    program = find_chromium(playwright)
    if program is None:
        unavailable("no Chromium or Chrome was found: install one or set HUMORESQUE_CHROMIUM")
    return program


@pytest.fixture(scope="session")
def face_photo(astronaut_jpeg: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photos") / "astronaut.jpg"
    path.write_bytes(astronaut_jpeg)
    return path


@pytest.fixture(scope="session")
def browser(
    playwright: Playwright,
    chromium: str,
    astronaut_pixels: npt.NDArray[np.uint8],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Browser]:
    """Its camera shows the astronaut, and it gives the camera to who asks."""
    camera = film(Image.fromarray(astronaut_pixels), tmp_path_factory.mktemp("camera"))
    with ExitStack() as stack:
        started = launch(playwright, chromium, CONSENT, FAKE_CAMERA, camera)
        stack.callback(started.close)
        yield started


@pytest.fixture
def visit(browser: Browser) -> Iterator[Window]:
    """A window for a person with a camera."""
    with window(browser, **WITH_CAMERA) as opened:
        yield opened


@pytest.fixture
def page(visit: Window) -> Page:
    return visit.page
