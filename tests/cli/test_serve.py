from __future__ import annotations

import base64
import http.client
import io
import json
import os
import re
import signal
import socket
import sqlite3
import stat
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image

from humoresque.cli.serve import _export_settings
from tests.cli.serving import WISHES, refused, serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serve")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """One running server for the tests that only ask it."""
    with serving(folder) as (address, _):
        yield address


def test_it_answers_at_the_address_that_it_prints(address: str) -> None:
    assert httpx.get(f"{address}/api/health/live").json() == {"status": "live"}
    assert httpx.get(f"{address}/api/status").json()["catalog"]["size"] > 0
    assert httpx.get(address).headers["content-type"].startswith("text/html")


@pytest.mark.usefixtures("address")
def test_the_first_start_makes_a_private_key_and_a_database(folder: Path) -> None:
    data = folder / "data"
    assert (data / "humoresque.sqlite3").is_file()
    if os.name == "posix":
        assert stat.S_IMODE((data / "secret_key").stat().st_mode) == 0o600
        assert stat.S_IMODE((data / "token_keys").stat().st_mode) == 0o600
        assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_playlist_is_its_visitors_own_over_http(address: str) -> None:
    with httpx.Client(base_url=address) as visitor, httpx.Client(base_url=address) as other:
        created = visitor.post("/api/create-playlist-based-on-parameters", json=WISHES)
        assert created.status_code == 201
        path = f"/api/playlists/{created.json()['id']}"
        assert visitor.get(path).json() == created.json()
        assert other.get(path).status_code == 404


def test_browsers_on_other_sites_are_refused_over_http(address: str) -> None:
    for headers in ({"Origin": "https://other.example"}, {"Sec-Fetch-Site": "cross-site"}):
        response = httpx.post(
            f"{address}/api/create-playlist-based-on-parameters", json=WISHES, headers=headers
        )
        assert response.status_code == 403
    response = httpx.post(
        f"{address}/api/create-playlist-based-on-parameters",
        json=WISHES,
        headers={"Origin": address, "Sec-Fetch-Site": "same-origin"},
    )
    assert response.status_code == 201


def test_an_oversized_body_is_refused_before_it_is_sent(address: str) -> None:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
    connection.putrequest("POST", "/api/get-emotion-from-photo")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", "500000000")
    connection.endheaders()
    response = connection.getresponse()
    assert response.status == 413
    assert json.load(response)["type"] == "urn:humoresque:problem:body-too-large"
    connection.close()


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/api/get-emotion-from-photo", 25_000_000),
        ("/api/create-playlist-based-on-parameters", 5_000_000),
    ],
)
def test_a_client_that_sends_first_and_listens_later_sees_the_refusal(
    address: str, path: str, size: int
) -> None:
    with closing(http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)) as sender:
        sender.request("POST", path, bytes(size), {"Content-Type": "application/json"})
        response = sender.getresponse()
        assert response.status == 413
        assert json.load(response)["type"] == "urn:humoresque:problem:body-too-large"


def test_one_client_with_bodies_that_never_come_does_not_stop_the_others(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    head = (
        "POST /api/create-playlist-based-on-parameters HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    )
    with ExitStack() as stalled:
        for _ in range(40):
            connection = socket.create_connection((host, int(port)), timeout=20)
            stalled.enter_context(connection).sendall(head.encode())
        assert httpx.get(f"{address}/api/health/live", timeout=20).status_code == 200
        assert httpx.get(f"{address}/api/genres", timeout=20).status_code == 200
    path = f"{address}/api/create-playlist-based-on-parameters"
    assert httpx.post(path, json=WISHES, timeout=20).status_code in {201, 429}


def test_only_http_1_is_spoken(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0\4\0\0\0\0\0")
        answer = connection.recv(100)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 ")


def test_a_body_of_unannounced_length_isrefused(address: str) -> None:
    response = httpx.post(
        f"{address}/api/get-emotion-from-photo",
        content=iter([b'{"image": "', b'aaaa"}']),
        headers={"Content-Type": "application/json"},
    )
    assert response.status_code == 411


def test_many_may_ask_at_the_same_time(address: str) -> None:
    def create(seed: int) -> int:
        path = f"{address}/api/create-playlist-based-on-parameters"
        return httpx.post(path, json=WISHES | {"seed": seed}, timeout=60).status_code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(create, range(24))) == [201] * 24


def test_a_playlist_outlives_a_restart(tmp_path: Path) -> None:
    with serving(tmp_path) as (address, _):
        created = httpx.post(f"{address}/api/create-playlist-based-on-parameters", json=WISHES)
    with serving(tmp_path) as (address, _):
        path = f"{address}/api/playlists/{created.json()['id']}"
        cookie = created.headers["set-cookie"].split(";")[0]
        assert httpx.get(path, headers={"Cookie": cookie}).json() == created.json()


def test_a_start_deletes_playlists_that_are_older_than_the_cookie(tmp_path: Path) -> None:
    with serving(tmp_path) as (address, _):
        for _ in range(2):
            httpx.post(f"{address}/api/create-playlist-based-on-parameters", json=WISHES)
    old = (datetime.now(UTC) - timedelta(days=181)).replace(tzinfo=None).isoformat(" ")
    with closing(sqlite3.connect(tmp_path / "data/humoresque.sqlite3")) as database, database:
        one = "(SELECT id FROM listening_playlist LIMIT 1)"
        database.execute(f"UPDATE listening_playlist SET created_at = ? WHERE id = {one}", [old])  # noqa: S608
    with serving(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "data/humoresque.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM listening_playlist").fetchone() == (1,)


def test_a_flood_of_playlists_is_put_off(tmp_path: Path) -> None:
    with serving(tmp_path, HUMORESQUE_PLAYLISTS_PER_MINUTE="2") as (address, _):
        path = f"{address}/api/create-playlist-based-on-parameters"
        statuses = [httpx.post(path, json=WISHES).status_code for _ in range(3)]
    assert statuses == [201, 201, 429]


@pytest.mark.skipif(os.name != "posix", reason="Windows has another Ctrl-C")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_in_a_terminal_stops_it_without_a_complaint(tmp_path: Path, workers: str) -> None:
    with serving(tmp_path, "--workers", workers) as (address, process):
        httpx.get(f"{address}/api/health/live")
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the whole group
        rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert rest == "Stopped.\n"


def test_workers_in_processes_of_their_own_share_the_database(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2", "--threads", "2") as (address, _):
        for seed in range(8):
            with httpx.Client(base_url=address) as client:
                wishes = WISHES | {"seed": seed}
                created = client.post("/api/create-playlist-based-on-parameters", json=wishes)
                assert client.get(f"/api/playlists/{created.json()['id']}").status_code == 200


def test_a_flood_of_photos_is_put_off(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.fromarray(np.full((60, 80, 3), 128, dtype=np.uint8)).save(stream, "PNG")
    photo = {"image": base64.b64encode(stream.getvalue()).decode()}
    with serving(tmp_path, HUMORESQUE_PHOTOS_PER_MINUTE="2") as (address, _):
        answers = [httpx.post(f"{address}/api/get-emotion-from-photo", json=photo) for _ in "abc"]
    assert 429 not in [answer.status_code for answer in answers[:2]]
    assert answers[2].status_code == 429
    assert int(answers[2].headers["retry-after"]) > 0


def test_a_taken_port_is_explained(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(tmp_path, "--port", str(port))
    assert f"Port {port} on 127.0.0.1 is in use" in said
    assert re.search(r"--port \d+", said)
    assert not (tmp_path / "data").exists()


def test_a_foreign_address_is_explained(tmp_path: Path) -> None:
    said = refused(tmp_path, "--host", "192.0.2.1")
    assert "192.0.2.1 is not an address of this machine" in said


def test_a_missing_catalog_is_explained(tmp_path: Path) -> None:
    said = refused(tmp_path, "--catalog", "none.parquet")
    assert "There is no catalog at none.parquet" in said


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_nobody_else_may_read_the_database_wherever_it_lies(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    with serving(tmp_path) as (address, _):
        httpx.post(f"{address}/api/create-playlist-based-on-parameters", json=WISHES)
        modes = {}
        for file in data.iterdir():
            with suppress(FileNotFoundError):  # SQLite removes its log when the request is over
                modes[file.name] = stat.S_IMODE(file.stat().st_mode)
    assert {"humoresque.sqlite3", "secret_key"} <= set(modes)
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_variable_counts_as_unset(tmp_path: Path, blank: str) -> None:
    names = ("ALLOWED_HOSTS", "SECRET_KEY", "SECRET_KEY_FILE", "CATALOG", "TARGETS", "MODEL")
    blanks = {f"HUMORESQUE_{name}": blank for name in names}
    with serving(tmp_path, **blanks) as (address, _):
        assert httpx.get(f"{address}/api/health/live").status_code == 200
    assert (tmp_path / "data/secret_key").is_file()


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("", "localhost,127.0.0.1,[::1],192.0.2.1"),
        (" ", "localhost,127.0.0.1,[::1],192.0.2.1"),
        ("music.example", "music.example"),
    ],
)
def test_the_address_listened_on_is_allowed_unless_others_are_named(
    monkeypatch: pytest.MonkeyPatch, given: str, names: str
) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.web.settings")
    monkeypatch.setenv("HUMORESQUE_ALLOWED_HOSTS", given)
    _export_settings("192.0.2.1", None, None, None)
    assert os.environ["HUMORESQUE_ALLOWED_HOSTS"] == names


def test_a_data_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    said = refused(tmp_path, "--data-folder", str(tmp_path / "data/below"))
    assert "cannot be written" in said
    assert "--data-folder" in said


def test_a_database_that_is_none_is_explained(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/humoresque.sqlite3").write_bytes(b"not a database" * 100)
    assert "The database in" in refused(tmp_path)


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    said = refused(tmp_path, HUMORESQUE_PHOTOS_PER_MINUTE="very many")
    assert "HUMORESQUE_PHOTOS_PER_MINUTE must be a whole number" in said


def test_it_starts_within_a_few_seconds(tmp_path: Path) -> None:
    with serving(tmp_path):
        pass
    start = time.monotonic()
    with serving(tmp_path):
        taken = time.monotonic() - start
    assert taken < 10  # about one second on an idle machine
