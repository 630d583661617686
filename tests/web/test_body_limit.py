from __future__ import annotations

import inspect
import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from humoresque.cli.serve import serve
from humoresque.emotion.image import MAX_BYTES
from humoresque.web.body_limit import (
    MAX_BODY,
    MAX_DRAINED,
    MAX_PHOTO_BODY,
    MOST_AT_ONCE,
    PHOTO_PATH,
    BodyLimit,
)

PLAYLIST_PATH = "/api/create-playlist-based-on-parameters"


def _never(request: HttpRequest) -> HttpResponse:
    raise AssertionError(request)


def _refused(path: str, **announced: str) -> HttpResponse:
    request = RequestFactory().post(path, b"", content_type="application/json")
    request.META.update(announced)
    return BodyLimit(_never)(request)


@pytest.mark.parametrize(
    ("path", "size"), [(PHOTO_PATH, MAX_PHOTO_BODY + 1), (PLAYLIST_PATH, MAX_BODY + 1)]
)
def test_an_announced_body_that_is_too_long_is_refused_unread(path: str, size: int) -> None:
    response = _refused(path, CONTENT_LENGTH=str(size))
    assert response.status_code == 413
    assert b"urn:humoresque:problem:body-too-large" in response.content
    assert f"{size:,} bytes".encode() in response.content


@pytest.mark.parametrize(
    ("announced", "expect", "left"),
    [
        (MAX_PHOTO_BODY + 1, None, 0),
        (MAX_DRAINED, None, 0),
        (MAX_DRAINED + 1, None, MAX_DRAINED + 1),
        (MAX_PHOTO_BODY + 1, "100-continue", MAX_PHOTO_BODY + 1),
    ],
)
def test_a_body_that_is_on_its_way_is_thrown_away_up_to_a_bound(
    announced: int, expect: str | None, left: int
) -> None:
    body = io.BytesIO(bytes(announced))
    request = RequestFactory().post(PHOTO_PATH, b"", content_type="application/json")
    more = {"CONTENT_LENGTH": str(announced), "wsgi.input": body}
    environment = request.META | more | ({"HTTP_EXPECT": expect} if expect else {})
    assert BodyLimit(_never)(WSGIRequest(environment)).status_code == 413
    assert len(body.read()) == left


def test_a_client_that_breaks_off_while_it_is_refused_is_no_error() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(size)

    request = RequestFactory().post(PHOTO_PATH, b"", content_type="application/json")
    environment = request.META | {"CONTENT_LENGTH": "30000000", "wsgi.input": Broken()}
    assert BodyLimit(_never)(WSGIRequest(environment)).status_code == 413


def test_a_body_in_chunks_is_refused() -> None:
    response = _refused(PHOTO_PATH, HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 411


def test_a_length_that_is_no_number_is_refused() -> None:
    assert _refused(PHOTO_PATH, CONTENT_LENGTH="-5").status_code == 411


def test_the_largest_photo_fits_as_base64_in_json() -> None:
    envelope = len('{"image":"data:image/jpeg;base64,"}')
    assert (MAX_BYTES + 2) // 3 * 4 + envelope <= MAX_PHOTO_BODY


def test_what_is_let_in_stays_in_memory() -> None:
    assert MAX_PHOTO_BODY <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    assert MAX_PHOTO_BODY <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert settings.FILE_UPLOAD_HANDLERS == [
        "django.core.files.uploadhandler.MemoryFileUploadHandler"
    ]


def test_a_body_within_the_limit_is_read(client: Client) -> None:
    body = b'{"image": "' + b"A" * (MAX_BODY + 2) + b'"}'
    response = client.post(PHOTO_PATH, body, content_type="application/json")
    assert response.json()["type"] == "urn:humoresque:problem:not-base64"


def _asked(client: str, body: io.BytesIO) -> WSGIRequest:
    request = RequestFactory().post(PLAYLIST_PATH, b"", content_type="application/json")
    more = {"CONTENT_LENGTH": "10", "wsgi.input": body, "REMOTE_ADDR": client}
    return WSGIRequest(request.META | more)


def test_a_client_has_so_many_bodies_on_their_way_and_others_have_theirs() -> None:
    come, waiting = threading.Event(), threading.Semaphore(0)

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            waiting.release()
            come.wait(20)
            return super().read(size)

    taken = BodyLimit(lambda request: HttpResponse(request.body))
    with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
        slow = [
            pool.submit(taken, _asked("192.0.2.1", Slow(b"0123456789")))
            for _ in range(MOST_AT_ONCE)
        ]
        for _ in slow:
            assert waiting.acquire(timeout=20)
        refused = taken(_asked("192.0.2.1", io.BytesIO(b"0123456789")))
        assert (refused.status_code, refused["Retry-After"]) == (429, "1")
        other = taken(_asked("192.0.2.2", io.BytesIO(b"0123456789")))
        assert other.content == b"0123456789"
        empty = taken(RequestFactory().delete("/api/opinions", REMOTE_ADDR="192.0.2.1"))
        assert empty.status_code == 200
        come.set()
        assert {answer.result().content for answer in slow} == {b"0123456789"}
    again = taken(_asked("192.0.2.1", io.BytesIO(b"0123456789")))
    assert again.status_code == 200


def test_a_client_may_not_take_more_than_half_of_the_threads() -> None:
    assert inspect.signature(serve).parameters["threads"].default >= 2 * MOST_AT_ONCE


def test_a_body_that_breaks_off_is_a_problem_of_its_own() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(size)

    response = BodyLimit(_never)(_asked("192.0.2.1", Broken()))
    assert response.status_code == 400
    assert b"urn:humoresque:problem:incomplete-body" in response.content
