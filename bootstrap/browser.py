"""A Chromium for the browser tests: the installed one, else one that can be had."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from bootstrap.console import SetupError, step
from bootstrap.program import ProgramError, run

VARIABLE = "HUMORESQUE_CHROMIUM"

_ON_THE_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
_ON_LINUX = (  # for a stripped PATH
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
)
_ON_MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_ON_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_PLAYWRIGHTS_OWN = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as p: print(p.chromium.executable_path)"
)


def candidates(
    variables: Mapping[str, str], system: str, home: Path, applications: Path
) -> Iterator[Path]:
    """Where a Chromium, Chrome or Edge may be, the person's own choice first.

    ``system`` is spelled as in ``sys.platform``; ``applications`` is macOS' shared folder of them.
    """
    if variables.get(VARIABLE):
        yield Path(variables[VARIABLE])
    for name in _ON_THE_PATH:
        found = shutil.which(name, path=variables.get("PATH", os.defpath))
        if found:
            yield Path(found)
    if system == "linux":
        yield from map(Path, _ON_LINUX)
    if system == "darwin":
        for folder in (applications, home / "Applications"):
            yield from (folder / name for name in _ON_MACOS)
    if system == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if variables.get(variable):
                yield from (Path(variables[variable]) / name for name in _ON_WINDOWS)


def starts(browser: Path) -> bool:
    """Whether the file is a browser that runs here, not a leftover or a stub of a package."""
    if not browser.is_file():
        return False
    if sys.platform == "win32":  # --version opens a window there
        return True
    try:
        run([browser, "--version"], folder=Path.cwd(), timeout_s=30)
    except ProgramError:
        return False
    return True


def find_installed() -> Path | None:
    """The first browser of this machine that starts.

    Raises SetupError when the person named one that doesn't.
    """
    own = os.environ.get(VARIABLE)
    if own and not starts(Path(own)):
        raise SetupError(
            f"{VARIABLE} names {own}, which does not start.",
            f"Name a Chromium or Chrome there, or unset {VARIABLE} to have one found.",
        )
    places = candidates(os.environ, sys.platform, Path.home(), Path("/Applications"))
    return next((browser for browser in places if starts(browser)), None)


def find_or_install(python: Path, root: Path) -> tuple[Path | None, str]:
    """A Chromium for the tests, installed if need be, or None and the reason.

    As root on Debian it is the package ``chromium``; elsewhere Playwright's own build, which goes
    into Playwright's folder and needs no rights.
    """
    found = find_installed()
    if found is not None:
        return found, ""
    reasons: list[str] = []
    if _is_debian_root():
        try:
            with step("Installing Debian's Chromium"):
                _install_debian_package(root)
        except ProgramError as error:
            reasons.append(error.last_words)
        else:
            found = find_installed()
    if found is None:
        try:
            found = _playwrights_own(python, root)
        except ProgramError as error:
            reasons.append(error.last_words)
    return found, "\n".join(reasons)


def _is_debian_root() -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return False
    return "ID=debian" in release.splitlines()  # Ubuntu's package is a stub that needs snapd


def _install_debian_package(root: Path) -> None:
    path = os.pathsep.join(
        [os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
    )
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "PATH": path}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    run(["dpkg", "--configure", "-a"], folder=root, extra=quiet)  # after an interrupted install
    run([*apt, "update"], folder=root, extra=quiet)
    run([*apt, "install", "-y", "--no-install-recommends", "chromium"], folder=root, extra=quiet)


def _playwrights_own(python: Path, root: Path) -> Path | None:
    browser = Path(run([python, "-c", _PLAYWRIGHTS_OWN], folder=root).strip())
    if not starts(browser):
        with step("Installing Playwright's Chromium"):
            run([python, "-m", "playwright", "install", "chromium"], folder=root, timeout_s=900)
    return browser if starts(browser) else None
