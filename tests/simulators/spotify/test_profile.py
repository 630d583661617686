from __future__ import annotations

import httpx
import pytest

from tests.simulators.running import RunningSimulator
from tests.simulators.spotify.calls import calling, error


def test_a_new_app_sees_little_of_a_profile(simulator: RunningSimulator) -> None:
    with calling(simulator, "ana", "user-read-private", "user-read-email") as ana:
        for path in ("/me", "/me/"):
            profile = ana.get(path).json()
            assert set(profile) == {
                *("account_id", "display_name", "external_urls", "href", "id", "images", "type"),
                "uri",
            }
            assert profile["id"] == "simulated-ana"
            assert profile["uri"] == "spotify:user:simulated-ana"
            assert {image["width"] for image in profile["images"]} == {640, 300, 64}


def test_an_old_app_sees_as_much_as_was_consented_to(simulator: RunningSimulator) -> None:
    simulator.app(mode="legacy")
    with calling(simulator, "ben") as ben:
        profile = ben.get("/me").json()
        assert profile["followers"] == {"href": None, "total": 0}
        assert {"email", "country", "product"}.isdisjoint(profile)
    with calling(simulator, "ben", "user-read-private", "user-read-email") as ben:
        profile = ben.get("/me").json()
        assert profile["product"] == "free"
        assert profile["email"] == "ben@listeners.invalid"
        assert profile["country"] == "PL"


@pytest.mark.parametrize("kind", ["artists", "tracks"])
def test_listeners_have_histories_of_their_own(
    ana: httpx.Client, ben: httpx.Client, kind: str
) -> None:
    tops = []
    for listener in (ana, ben):
        page = listener.get(f"/me/top/{kind}", params={"limit": 50}).json()
        assert page["total"] == len(page["items"]) == 50
        tops.append({item["id"] for item in page["items"]})
    assert len(tops[0] & tops[1]) < 5


def test_each_time_range_has_an_order_of_its_own(ana: httpx.Client) -> None:
    tops = [
        [item["id"] for item in ana.get("/me/top/tracks", params=query).json()["items"]]
        for query in (
            {},
            {"time_range": "short_term"},
            {"time_range": "medium_term"},
            {"time_range": "long_term"},
        )
    ]
    assert all(len(top) == 20 for top in tops)
    assert tops[0] == tops[2]
    assert tops[1] != tops[2] != tops[3]


def test_a_new_account_has_no_history(simulator: RunningSimulator) -> None:
    with calling(simulator, "cleo", "user-top-read") as cleo:
        page = cleo.get("/me/top/artists").json()
        assert page["items"] == []
        assert page["total"] == 0
        assert page["next"] is page["previous"] is None


def test_pages_name_their_neighbours(ana: httpx.Client) -> None:
    query = {"limit": "20", "time_range": "long_term"}
    page = ana.get("/me/top/tracks", params=query).json()
    seen = []
    while True:
        seen += [item["id"] for item in page["items"]]
        assert set(page) == {"href", "limit", "next", "offset", "previous", "total", "items"}
        if page["next"] is None:
            break
        assert "time_range=long_term" in page["next"]
        page = ana.get(page["next"]).json()
    assert len(set(seen)) == len(seen) == 50
    assert "offset=20" in page["previous"]
    assert ana.get("/me/top/tracks", params={"offset": 50}).json()["items"] == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"limit": "0"}, "Invalid limit"),
        ({"limit": "51"}, "Invalid limit"),
        ({"limit": "ten"}, "Invalid limit"),
        ({"limit": "1.5"}, "Invalid limit"),
        ({"offset": "-1"}, "Invalid offset"),
        ({"time_range": "ever"}, "Invalid time range"),
    ],
)
def test_what_lies_outside_is_refused_and_not_clamped(
    ana: httpx.Client, query: dict[str, str], message: str
) -> None:
    assert error(ana.get("/me/top/tracks", params=query)) == (400, message)


def test_the_history_needs_its_scope(simulator: RunningSimulator) -> None:
    with calling(simulator, "ana") as ana:
        assert error(ana.get("/me/top/tracks")) == (403, "Insufficient client scope")


def test_there_is_no_other_top(ana: httpx.Client) -> None:
    assert error(ana.get("/me/top/albums"))[0] == 404
