"""Ids and URIs as Spotify writes them: 22 base-62 characters, ``spotify:<type>:<id>``."""

from __future__ import annotations

import hashlib
import re
import secrets
import string

_BASE_62 = string.digits + string.ascii_lowercase + string.ascii_uppercase
_LENGTH = 22
_ID = re.compile(r"[0-9A-Za-z]{22}")
_URI = re.compile(r"spotify:(?P<kind>[a-z]+):(?P<id>[0-9A-Za-z]{22})")


def made_up_id(*words: str) -> str:
    """Return an id that depends on nothing but the words."""
    return _spelled(int.from_bytes(hashlib.sha256("\0".join(words).encode()).digest()))


def new_id() -> str:
    """Return an id that nobody has."""
    return _spelled(secrets.randbits(256))


def is_id(text: str) -> bool:
    """Whether it is spelled as an id."""
    return _ID.fullmatch(text) is not None


def kind_and_id(uri: str) -> tuple[str, str] | None:
    """Take a URI apart; None when it is not spelled as one."""
    found = _URI.fullmatch(uri)
    return (found["kind"], found["id"]) if found else None


def _spelled(number: int) -> str:
    digits = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_BASE_62))
        digits.append(_BASE_62[digit])
    return "".join(digits)
