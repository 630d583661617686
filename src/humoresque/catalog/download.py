"""A resumable download: what has arrived is kept, and asked for no second time.

Ranges and validators as in RFC 9110, sections 13 and 14: a part is continued only when the
server confirms, by ``If-Range``, that it still has the same file.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import httpx

from humoresque.catalog.data_folder import OWNER_ONLY
from humoresque.catalog.errors import (
    NotTheDatasetError,
    NotWritableError,
    ServerRefusedError,
    ServerUnreachableError,
)

MAX_BYTES = 500_000_000  # the dataset has 20 MB; a stream without an end stops here
ATTEMPTS = 4
TIMEOUT_S = 30.0

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class PartialFile:
    """What has arrived so far, and beside it the validator of the file it belongs to."""

    path: Path

    @property
    def _state(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

    @property
    def received(self) -> int:
        """Bytes that are there."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def validator(self, url: str) -> str | None:
        """ETag or date that the server gave with this part of ``url``; None to start anew."""
        if not self.received:
            return None
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
            return str(state["validator"]) if state["url"] == url else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def begin(self, url: str, validator: str | None) -> None:
        """Note whose beginning this will be; without a validator it cannot be continued."""
        self.path.parent.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
        self.discard()
        if validator is not None:
            state = json.dumps({"url": url, "validator": validator})
            self._state.write_text(state, encoding="utf-8")

    def discard(self) -> None:
        """Forget everything."""
        self.path.unlink(missing_ok=True)
        self._state.unlink(missing_ok=True)


def download(
    url: str,
    part: PartialFile,
    on_progress: Progress = lambda _received, _total: None,
    *,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Bring ``url`` into ``part`` completely, going on where an earlier attempt broke off.

    Follows redirects and tries again after a broken connection or a server's temporary failure,
    ``ATTEMPTS`` times in all, one second apart and then twice as long each time. ``on_progress``
    gets the bytes received and, where the server says, all there are. DownloadError subclasses
    and NotWritableError say what went wrong; the part stays for the next call. An address that
    is none is refused at once.
    """
    _check_address(url)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _attempt(url, part, on_progress)
        except (ServerUnreachableError, ServerRefusedError) as error:
            if error.lasting or attempt == ATTEMPTS:
                raise
            pause(2.0 ** (attempt - 1))
        else:
            return


def _check_address(url: str) -> None:
    try:
        _ = urlsplit(url).port
    except ValueError as error:
        raise ServerUnreachableError(url, 0, str(error), lasting=True) from error


def _attempt(url: str, part: PartialFile, on_progress: Progress) -> None:
    headers = {"Accept-Encoding": "identity"}
    validator = part.validator(url)
    if validator is not None:
        headers |= {"Range": f"bytes={part.received}-", "If-Range": validator}
    try:
        with httpx.stream(
            "GET", url, headers=headers, follow_redirects=True, timeout=TIMEOUT_S
        ) as response:
            _receive(url, response, part, on_progress)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise ServerUnreachableError(url, 0, str(error), lasting=True) from error
    except httpx.HTTPError as error:
        problem = str(error) or type(error).__name__
        raise ServerUnreachableError(url, part.received, problem) from error
    except OSError as error:
        raise NotWritableError(part.path, error.strerror or str(error)) from error


def _receive(url: str, response: httpx.Response, part: PartialFile, on_progress: Progress) -> None:
    total = _total(response)
    if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        if total == part.received:
            return  # an earlier attempt had everything
        part.discard()
        raise ServerUnreachableError(url, 0, "the file changed on the server")
    if not response.is_success:
        raise ServerRefusedError(url, response.status_code)
    if "text/html" in response.headers.get("Content-Type", ""):
        raise NotTheDatasetError(url, "it is a web page")
    if response.status_code != HTTPStatus.PARTIAL_CONTENT:
        part.begin(url, _validator(response))
    elif _start(response) != part.received:
        part.discard()
        raise ServerUnreachableError(url, 0, "another part came than was asked for")
    with part.path.open("ab") as file:
        _write(url, response, file, lambda received: on_progress(received, total))
    if total is not None and part.received != total:
        received = part.received
        part.discard()
        raise ServerUnreachableError(url, 0, f"{received} bytes came instead of {total}")


def _write(
    url: str, response: httpx.Response, file: BinaryIO, on_progress: Callable[[int], None]
) -> None:
    on_progress(file.tell())
    for chunk in response.iter_raw():  # as it arrives: a larger buffer is lost with a connection
        file.write(chunk)
        if file.tell() > MAX_BYTES:
            raise NotTheDatasetError(url, f"it has more than {MAX_BYTES / 1e6:.0f} MB")
        on_progress(file.tell())


def _validator(response: httpx.Response) -> str | None:
    """Strong ETag, else the date of the last change; a weak ETag cannot confirm a range."""
    etag: str | None = response.headers.get("ETag")
    if etag is not None and not etag.startswith("W/"):
        return etag
    date: str | None = response.headers.get("Last-Modified")
    return date


def _content_range(response: httpx.Response) -> tuple[str, str]:
    """Parts of ``bytes 100-199/200`` or ``bytes */200`` around the slash; empty without one."""
    unit, _, value = response.headers.get("Content-Range", "").partition(" ")
    span, _, total = value.partition("/")
    return (span, total) if unit == "bytes" else ("", "")


def _start(response: httpx.Response) -> int | None:
    start = _content_range(response)[0].partition("-")[0]
    return int(start) if start.isdecimal() else None


def _total(response: httpx.Response) -> int | None:
    """Size of the whole file, where the server says."""
    total = _content_range(response)[1]
    if response.status_code == HTTPStatus.OK:
        total = response.headers.get("Content-Length", "")
    return int(total) if total.isdecimal() else None
