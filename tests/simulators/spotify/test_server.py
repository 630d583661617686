from __future__ import annotations

import socket
import subprocess
import sys

import httpx

from tests.simulators.running import CLIENT_SECRET, REPOSITORY, running_simulator


def test_it_says_where_it_is_and_nothing_else() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "simulators.spotify", "--port", str(port)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == f"Spotify simulator on http://127.0.0.1:{port}\n"
        address = f"http://127.0.0.1:{port}"
        query = {"client_id": "x", "state": "a-secret-state"}
        assert httpx.get(f"{address}/authorize", params=query).status_code == 400
        form = {"grant_type": "refresh_token", "refresh_token": "a-secret-token"}
        assert httpx.post(f"{address}/api/token", data=form).status_code == 400
        assert httpx.get(f"{address}/nothing").status_code == 404
        headers = {"Authorization": "Bearer a-secret-token"}
        assert httpx.get(f"{address}/v1/me", headers=headers).status_code == 401
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=20)
    assert said == ""
    assert process.returncode == 0


def test_it_answers_on_loopback_names_alone() -> None:
    with running_simulator() as simulator:
        headers = {"Host": "spotify.example"}
        assert httpx.get(simulator.address, headers=headers).status_code == 400
        assert httpx.get(simulator.address).status_code == 200


def test_its_redirect_addresses_are_given_at_the_start() -> None:
    with running_simulator("https://a.example/back") as simulator:
        assert simulator.state()["app"]["redirect_uris"] == ["https://a.example/back"]


def test_the_secret_is_in_no_state() -> None:
    with running_simulator() as simulator:
        assert CLIENT_SECRET not in str(simulator.state())
