"""The real server, in a process of its own on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

import humoresque

_START_SECONDS = 60.0
_STOP_SECONDS = 20.0
_LATEST_LINES = 40


class AppError(Exception):
    """The server did not start; the message is what it said."""


@dataclass(slots=True)
class App:
    """A Humoresque with a data folder of its own, which can be stopped and started again."""

    data_folder: Path
    port: int
    options: tuple[str, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What it has written, since its first start."""
        return self.data_folder / "server.log"

    def latest(self) -> str:
        """Its log's last lines."""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-_LATEST_LINES:])

    @property
    def has_model(self) -> bool:
        """Whether it can read faces; its own readiness check says."""
        return httpx.get(f"{self.address}/api/health/ready").is_success

    def start(self) -> None:
        """Return once it answers; raise AppError when it ends or stays silent."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-c", "from humoresque.cli import main; main()", "serve"),
                    *("--port", str(self.port), "--data-folder", str(self.data_folder)),
                    *self.options,
                ],
                env=_environment() | self.variables,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        give_up_at = time.monotonic() + _START_SECONDS
        while time.monotonic() < give_up_at and self.process.poll() is None:
            try:
                httpx.get(f"{self.address}/api/health/live").raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        self.stop()
        raise AppError(self.log.read_text(errors="replace"))

    def stop(self) -> None:
        """End it and wait until its port is free."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


@contextmanager
def serving(data_folder: Path, *options: str, **variables: str) -> Iterator[App]:
    """A server started with further options and variables of ``serve``, stopped in the end."""
    app = App(data_folder, _free_port(), options, variables)
    try:
        app.start()
        yield app
    finally:
        app.stop()


def _environment() -> dict[str, str]:
    ours = ("HUMORESQUE_", "DJANGO_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return inherited | {"PYTHONPATH": str(Path(humoresque.__file__).parents[1])}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
