"""Waiting for another service no longer than a person would."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import BoundedSemaphore, Thread
from typing import TypeVar

from django.db import connections

T = TypeVar("T")

# A service that hangs holds as many threads and no more.
_under_way = BoundedSemaphore(32)


class Patience:
    """So many seconds, from its making on, for everything that is waited for with it."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def wait_for(self, work: Callable[[], T]) -> T:
        """Return or raise what ``work`` does, in a thread of its own; TimeoutError at the end.

        Work that takes longer goes on alone; the server's end ends it as well. None is begun while
        too much is under way.
        """
        places = _under_way
        if not places.acquire(timeout=self._left()):
            raise TimeoutError
        answer: Future[T] = Future()
        Thread(target=_do, args=(work, answer, places), name="patience", daemon=True).start()
        return answer.result(self._left())

    def _left(self) -> float:
        return max(0.0, self._until - time.monotonic())


def _do(work: Callable[[], T], answer: Future[T], places: BoundedSemaphore) -> None:
    try:
        answer.set_result(work())
    except BaseException as error:  # noqa: BLE001 - whoever waits gets it
        answer.set_exception(error)
    finally:
        connections.close_all()
        places.release()
