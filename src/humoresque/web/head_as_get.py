"""HEAD below /api, which Django Ninja knows nothing of."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from humoresque.web.api.problems import is_below_api


class HeadAsGet:
    """Answers HEAD with the status and headers of GET, without its body (RFC 9110, 9.3.2)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass a HEAD on as a GET; the length that was counted stays in the header."""
        if request.method != "HEAD" or not is_below_api(request):
            return _with_head_allowed(request, self._get_response(request))
        request.method = "GET"
        try:
            response = self._get_response(request)
        finally:
            request.method = "HEAD"
        _drop_body(response)
        return _with_head_allowed(request, response)


def _with_head_allowed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    allowed = response.get("Allow", "").split(", ")
    if is_below_api(request) and "GET" in allowed and "HEAD" not in allowed:
        response["Allow"] = ", ".join([*allowed, "HEAD"])
    return response


def _drop_body(response: HttpResponseBase) -> None:
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()  # its file is closed with the response
    elif isinstance(response, HttpResponse):
        response.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
