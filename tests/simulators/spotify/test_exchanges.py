from __future__ import annotations

import json
from collections import deque

import httpx
import pytest

from simulators.spotify.state import App, State
from tests.simulators.running import RunningSimulator
from tests.simulators.spotify.calls import JSON, calling


def test_requests_of_the_web_api_are_kept_with_their_answers(
    simulator: RunningSimulator, ana: httpx.Client
) -> None:
    created = ana.post("/me/playlists?x=1", json={"name": "Evening", "public": False})
    simulator.app(mode="legacy")
    simulator.fault("rate_limited", times=1, retry_after=3)
    ana.get("/me")
    first, second = simulator.exchanges()
    assert (first["mode"], second["mode"]) == ("devmode", "legacy")
    assert (first["method"], first["path"], first["query"]) == ("POST", "/v1/me/playlists", "x=1")
    assert json.loads(first["body"]) == {"name": "Evening", "public": False}
    assert first["content_type"] == "application/json"
    assert first["answer_type"] == JSON
    assert json.loads(first["answer"]) == created.json()
    assert (first["status"], first["listener"], first["fault"]) == (201, "ana", None)
    assert first["user_agent"].startswith("python-httpx/")
    assert first["with_token"] is True
    assert (second["status"], second["fault"], second["retry_after"]) == (429, "rate_limited", "3")


def test_of_an_answer_that_did_not_arrive_nothing_is_kept(
    simulator: RunningSimulator, ana: httpx.Client
) -> None:
    simulator.fault("connection_lost", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        ana.get("/me")
    (exchange,) = simulator.exchanges()
    assert (exchange["status"], exchange["answer"], exchange["answer_type"]) == (0, "", "")


def test_nothing_secret_is_kept(simulator: RunningSimulator) -> None:
    with calling(simulator, "ana", "user-top-read") as client:
        client.get("/me")
        token = client.headers["Authorization"].partition(" ")[2]
        client.get("/me", headers={"Authorization": token})
    kept = json.dumps(simulator.exchanges())
    assert "/v1/me" in kept
    for secret in ("simulated-access-token-", "simulated-code-", "simulated-client-secret"):
        assert secret not in kept


def test_nothing_is_kept_unless_asked_for() -> None:
    assert State(App(())).exchanges.maxlen == 0


def test_a_reset_leaves_the_room_for_them() -> None:
    state = State(App(()), exchanges=deque(maxlen=5))
    state.reset()
    assert state.exchanges.maxlen == 5
