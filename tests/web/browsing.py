"""A browser at an address that Spotify can log in at, and its ways to Spotify and back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from tests.simulators.running import RunningSimulator

HOST = "127.0.0.1:8000"


def browser() -> Client:
    """A visitor of their own, at the address that ``run.py`` prints."""
    return Client(headers={"host": HOST, "sec-fetch-site": "same-origin"})


@dataclass(frozen=True, slots=True)
class Browser:
    """A visitor whose Spotify is the simulator."""

    simulator: RunningSimulator
    client: Client = field(default_factory=browser)

    def way_to_spotify(self, purpose: str = "log-in", return_to: str = "/") -> str:
        """Return where the page sends the browser."""
        query = {"purpose": purpose, "return_to": return_to}
        answer = self.client.get("/api/get-auth-url", query)
        assert answer.status_code == 200, answer.content
        url: str = answer.json()["url"]
        return url

    def come_back(self, address: str) -> str:
        """Return where the redirect that Spotify asked for leads to."""
        parts = urlsplit(address)
        answer: Any = self.client.get(f"{parts.path}?{parts.query}")
        assert answer.status_code == 302, answer.content
        return str(answer.headers["Location"])

    def connect(self, listener: str = "ana", *purposes: str) -> None:
        """Log in and agree, to what the log-in needs or to all these purposes in turn."""
        for purpose in purposes or ("log-in",):
            there = self.way_to_spotify(purpose)
            landed = self.come_back(self.simulator.log_in(listener, there))
            assert landed == "/?spotify=connected", landed
