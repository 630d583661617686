"""A Chromium whose camera plays a film of one face, and which reaches nothing but the app."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Playwright, Route

PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
SPOTIFY = "https://open.spotify.com/"
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
CONSENT = "--use-fake-ui-for-media-stream"
FAKE_CAMERA = "--use-fake-device-for-media-stream"
_FRAMES = 20


def find_chromium(playwright: Playwright) -> str | None:
    """The program that HUMORESQUE_CHROMIUM names, else an installed one, else Playwright's."""
    named = os.environ.get("HUMORESQUE_CHROMIUM")
    candidates = [named] if named else [*map(shutil.which, PROGRAMS)]
    candidates.append(playwright.chromium.executable_path)
    return next((path for path in candidates if path and Path(path).is_file()), None)


def launch(playwright: Playwright, program: str, *options: str) -> Browser:
    """A headless Chromium with these options on top of those that keep it quiet."""
    return playwright.chromium.launch(executable_path=program, args=[*_QUIET, *options])


def film(face: Image.Image, folder: Path) -> str:
    """Write a film of one 640x480 picture; return the option that makes it the camera's."""
    frame = folder / "frame.jpg"
    face.convert("RGB").crop((20, 0, 500, 360)).resize((640, 480)).save(frame, quality=92)
    path = folder / "face.mjpeg"
    path.write_bytes(frame.read_bytes() * _FRAMES)
    return f"--use-file-for-fake-video-capture={path}"


@contextmanager
def isolated(
    context: BrowserContext, address: str, simulator: str | None = None
) -> Iterator[list[str]]:
    """Keep the context off the network; yields what it asked Spotify for.

    Where there is a simulator, it answers for Spotify. Else Spotify's scripts are held back, as a
    blocker would, and its pages get one that says so. All addresses but the app's own are refused.
    """
    asked: list[str] = []

    def answer(route: Route) -> None:
        url = route.request.url
        if url.startswith((address, "blob:", "data:")):
            route.continue_()
        elif not url.startswith(SPOTIFY):
            route.abort()
        else:
            asked.append(url)
            if simulator is not None:
                route.fulfill(response=route.fetch(url=f"{simulator}/{url.removeprefix(SPOTIFY)}"))
            elif route.request.resource_type == "script":
                route.abort("blockedbyclient")
            else:
                route.fulfill(content_type="text/html", body=_STAND_IN)

    context.route("**/*", answer)
    try:
        yield asked
    finally:
        # What is being answered while the window closes is nobody's failure.
        context.unroute_all(behavior="ignoreErrors")
        context.close()


_STAND_IN = """<!doctype html><title>Player</title>
<body style="margin:0;display:grid;place-content:center;height:100vh;background:#3a332e;
color:#f3eadd;font:16px sans-serif">Spotify's player</body>"""
