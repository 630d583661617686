from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from humoresque.web.api.errors import TooManyRequestsError
from humoresque.web.throttle import Throttle, client_of


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_call_too_many_is_refused_with_the_seconds_to_wait() -> None:
    clock = Clock()
    throttle = Throttle(limit=2, window_seconds=60, clock=clock)
    throttle.admit("a")
    clock.now = 10.5
    throttle.admit("a")
    with pytest.raises(TooManyRequestsError) as caught:
        throttle.admit("a")
    assert caught.value.retry_after == 50


def test_after_the_wait_the_next_call_passes() -> None:
    clock = Clock()
    throttle = Throttle(limit=1, window_seconds=60, clock=clock)
    throttle.admit("a")
    clock.now = 60
    throttle.admit("a")


def test_clients_do_not_count_for_each_other() -> None:
    throttle = Throttle(limit=1, window_seconds=60, clock=Clock())
    throttle.admit("a")
    throttle.admit("b")


def test_a_limit_of_zero_is_no_limit() -> None:
    throttle = Throttle(limit=0, window_seconds=60, clock=Clock())
    for _ in range(1000):
        throttle.admit("a")


def test_a_flood_of_addresses_does_not_fill_the_memory() -> None:
    throttle = Throttle(limit=1, window_seconds=60, clock=Clock())
    for number in range(11_000):
        throttle.admit(str(number))
    assert len(throttle._calls) == 10_000  # noqa: SLF001 - the only sign of it


@given(
    st.integers(1, 5),
    st.lists(st.floats(0, 40, allow_nan=False, width=16), min_size=1, max_size=40),
)
def test_no_window_ever_holds_more_than_the_limit(limit: int, pauses: list[float]) -> None:
    clock = Clock()
    throttle = Throttle(limit=limit, window_seconds=60, clock=clock)
    admitted: list[float] = []
    waits: list[int] = []
    for pause in pauses:
        clock.now += pause
        try:
            throttle.admit("a")
        except TooManyRequestsError as error:
            waits.append(error.retry_after)
        else:
            admitted.append(clock.now)
    assert all(1 <= wait <= 60 for wait in waits)
    for start in admitted:
        assert sum(start <= moment < start + 60 for moment in admitted) <= limit


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("unix:", "unix:"),
    ],
)
def test_a_client_is_an_address_or_an_ipv6_site(address: str, client: str) -> None:
    assert client_of(RequestFactory().get("/", REMOTE_ADDR=address)) == client


@pytest.mark.parametrize(
    ("proxies", "client"), [(0, "10.0.0.1"), (1, "192.0.2.2"), (2, "192.0.2.1"), (3, "10.0.0.1")]
)
def test_forwarded_addresses_count_only_from_trusted_proxies(
    proxies: int, client: str, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.1, 192.0.2.2"
    )
    assert client_of(request) == client
