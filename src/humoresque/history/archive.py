"""A zip in memory, read without unpacking it anywhere: a stream for every file inside."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from humoresque.history.errors import BrokenHistoryError, TooLargeHistoryError

MOST_MEMBERS = 1_000
_ENTRY = b"PK\x01\x02"  # stands before every entry of a zip's list of contents
_STARTS = (b"PK\x03\x04", b"PK\x05\x06")

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 1  # bit of an entry's flags

READING_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError)
"""What reading a damaged member raises."""


def is_zip(content: bytes) -> bool:
    """Whether the content starts like a zip, also like an empty one."""
    return content.startswith(_STARTS)


def members(content: bytes, number: int) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and stream of every file inside, sorted by name; nested archives stay closed.

    BrokenHistoryError for what is no zip, TooLargeHistoryError for more than 1000 files. Reading
    a stream may raise any of READING_ERRORS.
    """
    # Counted before the list of contents is taken apart, which may claim anything.
    if content.count(_ENTRY) > 2 * MOST_MEMBERS:
        raise TooLargeHistoryError(MOST_MEMBERS, "files in a zip")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        problem = "it is a zip that is broken or incomplete"
        raise BrokenHistoryError(number, problem) from None
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_MEMBERS:
            raise TooLargeHistoryError(MOST_MEMBERS, "files in a zip")
        for entry in sorted(entries, key=lambda entry: entry.filename):
            if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
                problem = "it is a zip with a password or an unusual packing"
                raise BrokenHistoryError(number, problem)
            try:
                stream = archive.open(entry)
            except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
                problem = "it is a zip that is damaged inside"
                raise BrokenHistoryError(number, problem) from None
            with stream:
                yield entry.filename, stream
