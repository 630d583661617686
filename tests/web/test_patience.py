from __future__ import annotations

import threading
import time
from functools import partial

import pytest

from humoresque.web import patience
from humoresque.web.patience import Patience


def test_what_is_ready_in_time_is_returned_or_raised() -> None:
    patience = Patience(5)
    assert patience.wait_for(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        patience.wait_for(lambda: 1 // 0)


def test_all_that_is_waited_for_shares_the_seconds_and_goes_on_alone() -> None:
    done = threading.Event()

    def work() -> None:
        time.sleep(0.4)
        done.set()

    shared = Patience(0.2)
    started = time.monotonic()
    for _ in range(3):
        with pytest.raises(TimeoutError):
            shared.wait_for(work)
    assert time.monotonic() - started < 0.35
    assert done.wait(2)


def test_work_is_done_in_threads_that_hold_nobody_up() -> None:
    assert Patience(5).wait_for(lambda: threading.current_thread().daemon)


def test_no_more_is_under_way_at_once_than_a_service_that_hangs_may_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "_under_way", threading.BoundedSemaphore(2))
    answered = threading.Event()
    begun: list[int] = []

    def hang(number: int) -> None:
        begun.append(number)
        answered.wait(10)

    for number in range(5):
        with pytest.raises(TimeoutError):
            Patience(0.05).wait_for(partial(hang, number))
    assert begun == [0, 1]
    answered.set()
    assert Patience(5).wait_for(lambda: "again") == "again"
