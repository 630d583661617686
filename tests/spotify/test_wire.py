from __future__ import annotations

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from humoresque.spotify.errors import SpotifyUnreachableError, UnreadableAnswerError
from humoresque.spotify.wire import open_http, send
from tests.spotify.scripted import CUT, Late, answer, scripted


def asked(http: httpx.Client, address: str, method: str = "GET") -> httpx.Response:
    return send(http, http.build_request(method, f"{address}/v1/me"))


def test_no_connection_was_not_carried_out(http: httpx.Client) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(SpotifyUnreachableError) as caught:
            asked(http, address)
    assert not caught.value.ambiguous
    assert "refused" in caught.value.problem


def test_while_all_wait_for_spotify_another_is_told_soon(http: httpx.Client) -> None:
    with scripted(Late(answer("200 OK"), 3.0)) as spotify, ThreadPoolExecutor(10) as threads:
        waiting = [threads.submit(asked, http, spotify.address) for _ in range(10)]
        while len(spotify.asked) < len(waiting):
            time.sleep(0.01)
        with pytest.raises(SpotifyUnreachableError) as caught:
            asked(http, spotify.address)
        assert not caught.value.ambiguous
        assert [one.result().status_code for one in waiting] == [200] * 10


def test_a_name_that_nobody_knows_was_not_carried_out(
    http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(SpotifyUnreachableError) as caught:
        asked(http, "http://localhost:1")
    assert not caught.value.ambiguous


@pytest.mark.parametrize(
    "broken", [CUT, b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", b"\x00\xff nonsense\r\n\r\n"]
)
def test_an_answer_cut_off_may_have_been_carried_out(broken: bytes, http: httpx.Client) -> None:
    with scripted(broken) as spotify, pytest.raises(SpotifyUnreachableError) as caught:
        asked(http, spotify.address, "POST")
    assert caught.value.ambiguous


def test_a_slow_answer_may_have_been_carried_out() -> None:
    late = Late(answer("200 OK", b"{}"), 0.5)
    with scripted(late) as spotify, open_http() as http:
        http.timeout = httpx.Timeout(0.05)
        with pytest.raises(SpotifyUnreachableError) as caught:
            asked(http, spotify.address, "POST")
    assert caught.value.ambiguous
    assert caught.value.problem == "ReadTimeout"


def test_a_broken_encoding_is_no_answer(http: httpx.Client) -> None:
    broken = answer("200 OK", b"this is not gzip", more=["Content-Encoding: gzip"])
    with scripted(broken) as spotify, pytest.raises(UnreadableAnswerError):
        asked(http, spotify.address)


def test_three_seconds_to_connect_and_ten_to_answer(http: httpx.Client) -> None:
    assert (http.timeout.connect, http.timeout.read) == (3.0, 10.0)


def test_nobody_is_sent_elsewhere_with_a_token(http: httpx.Client) -> None:
    moved = answer("302 Found", more=["Location: http://127.0.0.1:1/"])
    with scripted(moved) as spotify:
        assert asked(http, spotify.address).status_code == 302


def test_a_cookie_of_one_listener_is_not_sent_for_the_next(http: httpx.Client) -> None:
    with scripted(answer("200 OK", b"{}", more=["Set-Cookie: sp_t=ana; Path=/"])) as spotify:
        asked(http, spotify.address)
        asked(http, spotify.address)
    assert not any(b"cookie:" in request.lower() for request in spotify.asked)
    assert not list(http.cookies.jar)


def test_a_proxy_is_not_asked_for_addresses_of_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with scripted(answer("200 OK", b"{}")) as spotify, open_http() as http:
        assert asked(http, spotify.address).status_code == 200
        with pytest.raises(SpotifyUnreachableError):
            asked(http, "http://api.invalid")


def test_one_client_serves_sixteen_threads(http: httpx.Client) -> None:
    statuses: list[int] = []
    with scripted(answer("200 OK", b"{}")) as spotify:

        def ask() -> None:
            statuses.extend(asked(http, spotify.address).status_code for _ in range(4))

        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert statuses == [200] * 64
