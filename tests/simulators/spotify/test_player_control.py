from __future__ import annotations

import httpx
import pytest

from tests.simulators.running import RunningSimulator

SONG = "spotify:track:5FiXhM80sP4yg6tEnHkZZn"
PHONE = {"device": "Ana's phone", "uris": [SONG]}


def told(simulator: RunningSimulator, method: str, path: str, body: object) -> int:
    return httpx.request(method, f"{simulator.address}/_simulator/{path}", json=body).status_code


def test_a_listener_can_press_play_on_a_device(simulator: RunningSimulator) -> None:
    wanted = PHONE | {"position_ms": 60_000}
    assert told(simulator, "POST", "listeners/ana/listen", wanted) == 204
    player = simulator.state()["listeners"]["ana"]["player"]
    assert (player["uri"], player["is_playing"]) == (SONG, True)
    assert player["position_ms"] >= 60_000


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("listeners/nobody/listen", PHONE, 404),
        ("listeners/ana/listen", PHONE | {"device": "Elsewhere"}, 404),
        ("listeners/ana/listen", {"device": "Ana's phone"}, 400),
        ("stand-ins/events", {"event": "applause"}, 400),
        ("stand-ins", {"embed_speed": 2}, 405),
    ],
)
def test_what_makes_no_sense_is_refused(
    simulator: RunningSimulator, path: str, body: object, status: int
) -> None:
    assert told(simulator, "POST", path, body) == status


def test_switches_last_until_the_simulator_is_as_new(simulator: RunningSimulator) -> None:
    switches = {"embed_speed": 20, "embed_ends_at": "start"}
    assert told(simulator, "PATCH", "stand-ins", switches) == 204
    address = f"{simulator.address}/embed/track/{SONG.rpartition(':')[2]}"
    assert '"speed": 20' in httpx.get(address).text
    assert '"ends_at": "start"' in httpx.get(address).text
    simulator.reset()
    assert '"speed": 1.0' in httpx.get(address).text
    assert told(simulator, "PATCH", "stand-ins", {"embed_speed": 0}) == 400
