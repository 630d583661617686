"""The one HTTP client of the process, and what its failures mean."""

from __future__ import annotations

import logging
import time
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from humoresque.spotify.errors import SpotifyUnreachableError, UnreadableAnswerError

_CONNECT_S, _READ_S = 3.0, 10.0
# Fewer than the server's sixteen threads: while Spotify hangs, some are left for everything else.
_MOST_AT_ONCE = 10
_WAIT_FOR_TURN_S = 1.0
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)

logger = logging.getLogger(__name__)


def open_http() -> httpx.Client:
    """A client that all threads share.

    It keeps no cookies, which would be one listener's in the next one's call, and takes no proxy
    for addresses of this machine. Ten calls are on their way at once; another waits a second for
    its turn.
    """
    return httpx.Client(
        timeout=httpx.Timeout(_READ_S, connect=_CONNECT_S, pool=_WAIT_FOR_TURN_S),
        limits=httpx.Limits(max_connections=_MOST_AT_ONCE),
        headers={"User-Agent": "humoresque"},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        mounts={f"all://{host}": None for host in ("127.0.0.1", "[::1]", "localhost")},
    )


def send(http: httpx.Client, request: httpx.Request) -> httpx.Response:
    """One request, one answer of whatever status. Logged without query, header and body.

    Raises:
        SpotifyUnreachableError: no connection, no answer within 10 seconds, or one cut off.
        UnreadableAnswerError: an answer in a broken encoding.

    """
    # Nothing is raised "from" what httpx raises: its words may hold a header.
    method, path = request.method, request.url.path
    started = time.monotonic()
    try:
        response = http.send(request)
    except httpx.DecodingError:
        raise UnreadableAnswerError(path, "broken encoding") from None
    except httpx.HTTPError as error:
        not_sent = isinstance(error, _NOT_SENT)
        problem = str(error) if isinstance(error, httpx.ConnectError) else type(error).__name__
        logger.warning("%s %s: %s", method, path, problem)
        raise SpotifyUnreachableError(problem, ambiguous=not not_sent) from None
    took_ms = 1000 * (time.monotonic() - started)
    logger.debug("%s %s: %d in %.0f ms", method, path, response.status_code, took_ms)
    return response
