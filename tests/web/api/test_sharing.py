from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from humoresque.affect import EMOTIONS
from humoresque.web.listening.models import Playlist

CREATE = "/api/create-playlist-based-on-parameters"
pytestmark = pytest.mark.django_db


@pytest.fixture
def created(client: Client, wishes: dict[str, Any]) -> Any:
    return client.post(CREATE, wishes, content_type="application/json").json()


def _share(client: Client, created: Any) -> str:
    response = client.put(f"/api/playlists/{created['id']}/share")
    assert response.status_code == 200
    url: str = response.json()["share_url"]
    return url


def _read(url: str) -> Any:
    """Somebody without a cookie follows the page's link to its data."""
    return Client().get("/api/shared/" + url.rpartition("/")[2])


def test_a_list_is_not_shared_before_it_is_said(created: Any) -> None:
    assert (created["shared"], created["share_url"]) == (False, None)
    assert Playlist.objects.get().share_token is None
    for guess in (created["id"], "null", "None", "", "x" * 22):
        assert Client().get(f"/api/shared/{guess}").status_code == 404


def test_a_link_has_128_random_bits(client: Client, created: Any) -> None:
    url = _share(client, created)
    assert re.fullmatch(r"http://testserver/shared/[\w-]{22}", url)
    client.delete(f"/api/playlists/{created['id']}/share")
    assert _share(client, created) != url


def test_sharing_twice_gives_the_same_link(client: Client, created: Any) -> None:
    url = _share(client, created)
    assert _share(client, created) == url
    answer = client.get(f"/api/playlists/{created['id']}").json()
    assert (answer["shared"], answer["share_url"]) == (True, url)
    assert client.get("/api/playlists").json()["playlists"][0]["shared"] is True


def test_whoever_has_the_link_sees_name_and_songs_only(client: Client, created: Any) -> None:
    answer = _read(_share(client, created)).json()
    assert list(answer) == ["name", "songs"]
    assert answer["name"] == created["name"]
    assert answer["songs"] == [
        {
            name: track[name]
            for name in (
                "position", "title", "artists", "album", "duration_ms", "explicit", "spotify_url",
            )
        }
        for track in created["tracks"]
    ]  # fmt: skip


def test_a_shared_list_does_not_tell_the_expression(client: Client, wishes: dict[str, Any]) -> None:
    for emotion in EMOTIONS:
        created = client.post(
            CREATE, wishes | {"emotion": emotion, "mode": "match"}, content_type="application/json"
        ).json()
        name = _read(_share(client, created)).json()["name"]
        assert emotion not in name.lower()


def test_a_shared_list_is_not_for_caches_nor_for_search_engines(
    client: Client, created: Any
) -> None:
    response = _read(_share(client, created))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_a_link_that_was_taken_back_is_dead_at_once(client: Client, created: Any) -> None:
    url = _share(client, created)
    response = client.delete(f"/api/playlists/{created['id']}/share")
    assert response.status_code == 204
    problem = _read(url).json()
    assert problem["type"] == "urn:humoresque:problem:unknown-link"
    assert problem == Client().get("/api/shared/never-given").json()
    assert client.get(f"/api/playlists/{created['id']}").json()["share_url"] is None
    assert client.delete(f"/api/playlists/{created['id']}/share").status_code == 204


def test_with_a_list_goes_its_link(client: Client, created: Any) -> None:
    url = _share(client, created)
    client.delete(f"/api/playlists/{created['id']}")
    assert _read(url).status_code == 404


def test_no_log_holds_the_link_or_the_visitor(
    client: Client,
    created: Any,
    logged: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = _share(client, created)
    token = url.rpartition("/")[2]
    client.patch(
        f"/api/playlists/{created['id']}", {"name": "Zosia"}, content_type="application/json"
    )
    assert _read(url).status_code == 200

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(Playlist.objects, "get", fail)
    client.raise_request_exception = False
    assert _read(url).status_code == 500
    assert "/api/shared/<token> failed" in logged.text
    cookie = client.cookies["humoresque_visitor"].value
    for secret in (token, "Zosia", cookie, cookie.partition(":")[0]):
        assert secret not in logged.text


def test_songs_are_not_in_the_log_when_a_list_cannot_be_read(
    client: Client, created: Any, logged: pytest.LogCaptureFixture
) -> None:
    Playlist.objects.update(path=[{"valence": 5}])
    client.raise_request_exception = False
    assert client.get(f"/api/playlists/{created['id']}").status_code == 500
    assert json.dumps(created["tracks"][0]["title"]) not in logged.text
