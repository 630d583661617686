from __future__ import annotations

import httpx
import pytest

from tests.simulators.running import RunningSimulator
from tests.simulators.spotify.calls import error

ID = "0" * 22


@pytest.mark.parametrize(
    "path",
    [
        "/albums?ids=x",
        "/tracks?ids=x",
        "/artists?ids=x",
        "/audio-features?ids=x",
        f"/audio-analysis/{ID}",
        f"/artists/{ID}/related-artists",
        f"/artists/{ID}/top-tracks",
        "/browse/new-releases",
        "/markets",
        "/users/simulated-ben",
        "/me/tracks/contains?ids=x",
        "/me/following/contains?ids=x",
    ],
)
def test_what_was_withdrawn_is_forbidden_to_new_apps(ana: httpx.Client, path: str) -> None:
    assert error(ana.get(path)) == (403, "Forbidden")


def test_writing_to_old_addresses_is_forbidden_too(ana: httpx.Client) -> None:
    for path in ("/me/tracks", "/me/albums", "/me/following", f"/playlists/{ID}/followers"):
        assert error(ana.put(path, params={"ids": ID})) == (403, "Forbidden")


def test_what_was_withdrawn_needs_a_token_like_all_else(simulator: RunningSimulator) -> None:
    assert error(httpx.get(f"{simulator.api_url}/markets")) == (401, "No token provided")


def test_an_old_app_is_told_what_the_simulator_has_not(
    simulator: RunningSimulator, ana: httpx.Client
) -> None:
    simulator.app(mode="legacy")
    assert error(ana.get("/markets")) == (404, "Service not found")


def test_there_are_no_other_addresses(simulator: RunningSimulator, ana: httpx.Client) -> None:
    assert error(ana.get("/nothing/here")) == (404, "Service not found")
    assert httpx.get(f"{simulator.address}/nothing").status_code == 404
