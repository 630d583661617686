"""What can be wrong with a request or a profile, one class each."""

from __future__ import annotations

from collections.abc import Sequence


class RecommenderError(Exception):
    """Root of this room's exceptions."""


class RequestError(RecommenderError):
    """The request asks for something that cannot be given."""


class UnknownGenreError(RequestError):
    """A genre that the catalog does not have."""

    def __init__(self, genre: str, suggestions: Sequence[str]) -> None:
        hint = f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"The catalog has no genre {genre!r}.{hint}")
        self.genre = genre
        self.suggestions = tuple(suggestions)


class GenreCountError(RequestError):
    """Too few, too many or repeated genres."""

    def __init__(self, count: int, minimum: int, maximum: int) -> None:
        super().__init__(f"Choose {minimum} to {maximum} different genres, not {count}.")
        self.count = count
        self.minimum = minimum
        self.maximum = maximum


class SizeError(RequestError):
    """A list shorter or longer than can be asked for."""

    def __init__(self, size: int, minimum: int, maximum: int) -> None:
        super().__init__(f"A list has {minimum} to {maximum} songs, not {size}.")
        self.size = size
        self.minimum = minimum
        self.maximum = maximum


class UnknownProfileError(RequestError):
    """A profile that the targets file does not define."""

    def __init__(self, profile: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no profile {profile!r}; known are {', '.join(known)}.")
        self.profile = profile
        self.known = tuple(known)


class ProfileFormatError(RecommenderError):
    """The targets file cannot be used; the message names the place in it."""

    def __init__(self, place: Sequence[str], problem: str) -> None:
        super().__init__(f"{'.'.join(place)}: {problem}")
        self.place = tuple(place)
        self.problem = problem
