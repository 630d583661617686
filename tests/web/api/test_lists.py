"""What a visitor does with lists that are there: page through, rename, delete, make again."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from humoresque.web import wiring
from humoresque.web.listening.making import make_again
from humoresque.web.listening.models import Playlist, Song
from humoresque.web.throttle import Throttle

CREATE = "/api/create-playlist-based-on-parameters"
pytestmark = pytest.mark.django_db


def _create(client: Client, wishes: dict[str, Any], **more: Any) -> Any:
    response = client.post(CREATE, wishes | more, content_type="application/json")
    assert response.status_code == 201
    return response.json()


def _slug(response: Any) -> tuple[int, str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["type"].removeprefix("urn:humoresque:problem:")


def test_lists_come_newest_first_and_page_by_page(client: Client, wishes: dict[str, Any]) -> None:
    created = [_create(client, wishes, size=size)["id"] for size in (5, 6, 7, 8, 9)]
    first = client.get("/api/playlists", {"limit": 2}).json()
    assert [entry["id"] for entry in first["playlists"]] == created[:2:-1]
    assert [entry["songs"] for entry in first["playlists"]] == [9, 8]
    second = client.get("/api/playlists", {"limit": 2, "before": first["next"]}).json()
    third = client.get("/api/playlists", {"limit": 2, "before": second["next"]}).json()
    assert [entry["id"] for entry in second["playlists"]] == [created[2], created[1]]
    assert [entry["id"] for entry in third["playlists"]] == [created[0]]
    assert third["next"] is None


def test_lists_of_the_same_millisecond_are_all_shown(
    client: Client, wishes: dict[str, Any]
) -> None:
    moment = datetime(2026, 7, 1, microsecond=123_450, tzinfo=UTC)
    made = [_create(client, wishes)["id"] for _ in range(4)]
    for number, playlist_id in enumerate(made):
        later = moment + timedelta(microseconds=number)
        Playlist.objects.filter(id=playlist_id).update(created_at=later)
    shown, query = [], {"limit": "1"}
    while "before" not in query or query["before"]:
        page = client.get("/api/playlists", query).json()
        shown += [entry["id"] for entry in page["playlists"]]
        query["before"] = page["next"]
    assert shown == made[::-1]


def test_a_full_last_page_is_the_last_one(client: Client, wishes: dict[str, Any]) -> None:
    _create(client, wishes)
    _create(client, wishes)
    assert client.get("/api/playlists", {"limit": 2}).json()["next"] is None


def test_a_summary_says_what_a_list_is(client: Client, wishes: dict[str, Any]) -> None:
    created = _create(client, wishes, emotion="fear", genres=["pop", "rock"])
    (summary,) = client.get("/api/playlists").json()["playlists"]
    assert summary == {
        "id": created["id"],
        "name": "Pop, rock",
        "created_at": created["created_at"],
        "emotion": "fear",
        "mode": "shift",
        "genres": ["pop", "rock"],
        "songs": 10,
        "shared": False,
    }


def test_visitors_see_their_own_lists_alone(
    client: Client, other_client: Client, wishes: dict[str, Any]
) -> None:
    assert client.get("/api/playlists").json() == {"playlists": [], "next": None}
    mine = _create(client, wishes)["id"]
    theirs = _create(other_client, wishes)["id"]
    for visitor, own in ((client, mine), (other_client, theirs)):
        listed = visitor.get("/api/playlists").json()["playlists"]
        assert [entry["id"] for entry in listed] == [own]


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"before": "yesterday"},
        {"before": "2026-07-01T12:00:00"},
        {"before": ""},
        {"before": "0001-01-01T00:00:00+14:00"},
        {"before": "9999-12-31T23:59:59-14:00"},
    ],
)
def test_a_page_that_cannot_be_is_refused(client: Client, query: dict[str, str]) -> None:
    assert _slug(client.get("/api/playlists", query)) == (422, "invalid-request")


def test_a_list_can_be_renamed(client: Client, wishes: dict[str, Any]) -> None:
    created = _create(client, wishes)
    path = f"/api/playlists/{created['id']}"
    response = client.patch(path, {"name": "  Dla Zosi 🎻 "}, content_type="application/json")
    assert response.json() == created | {"name": "Dla Zosi 🎻"}
    assert client.get(path).json()["name"] == "Dla Zosi 🎻"


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 101},
        {"name": "two\nlines"},
        {"name": "bell\x07"},
        {"name": "line\u2028separator"},
        {"name": "right-to-left\u202eoverride"},
        {"name": "\u200b"},
        {"name": "half a pair \ud800"},
        {"name": 5},
        {"name": None},
        {"name": "x", "genres": []},
        {},
    ],
    ids=ascii,
)
def test_a_name_that_cannot_be_shown_is_refused(
    client: Client, wishes: dict[str, Any], change: dict[str, Any]
) -> None:
    created = _create(client, wishes)
    response = client.patch(
        f"/api/playlists/{created['id']}", change, content_type="application/json"
    )
    assert response.status_code in {400, 422}
    assert Playlist.objects.get().name == created["name"]


def test_a_deleted_list_is_gone_with_its_songs(client: Client, wishes: dict[str, Any]) -> None:
    path = f"/api/playlists/{_create(client, wishes)['id']}"
    response = client.delete(path)
    assert (response.status_code, response.content) == (204, b"")
    assert _slug(client.get(path)) == (404, "unknown-playlist")
    assert _slug(client.delete(path)) == (404, "unknown-playlist")
    assert not Song.objects.exists()


Operation = tuple[str, str, dict[str, str] | None]
OPERATIONS: list[Operation] = [
    ("get", "", None),
    ("patch", "", {"name": "Mine now"}),
    ("delete", "", None),
    ("post", "/regenerate", None),
    ("get", "/export?format=csv", None),
    ("put", "/share", None),
    ("delete", "/share", None),
]


def _do(
    client: Client, playlist_id: Any, operation: Operation, headers: dict[str, str] | None = None
) -> Any:
    method, end, body = operation
    return client.generic(
        method.upper(),
        f"/api/playlists/{playlist_id}{end}",
        b"" if body is None else json.dumps(body).encode(),
        content_type="application/json",
        headers=headers,
    )


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_nobody_else_can_do_anything_with_a_list(
    client: Client, other_client: Client, wishes: dict[str, Any], operation: Operation
) -> None:
    created = _create(client, wishes)
    _create(other_client, wishes)
    for visitor, playlist_id in (
        (other_client, created["id"]),
        (Client(), created["id"]),
        (other_client, uuid.uuid4()),
        (other_client, "x"),
    ):
        response = _do(visitor, playlist_id, operation)
        assert _slug(response) == (404, "unknown-playlist")
        assert not response.cookies
    assert client.get(f"/api/playlists/{created['id']}").json() == created
    assert Playlist.objects.count() == 2


@pytest.mark.parametrize("operation", [o for o in OPERATIONS if o[0] != "get"], ids=str)
def test_other_sites_cannot_use_the_cookie(
    client: Client, wishes: dict[str, Any], operation: Operation
) -> None:
    created = _create(client, wishes)
    response = _do(client, created["id"], operation, {"Sec-Fetch-Site": "cross-site"})
    assert _slug(response) == (403, "cross-site-request")


def test_a_list_made_again_has_the_same_songs(client: Client, wishes: dict[str, Any]) -> None:
    created = _create(client, wishes, emotion="sad", mode="shift", popularity=40, novelty=0.3)
    response = client.post(f"/api/playlists/{created['id']}/regenerate")
    assert response.status_code == 201
    again = response.json()
    assert again["id"] != created["id"]
    assert again["created_at"] > created["created_at"]
    same = {name: value for name, value in created.items() if name not in {"id", "created_at"}}
    assert {name: again[name] for name in same} == same
    assert client.get("/api/playlists").json()["playlists"][0]["id"] == again["id"]


def test_it_has_them_whatever_the_visitor_said_since(
    client: Client, wishes: dict[str, Any]
) -> None:
    """Recent lists, favourites, opinions: all as they were when the list was made."""
    del wishes["seed"]
    artists = [wiring.catalog().songs().track(row).artists[0] for row in range(0, 300, 30)]
    client.put(
        "/api/taste/favourite-artists", {"artists": artists}, content_type="application/json"
    )
    earlier = _create(client, wishes)
    for track, word in zip(earlier["tracks"], ("like", "dislike", "not_now"), strict=False):
        client.put(
            f"/api/opinions/{track['track_id']}",
            {"opinion": word},
            content_type="application/json",
        )
    created = _create(client, wishes, personalization="high")
    assert created["seeds"]["artists"]
    client.put(
        "/api/taste/favourite-artists",
        {"artists": ["Can", *artists]},
        content_type="application/json",
    )
    first = created["tracks"][0]["track_id"]
    client.put(f"/api/opinions/{first}", {"opinion": "dislike"}, content_type="application/json")
    again = client.post(f"/api/playlists/{created['id']}/regenerate").json()
    told = [{k: v for k, v in t.items() if k != "opinion"} for t in again["tracks"]]
    assert told == [{k: v for k, v in t.items() if k != "opinion"} for t in created["tracks"]]
    assert again["seeds"] == created["seeds"]
    thrice = client.post(f"/api/playlists/{again['id']}/regenerate").json()
    assert thrice["tracks"] == again["tracks"]


def test_it_is_made_again_even_when_another_request_deletes_it(
    client: Client, wishes: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    created = _create(client, wishes)

    def deleted_first(playlist: Playlist) -> Playlist:
        Playlist.objects.filter(id=playlist.id).delete()
        return make_again(playlist)

    monkeypatch.setattr("humoresque.web.api.playlists.make_again", deleted_first)
    again = client.post(f"/api/playlists/{created['id']}/regenerate")
    assert again.status_code == 201
    assert again.json()["id"] != created["id"]


def test_paging_through_lists_leaves_out_what_they_remember(
    client: Client, wishes: dict[str, Any]
) -> None:
    _create(client, wishes)
    with CaptureQueriesContext(connection) as queries:
        assert len(client.get("/api/playlists").json()["playlists"]) == 1
    assert not any("snapshot" in query["sql"] for query in queries)


def test_a_list_made_again_is_not_shared(client: Client, wishes: dict[str, Any]) -> None:
    created = _create(client, wishes)
    client.put(f"/api/playlists/{created['id']}/share")
    again = client.post(f"/api/playlists/{created['id']}/regenerate").json()
    assert (again["shared"], again["share_url"]) == (False, None)
    assert client.get(f"/api/playlists/{created['id']}").json()["shared"] is True


def test_a_list_whose_genre_is_gone_cannot_be_made_again(
    client: Client, wishes: dict[str, Any]
) -> None:
    created = _create(client, wishes)
    Playlist.objects.update(genres=["gone"])
    response = client.post(f"/api/playlists/{created['id']}/regenerate")
    assert _slug(response) == (422, "unknown-genre")
    assert Playlist.objects.count() == 1


@pytest.mark.parametrize(
    ("throttle", "operation"),
    [
        ("playlist", ("post", "/regenerate", None)),
        ("change", ("patch", "", {"name": "x"})),
        ("change", ("put", "/share", None)),
        ("change", ("delete", "/share", None)),
        ("change", ("delete", "", None)),
    ],
)
def test_too_many_changes_in_a_short_time_are_put_off(
    client: Client,
    wishes: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    throttle: str,
    operation: Operation,
) -> None:
    created = _create(client, wishes)
    used_up = Throttle(limit=1, window_seconds=60)
    used_up.admit("127.0.0.1")
    monkeypatch.setattr(wiring, f"{throttle}_throttle", lambda: used_up)
    assert _slug(_do(client, created["id"], operation)) == (429, "too-many-requests")
