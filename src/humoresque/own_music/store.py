"""What was found out of each file, kept in SQLite: no sound is analysed twice."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from humoresque.catalog.data_folder import OWNER_ONLY
from humoresque.catalog.errors import NotWritableError
from humoresque.own_music.analysis import VERSION, Measurements
from humoresque.own_music.errors import DamagedScanError
from humoresque.own_music.tags import Tags

_BUSY_S = 20.0
_OWNERS_FILE = 0o600
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    path BLOB PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL, sha256 TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS songs (sha256 TEXT PRIMARY KEY, facts TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Song:
    """All that is known of one file's content; ``duration_s`` in seconds."""

    tags: Tags
    duration_s: float
    measured: Measurements


def store_path(data_folder: Path) -> Path:
    """Name the file of the store."""
    return data_folder / "own-music.sqlite3"


class Store:
    """Songs by the digest of their file's content, and digests by path, size and time of change.

    Every addition is kept at once, so that a scan can be broken off at any time. Another version
    of the analysis starts an empty one.
    """

    def __init__(self, data_folder: Path) -> None:
        """Open or create the store; DamagedScanError when the file is something else.

        NotWritableError, here and in additions, when there is no permission or no room.
        """
        path = self._path = store_path(data_folder)
        try:
            data_folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
            path.touch(mode=_OWNERS_FILE)  # SQLite gives its other files the same mode
        except OSError as error:
            raise NotWritableError(path, error.strerror or str(error)) from error
        try:
            self._database = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
            try:
                self._prepare()
            except sqlite3.Error:
                self._database.close()
                raise
        except sqlite3.Error as error:
            raise DamagedScanError(path, str(error)) from error

    def _prepare(self) -> None:
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")
        if self._database.execute("PRAGMA user_version").fetchone() != (VERSION,):
            self._database.executescript("DROP TABLE IF EXISTS files; DROP TABLE IF EXISTS songs;")
            self._database.execute(f"PRAGMA user_version = {VERSION:d}")
        self._database.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def digest(self, path: Path, facts: os.stat_result) -> str | None:
        """SHA-256 of a file that has not changed since it was noted."""
        row = self._database.execute(
            "SELECT sha256 FROM files WHERE path = ? AND size = ? AND changed = ?",
            (os.fsencode(path), facts.st_size, facts.st_mtime_ns),
        ).fetchone()
        return None if row is None else str(row[0])

    def note(self, path: Path, facts: os.stat_result, sha256: str) -> None:
        """Keep a file's digest."""
        values = (os.fsencode(path), facts.st_size, facts.st_mtime_ns, sha256)
        self._keep("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", values)

    def song(self, sha256: str) -> Song | None:
        """What is known of a content."""
        row = self._database.execute(
            "SELECT facts FROM songs WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return None if row is None else _song(json.loads(row[0]))

    def add(self, sha256: str, song: Song) -> None:
        """Keep what was found out."""
        values = (sha256, json.dumps(asdict(song)))
        self._keep("INSERT OR REPLACE INTO songs VALUES (?, ?)", values)

    def _keep(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise NotWritableError(self._path, str(error)) from error


def _song(facts: dict[str, Any]) -> Song:
    tags = facts["tags"]
    tags |= {"artists": tuple(tags["artists"]), "genres": tuple(tags["genres"])}
    return Song(Tags(**tags), facts["duration_s"], Measurements(**facts["measured"]))
