"""Take the README's pictures of the page, with the real server and a public-domain face.

    .venv/bin/python scripts/take_screenshots.py                       # a few in docs/screenshots
    .venv/bin/python scripts/take_screenshots.py --every --folder DIR  # all views, sizes, schemes

Needs the built page, an emotion model and a Chromium (HUMORESQUE_CHROMIUM names one).
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import (
    Browser,
    Locator,
    Page,
    Route,
    ViewportSize,
    expect,
    sync_playwright,
)
from skimage.data import astronaut

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # the folder above is not on the path when this file is started
    sys.path.insert(0, str(ROOT))

from tests.e2e import steps  # noqa: E402 - needs the path above
from tests.e2e.app import serving  # noqa: E402
from tests.e2e.browsing import (  # noqa: E402
    CONSENT,
    FAKE_CAMERA,
    SPOTIFY,
    film,
    find_chromium,
    launch,
)
from tests.e2e.listener import Listener, open_list, spotify_at, window_of  # noqa: E402
from tests.e2e.window import window  # noqa: E402
from tests.simulators.running import running_simulator  # noqa: E402

Scheme = Literal["light", "dark"]
View = Literal[
    "home",
    "start",
    "camera",
    "reading",
    "programme",
    "destination",
    "path",
    "lists",
    "taste",
    "saving",
    "playing",
]

VIEWPORTS: Mapping[str, ViewportSize] = {
    "desktop": {"width": 1280, "height": 820},
    "phone": {"width": 390, "height": 844},
}

_PLAYER = """<!doctype html><title>Player</title>
<body style="margin:0;display:grid;place-content:center;height:100vh;background:#3a332e;
color:#f3eadd;font:16px sans-serif">Spotify's player</body>"""

MOST_BYTES = 300_000  # each picture stays in the history for good


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what is shown, on which device, in which colours."""

    view: View
    device: str
    scheme: Scheme

    @property
    def name(self) -> str:
        """The picture's file."""
        return f"{self.view}-{self.device}-{self.scheme}.png"


FOR_README = (
    Shot("reading", "desktop", "light"),
    Shot("programme", "desktop", "dark"),
    Shot("home", "phone", "light"),
    Shot("destination", "desktop", "light"),
    Shot("path", "desktop", "light"),
    Shot("taste", "phone", "light"),
    Shot("playing", "desktop", "light"),
)


