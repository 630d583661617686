"""A file over HTTP, whole or one range of it, as a browser's audio element asks for it.

RFC 9110: ranges in section 14, validators and conditions in sections 8.8 and 13. Several ranges
at once are answered with the whole file, which section 14.2 leaves to the server.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date

BLOCK = 64 * 1024
MEDIA_TYPES = {
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}
_UNKNOWN = "application/octet-stream"
_MAX_DIGITS = 18
_RANGE = re.compile(rf"bytes=[ \t]*(\d{{0,{_MAX_DIGITS}}})-(\d{{0,{_MAX_DIGITS}}})[ \t]*", re.ASCII)


def ranged_file(request: HttpRequest, path: Path) -> HttpResponseBase:
    """Answer GET with a file's bytes: 200, 206, 304 or 416.

    The body is read in blocks while it is sent. Nothing in the answer tells where the file lies;
    Http404 when it cannot be read.
    """
    try:
        file = path.open("rb")
    except OSError:
        raise Http404 from None
    facts = os.fstat(file.fileno())
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": "inline",
        "ETag": f'"{facts.st_size:x}-{facts.st_mtime_ns:x}"',
        "Last-Modified": http_date(facts.st_mtime),
    }
    if _is_unchanged(request, headers["ETag"]):
        file.close()
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    wanted = _wanted(request, facts.st_size, headers)
    if wanted is not None and not wanted:
        file.close()
        headers["Content-Range"] = f"bytes */{facts.st_size}"
        return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    status = HTTPStatus.OK
    if wanted is None:
        wanted = range(facts.st_size)
    else:
        status = HTTPStatus.PARTIAL_CONTENT
        headers["Content-Range"] = f"bytes {wanted[0]}-{wanted[-1]}/{facts.st_size}"
    headers["Content-Length"] = str(len(wanted))
    headers["Content-Type"] = MEDIA_TYPES.get(path.suffix.lower(), _UNKNOWN)
    return StreamingHttpResponse(_Blocks(file, wanted), status=status, headers=headers)


def _is_unchanged(request: HttpRequest, etag: str) -> bool:
    """Whether the client has these very bytes (If-None-Match compares weakly)."""
    known = [tag.strip().removeprefix("W/") for tag in _header(request, "If-None-Match").split(",")]
    return etag in known or known == ["*"]


def _wanted(request: HttpRequest, size: int, headers: dict[str, str]) -> range | None:
    """The bytes asked for: an empty range cannot be had, None stands for the whole file."""
    found = _RANGE.fullmatch(_header(request, "Range"))
    condition = _header(request, "If-Range")
    if not found or (condition and condition not in {headers["ETag"], headers["Last-Modified"]}):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last), size - 1) + 1 if last else size)


def _header(request: HttpRequest, name: str) -> str:
    return str(request.headers.get(name, "")).strip()


class _Blocks:
    """A stretch of an open file as blocks; closes the file at the end or when told to."""

    def __init__(self, file: BinaryIO, stretch: range) -> None:
        self._file = file
        self._left = len(stretch)
        file.seek(stretch.start)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        block = self._file.read(min(BLOCK, self._left)) if self._left else b""
        if not block:
            self.close()
            raise StopIteration
        self._left -= len(block)
        return block

    def close(self) -> None:
        """Called by Django when the answer has been sent or broken off."""
        self._file.close()
