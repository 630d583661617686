from __future__ import annotations

from typing import Any

import httpx
import pytest

from simulators.spotify.songs import starter_songs
from tests.simulators.running import RunningSimulator
from tests.simulators.spotify.calls import ALL, calling, error

SONGS = [song.uri for song in list(starter_songs())[:12]]
NOBODY = "0" * 22


@pytest.fixture
def playlist(ana: httpx.Client) -> str:
    """The path of an empty playlist of Ana's that is not public."""
    made = ana.post("/me/playlists", json={"name": "Evening", "public": False}).json()
    return f"/playlists/{made['id']}"


def uris(client: httpx.Client, playlist: str) -> list[str]:
    """The songs of a playlist, in order."""
    items: list[Any] = client.get(f"{playlist}/items", params={"limit": 50}).json()["items"]
    return [item["item"]["uri"] for item in items]


def test_a_new_playlist_is_empty_and_public_unless_told_otherwise(ana: httpx.Client) -> None:
    answer = ana.post("/me/playlists", json={"name": "Öffentlich", "description": "Ten songs"})
    assert answer.status_code == 201
    made = answer.json()
    assert made["name"] == "Öffentlich"
    assert made["description"] == "Ten songs"
    assert made["public"] is True
    assert made["collaborative"] is False
    assert made["images"] == []
    assert made["owner"]["id"] == "simulated-ana"
    assert made["items"]["total"] == 0
    assert made["items"]["items"] == []
    assert {"tracks", "followers"}.isdisjoint(made)
    quiet = ana.post("/me/playlists", json={"name": "Quiet", "public": False}).json()
    assert quiet["public"] is False
    assert quiet["description"] is None
    assert [listed["id"] for listed in ana.get("/me/playlists").json()["items"]] == [
        quiet["id"],
        made["id"],
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "Missing required field: name"),
        ({"name": ""}, "Missing required field: name"),
        ({"name": 3}, "Invalid name"),
        ({"name": "x", "public": "no"}, "Invalid public"),
        ({"name": "x", "collaborative": True}, "Collaborative playlists cannot be public"),
    ],
)
def test_a_wrong_playlist_is_not_made(
    ana: httpx.Client, body: dict[str, object], message: str
) -> None:
    assert error(ana.post("/me/playlists", json=body)) == (400, message)
    assert ana.get("/me/playlists").json()["total"] == 0


def test_each_kind_of_playlist_needs_its_own_scope(simulator: RunningSimulator) -> None:
    public, private = {"name": "x"}, {"name": "x", "public": False}
    refused = (403, "Insufficient client scope")
    with calling(simulator, "ana", "playlist-modify-private") as ana:
        assert ana.post("/me/playlists", json=private).status_code == 201
        assert error(ana.post("/me/playlists", json=public)) == refused
        assert error(ana.get("/me/playlists")) == refused
    with calling(simulator, "ben", "playlist-modify-public") as ben:
        made = ben.post("/me/playlists", json=public)
        assert made.status_code == 201
        path = f"/playlists/{made.json()['id']}"
        assert error(ben.post("/me/playlists", json=private)) == refused
        assert error(ben.get(f"{path}/items")) == refused
        assert error(ben.put(path, json={"public": False})) == refused
        assert ben.put(f"{path}/items", json={"uris": SONGS[:1]}).is_success


def test_songs_are_added_in_order_at_the_end_or_at_a_position(
    ana: httpx.Client, playlist: str
) -> None:
    first = ana.post(f"{playlist}/items", json={"uris": SONGS[:2]})
    assert first.status_code == 201
    second = ana.post(f"{playlist}/items", json={"uris": SONGS[2:4], "position": 1})
    assert second.json()["snapshot_id"] != first.json()["snapshot_id"]
    third = ana.post(f"{playlist}/items", params={"uris": SONGS[4], "position": 0})
    assert third.status_code == 201
    assert ana.post(f"{playlist}/items", json=[SONGS[4]]).status_code == 201
    assert uris(ana, playlist) == [SONGS[i] for i in (4, 0, 2, 3, 1, 4)]


