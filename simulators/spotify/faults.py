"""Faults on request: which requests they meet, and how often."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus


class Name(StrEnum):
    """What can go wrong."""

    RATE_LIMITED = "rate_limited"
    RATE_LIMITED_TEXT = "rate_limited_text"
    QUOTA_EXCEEDED = "quota_exceeded"
    TOKEN_EXPIRED = "token_expired"  # noqa: S105  a fault's name
    REFRESH_EXPIRED = "refresh_expired"
    REFRESH_ROTATES = "refresh_rotates"
    TEXT_BODY_200 = "text_body_200"
    HTTP_500 = "http_500"
    HTTP_502 = "http_502"
    HTTP_503 = "http_503"
    HTTP_504 = "http_504"
    SLOW = "slow"
    SPURIOUS_401 = "spurious_401"
    NOT_REACHABLE = "not_reachable"
    CONNECTION_LOST = "connection_lost"
    INSUFFICIENT_SCOPE = "insufficient_scope"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


_TOKEN = re.compile(r"^/api/token$")
_EVERYTHING = re.compile(r"^/")
_COMMANDS = re.compile(r"^/v1/me/player")
_WEB_API = re.compile(r"^/v1/")
# Where a fault strikes when no path is named; all others strike the Web API.
_DEFAULT_PATHS = {
    Name.REFRESH_EXPIRED: _TOKEN,
    Name.REFRESH_ROTATES: _TOKEN,
    Name.NOT_REACHABLE: _EVERYTHING,
    Name.TEXT_BODY_200: _COMMANDS,
}
# Only the token endpoint knows whether a request is a refresh.
REFRESH_FAULTS = frozenset({Name.REFRESH_EXPIRED, Name.REFRESH_ROTATES})
STATUSES = {
    Name.HTTP_500: HTTPStatus.INTERNAL_SERVER_ERROR,
    Name.HTTP_502: HTTPStatus.BAD_GATEWAY,
    Name.HTTP_503: HTTPStatus.SERVICE_UNAVAILABLE,
    Name.HTTP_504: HTTPStatus.GATEWAY_TIMEOUT,
}


@dataclass(slots=True)
class Fault:
    """A fault that strikes matching requests: after some of them, so many times (None: always)."""

    name: Name
    method: str | None = None
    path: re.Pattern[str] | None = None
    times: int | None = None
    after: int = 0
    retry_after: int | None = None
    delay_s: float = 0.0

    def meets(self, method: str, path: str) -> bool:
        """Whether it is for such a request; counts nothing."""
        if self.name is Name.TEXT_BODY_200 and method == "GET":
            return False
        wanted = self.path or _DEFAULT_PATHS.get(self.name, _WEB_API)
        return self.method in {None, method} and wanted.search(path) is not None


def strike(faults: list[Fault], names: Container[Name], method: str, path: str) -> Fault | None:
    """Return the first fault of these whose turn it is; what is used up leaves the list."""
    for fault in faults:
        if fault.name not in names or not fault.meets(method, path):
            continue
        if fault.after > 0:
            fault.after -= 1
            continue
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                faults.remove(fault)
        return fault
    return None
