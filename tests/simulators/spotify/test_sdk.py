"""What the stand-in of the Web Playback SDK is answered; tests/e2e/test_stand_ins.py runs it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Thread

import httpx
import pytest

from tests.simulators.running import RunningSimulator

SCOPES = ("streaming", "user-read-email", "user-read-private", "user-modify-playback-state")
URIS = ["spotify:track:5FiXhM80sP4yg6tEnHkZZn", "spotify:track:4FWmh70056lRFVNR6snlXo"]
NEW = {"name": "Test page", "volume_percent": 30}


@pytest.fixture
def cleo(simulator: RunningSimulator) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {simulator.access_token('cleo', *SCOPES)}"}
    with httpx.Client(base_url=simulator.address, headers=headers) as client:
        yield client


def connected(client: httpx.Client) -> str:
    answer = client.post("/sdk/devices", json=NEW)
    assert answer.status_code == 201
    return f"/sdk/devices/{answer.json()['device_id']}"


def test_the_page_of_another_origin_may_ask(simulator: RunningSimulator) -> None:
    asked = {
        "Origin": "http://127.0.0.1:1",
        "Access-Control-Request-Method": "DELETE",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    answer = httpx.options(f"{simulator.address}/sdk/devices/1", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "DELETE" in answer.headers["access-control-allow-methods"]
    assert "Authorization" in answer.headers["access-control-allow-headers"]


def test_a_device_in_a_browser_is_told_at_once_of_what_happens(
    cleo: httpx.Client, simulator: RunningSimulator
) -> None:
    device = connected(cleo)
    news = cleo.get(device).json()
    assert (news["online"], news["state"], news["volume_percent"]) == (True, None, 30)
    simulator.advance(1)
    news = cleo.get(device, params={"after": news["changes"]}).json()

    def play() -> None:
        time.sleep(0.2)
        wanted = {"device_id": device.rpartition("/")[2]}
        cleo.put("/v1/me/player/play", params=wanted, json={"uris": URIS})

    playing = Thread(target=play)
    playing.start()
    begun = time.monotonic()
    news = cleo.get(device, params={"after": news["changes"]}).json()
    playing.join()
    assert 0.1 < time.monotonic() - begun < 3
    assert news["state"]["track_window"]["current_track"]["uri"] == URIS[0]


def test_waiting_for_news_keeps_nobody_else_waiting(
    cleo: httpx.Client, simulator: RunningSimulator
) -> None:
    device = connected(cleo)
    known = cleo.get(device).json()["changes"]
    waiting = Thread(target=lambda: cleo.get(device, params={"after": known}))
    waiting.start()
    begun = time.monotonic()
    simulator.state()
    assert time.monotonic() - begun < 2
    cleo.delete(device)
    waiting.join()


def test_a_command_answers_with_the_news(cleo: httpx.Client, simulator: RunningSimulator) -> None:
    device = connected(cleo)
    assert cleo.put(f"{device}/volume", json={"volume_percent": 5}).json()["volume_percent"] == 5
    assert cleo.put(f"{device}/next", json={}).json()["state"] is None
    assert cleo.put(f"{device}/volume", json={"volume_percent": 101}).status_code == 400
    assert cleo.put(f"{device}/dance", json={}).status_code == 404
    cleo.put(f"{device}/name", json={"name": "Renamed"})
    simulator.advance(1)
    (shown,) = simulator.state()["listeners"]["cleo"]["player"]["devices"]
    assert shown["name"] == "Renamed"


def test_one_listeners_token_does_not_reach_anothers_device(
    cleo: httpx.Client, simulator: RunningSimulator
) -> None:
    device = connected(cleo)
    headers = {"Authorization": f"Bearer {simulator.access_token('ana', *SCOPES)}"}
    assert httpx.get(simulator.address + device, headers=headers).status_code == 404


def test_what_is_asked_for_news_is_not_among_the_remembered_requests(
    cleo: httpx.Client, simulator: RunningSimulator
) -> None:
    cleo.get(connected(cleo))
    assert simulator.requests(path="/sdk") == []


def test_a_closed_device_is_gone(cleo: httpx.Client) -> None:
    device = connected(cleo)
    assert cleo.delete(device).status_code == 204
    assert cleo.get(device).json() == {"message": "This device is not connected"}
