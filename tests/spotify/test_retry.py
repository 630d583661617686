from __future__ import annotations

from collections.abc import Callable

import pytest

from humoresque.spotify.errors import (
    NotFoundOnSpotifyError,
    QuotaExceededError,
    RateLimitedError,
    SpotifyError,
    SpotifyFailingError,
    SpotifyUnreachableError,
)
from humoresque.spotify.retry import Retry
from tests.spotify.conftest import Clock

FAILING = SpotifyFailingError(503)
LOST = SpotifyUnreachableError("ReadError", ambiguous=True)


def failing(*errors: SpotifyError) -> Callable[[], str]:
    left = list(errors)

    def call() -> str:
        if left:
            raise left.pop(0)
        return "done"

    return call


@pytest.mark.parametrize("error", [FAILING, LOST])
def test_a_passing_fault_is_not_noticed(error: SpotifyError, retry: Retry, clock: Clock) -> None:
    assert retry(failing(error, error)) == "done"
    assert clock.slept == [0.5, 1.0]


@pytest.mark.parametrize("error", [FAILING, LOST])
def test_a_lasting_fault_is_named_after_three_attempts(error: SpotifyError, retry: Retry) -> None:
    with pytest.raises(type(error)):
        retry(failing(error, error, error))


def test_two_threads_do_not_come_back_at_the_same_moment(clock: Clock) -> None:
    chances = iter([0.0, 1.0])
    retry = Retry(clock=clock, sleep=clock.sleep, chance=lambda: next(chances))
    retry(failing(FAILING, FAILING))
    assert clock.slept == [0.5, 1.5]


def test_too_many_calls_are_answered_by_the_pause_asked_for(retry: Retry, clock: Clock) -> None:
    assert retry(failing(RateLimitedError(4), RateLimitedError(5))) == "done"
    assert clock.slept == [4.0, 5.0]


def test_without_a_pause_asked_for_it_is_one_second_and_then_two(
    retry: Retry, clock: Clock
) -> None:
    assert retry(failing(RateLimitedError(None), RateLimitedError(None))) == "done"
    assert clock.slept == [1.0, 2.0]


def test_nobody_waits_longer_than_ten_seconds_altogether(retry: Retry, clock: Clock) -> None:
    with pytest.raises(RateLimitedError) as caught:
        retry(failing(RateLimitedError(6), RateLimitedError(6)))
    assert caught.value.retry_after == 6
    assert clock.slept == [6.0]


def test_a_long_pause_is_not_begun(retry: Retry, clock: Clock) -> None:
    with pytest.raises(RateLimitedError):
        retry(failing(RateLimitedError(11)))
    assert clock.slept == []


def test_an_answer_that_took_ten_seconds_is_not_asked_for_again(retry: Retry, clock: Clock) -> None:
    def slow() -> str:
        clock.now += 10.0
        raise LOST

    with pytest.raises(SpotifyUnreachableError):
        retry(slow)
    assert clock.slept == []


@pytest.mark.parametrize("error", [QuotaExceededError(2), NotFoundOnSpotifyError("/me")])
def test_what_will_not_change_is_not_tried_again(
    error: SpotifyError, retry: Retry, clock: Clock
) -> None:
    with pytest.raises(type(error)):
        retry(failing(error))
    assert clock.slept == []
