"""How many photos and playlists one client may ask for in a minute.

Counted inside one process: with several workers each counts on its own. That suffices to keep
one client from taking the whole processor or disk; a public server has a limit in its proxy too.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import deque
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest

from humoresque.web.api.errors import TooManyRequestsError

_MAX_CLIENTS = 10_000
_IPV6_SITE_PREFIX = 64


class Throttle:
    """A sliding window of ``window_seconds`` with at most ``limit`` calls a client; 0 is off."""

    def __init__(
        self, *, limit: int, window_seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = limit
        self._window = window_seconds
        self._clock = clock
        self._lock = threading.Lock()
        # In order of the latest call, so that forgotten clients are found at the front.
        self._calls: dict[str, deque[float]] = {}

    def admit(self, client: str) -> None:
        """Count one call of this client; TooManyRequestsError when it is one too many."""
        if not self._limit:
            return
        now = self._clock()
        with self._lock:
            calls = self._calls.pop(client, None) or deque(maxlen=self._limit)
            self._calls[client] = calls
            while calls and calls[0] <= now - self._window:
                calls.popleft()
            if len(calls) >= self._limit:
                raise TooManyRequestsError(math.ceil(calls[0] + self._window - now))
            calls.append(now)
            while len(self._calls) > _MAX_CLIENTS:
                del self._calls[next(iter(self._calls))]


def client_of(request: HttpRequest) -> str:
    """Return the address to count by: an IPv4 address, or the /64 that one IPv6 client is given.

    Behind ``TRUSTED_PROXIES`` proxies it is the entry of ``X-Forwarded-For`` that the outermost
    of them wrote; what stands before it could be made up. A cookie is not used: it can be
    thrown away.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(hops) >= settings.TRUSTED_PROXIES:
            address = hops[-settings.TRUSTED_PROXIES]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, _IPV6_SITE_PREFIX), strict=False))
    return str(parsed)
