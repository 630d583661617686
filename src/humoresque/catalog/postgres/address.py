"""Where a database is: ``postgresql://user:password@host:port/database``."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from humoresque.catalog.errors import DatabaseAddressError

PORT = 5432
_SCHEMES = ("postgresql", "postgres")
_TLS = {"prefer": None, "disable": False, "require": True, "verify-full": True}


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Parts of an address; its text and its ``repr`` leave the password out.

    ``host`` that begins with ``/`` is the folder of a Unix socket. ``tls`` True encrypts and
    verifies the server's certificate; None encrypts where the server does, unverified.
    """

    host: str
    port: int
    user: str
    database: str
    tls: bool | None
    password: str | None = field(repr=False, default=None)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an address; DatabaseAddressError, which repeats nothing of it, when it is none.

        ``?host=/folder`` names a Unix socket's folder, ``?sslmode=`` is ``prefer`` (default),
        ``disable``, ``require`` or ``verify-full``; the last two verify.
        """
        unreadable = "it cannot be read"
        try:
            parts = urlsplit(text.strip())
            port = parts.port or PORT
            options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        except ValueError:
            raise DatabaseAddressError(unreadable) from None
        host = options.pop("host", parts.hostname) or ""
        mode = options.pop("sslmode", "prefer")
        problem = _first_problem(parts, host, mode, options)
        if problem:
            raise DatabaseAddressError(problem)
        return cls(
            host=host,
            port=port,
            user=unquote(parts.username or ""),
            database=unquote(parts.path[1:]),
            tls=_TLS[mode],
            password=None if parts.password is None else unquote(parts.password),
        )

    def connect(self, timeout_s: float) -> socket.socket:
        """Open a socket to the server; OSError when nobody answers."""
        if not self.host.startswith("/"):
            return socket.create_connection((self.host, self.port), timeout_s)
        opened = socket.socket(socket.AF_UNIX)
        try:
            opened.settimeout(timeout_s)
            opened.connect(f"{self.host}/.s.PGSQL.{self.port}")
        except OSError:
            opened.close()
            raise
        return opened

    def __str__(self) -> str:
        """Database, host and port, for messages."""
        return f"{self.database} on {self.host}:{self.port}"


def _first_problem(parts: SplitResult, host: str, mode: str, unknown: Iterable[str]) -> str:
    if parts.scheme not in _SCHEMES:
        return "it does not begin with postgresql://"
    if not parts.username or len(parts.path) <= 1:
        return "it lacks the user or the database"
    if not host:
        return "it lacks the host"
    if mode not in _TLS:
        return f"sslmode is one of {', '.join(_TLS)}"
    return "".join(f"the option {name} is not known here" for name in [*unknown][:1])
