"""The folder that holds what is this user's own: catalog, database and key."""

from __future__ import annotations

from pathlib import Path

import platformdirs

OWNER_ONLY = 0o700


def default_data_folder() -> Path:
    """Name the operating system's place for this user's data; it may not exist yet."""
    return platformdirs.user_data_path("humoresque", appauthor=False)


def resolve_data_folder(named: Path | str | None) -> Path:
    """Absolute folder for a name, where ``~`` is the home folder; without one the user's own."""
    text = "" if named is None else str(named).strip()
    return Path(text).expanduser().absolute() if text else default_data_folder()
