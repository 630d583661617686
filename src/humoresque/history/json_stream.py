"""Records of a JSON text, one at a time: lists, lists inside an object, and JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TextIO

LONGEST_RECORD = 8_000_000  # characters; a page of Last.fm's API has under a million
DEEPEST = 10  # lists and objects around a play; a page of Last.fm's API has five
MOST_FIELDS = 10_000  # of one object at the outside
_CHUNK = 500_000
_TOO_DEEP = "it is nested too deeply"
_SPACE = re.compile(r"[ \t\r\n]*")
_LISTS = frozenset({"recenttracks", "track", "scrobbles", "listens", "plays"})
"""Keys under which exporters put the list of plays; any other list belongs to its record."""


class JsonStreamError(ValueError):
    """The text is not JSON, breaks off, or holds a record larger than is read."""


def records(text: TextIO) -> Iterator[dict[str, object]]:
    """Every object that may describe a play, in order; JsonStreamError where the text is broken.

    What is no object (and an empty list) comes as an empty one. A list may be of any length, one
    record may have 8 million characters; no more than that is held at once.
    """
    stream = _Stream(text)
    while stream.peek():
        yield from _values(stream)


def _values(stream: _Stream) -> Iterator[dict[str, object]]:
    """The records of one value at the outside."""
    if stream.peek() == "[":
        for _ in stream.items("]"):
            yield from _inside(stream.value())
    elif stream.peek() == "{":
        yield from _members(stream)
    else:
        yield from _inside(stream.value())


def _members(stream: _Stream) -> Iterator[dict[str, object]]:
    """The records in the lists of an object, or the object itself where it has none."""
    record: dict[str, object] = {}
    holds_list = False
    for _ in stream.items("}"):
        key = stream.value()
        stream.take(":")
        if isinstance(key, str) and key.lower() in _LISTS and stream.peek() == "[":
            holds_list = True
            for _ in stream.items("]"):
                yield from _inside(stream.value())
        elif isinstance(key, str) and len(record) < MOST_FIELDS:
            record[key] = stream.value()
        else:
            message = "it holds an object that no service writes"
            raise JsonStreamError(message)
    if not holds_list:
        yield from _inside(record)


def _inside(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """The records of a value in memory: itself, or those of the lists that it wraps."""
    if depth > DEEPEST:
        raise JsonStreamError(_TOO_DEEP)
    if isinstance(value, list) and value:
        for item in value:
            yield from _inside(item, depth + 1)
    elif isinstance(value, dict):
        wrapped = [
            part
            for key, part in value.items()
            if key.lower() in _LISTS
            and (isinstance(part, list) or (key.lower() == "recenttracks" and part))
        ]
        if wrapped:
            yield from _inside(wrapped, depth + 1)
        else:
            yield value
    else:
        yield {}


class _Stream:
    """JSON read in pieces; ``_at`` is the place in the piece at hand."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._decoder = json.JSONDecoder()
        self._piece = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is no space, or an empty text at the end."""
        while True:
            self._at = _end(_SPACE, self._piece, self._at)
            if self._at < len(self._piece):
                return self._piece[self._at]
            if not self._more():
                return ""

    def take(self, expected: str) -> None:
        """Step over one character; JsonStreamError where another stands there."""
        if self.peek() != expected:
            message = f"{expected!r} is missing"
            raise JsonStreamError(message)
        self._at += 1

    def items(self, closing: str) -> Iterator[None]:
        """Step into a list or an object and over its commas, one turn before each item."""
        self._at += 1
        if self.peek() == closing:
            self._at += 1
            return
        while True:
            yield
            if self.peek() == closing:
                self._at += 1
                return
            self.take(",")

    def value(self) -> object:
        """Decode one whole value."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._piece, self._at)
            except RecursionError:
                raise JsonStreamError(_TOO_DEEP) from None
            except ValueError:
                if not self._more():
                    message = "it is no valid JSON or breaks off"
                    raise JsonStreamError(message) from None
                continue
            # A number that ends with the piece may go on in the next one.
            if end == len(self._piece) and self._more():
                continue
            self._at = end
            return value

    def _more(self) -> bool:
        """Read on, at least as much as is held already; False at the end."""
        if self._ended:
            return False
        held = self._piece[self._at :]
        if len(held) > LONGEST_RECORD:
            message = "one record is longer than any that a service writes"
            raise JsonStreamError(message)
        more = self._text.read(max(_CHUNK, len(held)))
        self._piece, self._at = held + more, 0
        self._ended = not more
        return bool(more)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start
