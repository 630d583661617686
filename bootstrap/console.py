"""What a set-up says to the person in front of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class SetupError(Exception):
    """The set-up can't go on. ``advice`` tells what to do about it."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def prepare_output() -> None:
    """Print line by line, and never fail on a letter that an old console can't show."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", line_buffering=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print ``title`` before and the seconds it took after a piece of work."""
    started = time.monotonic()
    print(f"- {title} ... ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("not done", flush=True)
        raise
    print(f"{time.monotonic() - started:.1f} s", flush=True)


def warn(*lines: str) -> None:
    """A warning that can't be overlooked."""
    width = max(len(line) for line in lines)
    print("!" * (width + 4))
    for line in lines:
        print(f"! {line.ljust(width)} !")
    print("!" * (width + 4), flush=True)
