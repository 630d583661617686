"""Parts of the Spotify room, put together without a Spotify."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx
import pytest

from humoresque.spotify.client import SpotifyApi
from humoresque.spotify.retry import Retry
from humoresque.spotify.transport import Transport
from humoresque.spotify.wire import open_http


@dataclass
class Clock:
    """Time that passes only when somebody sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Tokens:
    """A token source that counts; renewals give what is laid ready, or made-up tokens."""

    token: str = "access-0"
    ready: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)

    def current(self) -> str:
        return self.token

    def renewed(self, rejected: str) -> str:
        self.rejected.append(rejected)
        self.token = self.ready.pop(0) if self.ready else f"access-{len(self.rejected)}"
        return self.token


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens() -> Tokens:
    return Tokens()


@pytest.fixture
def retry(clock: Clock) -> Retry:
    return Retry(clock=clock, sleep=clock.sleep, chance=lambda: 0.0)


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with open_http() as client:
        yield client


Answerer = Callable[[httpx.Request], httpx.Response]
Answering = Callable[[Answerer], SpotifyApi]


@pytest.fixture
def answering(tokens: Tokens, retry: Retry, clock: Clock) -> Iterator[Answering]:
    """An API whose answers are given: for bodies that no simulator would send."""
    opened: list[httpx.Client] = []

    def make(answerer: Answerer) -> SpotifyApi:
        opened.append(httpx.Client(transport=httpx.MockTransport(answerer)))
        transport = Transport(opened[-1], "https://api.invalid/v1", retry=retry)
        return SpotifyApi(transport, tokens, clock=clock, sleep=clock.sleep)

    yield make
    for client in opened:
        client.close()
