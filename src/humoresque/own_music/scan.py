"""A folder of music files → a catalog and the file of each song: the door of this room."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.catalog.schema import SCHEMA
from humoresque.own_music.calibrate import calibrate
from humoresque.own_music.decode import CONTAINERS, MAX_BYTES
from humoresque.own_music.errors import (
    FolderNotFoundError,
    MissingLibraryError,
    NoMusicFoundError,
    TooLargeError,
)
from humoresque.own_music.genres import GenreSpelling
from humoresque.own_music.library import OwnMusic, ScannedFile, catalog_path, track_id
from humoresque.own_music.store import Song, Store
from humoresque.own_music.tags import completed
from humoresque.own_music.workers import analyse_files

NAME = "own-music"
POPULARITY = 50  # nothing is known of it
LIBRARIES = ("librosa", "soundfile", "av", "mutagen")

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many files are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no song of the catalog, below the folder, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScanReport:
    """``files`` found = ``songs`` in the catalog + ``duplicates`` + all that were skipped.

    ``analysed`` of the songs are new, the others were known by their content.
    """

    files: int
    songs: int
    analysed: int
    duplicates: int
    genres: int
    skipped: tuple[Skipped, ...]
    catalog: Path


def scan(
    folder: Path,
    data_folder: Path,
    reference: Catalog,
    *,
    jobs: int,
    on_progress: Progress = lambda _stage, _done, _total: None,
) -> ScanReport:
    """Analyse a folder's music and write its catalog into the data folder.

    ``reference`` gives the scale of the features. ``jobs`` processes work (0: this one). What an
    earlier scan found out of the same bytes is taken over; breaking off loses at most the songs
    in work, and leaves the last catalog. OwnMusicError subclasses say what is wrong.
    """
    _require_libraries()
    if not folder.is_dir():
        raise FolderNotFoundError(folder)
    folder = folder.resolve()
    files = sorted(find_files(folder))
    skipped: list[Skipped] = []
    with Store(data_folder) as store:
        found = _digests(files, folder, store, skipped, on_progress)
        new = {folder / file.place: sha for sha, file in found.items() if store.song(sha) is None}
        for done, (path, outcome) in enumerate(analyse_files(list(new), jobs), 1):
            if isinstance(outcome, Song):
                store.add(new[path], outcome)
            else:
                skipped.append(Skipped(_named(path, folder), outcome))
            on_progress("Analysing", done, len(new))
        songs = {sha: song for sha in found if (song := store.song(sha)) is not None}
    if not songs:
        why = [f"{one.file} {one.reason}" for one in skipped]
        raise NoMusicFoundError(folder, ", ".join(sorted(CONTAINERS)), why)
    catalog = _catalog(songs, {sha: Path(found[sha].place) for sha in songs}, reference)
    files_of = {
        track_id(sha): replace(found[sha], isrc=song.tags.isrc) for sha, song in songs.items()
    }
    OwnMusic(catalog, folder, files_of).save(data_folder)
    return ScanReport(
        files=len(files),
        songs=len(songs),
        analysed=len(songs.keys() & set(new.values())),
        duplicates=len(files) - len(songs) - len(skipped),
        genres=len(catalog.genres),
        skipped=tuple(sorted(skipped, key=lambda one: one.file)),
        catalog=catalog_path(data_folder),
    )


def find_files(folder: Path) -> Iterator[Path]:
    """Music files at any depth; nothing hidden, no symbolic links, no folder that is closed."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if name.startswith(".") or path.suffix.lower() not in CONTAINERS:
                continue
            if path.is_file() and not path.is_symlink():
                yield path


def _require_libraries() -> None:
    for library in LIBRARIES:
        if importlib.util.find_spec(library) is None:
            raise MissingLibraryError(library)


def _digests(
    files: list[Path], folder: Path, store: Store, skipped: list[Skipped], on_progress: Progress
) -> dict[str, ScannedFile]:
    """The first file of each content, by its digest."""
    found: dict[str, ScannedFile] = {}
    for done, path in enumerate(files, 1):
        try:
            facts = path.stat()
            place = os.fspath(path.relative_to(folder))
            file = ScannedFile(place, facts.st_size, facts.st_mtime_ns)
            found.setdefault(_digest(path, facts, store), file)
        except TooLargeError as error:
            skipped.append(Skipped(_named(path, folder), str(error)))
        except OSError as error:
            reason = f"cannot be read ({error.strerror})"
            skipped.append(Skipped(_named(path, folder), reason))
        on_progress("Reading", done, len(files))
    return found


def _digest(path: Path, facts: os.stat_result, store: Store) -> str:
    if facts.st_size > MAX_BYTES:
        raise TooLargeError(facts.st_size, MAX_BYTES)
    known = store.digest(path, facts)
    if known is not None:
        return known
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    store.note(path, facts, digest)
    return digest


def _named(path: Path, folder: Path) -> str:
    """Place below the folder, in characters that can be printed."""
    return os.fsencode(path.relative_to(folder)).decode("utf-8", "replace")


def _catalog(songs: dict[str, Song], places: dict[str, Path], reference: Catalog) -> Catalog:
    spelling = GenreSpelling(reference.genres)
    tags = [completed(song.tags, places[sha]) for sha, song in songs.items()]
    genres = [spelling.fold(of_song.genres) for of_song in tags]
    features = calibrate([song.measured for song in songs.values()], genres, reference)
    columns = {
        "track_id": [track_id(sha) for sha in songs],
        "title": [of_song.title for of_song in tags],
        "artists": [list(of_song.artists) for of_song in tags],
        "album": [of_song.album for of_song in tags],
        "genres": [list(of_song) for of_song in genres],
        "popularity": [POPULARITY] * len(songs),
        "duration_ms": [round(song.duration_s * 1000) for song in songs.values()],
        "explicit": [False] * len(songs),
        **features,
    }
    table = pa.table({field.name: pa.array(columns[field.name], field.type) for field in SCHEMA})
    info = CatalogInfo(
        name=NAME,
        description=f"Your own music: {len(songs):,} songs.",
        provenance="Measured and estimated from your files on this machine.",
    )
    return Catalog.from_table(table.cast(SCHEMA), info)
