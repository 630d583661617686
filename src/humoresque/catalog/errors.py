"""What can be wrong with a catalog, its source or its download, one class each."""

from __future__ import annotations

from pathlib import Path

_PASSING = frozenset({408, 429, 500, 502, 503, 504})  # statuses that may be others in a moment


class CatalogError(Exception):
    """Root of this room's exceptions."""


class CatalogNotFoundError(CatalogError):
    """There is no file at the given place."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no catalog at {path}.")
        self.path = path


class CatalogFormatError(CatalogError):
    """The file is not a catalog that this version reads."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} is not a readable catalog: {problem}")
        self.path = path
        self.problem = problem


class SourceFormatError(CatalogError):
    """The file to import is in none of the known formats."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} cannot be imported: {problem}")
        self.path = path
        self.problem = problem


class NotWritableError(CatalogError):
    """A file cannot be written: no permission, or no room; what was there before is untouched."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} cannot be written: {_unended(problem)}.")
        self.path = path
        self.problem = problem


class UnknownTrackError(CatalogError):
    """No track of the catalog has this identifier."""

    def __init__(self, track_id: str) -> None:
        super().__init__(f"The catalog has no track {track_id!r}.")
        self.track_id = track_id


class DownloadError(CatalogError):
    """The download did not succeed; what was there before is untouched."""


class ServerUnreachableError(DownloadError):
    """No answer, or the connection broke off, and a later fetch resumes; or no usable address.

    ``lasting`` says that trying again would change nothing.
    """

    def __init__(self, url: str, received: int, problem: str, *, lasting: bool = False) -> None:
        kept = f" {received / 1e6:.1f} MB are kept; run it again to go on." if received else ""
        super().__init__(f"{url} could not be downloaded: {_unended(problem)}.{kept}")
        self.url = url
        self.received = received
        self.lasting = lasting
        self.problem = problem


class ServerRefusedError(DownloadError):
    """The server answered with a status that is no success; ``lasting`` as above."""

    def __init__(self, url: str, status: int) -> None:
        super().__init__(f"{url} answered with status {status}.")
        self.url = url
        self.status = status
        self.lasting = status not in _PASSING


class NotTheDatasetError(DownloadError):
    """What arrived is not the dataset: a web page, a pointer file, a part of it."""

    def __init__(self, url: str, problem: str) -> None:
        super().__init__(f"What {url} sent is not the dataset: {_unended(problem)}.")
        self.url = url
        self.problem = problem


class CatalogDatabaseError(CatalogError):
    """A catalog in PostgreSQL cannot be used; no message ever holds a password."""


class DatabaseAddressError(CatalogDatabaseError):
    """The address is none; it is not repeated, since it may hold a password."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"The database's address cannot be used: {problem}. "
            "It should be postgresql://user:password@host:5432/database."
        )
        self.problem = problem


class DatabaseLibraryMissingError(CatalogDatabaseError):
    """The optional library for PostgreSQL is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "The library for PostgreSQL is missing; install it with: "
            "pip install 'humoresque[postgres]'."
        )


class DatabaseUnreachableError(CatalogDatabaseError):
    """No answer from the server, or the connection broke off."""

    def __init__(self, address: str, problem: str) -> None:
        super().__init__(f"The database {address} cannot be reached: {_unended(problem)}.")
        self.address = address
        self.problem = problem


class DatabaseRefusedError(CatalogDatabaseError):
    """The server answered, and refused: the login, a permission, or what was asked.

    ``code`` is its SQLSTATE.
    """

    def __init__(self, address: str, code: str, problem: str) -> None:
        super().__init__(f"The database {address} refused: {_unended(problem)}.")
        self.address = address
        self.code = code
        self.problem = problem


class DatabaseExtensionMissingError(CatalogDatabaseError):
    """The server has no ``cube``, by whose index the nearest songs are found."""

    def __init__(self, address: str, problem: str) -> None:
        super().__init__(
            f"The database {address} lacks the extension cube: {_unended(problem)}. It is one of "
            "PostgreSQL's own (contrib); its administrator adds it with: CREATE EXTENSION cube."
        )
        self.address = address
        self.problem = problem


class DatabaseEmptyError(CatalogDatabaseError):
    """Nothing was pushed into the database yet."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The database {address} holds no catalog; bring one in with: humoresque catalog push."
        )
        self.address = address


class DatabaseVersionError(CatalogDatabaseError):
    """The catalog in the database was pushed by a version that keeps it otherwise."""

    def __init__(self, address: str, found: str, expected: int) -> None:
        super().__init__(
            f"The database {address} holds a catalog of version {found}, this reads {expected}; "
            "push it anew with: humoresque catalog push."
        )
        self.address = address
        self.found = found
        self.expected = expected


def _unended(problem: str) -> str:
    """Without the full stop that some libraries put at the end."""
    return problem.rstrip(" .")
