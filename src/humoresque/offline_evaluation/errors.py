"""What can be wrong with the files an evaluation reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class OfflineEvaluationError(Exception):
    """Root of this room's exceptions."""


class TableFormatError(OfflineEvaluationError):
    """A file of labels or of listeners that cannot be used; the message says what it needs."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}.")
        self.path = path
        self.problem = problem


class TooFewSongsError(OfflineEvaluationError):
    """Hardly any labelled song is in the catalog."""

    def __init__(self, path: Path, found: int, needed: int) -> None:
        super().__init__(
            f"{path}: only {found} of its songs are in this catalog, {needed} are needed. "
            "Use the full catalog: humoresque catalog fetch."
        )
        self.path = path
        self.found = found
        self.needed = needed


class TooFewListenersError(OfflineEvaluationError):
    """Hardly any listener plays artists of the catalog."""

    def __init__(self, path: Path, found: int, needed: int) -> None:
        super().__init__(
            f"{path}: only {found} listeners play enough artists of this catalog, {needed} are "
            "needed. Use the full catalog: humoresque catalog fetch."
        )
        self.path = path
        self.found = found
        self.needed = needed


class UnknownBaselineError(OfflineEvaluationError):
    """A baseline that there is not."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no baseline {name!r}; known are {', '.join(known)}, none.")
        self.name = name
        self.known = tuple(known)
