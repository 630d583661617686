"""Takes bodies in: not too long ones, and not too many of one client at a time.

The server's threads wait for a body as long as its client sends nothing, and a read cannot be
broken off. So that one client cannot keep all of them waiting, it has a share of them.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, UnreadablePostError

from humoresque.web.api.errors import (
    BodyTooLargeError,
    LengthRequiredError,
    TooManyRequestsError,
)
from humoresque.web.api.problems import answer_problem
from humoresque.web.throttle import client_of

PHOTO_PATH = "/api/get-emotion-from-photo"
HISTORY_PATH = "/api/taste/history"
# A photo of 15 MB in base64 is 20 MB; the rest is JSON or the frame of a form.
MAX_PHOTO_BODY = 20_100_000
# Files of 100 MB, and the frame of a form around thirty of them.
MAX_HISTORY_BODY = 100_100_000
MAX_BODY = 64_000
_LIMITS = {PHOTO_PATH: MAX_PHOTO_BODY, HISTORY_PATH: MAX_HISTORY_BODY}
# Many clients send the whole body before they listen, and see a broken connection instead of
# the refusal when nobody takes it. Longer ones are on their own.
MAX_DRAINED = MAX_HISTORY_BODY
MOST_AT_ONCE = 8
"""How many bodies one client may have on their way: half as many as there are threads."""
_CHUNK = 64 * 1024


class BodyLimit:
    """Answers 413 for a body over the path's limit, 411 when its length is not announced.

    And 429 when too many bodies of this client are on their way. All but histories are read
    here, at once, so that nobody is refused while they still send.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._on_their_way: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on a request with an acceptable body."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        is_number = announced.isascii() and announced.isdigit()
        if "Transfer-Encoding" in request.headers or not is_number:
            return answer_problem(request, LengthRequiredError())
        size, limit = int(announced), _LIMITS.get(request.path_info, MAX_BODY)
        if not size:
            return self._get_response(request)
        try:
            with self._one_more(client_of(request)):
                if size > limit:
                    _drain(request, size)
                    return answer_problem(request, BodyTooLargeError(size, limit))
                if limit == MAX_HISTORY_BODY:
                    return self._answered_and_drained(request, size)
                _ = request.body  # Django keeps it
        except (TooManyRequestsError, UnreadablePostError) as error:
            return answer_problem(request, error)
        return self._get_response(request)

    def _answered_and_drained(self, request: HttpRequest, size: int) -> HttpResponse:
        response = self._get_response(request)
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            _drain(request, size)
        return response

    @contextmanager
    def _one_more(self, client: str) -> Iterator[None]:
        with self._lock:
            if self._on_their_way[client] >= MOST_AT_ONCE:
                raise TooManyRequestsError(retry_after=1)
            self._on_their_way[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._on_their_way[client] -= 1
                self._on_their_way += Counter()  # leaves out those at zero


def _drain(request: HttpRequest, announced: int) -> None:
    """Read and forget the body, unless it is huge or the client waits for leave to send it."""
    if announced > MAX_DRAINED or "Expect" in request.headers:
        return
    try:
        while request.read(_CHUNK):
            pass
    except OSError:  # the client went away
        return
