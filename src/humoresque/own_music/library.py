"""What a scan left behind: a catalog of own songs and the file of each. Needs no audio library."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.errors import NotWritableError
from humoresque.catalog.location import CATALOG_NAME
from humoresque.own_music.errors import DamagedScanError, NotScannedError

ID_PREFIX = "own:"
_ID_DIGITS = 32
_VERSION = 1


def track_id(sha256: str) -> str:
    """Id of the song whose file has this digest (hexadecimal): equal bytes, equal id."""
    return f"{ID_PREFIX}{sha256[:_ID_DIGITS]}"


def catalog_path(data_folder: Path) -> Path:
    """Name the catalog file that a scan writes."""
    return data_folder / f"own-music{Path(CATALOG_NAME).suffix}"


def index_path(data_folder: Path) -> Path:
    """Name the file that says where each song lies."""
    return data_folder / "own-music-files.json"


class OwnMusic:
    """A listener's own songs, as they were at the last scan."""

    def __init__(self, catalog: Catalog, folder: Path, files: Mapping[str, str]) -> None:
        """Take a catalog and the place below ``folder`` of every track id."""
        self._catalog = catalog
        self._folder = folder
        self._files = files

    @classmethod
    def open(cls, data_folder: Path) -> Self:
        """Read the last scan; NotScannedError without one, DamagedScanError or CatalogError."""
        index = index_path(data_folder)
        if not index.is_file() or not catalog_path(data_folder).is_file():
            raise NotScannedError(data_folder)
        try:
            read = json.loads(index.read_text(encoding="utf-8"))
            if read["version"] != _VERSION:
                raise DamagedScanError(index, "another version of this program wrote it")
            folder = Path(read["folder"])
            files = {str(name): str(place) for name, place in read["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedScanError(index, f"it is none of ours ({error!r})") from error
        return cls(Catalog.load(catalog_path(data_folder)), folder, files)

    @property
    def catalog(self) -> Catalog:
        """The songs, on the main catalog's scale."""
        return self._catalog

    @property
    def folder(self) -> Path:
        """The folder that was scanned."""
        return self._folder

    def file_of(self, track_id: str) -> Path | None:
        """Absolute path of a song's file; None when it is unknown, gone or outside the folder."""
        place = self._files.get(track_id)
        if place is None:
            return None
        try:
            path = (self._folder / place).resolve(strict=True)
            inside = path.is_relative_to(self._folder.resolve(strict=True))
        except (OSError, RuntimeError, ValueError):
            return None
        return path if inside and path.is_file() else None

    def save(self, data_folder: Path) -> None:
        """Write both files, each in one step; NotWritableError where that is impossible."""
        self._catalog.save(catalog_path(data_folder))
        index = {"version": _VERSION, "folder": str(self._folder), "files": dict(self._files)}
        path = index_path(data_folder)
        try:
            _write_in_one_step(path, json.dumps(index, indent=1))
        except OSError as error:
            raise NotWritableError(path, error.strerror or str(error)) from error


def _write_in_one_step(path: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
