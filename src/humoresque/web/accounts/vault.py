"""Seals what the database and cookies keep of Spotify's: Fernet (AES-128-CBC with HMAC-SHA256).

Several keys may be in use: the newest seals, all of them open, so that keys can be exchanged
without logging anybody out.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class SealBrokenError(Exception):
    """The text was not sealed with any of the keys, was changed, or is too old."""

    def __init__(self) -> None:
        super().__init__("It cannot be opened with the keys of HUMORESQUE_TOKEN_KEYS.")


class Vault:
    """Seals with the first of its keys and opens with each of them."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take Fernet keys (32 bytes in URL-safe base64), newest first; ValueError for others."""
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str) -> str:
        """Return text that says nothing without a key."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str, *, max_age: int | None = None) -> str:
        """Return what was sealed, at most ``max_age`` seconds ago; SealBrokenError else."""
        try:
            return self._fernet.decrypt(sealed.encode(), ttl=max_age).decode()
        except InvalidToken:
            raise SealBrokenError from None

    def seal_anew(self, sealed: str) -> str:
        """Return it sealed with the newest key; SealBrokenError when no key opens it."""
        try:
            return self._fernet.rotate(sealed.encode()).decode("ascii")
        except InvalidToken:
            raise SealBrokenError from None
