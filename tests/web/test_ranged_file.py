from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from django.core import signals
from django.db import close_old_connections
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from humoresque.web.head_as_get import HeadAsGet
from humoresque.web.ranged_file import BLOCK, MEDIA_TYPES, ranged_file

CONTENT = bytes(range(256)) * 1000
SIZE = len(CONTENT)


@pytest.fixture(autouse=True)
def no_request() -> Iterator[None]:
    """Closing an answer ends a request, which would look after database connections."""
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_finished.connect(close_old_connections)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    path = tmp_path / "secret folder" / "song.mp3"
    path.parent.mkdir()
    path.write_bytes(CONTENT)
    return path


def ask(path: Path, **headers: str) -> HttpResponseBase:
    return ranged_file(RequestFactory().get("/audio", headers=headers), path)


def facts_of(path: Path) -> HttpResponseBase:
    """The headers, once the answer was broken off."""
    response = ask(path)
    response.close()
    return response


def body(response: HttpResponseBase) -> bytes:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response)
    assert isinstance(response, HttpResponse)
    return response.content


def test_without_a_range_the_whole_file_comes_in_blocks(song: Path) -> None:
    response = ask(song)
    assert isinstance(response, StreamingHttpResponse)
    blocks = list(response)
    assert (response.status_code, b"".join(blocks)) == (200, CONTENT)
    assert max(map(len, blocks)) == BLOCK
    assert response["Content-Length"] == str(SIZE)
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=100-199", 100, 199),
        (f"bytes={BLOCK - 1}-{BLOCK}", BLOCK - 1, BLOCK),
        ("bytes=100-99999999999", 100, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=-10", SIZE - 10, SIZE - 1),
        ("bytes=-99999999999", 0, SIZE - 1),
    ],
)
def test_a_range_is_answered_with_just_these_bytes(
    song: Path, asked: str, first: int, last: int
) -> None:
    response = ask(song, Range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == CONTENT[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 5}", "bytes=-0"])
def test_a_range_outside_the_file_cannot_be_had(song: Path, asked: str) -> None:
    response = ask(song, Range=asked)
    assert (response.status_code, body(response)) == (416, b"")
    assert response["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "0-1",
        "bytes=-",
        "bytes=1",
        "bytes=5-2",
        "bytes=a-b",
        "songs=0-1",
        "bytes=+1-2",
        "bytes=0-1,5-6",
        "bytes=\u0661-\u0662",
        f"bytes=0-{'9' * 5000}",
    ],
)
def test_what_is_no_single_range_is_ignored(song: Path, asked: str) -> None:
    response = ask(song, Range=asked)
    assert (response.status_code, body(response)) == (200, CONTENT)


@given(first=st.integers(0, SIZE + 10), length=st.integers(1, SIZE))
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_range_gives_its_slice_or_416(song: Path, first: int, length: int) -> None:
    response = ask(song, Range=f"bytes={first}-{first + length - 1}")
    expected = CONTENT[first : first + length]
    assert (response.status_code, body(response)) == (206 if expected else 416, expected)


def test_head_below_the_api_is_answered_without_reading_the_file(song: Path) -> None:
    request = RequestFactory().head("/api/own-music/1/audio", headers={"Range": "bytes=5-9"})
    response = HeadAsGet(lambda asked: cast("HttpResponse", ranged_file(asked, song)))(request)
    assert (response.status_code, body(response)) == (206, b"")
    response.close()
    assert response["Content-Length"] == "5"
    assert response["Content-Range"] == f"bytes 5-9/{SIZE}"


def test_a_range_of_another_version_gives_the_whole_file(song: Path) -> None:
    facts = facts_of(song)
    for known in (facts["ETag"], facts["Last-Modified"]):
        assert body(ask(song, **{"Range": "bytes=1-2", "If-Range": known})) == CONTENT[1:3]
    for other in ('"other"', f"W/{facts['ETag']}", "Thu, 01 Jan 1970 00:00:00 GMT"):
        assert body(ask(song, **{"Range": "bytes=1-2", "If-Range": other})) == CONTENT


def test_a_changed_file_has_another_etag(song: Path) -> None:
    before = facts_of(song)["ETag"]
    os.utime(song, ns=(1, 1))
    assert facts_of(song)["ETag"] != before


def test_what_the_browser_has_is_not_sent_again(song: Path) -> None:
    etag = facts_of(song)["ETag"]
    for known in (etag, f'W/{etag}, "x"', "*"):
        assert ask(song, **{"If-None-Match": known}).status_code == 304
    assert body(ask(song, **{"If-None-Match": '"x"'})) == CONTENT


@pytest.mark.parametrize(("suffix", "media_type"), [*MEDIA_TYPES.items(), (".MP3", "audio/mpeg")])
def test_every_format_has_its_media_type(tmp_path: Path, suffix: str, media_type: str) -> None:
    path = tmp_path / f"song{suffix}"
    path.write_bytes(b"x")
    assert facts_of(path)["Content-Type"] == media_type


def test_an_empty_file_has_no_ranges(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp3"
    path.touch()
    assert body(ask(path)) == b""
    assert ask(path, Range="bytes=0-").status_code == 416


def test_a_file_that_has_gone_is_not_found_and_nothing_tells_its_place(song: Path) -> None:
    told = " ".join(value for _, value in facts_of(song).items())
    assert "secret" not in told
    assert "song" not in told
    song.unlink()
    with pytest.raises(Http404, match=r"^$"):
        ask(song)
    with pytest.raises(Http404, match=r"^$"):
        ask(song.parent)


def test_a_broken_off_answer_closes_the_file(song: Path) -> None:
    response = ask(song)
    assert isinstance(response, StreamingHttpResponse)
    blocks = iter(response)
    next(blocks)
    response.close()
    with pytest.raises(ValueError, match="closed file"):
        next(blocks)