def main() -> None:
    """Start the app, walk through the page, and write the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--every", action="store_true", help="each view, device and scheme")
    options = parser.parse_args()
    schemes: tuple[Scheme, ...] = ("light", "dark")
    every = tuple(Shot(*facts) for facts in product([*VIEWS, *SPOTIFY_VIEWS], VIEWPORTS, schemes))
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        scratch = Path(name)
        face = Image.fromarray(astronaut())
        face.save(scratch / "astronaut.jpg", quality=92)
        program = find_chromium(playwright)
        if program is None:
            raise SystemExit("No Chromium or Chrome was found; name one in HUMORESQUE_CHROMIUM.")
        with serving(scratch) as app, at_simulated_spotify(scratch / "spotify") as listener:
            browser = launch(playwright, program, CONSENT, FAKE_CAMERA, film(face, scratch))
            for shot in every if options.every else FOR_README:
                picture = take(shot, browser, app.address, scratch / "astronaut.jpg", listener)
                path = options.folder / shot.name
                path.write_bytes(picture)
                print(f"{path} ({len(picture) / 1000:.0f} kB)")
            browser.close()


@contextmanager
def at_simulated_spotify(data_folder: Path) -> Iterator[Listener]:
    """A listener who has agreed to everything, at an app of their own."""
    data_folder.mkdir()
    with (
        running_simulator() as simulator,
        serving(data_folder, **spotify_at(simulator)) as app,
        Listener(app, simulator) as listener,
    ):
        listener.connect("log-in", "save", "play")
        yield listener


def take(shot: Shot, browser: Browser, address: str, photo: Path, listener: Listener) -> bytes:
    """One view of the page as PNG."""
    viewport, scheme = VIEWPORTS[shot.device], shot.scheme
    if shot.view in SPOTIFY_VIEWS:
        with window_of(listener, browser, viewport, color_scheme=scheme) as opened:
            SPOTIFY_VIEWS[shot.view](opened.page, listener)
            return picture_of(opened.page)
    with window(browser, viewport=viewport, color_scheme=scheme, permissions=["camera"]) as opened:
        opened.page.route(f"{SPOTIFY}**", _stand_in)
        VIEWS[shot.view](opened.page, address, photo)
        return picture_of(opened.page)


def _stand_in(route: Route) -> None:
    """No script, as where it is blocked, and a frame that says whose it is."""
    if route.request.resource_type == "script":
        route.abort("blockedbyclient")
    else:
        route.fulfill(content_type="text/html", body=_PLAYER)


def picture_of(page: Page) -> bytes:
    """The page as it is, when nothing moves any more."""
    page.evaluate("document.activeElement?.blur()")
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    picture = page.screenshot(animations="disabled")
    with Image.open(io.BytesIO(picture)) as image:
        return compress(image.convert("RGB"))


def compress(image: Image.Image) -> bytes:
    """PNG in all its colours where that is small enough, else in 256 of them."""
    for candidate in (image, image.quantize(256)):
        buffer = io.BytesIO()
        candidate.save(buffer, "PNG", optimize=True)
        if buffer.tell() < MOST_BYTES:
            break
    return buffer.getvalue()


def _home(page: Page, address: str, _: Path) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def _start(page: Page, address: str, _: Path) -> None:
    steps.open_music(page, address)


def _camera(page: Page, address: str, _: Path) -> None:
    steps.open_music(page, address)
    page.get_by_role("switch", name="Camera").check()
    expect(page.get_by_role("button", name="Take photo")).to_be_enabled()


def _reading(page: Page, address: str, photo: Path) -> None:
    steps.open_music(page, address)
    steps.upload(page, photo)
    steps.predict(page)
    expect(page.get_by_test_id("face-box")).to_be_visible(timeout=steps.READING_MS)
    page.evaluate("window.scrollTo(0, 0)")


def _programme(page: Page, address: str, photo: Path) -> None:
    _reading(page, address, photo)
    for genre in ("pop", "disco", "soul"):
        steps.choose_genre(page, genre)
    page.get_by_role("button", name="Mainstream").click()
    page.get_by_role("button", name="Low").last.click()
    steps.recommend(page)
    expect(page.get_by_role("heading", name="Your programme")).to_be_focused()


def _destination(page: Page, address: str, _: Path) -> None:
    steps.open_music(page, address)
    steps.name_mood(page, "Sad")
    page.get_by_role("button", name="Lead me elsewhere").click()
    for genre in ("indie", "soul"):
        steps.choose_genre(page, genre)
    destination = page.get_by_role("slider", name="Destination on the mood map")
    for key in ("Shift+ArrowRight", "Shift+ArrowUp"):
        destination.press(key)
    _scroll_to(page.get_by_role("heading", name="Your wishes"))


def _path(page: Page, address: str, photo: Path) -> None:
    _destination(page, address, photo)
    steps.recommend(page)
    expect(steps.programme(page)).to_be_focused()
    steps.songs(page).first.get_by_role("button", name=re.compile("^Like: ")).click()
    _scroll_to(page.get_by_text("For someone"))


def _lists(page: Page, address: str, _: Path) -> None:
    steps.make_list(page, address, "Happy", "pop")
    page.get_by_role("button", name="Another list").click()
    page.get_by_role("link", name="Your lists").click()
    expect(page.get_by_test_id("list").first).to_be_visible()


def _taste(page: Page, address: str, _: Path) -> None:
    page.goto(f"{address}/taste")
    names = page.get_by_role("list", name="Favourite artists").get_by_role("listitem")
    for count, typed in enumerate(("ella fitz", "radiohead", "nina simone"), start=1):
        page.get_by_label("Add an artist").fill(typed)
        page.get_by_role("option").first.click()
        expect(names).to_have_count(count)


def _saving(page: Page, listener: Listener) -> None:
    open_list(page, listener, listener.create(personalization="high"))
    page.get_by_role("button", name="Save to Spotify").click()
    expect(page.get_by_role("dialog", name="Save to Spotify")).to_be_visible()


def _playing(page: Page, listener: Listener) -> None:
    genres = ["soul", "funk", "disco"]
    created = listener.create(personalization="high", genres=genres, explicit=False, seed=5)
    listener.save(created)
    open_list(page, listener, created)
    page.get_by_role("button", name="Play here with Spotify Premium").click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    _scroll_to(page.get_by_role("heading", name="Your programme"), air_px=64)


def _scroll_to(part: Locator, air_px: int = 24) -> None:
    """Bring it to the top, with a little air above."""
    scroll = "(part, air) => scrollTo(0, part.getBoundingClientRect().top + scrollY - air)"
    part.evaluate(scroll, air_px)


VIEWS: Mapping[View, Callable[[Page, str, Path], None]] = {
    "home": _home,
    "start": _start,
    "camera": _camera,
    "reading": _reading,
    "programme": _programme,
    "destination": _destination,
    "path": _path,
    "lists": _lists,
    "taste": _taste,
}
SPOTIFY_VIEWS: Mapping[View, Callable[[Page, Listener], None]] = {
    "saving": _saving,
    "playing": _playing,
}

if __name__ == "__main__":
    main()
