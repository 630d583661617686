"""Calls of a listener's app to the simulated Web API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests.simulators.running import NO_CERTIFICATES, RunningSimulator

JSON = "application/json; charset=utf-8"
ALL = (
    *("playlist-modify-private", "playlist-modify-public", "playlist-read-private"),
    *("user-library-modify", "user-library-read", "user-top-read"),
)


@contextmanager
def calling(simulator: RunningSimulator, listener: str, *scopes: str) -> Iterator[httpx.Client]:
    """A client that sends a fresh token of the listener's with every call."""
    token = simulator.access_token(listener, *scopes)
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(
        base_url=simulator.api_url, headers=headers, verify=NO_CERTIFICATES
    ) as client:
        yield client


def error(answer: httpx.Response) -> tuple[int, str]:
    """The refusal of the Web API's own shape: status and message."""
    assert answer.headers["content-type"] == JSON
    body: dict[str, Any] = answer.json()["error"]
    assert body["status"] == answer.status_code
    return body["status"], body["message"]
