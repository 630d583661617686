"""A Chromium whose camera plays a film of one face, and which reaches nothing but this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Playwright

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
_ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
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
    """A headless Chromium that finds no address but this machine's, with these options."""
    arguments = [*_QUIET, _ALONE, *options]
    return playwright.chromium.launch(executable_path=program, args=arguments)


def film(face: Image.Image, folder: Path) -> str:
    """Write a film of one 640x480 picture; return the option that makes it the camera's."""
    frame = folder / "frame.jpg"
    face.convert("RGB").crop((20, 0, 500, 360)).resize((640, 480)).save(frame, quality=92)
    path = folder / "face.mjpeg"
    path.write_bytes(frame.read_bytes() * _FRAMES)
    return f"--use-file-for-fake-video-capture={path}"
