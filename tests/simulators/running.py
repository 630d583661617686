"""The simulated Spotify in a process of its own, and hands that press its switches and buttons."""

from __future__ import annotations

import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

REPOSITORY = Path(__file__).parents[2]
CLIENT_ID = "simulated-client-id"
CLIENT_SECRET = "simulated-client-secret"
# Registered without a port: every port of this machine may be asked for.
REDIRECT_URIS = (
    "http://127.0.0.1/spotify/redirect",
    "http://[::1]/spotify/redirect",
    "https://humoresque.example/spotify/redirect",
    "http://localhost/spotify/redirect",
)
_STOP_SECONDS = 10.0
_KEEPING = ("--keep-exchanges", "1000")
# Everything is plain HTTP here; reading the machine's certificates for each client takes its time.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(frozen=True, slots=True)
class RunningSimulator:
    """A simulator that answers at ``address`` (no slash at the end)."""

    address: str

    @property
    def api_url(self) -> str:
        """What stands for ``https://api.spotify.com/v1``."""
        return f"{self.address}/v1"

    def reset(self) -> None:
        """Make it as new: no tokens, no playlists, no faults, the real time."""
        self._tell("POST", "reset")

    def app(self, **switches: object) -> None:
        """Switch ``mode`` (devmode, legacy) or ``owner_premium``."""
        self._tell("PATCH", "app", switches)

    def listener(self, key: str, **switches: object) -> None:
        """Switch ``premium`` or ``allowlisted`` of ana, ben, cleo or dmitri."""
        self._tell("PATCH", f"listeners/{key}", switches)

    def revoke(self, key: str) -> None:
        """Let the listener take the app's access back."""
        self._tell("POST", f"listeners/{key}/revoke")

    def expire(self, key: str) -> None:
        """End the listener's access tokens."""
        self._tell("POST", f"listeners/{key}/expire")

    def fault(self, fault: str, **how: object) -> None:
        """Order a fault: ``method``, ``path`` (regex), ``times``, ``after``, ``retry_after``, …"""
        self._tell("POST", "faults", {"fault": fault, **how})

    def no_faults(self) -> None:
        """Take every fault back."""
        self._tell("DELETE", "faults")

    def advance(self, seconds: float) -> None:
        """Let the simulator's clock jump ahead."""
        self._tell("POST", "clock", {"advance_s": seconds})

    def withdraw(self, *track_ids: str) -> None:
        """Take tracks off Spotify."""
        self._tell("POST", "withdraw", {"track_ids": track_ids})

    def stand_ins(self, **switches: object) -> None:
        """Switch ``sdk_initializes``, ``autoplay``, ``embed_speed`` or ``embed_ends_at``."""
        self._tell("PATCH", "stand-ins", switches)

    def emit(self, event: str, message: str = "Ordered by a test") -> None:
        """Let every player in a browser emit an event, as ``playback_error`` or ``not_ready``."""
        self._tell("POST", "stand-ins/events", {"event": event, "message": message})

    def listen(self, key: str, device: str, *uris: str, ad_first: bool = False) -> None:
        """Let a listener press play on a device of theirs, named as they named it."""
        wanted = {"device": device, "uris": uris, "ad_first": ad_first}
        self._tell("POST", f"listeners/{key}/listen", wanted)

    def state(self) -> Any:
        """Return what it remembers; see docs/spotify-simulator.md."""
        answer = httpx.get(f"{self.address}/_simulator/state", verify=NO_CERTIFICATES)
        return answer.raise_for_status().json()

    def exchanges(self) -> list[dict[str, Any]]:
        """Return the requests and answers of the Web API since the last reset, in full."""
        answer = httpx.get(f"{self.address}/_simulator/exchanges", verify=NO_CERTIFICATES)
        exchanges: list[dict[str, Any]] = answer.raise_for_status().json()["exchanges"]
        return exchanges

    def secrets(self) -> list[str]:
        """Return all tokens, codes and verifiers since the last reset, and the app's secret."""
        answer = httpx.get(f"{self.address}/_simulator/secrets", verify=NO_CERTIFICATES)
        found: list[str] = answer.raise_for_status().json()["secrets"]
        return found

    def requests(self, method: str | None = None, path: str = "") -> list[dict[str, Any]]:
        """Return the remembered requests of a method whose path begins so."""
        return [
            request
            for request in self.state()["requests"]
            if method in {None, request["method"]} and request["path"].startswith(path)
        ]

    def log_in(self, listener: str, authorization_url: str, *, agree: bool = True) -> str:
        """Click through log-in and consent as a new browser; return where it is sent back to."""
        with httpx.Client(base_url=self.address, verify=NO_CERTIFICATES) as browser:
            page = browser.get(authorization_url)
            if "location" in page.headers:
                return page.headers["location"]
            query = urlsplit(authorization_url).query
            page = browser.post(f"/login?{query}", data={"listener": listener})
            assert page.status_code == 303, page.text
            page = browser.get(page.headers["location"])
            if page.status_code == 200:
                decision = "agree" if agree else "cancel"
                page = browser.post(f"/authorize?{query}", data={"decision": decision})
            assert page.status_code == 302, page.text
            return page.headers["location"]

    def access_token(self, listener: str, *scopes: str) -> str:
        """Return a fresh access token of a listener who has consented to these scopes."""
        redirect_uri = "http://127.0.0.1:9/spotify/redirect"
        asked = {"client_id": CLIENT_ID, "response_type": "code", "redirect_uri": redirect_uri}
        url = f"{self.address}/authorize?{urlencode(asked | {'scope': ' '.join(scopes)})}"
        code = parse_qs(urlsplit(self.log_in(listener, url)).query)["code"][0]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        answer = httpx.post(
            f"{self.address}/api/token",
            data=form,
            auth=(CLIENT_ID, CLIENT_SECRET),
            verify=NO_CERTIFICATES,
        )
        token: str = answer.raise_for_status().json()["access_token"]
        return token

    def _tell(self, method: str, path: str, body: object = None) -> None:
        address = f"{self.address}/_simulator/{path}"
        answer = httpx.request(method, address, json=body, verify=NO_CERTIFICATES)
        assert answer.status_code == 204, answer.text


@contextmanager
def running_simulator(*redirect_uris: str) -> Iterator[RunningSimulator]:
    """Start a simulator on a free port; stop it in the end."""
    options = [f"--redirect-uri={uri}" for uri in redirect_uris or REDIRECT_URIS]
    process = subprocess.Popen(
        [sys.executable, "-m", "simulators.spotify", "--port", "0", *_KEEPING, *options],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline().strip()
        assert line.startswith("Spotify simulator on http://"), line
        yield RunningSimulator(line.rpartition(" ")[2])
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
