from __future__ import annotations

import os
from pathlib import Path

import pytest

from bootstrap import browser
from bootstrap.console import SetupError

posix_only = pytest.mark.skipif(os.name == "nt", reason="makes shell scripts")


def program(path: Path, body: str = "exit 0") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


@posix_only
def test_names_on_the_path_are_found_in_order_of_preference(tmp_path: Path) -> None:
    chrome = program(tmp_path / "bin" / "google-chrome")
    chromium = program(tmp_path / "bin" / "chromium")
    places = browser.candidates({"PATH": str(tmp_path / "bin")}, "linux", tmp_path, tmp_path)
    assert list(places)[:2] == [chromium, chrome]


def test_the_persons_own_choice_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "my-chromium"
    variables = {"HUMORESQUE_CHROMIUM": str(own), "PATH": ""}
    assert next(browser.candidates(variables, "linux", tmp_path, tmp_path)) == own


def test_macos_is_searched_in_both_application_folders(tmp_path: Path) -> None:
    shared = tmp_path / "Applications"
    places = list(browser.candidates({"PATH": ""}, "darwin", tmp_path / "home", shared))
    chrome = Path("Google Chrome.app/Contents/MacOS/Google Chrome")
    assert shared / chrome in places
    assert tmp_path / "home" / "Applications" / chrome in places


def test_windows_is_searched_where_installers_put_browsers(tmp_path: Path) -> None:
    variables = {"PATH": "", "PROGRAMFILES": "C:/Programs", "LOCALAPPDATA": "C:/Local"}
    places = list(browser.candidates(variables, "win32", tmp_path, tmp_path))
    assert Path("C:/Programs/Google/Chrome/Application/chrome.exe") in places
    assert Path("C:/Local/Chromium/Application/chrome.exe") in places
    assert Path("C:/Programs/Microsoft/Edge/Application/msedge.exe") in places


@posix_only
def test_a_stub_that_does_not_start_is_no_browser(tmp_path: Path) -> None:
    assert browser.starts(program(tmp_path / "real", "echo Chromium 150"))
    assert not browser.starts(program(tmp_path / "stub", "exit 1"))
    assert not browser.starts(tmp_path / "absent")


def test_a_wrong_choice_is_said_rather_than_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUMORESQUE_CHROMIUM", str(tmp_path / "absent"))
    with pytest.raises(SetupError, match="HUMORESQUE_CHROMIUM"):
        browser.find_installed()
