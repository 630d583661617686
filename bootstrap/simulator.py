"""The Spotify simulator beside the app, for ``run.py --with-spotify-simulator``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrap.console import SetupError
from bootstrap.program import surroundings

_ANNOUNCED = "Spotify simulator on "
# The simulator knows one app, which is no secret.
_CLIENT_ID = "simulated-client-id"
_CLIENT_SECRET = "simulated-client-secret"  # noqa: S105 - of the simulator alone
_STOP_SECONDS = 10.0


@contextmanager
def simulating(python: Path, root: Path, app_port: int) -> Iterator[dict[str, str]]:
    """Start it on a free port; yields the settings that make the app use it.

    Raises SetupError when it does not start.
    """
    command = [str(python), "-m", "simulators.spotify", "--port", "0"]
    command += ["--redirect-uri", f"http://127.0.0.1:{app_port}/spotify/redirect"]
    with subprocess.Popen(
        command, cwd=root, env=surroundings(), stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            address = _announced_address(process)
            print(f"Spotify is simulated on {address}: log in there as one of its listeners.")
            yield settings_for(address)
        finally:
            _stop(process)


def settings_for(address: str) -> dict[str, str]:
    """The variables that name the simulator at ``address`` in place of Spotify."""
    named = {
        "CLIENT_ID": _CLIENT_ID,
        "CLIENT_SECRET": _CLIENT_SECRET,
        "ACCOUNTS_URL": address,
        "API_URL": f"{address}/v1",
        "SDK_URL": f"{address}/sdk/spotify-player.js",
        "EMBED_URL": address,
        # What a person may have set for the real Spotify does not fit.
        "CLIENT_SECRET_FILE": "",
        "REDIRECT_URI": "",
    }
    return {f"HUMORESQUE_SPOTIFY_{name}": value for name, value in named.items()}


def _announced_address(process: subprocess.Popen[str]) -> str:
    line = process.stdout.readline().strip() if process.stdout else ""
    if not line.startswith(_ANNOUNCED):
        raise SetupError("The Spotify simulator did not start.", "The lines above tell why.")
    return line.removeprefix(_ANNOUNCED)


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        print("The Spotify simulator had to be killed.", file=sys.stderr)
