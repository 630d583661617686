from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from humoresque.web.head_as_get import HeadAsGet

HEADERS = ("Content-Type", "Content-Length", "Cache-Control")


@pytest.mark.parametrize(
    "path", ["/api/genres", "/api/health/live", "/api/openapi.json", "/api/nowhere"]
)
def test_head_is_answered_like_get_but_without_a_body(client: Client, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.status_code == get.status_code
    assert [head.headers[name] for name in HEADERS] == [get.headers[name] for name in HEADERS]
    assert int(head.headers["Content-Length"]) == len(get.content) > 0
    assert head.content == b""


@pytest.mark.django_db
def test_a_playlist_can_be_asked_for_its_head(client: Client) -> None:
    assert client.head("/api/playlists/1").status_code == 404


def test_outside_the_api_nothing_changes() -> None:
    seen: list[str | None] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(request.method)
        return HttpResponse("page")

    for path in ("/music", "/apiary"):
        HeadAsGet(answer)(RequestFactory().head(path))
    assert seen == ["HEAD", "HEAD"]


def test_the_request_is_a_head_again_afterwards() -> None:
    request = RequestFactory().head("/api/genres")
    response = HeadAsGet(lambda r: HttpResponse(r.method))(request)
    assert request.method == "HEAD"
    assert response.content == b""
