from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def page(tmp_path: Path, settings: Any) -> Path:
    """A built page, as the settings find it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>built</title>", encoding="utf-8")
    (tmp_path / "favicon.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "assets/index-D_MdcTDU.js").write_text("1", encoding="utf-8")
    settings.PAGE = tmp_path
    settings.WHITENOISE_ROOT = tmp_path
    return tmp_path


def _body(response: Any) -> bytes:
    return b"".join(response) if response.streaming else bytes(response.content)


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    "path", ["/", "/music", "/music/deeper", "/apiary", "/a%0Ab", "/%0A", "/api%0A"]
)
def test_every_route_of_the_page_gets_the_page(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 200
    assert _body(response) == b"<title>built</title>"
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("page")
def test_a_file_with_a_hash_in_its_name_is_kept_for_ever() -> None:
    response = Client().get("/assets/index-D_MdcTDU.js")
    assert _body(response) == b"1"
    assert "immutable" in response.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("path", ["/favicon.svg", "/index.html"])
def test_a_file_without_a_hash_is_asked_for_again(path: str) -> None:
    response = Client().get(path)
    assert _body(response)
    assert response.headers["Cache-Control"] == "max-age=0, public"


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("path", ["/assets/old-D_MdcTDX.js", "/robots.txt", "/../settings.py"])
def test_a_missing_file_is_not_answered_with_the_page(path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.usefixtures("page")
def test_a_head_request_is_answered() -> None:
    assert Client().head("/music").status_code == 200


@pytest.mark.usefixtures("page")
def test_the_page_takes_no_posts() -> None:
    assert Client().post("/music").status_code == 405


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    "path",
    ["/api", "/api/", "/api/nowhere", "/api/music", "/api/a%0Ab", "/api/genres%0A", "/api/%0A"],
)
def test_what_is_below_api_never_gets_the_page(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


def test_without_a_build_it_says_so_and_what_to_do(tmp_path: Path, settings: Any) -> None:
    settings.PAGE = tmp_path / "none"
    settings.WHITENOISE_ROOT = None
    response = Client().get("/")
    assert response.status_code == 503
    assert b"has not been built" in response.content
    assert b"run.py" in response.content


@pytest.mark.usefixtures("page")
def test_no_refusal_of_the_page_tells_the_log_a_link(
    logged: pytest.LogCaptureFixture, settings: Any, tmp_path: Path
) -> None:
    assert Client().post("/shared/TOKEN").status_code == 405
    assert Client().get("/shared/TOKEN.js").status_code == 404
    assert Client(HTTP_HOST="other.example").get("/shared/TOKEN").status_code == 400
    settings.PAGE = tmp_path / "none"
    assert Client().get("/shared/TOKEN").status_code == 503
    assert "Method Not Allowed (POST): /shared/…" in logged.text
    assert "TOKEN" not in logged.text


@pytest.mark.usefixtures("page")
def test_the_page_of_a_shared_list_is_not_for_search_engines() -> None:
    assert Client().get("/shared/abc").headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in Client().get("/").headers
