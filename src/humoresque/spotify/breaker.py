"""Not asking while Spotify has said that it will not answer anybody."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from humoresque.spotify.errors import (
    OwnerNotPremiumError,
    QuotaExceededError,
    RateLimitedError,
    SpotifyError,
)

# Where Spotify does not say how long.
_UNTOLD_S = 300


class Breaker:
    """One for the app, shared by all threads: what it watches for concerns every listener alike."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._until = -math.inf
        self._why: type[SpotifyError] | None = None

    def check(self) -> None:
        """Let a call pass.

        Raises:
            QuotaExceededError, RateLimitedError: Spotify asked to wait, and for how much longer.
            OwnerNotPremiumError: it said so in the last five minutes.

        """
        with self._lock:
            rest, why = self._until - self._clock(), self._why
        if rest <= 0.0 or why is None:
            return
        if issubclass(why, QuotaExceededError | RateLimitedError):
            raise why(math.ceil(rest))
        raise OwnerNotPremiumError

    def note(self, error: SpotifyError) -> None:
        """Remember what is true for all; anything else changes nothing."""
        if isinstance(error, RateLimitedError):
            closed_s = error.retry_after or 0
        elif isinstance(error, QuotaExceededError):
            closed_s = _UNTOLD_S if error.retry_after is None else error.retry_after
        elif isinstance(error, OwnerNotPremiumError):
            closed_s = _UNTOLD_S
        else:
            return
        with self._lock:
            until = self._clock() + closed_s
            if until > self._until:
                self._until, self._why = until, type(error)
