"""Connections to one database: a few are kept open, and errors become this room's."""

from __future__ import annotations

import contextlib
import ssl
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from humoresque.catalog.errors import (
    CatalogDatabaseError,
    DatabaseEmptyError,
    DatabaseExtensionMissingError,
    DatabaseLibraryMissingError,
    DatabaseRefusedError,
    DatabaseUnreachableError,
)
from humoresque.catalog.postgres.address import DatabaseAddress

if TYPE_CHECKING:
    from pg8000.native import Connection

KEPT = 8
TIMEOUT_S = 30
_APPLICATION = "humoresque"
# SQLSTATE: undefined table, schema.
_NOTHING_THERE = frozenset({"42P01", "3F000"})
# Feature not supported, undefined file: the extension's files are not installed.
_NO_EXTENSION = frozenset({"0A000", "58P01"})


class Connections:
    """Open connections of one address; may be used by several threads."""

    def __init__(self, address: DatabaseAddress) -> None:
        self._address = address
        self._idle: deque[Connection] = deque()

    @contextlib.contextmanager
    def borrowed(self, *, timeout_s: float | None = TIMEOUT_S) -> Iterator[Connection]:
        """A connection for one thread; after an error it is closed rather than kept.

        With ``timeout_s`` None it is a new one that waits as long as it takes.
        """
        exceptions = _library().exceptions
        try:
            connection = self._checked_out() if timeout_s else self._open(None)
            try:
                yield connection
            except BaseException:
                _close(connection)
                raise
            if timeout_s and len(self._idle) < KEPT:
                self._idle.append(connection)
            else:
                _close(connection)
        except exceptions.DatabaseError as error:
            raise self._refused(error) from None
        except (exceptions.InterfaceError, OSError) as error:
            raise DatabaseUnreachableError(str(self._address), str(error)) from None

    def close(self) -> None:
        """Close what is kept open."""
        while self._idle:
            with contextlib.suppress(IndexError):  # another thread was faster
                _close(self._idle.pop())

    def _checked_out(self) -> Connection:
        """One that still answers: the server may have been restarted since it was used."""
        exceptions = _library().exceptions
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:  # another thread was faster
                break
            try:
                connection.run("SELECT 1")
            except (exceptions.Error, OSError):
                _close(connection)
            else:
                return connection
        return self._open(TIMEOUT_S)

    def _open(self, timeout_s: float | None) -> Connection:
        address = self._address
        opened = address.connect(timeout_s)
        try:
            connection: Connection = _library().native.Connection(
                address.user,
                host=address.host,
                sock=opened,
                database=address.database,
                password=address.password,
                ssl_context=ssl.create_default_context() if address.tls else address.tls,
                application_name=_APPLICATION,
            )
        except BaseException:
            opened.close()
            raise
        return connection

    def _refused(self, error: Exception) -> CatalogDatabaseError:
        """The server's message alone: its other facts may repeat what was asked."""
        facts = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
        code, problem = str(facts.get("C", "")), str(facts.get("M", "it gave no reason"))
        if code in _NOTHING_THERE:
            return DatabaseEmptyError(str(self._address))
        if code in _NO_EXTENSION and "extension" in problem:
            return DatabaseExtensionMissingError(str(self._address), problem)
        return DatabaseRefusedError(str(self._address), code, problem)


def _close(connection: Connection) -> None:
    with contextlib.suppress(Exception):  # it may be broken already
        connection.close()


def _library() -> Any:  # noqa: ANN401 - it carries no types
    try:
        import pg8000.native  # noqa: PLC0415
    except ImportError:
        raise DatabaseLibraryMissingError from None
    return pg8000
