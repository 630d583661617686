"""What went to and fro at the Web API, bodies included, for those who check it afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from simulators.spotify.faults import Name

# Codes, verifiers, secrets and tokens go to other addresses than these, and in this header.
WEB_API = "/v1/"
CUT = 0


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request of the Web API and its answer; status 0: none, for the connection was cut.

    ``with_token``: it came with an access token, which is not kept.
    """

    mode: str
    fault: Name | None
    listener: str | None
    user_agent: str
    method: str
    path: str
    query: str
    with_token: bool
    content_type: str
    body: str
    status: int
    answer_type: str
    retry_after: str | None
    answer: str


def seen(
    request: HttpRequest,
    answer: HttpResponseBase,
    *,
    mode: str,
    fault: Name | None,
    listener: str | None,
    cut: bool,
) -> Exchange:
    """Return what is to be remembered of a request that has been answered."""
    content = b"" if cut else getattr(answer, "content", b"")
    return Exchange(
        mode=mode,
        fault=fault,
        listener=listener,
        user_agent=request.headers.get("User-Agent", ""),
        method=request.method or "",
        path=request.path,
        query=request.META.get("QUERY_STRING", ""),
        with_token=request.headers.get("Authorization", "").startswith("Bearer "),
        content_type=request.headers.get("Content-Type", ""),
        body=request.body.decode(errors="replace"),
        status=CUT if cut else answer.status_code,
        answer_type="" if cut else answer.headers.get("Content-Type", ""),
        retry_after=None if cut else answer.headers.get("Retry-After"),
        answer=content.decode(errors="replace"),
    )
