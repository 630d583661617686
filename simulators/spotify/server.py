"""The simulator's own HTTP server: Django on loopback, in a process that is nothing else."""

from __future__ import annotations

import secrets
import signal
from collections import deque
from pathlib import Path
from types import FrameType
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from simulators.spotify.endpoint import CONNECTION, STATE
from simulators.spotify.state import App, State

HOST = "127.0.0.1"
_WAITING_CONNECTIONS = 128


class _Server(ThreadedWSGIServer):
    """Holds the state that its requests are about."""

    request_queue_size = _WAITING_CONNECTIONS

    def __init__(self, port: int, state: State) -> None:
        self.state = state
        super().__init__((HOST, port), _Handler, ipv6=False)


class _Handler(WSGIRequestHandler):
    """Hands views the state, and the socket that a fault may cut; logs nothing."""

    server: _Server
    # A body that waits for its headers to be acknowledged would be 40 ms late.
    disable_nagle_algorithm = True

    def get_environ(self) -> dict[str, Any]:
        """Return what a view sees of the request."""
        return {**super().get_environ(), STATE: self.server.state, CONNECTION: self.connection}

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class' name
        """Say nothing: addresses of the accounts service hold what belongs in no log."""


def configure() -> None:
    """Set Django up for this process."""
    here = Path(__file__).parent
    settings.configure(
        ALLOWED_HOSTS=[HOST, "localhost", "[::1]"],
        APPEND_SLASH=False,
        LOGGING={
            "version": 1,
            "disable_existing_loggers": False,
            "loggers": {"django.request": {"level": "ERROR"}},
        },
        MIDDLEWARE=[
            "django.middleware.common.CommonMiddleware",  # says how long an answer is
            "simulators.spotify.middleware.open_to_scripts",
            "simulators.spotify.middleware.one_at_a_time",
        ],
        ROOT_URLCONF="simulators.spotify.urls",
        SECRET_KEY=secrets.token_urlsafe(),
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [here / "templates"],
            }
        ],
        TIME_ZONE="UTC",
        USE_TZ=True,
    )
    django.setup()


def serve(port: int, redirect_uris: tuple[str, ...], exchanges: int = 0) -> None:
    """Answer on loopback until the process is told to stop; port 0 chooses a free one.

    The last ``exchanges`` requests and answers of the Web API are kept in full.
    """
    configure()
    state = State(App(redirect_uris), exchanges=deque(maxlen=exchanges))
    with _Server(port, state) as server:
        server.set_app(WSGIHandler())
        signal.signal(signal.SIGTERM, _stop)
        print(f"Spotify simulator on http://{HOST}:{server.server_port}", flush=True)  # noqa: T201
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
