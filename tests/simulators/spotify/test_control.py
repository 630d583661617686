from __future__ import annotations

import httpx
import pytest

from tests.simulators.running import RunningSimulator

SONG = "spotify:track:5FiXhM80sP4yg6tEnHkZZn"
PHONE = {"device": "Ana's phone", "uris": [SONG]}


def test_a_simulator_can_be_made_as_new(simulator: RunningSimulator, ana: httpx.Client) -> None:
    ana.post("/me/playlists", json={"name": "x"})
    simulator.app(mode="legacy", owner_premium=False)
    simulator.listener("ben", premium=True)
    simulator.listener("dmitri", allowlisted=True)
    simulator.fault("http_500")
    simulator.advance(100)
    simulator.withdraw("x")
    assert simulator.state()["withdrawn"] == ["x"]
    assert simulator.state()["faults"] == [{"fault": "http_500", "times": None, "after": 0}]
    simulator.reset()
    state = simulator.state()
    assert state["app"]["mode"] == "devmode"
    assert state["app"]["owner_premium"] is True
    assert state["ahead_s"] == 0
    assert state["faults"] == state["withdrawn"] == state["requests"] == []
    assert state["token_calls"] == {}
    assert {
        key: (listener["premium"], listener["allowlisted"], listener["granted"])
        for key, listener in state["listeners"].items()
    } == {
        "ana": (True, True, []),
        "ben": (False, True, []),
        "cleo": (True, True, []),
        "dmitri": (True, False, []),
    }
    assert ana.get("/me").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "app", {"mode": "new"}),
        ("PATCH", "app", {"color": "red"}),
        ("PATCH", "listeners/ana", {"premium": "perhaps"}),
        ("POST", "faults", {"fault": "boredom"}),
        ("POST", "faults", {"fault": "slow", "times": 0}),
        ("POST", "faults", {"fault": "slow", "path": "("}),
        ("POST", "faults", {"fault": "slow", "method": "post"}),
        ("POST", "faults", {"fault": "slow", "delay_s": 1e300}),
        ("POST", "faults", {}),
        ("POST", "clock", {"advance_s": -1}),
        ("POST", "clock", {"advance_s": 1e300}),
        ("POST", "withdraw", {"track_ids": "x"}),
    ],
)
def test_what_it_does_not_understand_is_refused(
    simulator: RunningSimulator, method: str, path: str, body: dict[str, object]
) -> None:
    answer = httpx.request(method, f"{simulator.address}/_simulator/{path}", json=body)
    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert simulator.state()["faults"] == []


def test_there_are_no_other_listeners_and_methods(simulator: RunningSimulator) -> None:
    unknown = httpx.post(f"{simulator.address}/_simulator/listeners/eva/revoke")
    assert unknown.status_code == 404
    for path in ("reset", "app", "listeners/ana", "faults"):
        assert httpx.get(f"{simulator.address}/_simulator/{path}").status_code == 405
    for path in ("state", "exchanges", "secrets"):
        assert httpx.delete(f"{simulator.address}/_simulator/{path}").status_code == 405


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
        ("listeners/ana/listen", PHONE | {"uris": []}, 404),
        ("listeners/ana/listen", PHONE | {"uris": ["spotify:track:unknown"]}, 404),
        ("stand-ins/events", {"event": "applause"}, 400),
        ("stand-ins", {"embed_speed": 2}, 405),
    ],
)
def test_what_makes_no_sense_is_refused(
    simulator: RunningSimulator, path: str, body: object, status: int
) -> None:
    assert told(simulator, "POST", path, body) == status


def test_nobody_presses_play_on_a_device_that_is_away(simulator: RunningSimulator) -> None:
    scopes = ("streaming", "user-read-email", "user-read-private")
    headers = {"Authorization": f"Bearer {simulator.access_token('cleo', *scopes)}"}
    page = {"name": "Her page", "volume_percent": 50}
    httpx.post(f"{simulator.address}/sdk/devices", json=page, headers=headers)
    simulator.emit("not_ready")
    assert told(simulator, "POST", "listeners/cleo/listen", PHONE | {"device": "Her page"}) == 400
    assert simulator.state()["listeners"]["cleo"]["player"]["uri"] is None


def test_no_number_that_json_has_not_is_a_switch(simulator: RunningSimulator) -> None:
    for path, body in (("clock", '{"advance_s": Infinity}'), ("stand-ins", '{"embed_speed": NaN}')):
        method = "POST" if path == "clock" else "PATCH"
        answer = httpx.request(method, f"{simulator.address}/_simulator/{path}", content=body)
        assert answer.status_code == 400
    assert httpx.get(simulator.address).status_code == 200


def test_switches_last_until_the_simulator_is_as_new(simulator: RunningSimulator) -> None:
    switches = {"embed_speed": 20, "embed_ends_at": "start"}
    assert told(simulator, "PATCH", "stand-ins", switches) == 204
    address = f"{simulator.address}/embed/track/{SONG.rpartition(':')[2]}"
    assert '"speed": 20' in httpx.get(address).text
    assert '"ends_at": "start"' in httpx.get(address).text
    simulator.reset()
    assert '"speed": 1.0' in httpx.get(address).text
    assert told(simulator, "PATCH", "stand-ins", {"embed_speed": 0}) == 400
