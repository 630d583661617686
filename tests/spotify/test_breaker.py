from __future__ import annotations

import gc
import threading
import weakref

import pytest

from humoresque.spotify.breaker import Breaker
from humoresque.spotify.errors import (
    ForbiddenError,
    OwnerNotPremiumError,
    QuotaExceededError,
    RateLimitedError,
    SpotifyError,
    SpotifyFailingError,
)
from tests.spotify.conftest import Clock


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def test_it_lets_calls_pass(breaker: Breaker) -> None:
    breaker.check()


def test_a_quota_used_up_closes_until_spotify_said(breaker: Breaker, clock: Clock) -> None:
    breaker.note(QuotaExceededError(52531))
    clock.now += 2531
    with pytest.raises(QuotaExceededError) as caught:
        breaker.check()
    assert caught.value.retry_after == 50000
    clock.now += 50000
    breaker.check()


@pytest.mark.parametrize("error", [QuotaExceededError(None), OwnerNotPremiumError()])
def test_what_has_no_end_told_closes_for_five_minutes(
    error: SpotifyError, breaker: Breaker, clock: Clock
) -> None:
    breaker.note(error)
    clock.now += 299
    with pytest.raises(type(error)):
        breaker.check()
    clock.now += 1
    breaker.check()


def test_the_pause_asked_for_is_kept_by_everybody(breaker: Breaker, clock: Clock) -> None:
    breaker.note(RateLimitedError(30))
    with pytest.raises(RateLimitedError):
        breaker.check()
    clock.now += 30
    breaker.check()


@pytest.mark.parametrize(
    "error", [RateLimitedError(None), SpotifyFailingError(500), ForbiddenError("no")]
)
def test_what_concerns_one_call_closes_nothing(error: SpotifyError, breaker: Breaker) -> None:
    breaker.note(error)
    breaker.check()


def test_a_short_pause_does_not_end_a_long_one(breaker: Breaker, clock: Clock) -> None:
    breaker.note(QuotaExceededError(3600))
    breaker.note(RateLimitedError(1))
    clock.now += 2
    with pytest.raises(QuotaExceededError):
        breaker.check()


def test_every_thread_gets_an_exception_of_its_own(breaker: Breaker) -> None:
    breaker.note(QuotaExceededError(3600))
    caught: list[SpotifyError] = []

    def ask() -> None:
        with pytest.raises(QuotaExceededError) as error:
            breaker.check()
        caught.append(error.value)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(error) for error in caught}) == 8


def test_nothing_of_the_call_refused_is_kept(breaker: Breaker) -> None:
    error = QuotaExceededError(3600)
    breaker.note(error)
    kept = weakref.ref(error)
    del error
    gc.collect()
    assert kept() is None
