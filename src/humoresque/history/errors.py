"""What can be wrong with files of listening history, one class each.

Messages name a file by its place among those given, never by its name or content: both may say
who the listener is.
"""

from __future__ import annotations

READ_FORMATS = (
    "Spotify's Extended streaming history and Account data, Last.fm exports, ListenBrainz exports, "
    "and CSV, TSV or JSON with the columns artist, title and plays"
)


class HistoryError(Exception):
    """Root of this room's exceptions."""


class NoHistoryFilesError(HistoryError):
    """Nothing was given to read."""

    def __init__(self) -> None:
        super().__init__("Choose at least one file of listening history.")


class UnrecognizedHistoryError(HistoryError):
    """None of the files is in a format that is read."""

    def __init__(self) -> None:
        super().__init__(f"No listening history was found. These are read: {READ_FORMATS}.")


class TooLargeHistoryError(HistoryError):
    """More than is read at once; ``limit`` counts ``unit``."""

    def __init__(self, limit: int, unit: str) -> None:
        super().__init__(
            f"This is more than {limit:,} {unit}, the most that is read at once. "
            "Choose fewer or the newest files."
        )
        self.unit = unit
        self.limit = limit


class BrokenHistoryError(HistoryError):
    """A file starts in a known format and cannot be read to its end; ``number`` counts from 1."""

    def __init__(self, number: int, problem: str) -> None:
        super().__init__(f"File {number} cannot be read: {problem}. Export or download it again.")
        self.number = number
        self.problem = problem


class EmptyHistoryError(HistoryError):
    """Known formats, but no play that counts; ``left_out`` says how many were passed over."""

    def __init__(self, left_out: int) -> None:
        passed_over = f" ({left_out:,} were left out)" if left_out else ""
        super().__init__(
            f"The files hold no play that counts{passed_over}: "
            "songs heard for at least 30 seconds and not skipped."
        )
        self.left_out = left_out
