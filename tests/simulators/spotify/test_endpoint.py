from __future__ import annotations

import httpx
import pytest

from tests.simulators.running import NO_CERTIFICATES, RunningSimulator
from tests.simulators.spotify.calls import calling, error

OWNER = (
    "Active premium subscription required for the owner of the app. When the subscription status"
    " changes, it can take a few hours before requests are allowed again."
)


@pytest.mark.parametrize(
    ("headers", "refusal"),
    [
        ({}, (401, "No token provided")),
        ({"Authorization": "Bearer made-up"}, (401, "Invalid access token")),
        (
            {"Authorization": "Basic made-up"},
            (400, "Only valid bearer authentication supported"),
        ),
    ],
)
def test_who_has_no_token_is_refused(
    simulator: RunningSimulator, headers: dict[str, str], refusal: tuple[int, str]
) -> None:
    answer = httpx.get(f"{simulator.api_url}/me", headers=headers, verify=NO_CERTIFICATES)
    assert error(answer) == refusal


def test_a_token_ends_when_it_is_told_to(simulator: RunningSimulator, ana: httpx.Client) -> None:
    simulator.expire("ben")
    assert ana.get("/me").is_success
    simulator.expire("ana")
    assert error(ana.get("/me")) == (401, "The access token expired")


def test_a_listener_who_is_not_on_the_list_logs_in_and_can_do_nothing(
    simulator: RunningSimulator,
) -> None:
    with calling(simulator, "dmitri") as dmitri:
        answer = dmitri.get("/me")
        assert answer.status_code == 403
        assert answer.headers["content-type"] == "text/plain"
        assert answer.text == "User not registered in the Developer Dashboard"
        simulator.listener("dmitri", allowlisted=True)
        assert dmitri.get("/me").is_success


def test_without_the_owner_s_premium_nobody_can_do_anything(
    simulator: RunningSimulator, ana: httpx.Client
) -> None:
    simulator.app(owner_premium=False)
    answer = ana.get("/search?q=love&type=track")
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "text/plain"
    assert answer.text == OWNER
    assert len(OWNER) == 159


def test_other_methods_are_not_allowed(ana: httpx.Client) -> None:
    assert error(ana.patch("/me")) == (405, "Method not allowed")


def test_what_is_no_json_is_refused(ana: httpx.Client) -> None:
    half_a_character = b'{"name": "\\ud800"}'
    for body in (b"{", b"[1]", b'"name"', b"\xff", b"[" * 100_000, half_a_character):
        answer = ana.post("/me/playlists", content=body)
        assert error(answer) == (400, "Malformed json")
