"""What can be wrong with a request or a profile, one class each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_LONGEST_NAME = 60  # characters of a name that a message repeats


class RecommenderError(Exception):
    """Root of this room's exceptions."""


class RequestError(RecommenderError):
    """The request asks for something that cannot be given."""


class UnknownGenreError(RequestError):
    """A genre that the catalog does not have."""

    def __init__(self, genre: str, suggestions: Sequence[str]) -> None:
        hint = f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"The catalog has no genre {_shown(genre)}.{hint}")
        self.genre = genre
        self.suggestions = tuple(suggestions)


class GenreCountError(RequestError):
    """Too few, too many or repeated genres; ``repeated`` is the one that is named again."""

    def __init__(self, count: int, minimum: int, maximum: int, repeated: str | None = None) -> None:
        super().__init__(
            f"Choose {minimum} to {maximum} different genres, not {count}."
            if repeated is None
            else f"The genre {_shown(repeated)} is named more than once; "
            f"choose {minimum} to {maximum} different ones."
        )
        self.count = count
        self.repeated = repeated
        self.minimum = minimum
        self.maximum = maximum


class SizeError(RequestError):
    """A list shorter or longer than can be asked for."""

    def __init__(self, size: int, minimum: int, maximum: int) -> None:
        super().__init__(f"A list has {minimum} to {maximum} songs, not {size}.")
        self.size = size
        self.minimum = minimum
        self.maximum = maximum


class PopularityError(RequestError):
    """A popularity that is neither a level nor on the scale."""

    def __init__(self, value: float) -> None:
        super().__init__(f"A popularity is a level or lies between 0 and 100; {value} is neither.")
        self.value = value


class PointError(RequestError):
    """A place that is not on the mood map."""

    def __init__(self, axis: str, value: float) -> None:
        super().__init__(f"The {axis} of a place on the mood map lies in [0, 1], not at {value}.")
        self.axis = axis
        self.value = value


class NoveltyError(RequestError):
    """A novelty out of range."""

    def __init__(self, value: float) -> None:
        super().__init__(f"Novelty lies in [0, 1], not at {value}.")
        self.value = value


class OpinionError(RequestError):
    """An opinion stronger than can be held."""

    def __init__(self, strength: float) -> None:
        super().__init__(f"The strength of an opinion lies in [-1, 1], not at {strength}.")
        self.strength = strength


class NoSongsLeftError(RequestError):
    """The wishes leave out every song of the catalog."""

    def __init__(self) -> None:
        super().__init__(
            "No song of the catalog is left: take back what is left out, or allow explicit songs."
        )


class UnknownProfileError(RequestError):
    """A profile that the targets file does not define."""

    def __init__(self, profile: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no profile {_shown(profile)}; known are {', '.join(known)}.")
        self.profile = profile
        self.known = tuple(known)


class ProfileFormatError(RecommenderError):
    """The targets file cannot be used; the message names the file and the place in it.

    ``place`` are the names of nested tables and the key, empty for the file as a whole.
    """

    def __init__(self, place: Sequence[str], problem: str, path: Path | None = None) -> None:
        where = ("" if path is None else str(path), ".".join(place))
        super().__init__(": ".join([*filter(None, where), problem]))
        self.place = tuple(place)
        self.problem = problem
        self.path = path


def _shown(name: str) -> str:
    """Quote a name that somebody sent, cut where it is longer than any real one."""
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    return repr(short)
