from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.test import Client

from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.catalog.schema import FACTS
from humoresque.own_music.library import OwnMusic, ScannedFile, track_id
from humoresque.web import wiring

CREATE = "/api/create-playlist-based-on-parameters"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_parts")]
ELSEWHERE: Any = {"REMOTE_ADDR": "192.0.2.7"}
SONGS = 40


def _own_catalog(ids: list[str]) -> Catalog:
    """Facts of songs of the starter under ids of own files."""
    starter = Catalog.starter()
    facts = starter.table.take(starter.rows_of(["pop"])[: len(ids)]).select(FACTS.names)
    place = facts.schema.get_field_index("track_id")
    facts = facts.set_column(place, "track_id", pa.array(ids))
    return Catalog.from_facts(facts, CatalogInfo("own-music", "My files.", "My own."))


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A folder of music that was scanned, in a data folder of its own."""
    music = tmp_path / "music"
    music.mkdir()
    files = {}
    for number in range(SONGS):
        content = bytes([number]) * (100 + number)
        file = music / f"{number}.mp3"
        file.write_bytes(content)
        scanned = ScannedFile(file.name, len(content), file.stat().st_mtime_ns)
        files[track_id(hashlib.sha256(content).hexdigest())] = scanned
    OwnMusic(_own_catalog(list(files)), music, files).save(tmp_path / "data")
    settings.DATA_FOLDER = tmp_path / "data"
    settings.MUSIC_FOLDER = music
    return music


def _ids() -> list[str]:
    catalog = wiring.own_music().catalog
    return [catalog.track(row).track_id for row in range(catalog.size)]


def _slug(response: Any) -> tuple[int, str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["type"].removeprefix("urn:humoresque:problem:")


def _create(client: Client, wishes: dict[str, Any], **more: Any) -> Any:
    return client.post(CREATE, wishes | more, content_type="application/json")


def test_without_a_folder_there_is_no_own_music(client: Client, wishes: dict[str, Any]) -> None:
    assert client.get("/api/own-music").json() == {
        "configured": False, "allowed": False, "songs": 0, "genres": [],
    }  # fmt: skip
    assert _slug(client.get("/api/own-music/own:x/audio")) == (404, "own-music-off")
    for source in ("own", "both"):
        assert _slug(_create(client, wishes, source=source)) == (404, "own-music-off")


@pytest.mark.usefixtures("folder")
def test_it_is_there_for_the_visitor_of_this_machine(client: Client) -> None:
    answer = client.get("/api/own-music").json()
    assert (answer["configured"], answer["allowed"], answer["songs"]) == (True, True, SONGS)
    assert {"name": "pop", "tracks": SONGS, "family": "pop"} in answer["genres"]


@pytest.mark.usefixtures("folder")
def test_others_learn_and_hear_nothing_of_it(wishes: dict[str, Any]) -> None:
    stranger = Client(**ELSEWHERE)
    assert stranger.get("/api/own-music").json() == {
        "configured": True, "allowed": False, "songs": 0, "genres": [],
    }  # fmt: skip
    song = _ids()[0]
    for response in (
        stranger.get(f"/api/own-music/{song}/audio"),
        Client(headers={"X-Forwarded-For": "127.0.0.1"}).get(f"/api/own-music/{song}/audio"),
        _create(stranger, wishes, source="own"),
        _create(stranger, wishes, source="both"),
        stranger.put(f"/api/opinions/{song}", {"opinion": "like"}, content_type="application/json"),
    ):
        assert _slug(response) == (403, "not-this-machine")


@pytest.mark.usefixtures("folder")
def test_a_list_of_own_songs_can_be_heard_here(client: Client, wishes: dict[str, Any]) -> None:
    answer = _create(client, wishes, source="own", popularity="any").json()
    assert answer["source"] == "own"
    assert len(answer["tracks"]) == 10
    for track in answer["tracks"]:
        assert track["track_id"].startswith("own:")
        assert track["spotify_url"] is None
        assert len(b"".join(client.get(track["audio_url"]))) >= 100
    again = client.post(f"/api/playlists/{answer['id']}/regenerate").json()
    assert again["tracks"] == answer["tracks"]


@pytest.mark.usefixtures("folder")
def test_from_elsewhere_the_same_list_has_no_addresses_of_files(
    client: Client, wishes: dict[str, Any]
) -> None:
    answer = _create(client, wishes, source="own", popularity="any").json()
    path = f"/api/playlists/{answer['id']}"
    shown = client.get(path, **ELSEWHERE).json()
    assert {track["audio_url"] for track in shown["tracks"]} == {None}
    assert _slug(client.post(f"{path}/regenerate", **ELSEWHERE)) == (403, "not-this-machine")


def test_paths_of_files_are_in_exports_on_this_machine_alone(
    client: Client, wishes: dict[str, Any], folder: Path
) -> None:
    answer = _create(client, wishes, source="own", popularity="any").json()
    path = f"/api/playlists/{answer['id']}/export?format=m3u8"
    assert client.get(path).content.decode().count(str(folder)) == 10
    assert str(folder) not in client.get(path, **ELSEWHERE).content.decode()
    client.put(f"/api/playlists/{answer['id']}/share")
    url = client.get(f"/api/playlists/{answer['id']}").json()["share_url"]
    shared = Client(**ELSEWHERE).get("/api/shared/" + url.rpartition("/")[2])
    assert shared.status_code == 200
    assert "own:" not in shared.content.decode()
    assert str(folder) not in shared.content.decode()


@pytest.mark.usefixtures("folder")
def test_own_songs_and_the_catalogs_can_be_mixed(client: Client, wishes: dict[str, Any]) -> None:
    size = wiring.catalog().size
    answer = _create(client, wishes, source="both", popularity="any", size=50).json()
    assert wiring.mixed_catalog().size == size + SONGS
    own = [track for track in answer["tracks"] if track["track_id"].startswith("own:")]
    assert 0 < len(own) < 50


@pytest.mark.usefixtures("folder")
def test_an_opinion_on_an_own_song_is_kept(client: Client) -> None:
    song = _ids()[0]
    response = client.put(
        f"/api/opinions/{song}", {"opinion": "like"}, content_type="application/json"
    )
    assert response.json()["track_id"] == song
    unknown = client.put(
        "/api/opinions/own:0", {"opinion": "like"}, content_type="application/json"
    )
    assert _slug(unknown) == (404, "unknown-track")


def test_a_file_is_sent_whole_and_in_parts(client: Client, folder: Path) -> None:
    path = f"/api/own-music/{_ids()[0]}/audio"
    content = (folder / "0.mp3").read_bytes()
    whole = client.get(path)
    assert b"".join(whole) == content
    assert whole.headers["Content-Type"] == "audio/mpeg"
    assert whole.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    part = client.get(path, headers={"Range": "bytes=10-19"})
    assert part.status_code == 206
    assert b"".join(part) == content[10:20]
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(content)}"
    head = client.head(path)
    assert (head.headers["Content-Length"], b"".join(head)) == (str(len(content)), b"")
    behind = client.get(path, headers={"Range": "bytes=5000-"})
    assert _slug(behind) == (416, "range-not-satisfiable")
    assert behind.headers["Content-Range"] == f"bytes */{len(content)}"


@pytest.mark.parametrize(
    "name", ["own:0", "own:..%2f..%2fetc%2fpasswd", "0.mp3", "x" * 300, "%00", "own:%2e%2e"]
)
def test_nothing_but_songs_of_the_scan_is_sent(client: Client, folder: Path, name: str) -> None:
    _ = folder
    assert client.get(f"/api/own-music/{name}/audio").status_code == 404


def test_a_song_whose_file_is_gone_is_not_found(client: Client, folder: Path) -> None:
    song = _ids()[0]
    (folder / "0.mp3").unlink()
    assert _slug(client.get(f"/api/own-music/{song}/audio")) == (404, "unknown-track")


@pytest.mark.usefixtures("folder")
def test_a_list_of_the_catalogs_songs_is_exported_without_a_look_at_own_music(
    client: Client, wishes: dict[str, Any], settings: Any, tmp_path: Path
) -> None:
    created = _create(client, wishes).json()
    settings.DATA_FOLDER = tmp_path / "empty"
    response = client.get(f"/api/playlists/{created['id']}/export", {"format": "m3u8"})
    assert response.status_code == 200


def test_a_folder_that_was_not_scanned_is_said_in_the_log(
    client: Client,
    folder: Path,
    settings: Any,
    tmp_path: Path,
    logged: pytest.LogCaptureFixture,
) -> None:
    settings.MUSIC_FOLDER = tmp_path / "other"
    response = client.get("/api/own-music")
    assert _slug(response) == (503, "own-music-unavailable")
    assert str(folder) not in response.content.decode()
    assert f"humoresque catalog scan {tmp_path / 'other'}" in logged.text
    settings.DATA_FOLDER = tmp_path / "empty"
    assert _slug(client.get("/api/own-music")) == (503, "own-music-unavailable")
