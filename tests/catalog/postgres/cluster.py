"""A PostgreSQL of the tests' own: a new cluster on a free port of the loopback interface."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "s3cret:word/@"
_USER = "humoresque"
_SYSTEM_USER = "nobody"  # PostgreSQL refuses to run as root
_PATIENCE_S = 60


@dataclass
class Cluster:
    """A running server; each test makes a database of its own."""

    binaries: Path
    data: Path
    port: int
    as_user: dict[str, object]
    process: subprocess.Popen[bytes] | None = None

    def dsn(self, database: str = "postgres", password: str = PASSWORD) -> str:
        from urllib.parse import quote  # noqa: PLC0415

        return f"postgresql://{_USER}:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.process = subprocess.Popen(
            [
                *(self.binaries / "postgres", "-D", self.data, "-h", "127.0.0.1", "-k", ""),
                *("-p", str(self.port), "-c", "fsync=off", "-c", "log_min_messages=panic"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self.as_user,  # type: ignore[call-overload]
        )
        deadline = time.monotonic() + _PATIENCE_S
        asking = str(self.binaries / "pg_isready")
        ready = [asking, "-h", "127.0.0.1", "-p", str(self.port), "-q"]
        while subprocess.run(ready, check=False).returncode:
            if self.process.poll() is not None or time.monotonic() > deadline:
                message = "PostgreSQL did not start"
                raise RuntimeError(message)
            time.sleep(0.05)

    def stop(self) -> None:
        """Close all connections and end."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(_PATIENCE_S)
            self.process = None

    def run(self, statement: str, database: str = "postgres") -> list[list[object]]:
        """One statement as the owner."""
        import pg8000.native  # noqa: PLC0415

        connection = pg8000.native.Connection(
            _USER, host="127.0.0.1", port=self.port, password=PASSWORD, database=database
        )
        try:
            rows: list[list[object]] = connection.run(statement) or []
            return rows
        finally:
            connection.close()

    def new_database(self, name: str) -> str:
        """Address of a database that is empty."""
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.run(f"CREATE DATABASE {name}")
        return self.dsn(name)


def find_binaries() -> Path | None:
    """The folder of ``initdb``: on the path, or where Debian keeps it."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return places[-1].parent if places else None


@contextlib.contextmanager
def running(binaries: Path) -> Iterator[Cluster]:
    """Initialize, start, and leave nothing behind."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    as_user: dict[str, object] = (
        {"user": _SYSTEM_USER, "group": "nogroup", "extra_groups": []} if as_root else {}
    )
    with tempfile.TemporaryDirectory(prefix="humoresque-postgres-") as name:
        folder = Path(name)
        (folder / "password").write_text(PASSWORD)
        if as_root:
            for path in (folder, folder / "password"):
                shutil.chown(path, _SYSTEM_USER)
        subprocess.run(
            [
                *(binaries / "initdb", "-D", folder / "data", "-U", _USER, "-E", "UTF8"),
                *("--locale=C", "--no-sync", "-A", "scram-sha-256"),
                f"--pwfile={folder / 'password'}",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **as_user,  # type: ignore[call-overload]
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        cluster = Cluster(binaries, folder / "data", port, as_user)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()
