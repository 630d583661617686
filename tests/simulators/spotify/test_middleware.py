from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.simulators.running import CLIENT_ID, CLIENT_SECRET, NO_CERTIFICATES, RunningSimulator
from tests.simulators.spotify.calls import JSON, calling, error

BODY = {"name": "Evening", "public": False}


def playlists(simulator: RunningSimulator) -> int:
    return len(simulator.state()["listeners"]["ana"]["playlists"])


def refresh(simulator: RunningSimulator) -> httpx.Response:
    form = {"grant_type": "refresh_token", "refresh_token": "x"}
    address = f"{simulator.address}/api/token"
    auth = (CLIENT_ID, CLIENT_SECRET)
    return httpx.post(address, data=form, auth=auth, verify=NO_CERTIFICATES)


@pytest.mark.parametrize(
    ("fault", "retry_after", "body", "header"),
    [
        ("rate_limited", 3, '"API rate limit exceeded"', "3"),
        ("rate_limited", None, '"API rate limit exceeded"', None),
        ("rate_limited_text", 3, "Too many requests", "3"),
        ("quota_exceeded", None, '"QUOTA_EXCEEDED"', "52531"),
        ("quota_exceeded", 60, '"QUOTA_EXCEEDED"', "60"),
    ],
)
def test_too_many_requests_are_refused_in_each_of_spotify_s_ways(
    simulator: RunningSimulator,
    ana: httpx.Client,
    *,
    fault: str,
    retry_after: int | None,
    body: str,
    header: str | None,
) -> None:
    simulator.fault(fault, times=1, retry_after=retry_after)
    answer = ana.post("/me/playlists", json=BODY)
    assert answer.status_code == 429
    assert body in answer.text
    assert answer.headers.get("retry-after") == header
    text = fault == "rate_limited_text"
    assert answer.headers["content-type"] == ("text/plain" if text else JSON)
    assert playlists(simulator) == 0
    assert ana.post("/me/playlists", json=BODY).status_code == 201


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (500, "Server error"),
        (502, "Bad gateway."),
        (503, "upstream connect error"),
        (504, "Service didn't reply before timeout"),
    ],
)
def test_a_failing_spotify_does_nothing(
    simulator: RunningSimulator, ana: httpx.Client, status: int, said: str
) -> None:
    simulator.fault(f"http_{status}", times=1, method="POST")
    assert ana.get("/me").is_success
    answer = ana.post("/me/playlists", json=BODY)
    assert answer.status_code == status
    assert said in answer.text
    assert playlists(simulator) == 0


def test_a_failing_accounts_service_answers_in_its_own_ways(simulator: RunningSimulator) -> None:
    simulator.fault("http_500", path="/api/token", times=1)
    simulator.fault("http_503", path="/api/token", times=1)
    first, second, third = (refresh(simulator) for _ in range(3))
    assert (first.status_code, first.json()["error"]) == (500, "server_error")
    assert (second.status_code, second.headers["content-type"][:9]) == (503, "text/html")
    assert third.json()["error"] == "invalid_grant"


def test_an_expired_token_stays_expired(simulator: RunningSimulator, ana: httpx.Client) -> None:
    simulator.fault("token_expired", times=1)
    assert error(ana.get("/me")) == (401, "The access token expired")
    assert error(ana.get("/me")) == (401, "The access token expired")
    with calling(simulator, "ana") as renewed:
        assert renewed.get("/me").is_success


def test_a_spurious_401_passes(simulator: RunningSimulator, ana: httpx.Client) -> None:
    simulator.fault("spurious_401", times=1)
    assert error(ana.get("/me")) == (401, "Access token missing")
    assert ana.get("/me").is_success


def test_a_scope_can_be_missing_on_request(simulator: RunningSimulator, ana: httpx.Client) -> None:
    simulator.fault("insufficient_scope", path="/top/")
    assert ana.get("/me").is_success
    assert error(ana.get("/me/top/tracks")) == (403, "Insufficient client scope")
    simulator.no_faults()
    assert ana.get("/me/top/tracks").is_success


def test_a_lost_connection_leaves_what_was_done(
    simulator: RunningSimulator, ana: httpx.Client
) -> None:
    simulator.fault("connection_lost", times=1, path="/me/playlists$")
    with pytest.raises(httpx.RemoteProtocolError):
        ana.post("/me/playlists", json=BODY)
    assert playlists(simulator) == 1
    assert simulator.requests("POST", "/v1/me/playlists")[0]["status"] == 0
    assert ana.get("/me").is_success


def test_who_cannot_be_reached_does_nothing(simulator: RunningSimulator, ana: httpx.Client) -> None:
    simulator.fault("not_reachable", times=2)
    with pytest.raises(httpx.RemoteProtocolError):
        ana.post("/me/playlists", json=BODY)
    assert playlists(simulator) == 0
    with pytest.raises(httpx.RemoteProtocolError):
        refresh(simulator)
    assert refresh(simulator).status_code == 400


def test_a_slow_answer_makes_nobody_else_wait(
    simulator: RunningSimulator, ana: httpx.Client
) -> None:
    simulator.fault("slow", times=1, delay_s=1.5)
    with ThreadPoolExecutor() as threads:
        began = time.monotonic()
        slow = threads.submit(ana.post, "/me/playlists", json=BODY)
        while playlists(simulator) == 0:
            time.sleep(0.01)
        assert time.monotonic() - began < 1.4
        assert slow.result().status_code == 201
        assert time.monotonic() - began >= 1.5


def test_a_command_of_the_player_may_answer_text(
    simulator: RunningSimulator, ana: httpx.Client
) -> None:
    simulator.fault("text_body_200", path="/items$")
    made = ana.post("/me/playlists", json=BODY).json()
    answer = ana.put(f"/playlists/{made['id']}/items", json={"uris": []})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain"
    assert ana.get(f"/playlists/{made['id']}/items").json()["total"] == 0
    # What is refused stays refused.
    assert ana.put(f"/playlists/{made['id']}/items", json={}).status_code == 400


def test_a_fault_can_wait_for_the_middle_of_a_flow(
    simulator: RunningSimulator, ana: httpx.Client
) -> None:
    simulator.fault("http_502", after=2, times=1)
    assert [ana.get("/me").status_code for _ in range(4)] == [200, 200, 502, 200]


def test_requests_are_remembered_without_what_is_secret(
    simulator: RunningSimulator, ana: httpx.Client
) -> None:
    ana.get("/search", params={"q": "love", "type": "track"})
    httpx.get(
        f"{simulator.api_url}/me", headers={"Authorization": "Bearer x"}, verify=NO_CERTIFICATES
    )
    assert simulator.requests()[-2:] == [
        {"method": "GET", "path": "/v1/search", "status": 200, "listener": "ana"},
        {"method": "GET", "path": "/v1/me", "status": 401, "listener": None},
    ]
    state = httpx.get(f"{simulator.address}/_simulator/state").text
    assert "simulated-access-token" not in state
    assert "simulated-code" not in state


def test_scripts_of_other_origins_may_call_the_web_api_but_not_the_pages(
    simulator: RunningSimulator,
) -> None:
    headers = {"Origin": "http://127.0.0.1:8000", "Access-Control-Request-Method": "PUT"}
    asked = httpx.options(f"{simulator.api_url}/me/player/play", headers=headers)
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "PUT" in asked.headers["access-control-allow-methods"]
    assert "Authorization" in asked.headers["access-control-allow-headers"]
    for path in ("/", "/authorize", "/login", "/_simulator/state"):
        answer = httpx.get(simulator.address + path, headers=headers)
        assert "access-control-allow-origin" not in answer.headers
