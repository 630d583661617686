"""When a call is tried again: seldom, soon, and only when twice leaves what once would have."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from humoresque.spotify.errors import (
    RateLimitedError,
    SpotifyFailingError,
    SpotifyUnreachableError,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Retry:
    """``again`` more attempts at most, none begun later than ``patience_s`` after the first.

    After a fault 0.5 s and then 1 s are waited, each up to half longer by chance. After "too many
    calls" as long as Spotify asks for, or 1 s and then 2 s where it does not say.
    """

    again: int = 2
    patience_s: float = 10.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def __call__(self, call: Callable[[], T], within_s: float = math.inf) -> T:
        """What ``call`` gives, or raises in the end; ``within_s`` may lessen the patience."""
        patience_s = min(self.patience_s, within_s)
        started = self.clock()
        for tried in range(self.again):
            try:
                return call()
            except (RateLimitedError, SpotifyFailingError, SpotifyUnreachableError) as error:
                pause = self._pause(error, tried)
                if self.clock() - started + pause > patience_s:
                    raise
            self.sleep(pause)
        return call()

    def _pause(self, error: Exception, tried: int) -> float:
        if not isinstance(error, RateLimitedError):
            return 0.5 * 2.0**tried * (1.0 + 0.5 * self.chance())
        return 2.0**tried if error.retry_after is None else float(error.retry_after)
