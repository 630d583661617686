"""What can be wrong with a scan or with one file of it, one class each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

INSTALL = 'pip install "humoresque[own-music]"'


class OwnMusicError(Exception):
    """Root of this room's exceptions."""


class MissingLibraryError(OwnMusicError):
    """The libraries that read and analyse music are not installed."""

    def __init__(self, library: str) -> None:
        super().__init__(
            f"Analysing music needs {library}, which is not installed. Install it with: {INSTALL}"
        )
        self.library = library


class FolderNotFoundError(OwnMusicError):
    """The folder to scan is not there, or is no folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no folder {folder}.")
        self.folder = folder


class NoMusicFoundError(OwnMusicError):
    """Not one file of the folder could be taken in; an earlier scan is untouched."""

    def __init__(self, folder: Path, formats: str, skipped: Sequence[str]) -> None:
        why = f" Of {len(skipped)} skipped files the first: {skipped[0]}." if skipped else ""
        super().__init__(f"{folder} holds no music that can be read ({formats}).{why}")
        self.folder = folder
        self.skipped = skipped


class NotScannedError(OwnMusicError):
    """No folder was scanned into this data folder."""

    def __init__(self, data_folder: Path) -> None:
        super().__init__(
            f"{data_folder} holds no scan of your own music. "
            "Make one with: humoresque catalog scan FOLDER"
        )
        self.data_folder = data_folder


class DamagedScanError(OwnMusicError):
    """What an earlier scan wrote cannot be read."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path} cannot be used: {problem}. Delete it and run: humoresque catalog scan FOLDER"
        )
        self.path = path
        self.problem = problem


class SongError(OwnMusicError):
    """Root of what is wrong with one file; its text is the reason, without the file's name."""


class BrokenFileError(SongError):
    """No decoder reads it: damaged, empty, or something else than its name says."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"cannot be decoded ({problem.rstrip(' .')})")
        self.problem = problem


class TooLargeError(SongError):
    """More bytes than a song has."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"is larger than a song ({size / 1e9:.1f} GB, limit {limit / 1e9:.1f} GB)")
        self.size = size
        self.limit = limit


class TooLongError(SongError):
    """It lasts longer than a song does."""

    def __init__(self, duration_s: float, limit_s: float) -> None:
        super().__init__(
            f"is longer than a song ({duration_s / 3600:.1f} h, limit {limit_s / 3600:.1f} h)"
        )
        self.duration_s = duration_s
        self.limit_s = limit_s


class TooShortError(SongError):
    """A jingle or a noise, or the beginning of a song."""

    def __init__(self, duration_s: float, limit_s: float) -> None:
        super().__init__(f"is shorter than a song ({duration_s:.1f} s, at least {limit_s:.0f} s)")
        self.duration_s = duration_s
        self.limit_s = limit_s


class SilentError(SongError):
    """There is nothing to hear."""

    def __init__(self) -> None:
        super().__init__("is silent")
