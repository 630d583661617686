from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

CREATE = "/api/create-playlist-based-on-parameters"
pytestmark = pytest.mark.django_db


@pytest.fixture
def created(client: Client, wishes: dict[str, Any]) -> Any:
    return client.post(CREATE, wishes, content_type="application/json").json()


def _export(client: Client, created: Any, file_format: str) -> Any:
    response = client.get(f"/api/playlists/{created['id']}/export", {"format": file_format})
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("file_format", "media_type", "ending"),
    [
        ("m3u8", "audio/x-mpegurl", "m3u8"),
        ("xspf", "application/xspf+xml", "xspf"),
        ("jspf", "application/jspf+json", "jspf"),
        ("csv", "text/csv; charset=utf-8", "csv"),
        ("json", "application/json", "json"),
        ("links", "text/plain; charset=utf-8", "txt"),
    ],
)
def test_a_list_is_saved_as_a_file_with_all_its_songs(
    client: Client, created: Any, file_format: str, media_type: str, ending: str
) -> None:
    response = _export(client, created, file_format)
    assert response.headers["Content-Type"] == media_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="Pop.{ending}"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    text = response.content.decode("utf-8-sig")
    assert all(track["spotify_url"] in text for track in created["tracks"])
    for private in ("happy", created["id"], "valence", "probabilities"):
        assert private not in text


def test_the_file_is_in_order_and_can_be_read_again(client: Client, created: Any) -> None:
    rows = list(
        csv.DictReader(io.StringIO(_export(client, created, "csv").content.decode("utf-8-sig")))
    )
    assert [row["title"].lstrip("'") for row in rows] == [
        track["title"].lstrip("'") for track in created["tracks"]
    ]
    titles = [
        entry["title"]
        for entry in json.loads(_export(client, created, "jspf").content)["playlist"]["track"]
    ]
    assert titles == [track["title"] for track in created["tracks"]]
    space = {"x": "http://xspf.org/ns/0/"}
    tree = ET.fromstring(_export(client, created, "xspf").content)  # noqa: S314 - ours
    assert [node.text for node in tree.findall("x:trackList/x:track/x:title", space)] == titles


def test_a_name_in_any_script_names_the_file(client: Client, created: Any) -> None:
    name = 'Zażółć "gęślą" / 夜'
    client.patch(f"/api/playlists/{created['id']}", {"name": name}, content_type="application/json")
    header = _export(client, created, "csv").headers["Content-Disposition"]
    assert header.isascii()
    assert header.startswith("attachment; filename*=utf-8''")
    assert quote("夜") in header
    assert "/" not in header.rpartition("''")[2]


@pytest.mark.parametrize("query", [{}, {"format": "mp3"}, {"format": ""}, {"format": "CSV"}])
def test_another_format_is_refused(client: Client, created: Any, query: dict[str, str]) -> None:
    response = client.get(f"/api/playlists/{created['id']}/export", query)
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "#/format"


def test_a_head_tells_the_length(client: Client, created: Any) -> None:
    path = f"/api/playlists/{created['id']}/export?format=csv"
    head, body = client.head(path), client.get(path)
    assert head.headers["Content-Length"] == str(len(body.content))
    assert head.content == b""
