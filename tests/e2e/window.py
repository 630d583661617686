"""A window of a browser, what it asked for and what the browser complained of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Response

from tests.e2e.browsing import SPOTIFY

# Chromium says this of every error that the server answers, which the page tells in its own words.
_EXPECTED = "Failed to load resource"
_LATEST = 30
_LOOK_MS = 3_000
# All windows since the test began, so that a failure can be told with what they saw.
_opened: list[Window] = []


@dataclass
class Window:
    """One person's window on a page of its own."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    exchanges: list[str] = field(default_factory=list)
    last_seen: str = ""

    def __post_init__(self) -> None:
        self.page.context.on("request", lambda request: self.asked.append(request.url))
        self.page.context.on("response", self._note_answer)
        self.page.context.on("requestfailed", self._note_failure)
        self.page.on("console", self._note_word)
        self.page.on("pageerror", self._note_error)

    @property
    def spotify(self) -> list[str]:
        """The addresses of Spotify's that it asked for."""
        return [url for url in self.asked if url.startswith(SPOTIFY)]

    def look(self) -> None:
        """Keep what a screen reader would find on the page now."""
        try:
            seen = self.page.aria_snapshot(timeout=_LOOK_MS)
            self.last_seen = f"{_without_query(self.page.url)}\n{seen}"
        except Error as error:
            self.last_seen = self.last_seen or f"the page cannot be read: {error.message}"

    def _note_answer(self, answer: Response) -> None:
        asked = answer.request
        self.exchanges.append(f"{answer.status} {asked.method} {_without_query(asked.url)}")

    def _note_failure(self, asked: Request) -> None:
        self.exchanges.append(f"{asked.failure} {asked.method} {_without_query(asked.url)}")

    def _note_word(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_EXPECTED):
            self.complaints.append(message.text)

    def _note_error(self, error: Error) -> None:
        self.complaints.append(error.message)


@contextmanager
def window(browser: Browser, **options: Any) -> Iterator[Window]:
    """A window with cookies and storage of its own; ``options`` are a browser context's.

    Nothing moves in it if not asked otherwise: what grows into place while a press goes down and
    up again, as on a busy machine, is not clicked. Leaving it fails when the browser found fault
    with the page.
    """
    context = browser.new_context(**{"reduced_motion": "reduce"} | options)
    opened = Window(context.new_page())
    _opened.append(opened)
    try:
        yield opened
        assert not opened.complaints, opened.complaints
    except BaseException:
        opened.look()
        raise
    finally:
        # What is being answered while the window closes is nobody's failure.
        context.unroute_all(behavior="ignoreErrors")
        context.close()


def forget_windows() -> None:
    """Begin anew."""
    _opened.clear()


def what_was_seen() -> Iterator[tuple[str, str]]:
    """For a report of each window since: a title, and what it showed, asked and complained of."""
    for number, opened in enumerate(_opened, start=1):
        if not opened.page.is_closed():
            opened.look()
        latest = opened.exchanges[-_LATEST:]
        yield f"window {number}", "\n".join([opened.last_seen, *latest, *opened.complaints])


def _without_query(url: str) -> str:
    return url.partition("?")[0]
