"""Where a list's songs come from."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    """The catalog, the listener's own files, or both mixed."""

    CATALOG = "catalog"
    OWN = "own"
    BOTH = "both"
