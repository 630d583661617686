"""Starts ``humoresque serve`` as a user does, in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

import humoresque

COMMAND = [sys.executable, "-c", "from humoresque.cli import main; main()", "serve"]
WISHES = {
    "emotion": "sad",
    "popularity": "Medium",
    "personalization": "Low",
    "genres": ["rock"],
    "seed": 3,
}


def environment(**variables: str) -> dict[str, str]:
    ours = ("HUMORESQUE_", "DJANGO_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    path = str(Path(humoresque.__file__).parents[1])
    return inherited | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"} | variables


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(folder: Path, *options: str, **variables: str) -> Iterator[tuple[str, Any]]:
    """The command in a process group of its own, away from the sources; yields its address."""
    port = str(free_port())
    process = subprocess.Popen(
        [*COMMAND, "--port", port, "--data-folder", str(folder / "data"), *options],
        cwd=folder,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        umask=0o022 if os.name == "posix" else -1,  # files are open to all unless told otherwise
    )
    assert process.stdout is not None
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Humoresque is at"):
                break
        else:
            pytest.fail("".join(said))
        address = f"http://127.0.0.1:{port}"
        assert said[-1] == f"Humoresque is at {address} (Ctrl-C stops it)\n"
        yield address, process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if os.name == "posix":
            with suppress(ProcessLookupError):  # whatever of its group did not end with it
                os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()


def refused(folder: Path, *options: str, **variables: str) -> str:
    """Start what cannot start: exit code 2 and one line that says why."""
    port = str(free_port())
    done = subprocess.run(
        [*COMMAND, "--port", port, "--data-folder", str(folder / "data"), *options],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr
