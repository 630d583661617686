from __future__ import annotations

import httpx

from tests.simulators.running import RunningSimulator


def get(simulator: RunningSimulator, token: str, path: str) -> httpx.Response:
    return httpx.get(simulator.api_url + path, headers={"Authorization": f"Bearer {token}"})


def test_a_listener_who_logged_in_has_a_profile(simulator: RunningSimulator) -> None:
    token = simulator.access_token("ana")
    for path in ("/me", "/me/"):
        profile = get(simulator, token, path).json()
        assert profile["id"] == "simulated-ana"
        assert profile["account_id"]
        assert {"email", "product", "country"}.isdisjoint(profile)
