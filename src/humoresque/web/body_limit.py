"""Refuses bodies that are too long by their announced length, before a byte of them is kept."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from humoresque.web.api.errors import BodyTooLargeError, LengthRequiredError
from humoresque.web.api.problems import answer_problem

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
MAX_DRAINED = 64_000_000
_CHUNK = 64 * 1024


class BodyLimit:
    """Answers 413 for a body over the path's limit, and 411 when its length is not announced."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on a request with an acceptable body."""
        if "Transfer-Encoding" in request.headers:
            return answer_problem(request, LengthRequiredError())
        limit = _LIMITS.get(request.path_info, MAX_BODY)
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if not (announced.isascii() and announced.isdigit()):
            return answer_problem(request, LengthRequiredError())
        if int(announced) > limit:
            _drain(request, int(announced))
            return answer_problem(request, BodyTooLargeError(int(announced), limit))
        return self._get_response(request)


def _drain(request: HttpRequest, announced: int) -> None:
    """Read and forget the body, unless it is huge or the client waits for leave to send it."""
    if announced > MAX_DRAINED or "Expect" in request.headers:
        return
    try:
        while request.read(_CHUNK):
            pass
    except OSError:  # the client went away
        return
