"""The key that signs visitors' cookies, made on the first start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE_NAME = "secret_key"


def ensure_secret_key(data_folder: Path) -> Path:
    """Return the key's file in the data folder; a new one is readable by its owner only.

    The file is created at once or not at all, so that two starts at the same time agree on
    one key. Raises OSError when the folder cannot be written.
    """
    path = data_folder / FILE_NAME
    draft = data_folder / f"{FILE_NAME}.{secrets.token_hex(8)}"
    if path.exists():
        return path
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        except OSError:  # a file system without links, such as FAT
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path
