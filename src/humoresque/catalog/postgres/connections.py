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
ANSWER_S = 5.0  # within which a server that works answers, with a connection or a sign of life
QUERY_S = 30.0  # and sends the next part of what was asked
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
    def borrowed(self, *, for_long: bool = False) -> Iterator[Connection]:
        """A connection for one thread; after an error it is closed rather than kept.

        ``for_long`` it is a new one that waits as long as it takes.
        """
        exceptions = _library().exceptions
        try:
            connection = self._open() if for_long else self._checked_out()
            _allow(connection, None if for_long else QUERY_S)
            try:
                yield connection
            except BaseException:
                _close(connection)
                raise
            if for_long or len(self._idle) >= KEPT:
                _close(connection)
            else:
                self._idle.append(connection)
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
        try:
            connection = self._idle.pop()
        except IndexError:
            return self._open()
        try:
            _allow(connection, ANSWER_S)
            connection.run("SELECT 1")
        except (_library().exceptions.Error, OSError):
            _close(connection)
            self.close()  # the others were used earlier still
            return self._open()
        return connection

    def _open(self) -> Connection:
        address = self._address
        opened = address.connect(ANSWER_S)
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


def _allow(connection: Connection, seconds: float | None) -> None:
    """How long each wait for the server may take; None: for ever."""
    # pg8000 keeps the socket, which may be under TLS, to itself, and takes one limit for all.
    connection._usock.settimeout(seconds)  # noqa: SLF001


def _close(connection: Connection) -> None:
    with contextlib.suppress(Exception):  # it may be broken already
        connection.close()


def _library() -> Any:  # noqa: ANN401 - it carries no types
    try:
        import pg8000.native  # noqa: PLC0415
    except ImportError:
        raise DatabaseLibraryMissingError from None
    return pg8000
