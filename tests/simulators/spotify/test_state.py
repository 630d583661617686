from __future__ import annotations

import pytest

from simulators.spotify.state import App, Request, State, new_secret


@pytest.fixture
def state() -> State:
    return State(App(("http://127.0.0.1/spotify/redirect",)))


def test_only_the_latest_thousand_requests_are_remembered(state: State) -> None:
    state.requests.extend(Request("GET", f"/{number}", 200, None) for number in range(1001))
    assert len(state.requests) == 1000
    assert state.requests[0].path == "/1"


def test_nothing_secret_is_shown_of_a_state(state: State) -> None:
    secrets = [new_secret(kind) for kind in ("code", "access-token", "refresh-token")]
    assert len(set(secrets)) == 3
    assert all(len(secret) > 150 for secret in secrets)
    state.browsers["a-session"] = state.listeners["ana"]
    assert "a-session" not in repr(state)


def test_a_reset_keeps_the_redirect_addresses_alone(state: State) -> None:
    lock = state.lock
    state.app.mode = "legacy"
    state.listeners["ana"].granted.add("streaming")
    state.reset()
    assert state.app == App(("http://127.0.0.1/spotify/redirect",))
    assert state.listeners["ana"].granted == set()
    assert state.lock is lock
