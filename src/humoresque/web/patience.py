"""Waiting for another service no longer than a person would."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

T = TypeVar("T")

_MOST_AT_ONCE = 16


class Patience:
    """So many seconds, from its making on, for everything that is waited for with it."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def wait_for(self, work: Callable[[], T]) -> T:
        """Return or raise what ``work`` does, in a thread of its own; TimeoutError at the end.

        Work that takes longer goes on alone to its end.
        """
        answer = _threads().submit(_with_connections_closed, work)
        try:
            return answer.result(max(0.0, self._until - time.monotonic()))
        finally:
            answer.cancel()  # where it has not begun


def _with_connections_closed(work: Callable[[], T]) -> T:
    try:
        return work()
    finally:
        connections.close_all()


@functools.cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_MOST_AT_ONCE, thread_name_prefix="patience")
