from __future__ import annotations

import re
from datetime import UTC, datetime

import httpx
import pytest

from tests.simulators.running import NO_CERTIFICATES, RunningSimulator
from tests.simulators.spotify.calls import ALL, calling


def press(simulator: RunningSimulator, **form: str) -> httpx.Response:
    return httpx.post(f"{simulator.address}/", data=form, verify=NO_CERTIFICATES)


def test_the_page_says_what_this_is_and_shows_everything_escaped(
    simulator: RunningSimulator,
) -> None:
    with calling(simulator, "ana", *ALL) as ana:
        ana.post("/me/playlists", json={"name": "<script>alert(1)</script>"})
    simulator.fault("http_500", path="<b>", times=3)
    simulator.advance(86400)
    page = httpx.get(simulator.address)
    assert page.status_code == 200
    for shown in (
        "This is not Spotify",
        "simulated-client-id",
        "http://127.0.0.1/spotify/redirect",
        "Ana Simulated",
        "user-top-read",
        "&lt;script&gt;alert(1)",
        "&lt;b&gt;",
        "1.0 days ahead",
        "/v1/me/playlists",
    ):
        assert shown in page.text
    assert "<script" not in page.text
    assert "simulated-access-token" not in page.text


def test_the_clock_on_the_page_goes_by_universal_time(simulator: RunningSimulator) -> None:
    page = httpx.get(simulator.address).text
    shown = re.search(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC", page)
    assert shown is not None
    told = datetime.strptime(f"{shown[1]} +0000", "%Y-%m-%d %H:%M:%S %z")
    assert abs((datetime.now(UTC) - told).total_seconds()) < 60


def test_every_switch_can_be_pressed(simulator: RunningSimulator, ana: httpx.Client) -> None:
    presses = (
        {"act": "app", "mode": "legacy"},
        {"act": "app", "owner_premium": "false"},
        {"act": "listener", "listener": "ben", "premium": "true"},
        {"act": "listener", "listener": "ben", "allowlisted": "false"},
        {"act": "clock", "advance_s": "60"},
        {"act": "fault", "fault": "http_500", "path": "", "times": "2", "retry_after": ""},
        {"act": "revoke", "listener": "ana"},
        {"act": "expire", "listener": "ana"},
    )
    for form in presses:
        answer = press(simulator, **form)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
    state = simulator.state()
    assert (state["app"]["mode"], state["app"]["owner_premium"]) == ("legacy", False)
    ben = state["listeners"]["ben"]
    assert (ben["premium"], ben["allowlisted"]) == (True, False)
    assert state["listeners"]["ana"]["granted"] == []
    assert state["ahead_s"] == 60
    assert state["faults"] == [{"fault": "http_500", "times": 2, "after": 0}]
    assert press(simulator, act="no-faults").status_code == 303
    assert simulator.state()["faults"] == []
    assert ana.get("/me").status_code == 401
    assert press(simulator, act="reset").status_code == 303
    assert simulator.state()["app"]["mode"] == "devmode"


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"act": "dance"},
        {"act": "revoke"},
        {"act": "revoke", "listener": "eva"},
        {"act": "fault", "fault": "slow", "path": "("},
        {"act": "clock", "advance_s": "soon"},
    ],
)
def test_a_wrong_form_is_refused(simulator: RunningSimulator, form: dict[str, str]) -> None:
    assert press(simulator, **form).status_code == 400


def test_another_site_cannot_press_a_switch(simulator: RunningSimulator) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    form = {"act": "app", "mode": "legacy"}
    answer = httpx.post(f"{simulator.address}/", data=form, headers=headers)
    assert answer.status_code == 403
    order = f"{simulator.address}/_simulator/clock"
    answer = httpx.post(order, content='{"advance_s": 60}', headers=headers)
    assert (answer.status_code, simulator.state()["ahead_s"]) == (403, 0)
    assert simulator.state()["app"]["mode"] == "devmode"
