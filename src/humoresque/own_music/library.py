"""What a scan left behind: a catalog of own songs and the file of each. Needs no audio library."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.errors import NotWritableError
from humoresque.catalog.location import CATALOG_NAME
from humoresque.catalog.track import OWN_PREFIX
from humoresque.own_music.errors import DamagedScanError, NotScannedError

_ID_DIGITS = 32
_VERSION = 2


def track_id(sha256: str) -> str:
    """Id of the song whose file has this digest (hexadecimal): equal bytes, equal id."""
    return f"{OWN_PREFIX}{sha256[:_ID_DIGITS]}"


def catalog_path(data_folder: Path) -> Path:
    """Name the catalog file that a scan writes."""
    return data_folder / f"own-music{Path(CATALOG_NAME).suffix}"


def index_path(data_folder: Path) -> Path:
    """Name the file that says where each song lies."""
    return data_folder / "own-music-files.json"


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """Where a song lies below the folder, and its bytes and time of change (ns) at the scan.

    ``isrc`` is what its tags say; None also where an older version of this program scanned.
    """

    place: str
    size: int
    changed: int
    isrc: str | None = None


class OwnMusic:
    """A listener's own songs, as they were at the last scan."""

    def __init__(self, catalog: Catalog, folder: Path, files: Mapping[str, ScannedFile]) -> None:
        """Take a catalog and the file below ``folder`` of every track id."""
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
            files = {str(name): _scanned(file) for name, file in read["files"].items()}
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
        """Absolute path of a song's file; None unless it is the one that was scanned.

        None also for a file that is gone, was changed since, is outside of the folder or is
        reached through a symbolic link.
        """
        scanned = self._files.get(track_id)
        if scanned is None:
            return None
        try:
            folder = self._folder.resolve(strict=True)
            path = folder / scanned.place
            inside = path.is_relative_to(folder) and path.resolve(strict=True) == path
            facts = path.lstat()
        except (OSError, RuntimeError, ValueError):
            return None
        unchanged = (facts.st_size, facts.st_mtime_ns) == (scanned.size, scanned.changed)
        return path if inside and unchanged and stat.S_ISREG(facts.st_mode) else None

    def isrc_of(self, track_id: str) -> str | None:
        """The recording's international number, where the file's tags have it."""
        scanned = self._files.get(track_id)
        return None if scanned is None else scanned.isrc

    def save(self, data_folder: Path) -> None:
        """Write both files, each in one step; NotWritableError where that is impossible."""
        self._catalog.save(catalog_path(data_folder))
        files = {name: asdict(file) for name, file in self._files.items()}
        index = {"version": _VERSION, "folder": str(self._folder), "files": files}
        path = index_path(data_folder)
        try:
            _write_in_one_step(path, json.dumps(index, indent=1))
        except OSError as error:
            raise NotWritableError(path, error.strerror or str(error)) from error


def _scanned(file: Mapping[str, Any]) -> ScannedFile:
    place, size, changed = str(file["place"]), int(file["size"]), int(file["changed"])
    return ScannedFile(place, size, changed, file.get("isrc"))


def _write_in_one_step(path: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
