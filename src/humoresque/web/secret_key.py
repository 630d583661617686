"""The keys that are made on the first start: one signs cookies, one seals Spotify's tokens."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path

FILE_NAME = "secret_key"
TOKEN_KEYS_FILE_NAME = "token_keys"  # noqa: S105 - a file's name


def ensure_secret_key(data_folder: Path) -> Path:
    """Return the file of the key that signs visitors' cookies; see :func:`_ensure`."""
    return _ensure(data_folder / FILE_NAME, lambda: secrets.token_urlsafe(48))


def ensure_token_keys(data_folder: Path) -> Path:
    """Return the file of the keys that seal tokens, newest first; see :func:`_ensure`."""
    return _ensure(data_folder / TOKEN_KEYS_FILE_NAME, new_token_key)


def new_token_key() -> str:
    """Return a random key as Fernet takes it: 32 bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")


def replace_private(path: Path, content: str) -> None:
    """Give a file another content at once; it is its owner's alone to read. Raises OSError."""
    draft = _draft(path, content)
    try:
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _ensure(path: Path, make: Callable[[], str]) -> Path:
    """Return the file, made if need be and then readable by its owner only.

    It is created at once or not at all, so that two starts at the same time agree on one key.
    Raises OSError when the folder cannot be written.
    """
    if path.exists():
        return path
    draft = _draft(path, make())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    except OSError:  # a file system without links, such as FAT
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def _draft(path: Path, content: str) -> Path:
    """Write a file of its own beside the one that is meant."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(content + "\n")
    return draft
