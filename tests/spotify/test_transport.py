from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from humoresque.spotify.breaker import Breaker
from humoresque.spotify.errors import (
    NotAllowListedError,
    OwnerNotPremiumError,
    QuotaExceededError,
    RateLimitedError,
    SpotifyError,
    SpotifyFailingError,
    SpotifyUnreachableError,
)
from humoresque.spotify.request import Request
from humoresque.spotify.retry import Retry
from humoresque.spotify.transport import Transport
from tests.simulators.running import RunningSimulator
from tests.spotify.conftest import Clock
from tests.spotify.scripted import CUT, answer, scripted

GET = Request("GET", "/me")
POST = Request("POST", "/me/playlists", body={"name": "List"})

Opened = Callable[[str], Transport]


@pytest.fixture
def opened(http: httpx.Client, retry: Retry, clock: Clock) -> Opened:
    return lambda address: Transport(http, address, breaker=Breaker(clock), retry=retry)


def test_a_call_is_one_request_with_its_token(opened: Opened) -> None:
    with scripted(answer("200 OK", b'{"a": 1}')) as spotify:
        asked = Request("PUT", "/me/player/play", {"device_id": "a b"}, {"uris": ["é"]})
        assert opened(spotify.address + "/v1/").send(asked, "access-0") == b'{"a": 1}'
    head, _, body = spotify.asked[0].partition(b"\r\n\r\n")
    assert head.startswith(b"PUT /v1/me/player/play?device_id=a+b HTTP/1.1")
    assert b"authorization: bearer access-0" in head.lower()
    assert b"content-type: application/json" in head.lower()
    assert body.decode() == '{"uris":["é"]}'


def test_without_a_body_nothing_is_sent_for_one(opened: Opened) -> None:
    with scripted(answer("204 No Content", kind=None)) as spotify:
        opened(spotify.address).send(Request("PUT", "/me/player/pause"), "t")
    head, _, body = spotify.asked[0].lower().partition(b"\r\n\r\n")
    assert (b"content-type" in head, b"content-length: 0" in head, body) == (False, True, b"")


@pytest.mark.parametrize(
    "done",
    [
        answer("204 No Content", kind=None),
        answer("200 OK", kind=None),
        answer("200 OK", kind="application/json"),
        answer("200 OK", b"AAECAwQ=", "text/plain"),
        answer("202 Accepted", b"\xff\xfe\x00odd", None),
        answer("201 Created", b"<p>done</p>", "text/html"),
    ],
)
def test_whatever_is_2xx_is_done(done: bytes, opened: Opened) -> None:
    with scripted(done) as spotify:
        assert opened(spotify.address).send(POST, "t") is None


@pytest.mark.parametrize("fault", ["http_500", "http_502", "http_503", "http_504"])
def test_a_passing_fault_of_spotifys_is_not_noticed(
    fault: str, simulator: RunningSimulator, opened: Opened, clock: Clock
) -> None:
    token = simulator.access_token("ana")
    simulator.fault(fault, times=2)
    assert opened(simulator.api_url).send(GET, token)
    assert clock.slept == [0.5, 1.0]


def test_a_lasting_fault_of_spotifys_is_named(simulator: RunningSimulator, opened: Opened) -> None:
    token = simulator.access_token("ana")
    simulator.fault("http_503")
    with pytest.raises(SpotifyFailingError) as caught:
        opened(simulator.api_url).send(GET, token)
    assert caught.value.status == 503
    assert len(simulator.requests("GET", "/v1/me")) == 3


@pytest.mark.parametrize("fault", ["rate_limited", "rate_limited_text"])
def test_a_pause_is_kept_and_the_call_made(
    fault: str, simulator: RunningSimulator, opened: Opened, clock: Clock
) -> None:
    token = simulator.access_token("ana")
    simulator.fault(fault, times=1, retry_after=4)
    assert opened(simulator.api_url).send(GET, token)
    assert clock.slept == [4.0]


def test_a_pause_too_long_is_named_and_kept_without_asking(
    simulator: RunningSimulator, opened: Opened, clock: Clock
) -> None:
    token, transport = simulator.access_token("ana"), opened(simulator.api_url)
    simulator.fault("rate_limited", times=1, retry_after=25)
    for rest in (25, 20):
        with pytest.raises(RateLimitedError) as caught:
            transport.send(GET, token)
        assert caught.value.retry_after == rest
        clock.now += 5
    assert len(simulator.requests("GET", "/v1/me")) == 1
    clock.now += 15
    assert transport.send(GET, token)


def test_a_quota_used_up_stops_all_calls_until_it_is_over(
    simulator: RunningSimulator, opened: Opened, clock: Clock
) -> None:
    token, transport = simulator.access_token("ana"), opened(simulator.api_url)
    simulator.fault("quota_exceeded", times=1, retry_after=52531)
    for asked in (GET, POST, GET):
        with pytest.raises(QuotaExceededError):
            transport.send(asked, token)
    assert len(simulator.requests(path="/v1/")) == 1
    assert clock.slept == []
    clock.now += 52531
    assert transport.send(GET, token)


def test_the_quota_is_everybodys(simulator: RunningSimulator, opened: Opened) -> None:
    transport = opened(simulator.api_url)
    ana, ben = simulator.access_token("ana"), simulator.access_token("ben")
    simulator.fault("quota_exceeded", times=1)
    for token in (ana, ben):
        with pytest.raises(QuotaExceededError):
            transport.send(GET, token)
    assert len(simulator.requests("GET", "/v1/me")) == 1


def test_an_owner_without_premium_stops_all_calls_for_five_minutes(
    simulator: RunningSimulator, opened: Opened, clock: Clock
) -> None:
    token, transport = simulator.access_token("ana"), opened(simulator.api_url)
    simulator.app(owner_premium=False)
    for _ in range(2):
        with pytest.raises(OwnerNotPremiumError):
            transport.send(GET, token)
    assert len(simulator.requests("GET", "/v1/me")) == 1
    simulator.app(owner_premium=True)
    clock.now += 300
    assert transport.send(GET, token)


def test_a_listener_who_is_not_registered_stops_nobody_else(
    simulator: RunningSimulator, opened: Opened
) -> None:
    transport = opened(simulator.api_url)
    with pytest.raises(NotAllowListedError):
        transport.send(GET, simulator.access_token("dmitri"))
    assert transport.send(GET, simulator.access_token("ana"))


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (answer("503 Service Unavailable", b"", "text/html"), SpotifyFailingError),
        (answer("429 Too Many", b"Too many requests", "text/plain"), RateLimitedError),
        (CUT, SpotifyUnreachableError),
    ],
)
def test_what_makes_something_is_sent_once(
    bad: bytes, error: type[SpotifyError], opened: Opened
) -> None:
    with scripted(bad) as spotify, pytest.raises(error):
        opened(spotify.address).send(POST, "t")
    assert len(spotify.asked) == 1


def test_a_connection_cut_is_tried_again(opened: Opened) -> None:
    with scripted(CUT, CUT, answer("200 OK", b"{}")) as spotify:
        assert opened(spotify.address).send(GET, "t") == b"{}"
    assert len(spotify.asked) == 3