def test_the_query_wins_over_the_body(ana: httpx.Client, playlist: str) -> None:
    query = {"uris": ",".join(SONGS[:2]), "position": "0"}
    body = {"uris": SONGS[5:], "position": 99}
    assert ana.post(f"{playlist}/items", params=query, json=body).is_success
    assert uris(ana, playlist) == SONGS[:2]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"uris": SONGS[:1] * 101}, "You can add a maximum of 100 tracks per request."),
        ({"uris": []}, "No uris provided"),
        ({}, "No uris provided"),
        ({"uris": ["spotify:track:x"]}, "Invalid track uri: spotify:track:x"),
        ({"uris": [f"spotify:artist:{NOBODY}"]}, f"Invalid track uri: spotify:artist:{NOBODY}"),
        ({"uris": [SONGS[0], f"spotify:track:{NOBODY}"]}, "Payload contains a non-existing ID"),
        ({"uris": [1]}, "Malformed json"),
        ({"uris": SONGS[:1], "position": 1}, "Index out of bounds"),
        ({"uris": SONGS[:1], "position": "0"}, "Invalid position"),
    ],
)
def test_what_cannot_be_added_changes_nothing(
    ana: httpx.Client, playlist: str, body: dict[str, object], message: str
) -> None:
    assert error(ana.post(f"{playlist}/items", json=body)) == (400, message)
    assert uris(ana, playlist) == []


def test_replacing_twice_is_replacing_once(ana: httpx.Client, playlist: str) -> None:
    ana.post(f"{playlist}/items", json={"uris": SONGS[8:]})
    for _ in range(2):
        assert ana.put(f"{playlist}/items", json={"uris": SONGS[:10]}).status_code == 200
        assert uris(ana, playlist) == SONGS[:10]
    assert ana.put(f"{playlist}/items", params={"uris": SONGS[3]}).is_success
    assert uris(ana, playlist) == [SONGS[3]]
    assert ana.put(f"{playlist}/items", json={"uris": []}).is_success
    assert uris(ana, playlist) == []
    assert error(ana.put(f"{playlist}/items", json={})) == (400, "No uris provided")


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ({"range_start": 0, "insert_before": 5}, [1, 2, 3, 4, 0]),
        ({"range_start": 4, "insert_before": 0}, [4, 0, 1, 2, 3]),
        ({"range_start": 1, "range_length": 2, "insert_before": 4}, [0, 3, 1, 2, 4]),
        ({"range_start": 1, "range_length": 3, "insert_before": 2}, [0, 1, 2, 3, 4]),
    ],
)
def test_songs_can_be_moved(
    ana: httpx.Client, playlist: str, move: dict[str, int], order: list[int]
) -> None:
    ana.put(f"{playlist}/items", json={"uris": SONGS[:5]})
    assert ana.put(f"{playlist}/items", json=move).is_success
    assert uris(ana, playlist) == [SONGS[i] for i in order]


def test_a_move_has_to_stay_inside_and_alone(ana: httpx.Client, playlist: str) -> None:
    ana.put(f"{playlist}/items", json={"uris": SONGS[:2]})
    for move in (
        {"range_start": 2, "insert_before": 0},
        {"range_start": 0, "insert_before": 3},
        {"range_start": 0},
        {"range_start": 0, "range_length": 3, "insert_before": 0},
        {"range_start": 0, "insert_before": 2, "uris": SONGS},
    ):
        assert ana.put(f"{playlist}/items", json=move).status_code == 400
    assert uris(ana, playlist) == SONGS[:2]


def test_removed_songs_are_gone_wherever_they_were(ana: httpx.Client, playlist: str) -> None:
    ana.put(f"{playlist}/items", json={"uris": [SONGS[0], SONGS[1], SONGS[0]]})
    body = {"items": [{"uri": SONGS[0]}]}
    assert ana.request("DELETE", f"{playlist}/items", json=body).status_code == 200
    assert uris(ana, playlist) == SONGS[1:2]
    bodies: list[dict[str, object]] = [
        {},
        {"items": []},
        {"items": ["x"]},
        {"items": [{}]},
        {"items": body["items"] * 101},
    ]
    for wrong in bodies:
        assert ana.request("DELETE", f"{playlist}/items", json=wrong).status_code == 400


def test_a_song_that_was_withdrawn_leaves_an_empty_place(
    simulator: RunningSimulator, ana: httpx.Client, playlist: str
) -> None:
    ana.put(f"{playlist}/items", json={"uris": SONGS[:2]})
    simulator.withdraw(SONGS[0].rpartition(":")[2])
    items = ana.get(f"{playlist}/items").json()["items"]
    assert [item["item"] is None for item in items] == [True, False]
    assert items[1]["track"] == items[1]["item"]


def test_details_change_one_by_one(ana: httpx.Client, playlist: str) -> None:
    changed = ana.put(playlist, json={"name": "Night"})
    assert (changed.status_code, changed.content) == (200, b"")
    assert ana.put(playlist, json={"description": "Late"}).is_success
    assert ana.put(playlist, json={"public": True}).is_success
    now = ana.get(playlist).json()
    assert (now["name"], now["description"], now["public"]) == ("Night", "Late", True)
    for wrong in ({"name": ""}, {"description": ""}, {"public": 1}, {"collaborative": True}):
        assert ana.put(playlist, json=wrong).status_code == 400
    assert ana.put(playlist, json={"public": False, "collaborative": True}).is_success
    assert ana.get(playlist).json()["collaborative"] is True
    assert error(ana.put(playlist, json={"public": True}))[0] == 400
    assert ana.put(playlist, json={"public": True, "collaborative": False}).is_success


def test_items_are_for_the_owner_alone(ana: httpx.Client, ben: httpx.Client, playlist: str) -> None:
    assert "items" in ana.get(playlist).json()
    assert "items" not in ben.get(playlist).json()
    forbidden = (403, "Forbidden")
    assert error(ben.get(f"{playlist}/items")) == forbidden
    assert error(ben.post(f"{playlist}/items", json={"uris": SONGS})) == forbidden
    assert error(ben.put(playlist, json={"name": "Mine"})) == forbidden


def test_a_playlist_has_to_be_there(ana: httpx.Client) -> None:
    assert error(ana.get("/playlists/x")) == (400, "Invalid base62 id")
    assert error(ana.get(f"/playlists/{NOBODY}")) == (404, "Resource not found")
    assert error(ana.put(f"/playlists/{NOBODY}/items", json={"uris": SONGS}))[0] == 404


def test_fields_leave_out_what_is_not_wanted(ana: httpx.Client, playlist: str) -> None:
    ana.put(f"{playlist}/items", json={"uris": SONGS[:2]})
    query = {"fields": "total,items(item(uri))"}
    assert ana.get(f"{playlist}/items", params=query).json() == {
        "total": 2,
        "items": [{"item": {"uri": uri}} for uri in SONGS[:2]],
    }
    assert ana.get(playlist, params={"fields": "name"}).json() == {"name": "Evening"}
    assert error(ana.get(playlist, params={"fields": "("}))[0] == 400


def test_old_addresses_are_for_old_apps(
    simulator: RunningSimulator, ana: httpx.Client, playlist: str
) -> None:
    body = {"uris": SONGS[:3]}
    removal = {"tracks": [{"uri": SONGS[0]}]}

    def calls() -> list[httpx.Response]:
        return [
            ana.post("/users/simulated-ana/playlists", json={"name": "Old"}),
            ana.post(f"{playlist}/tracks", json=body),
            ana.put(f"{playlist}/tracks", json=body),
            ana.request("DELETE", f"{playlist}/tracks", json=removal),
            ana.get(f"{playlist}/tracks", params={"limit": 20}),
            ana.get("/users/simulated-ana/playlists"),
            ana.delete(f"{playlist}/followers"),
        ]

    assert [error(answer) for answer in calls()] == [(403, "Forbidden")] * 7
    simulator.app(mode="legacy")
    old = calls()
    assert [answer.status_code for answer in old] == [201, 201, 200, 200, 200, 200, 200]
    assert old[0].json()["tracks"]["total"] == 0
    assert [item["track"]["uri"] for item in old[4].json()["items"]] == SONGS[1:3]
    assert old[5].json()["items"][0]["tracks"]["total"] == 0
    assert [listed["name"] for listed in ana.get("/me/playlists").json()["items"]] == ["Old"]
    assert ana.post("/users/simulated-ben/playlists", json={"name": "x"}).status_code == 403
    assert ana.get("/users/nobody/playlists").status_code == 404
    assert ana.get(f"{playlist}/tracks", params={"limit": 100}).is_success
    assert ana.get(f"{playlist}/items", params={"limit": 100}).status_code == 400


def test_playlists_last_as_long_as_the_simulator(simulator: RunningSimulator) -> None:
    with calling(simulator, "ana", *ALL) as ana:
        made = ana.post("/me/playlists", json={"name": "Evening", "public": False}).json()
        ana.put(f"/playlists/{made['id']}/items", json={"uris": SONGS[:10]})
    simulator.expire("ana")
    with calling(simulator, "ana", *ALL) as ana:
        assert uris(ana, f"/playlists/{made['id']}") == SONGS[:10]
    assert simulator.state()["listeners"]["ana"]["playlists"] == [
        {
            "id": made["id"],
            "name": "Evening",
            "description": None,
            "public": False,
            "uris": SONGS[:10],
        }
    ]
