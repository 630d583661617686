from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import UnreadablePostError
from django.test import Client, RequestFactory

from humoresque.catalog.errors import CatalogError, CatalogFormatError
from humoresque.emotion.errors import EmotionError
from humoresque.history.errors import HistoryError
from humoresque.own_music.errors import OwnMusicError
from humoresque.playlist_files.errors import PlaylistFileError
from humoresque.recommender.errors import RecommenderError, UnknownGenreError
from humoresque.spotify.errors import (
    ClientRejectedError,
    CommandRestrictedError,
    QuotaExceededError,
    RateLimitedError,
    SpotifyError,
)
from humoresque.spotify.scopes import Purpose
from humoresque.web import wiring
from humoresque.web.accounts.errors import ConsentNeededError, WrongAddressError
from humoresque.web.api.errors import WebError
from humoresque.web.api.problems import PROBLEMS, TYPE_PREFIX, answer_problem, kind_of
from humoresque.web.api.schemas.problem import Problem

PLAYLIST_PATH = "/api/create-playlist-based-on-parameters"


def _leaves(root: type[Exception]) -> set[type[Exception]]:
    children = root.__subclasses__()
    return {root} if not children else set().union(*map(_leaves, children))


@pytest.mark.parametrize(
    "root",
    [
        EmotionError,
        CatalogError,
        RecommenderError,
        HistoryError,
        OwnMusicError,
        PlaylistFileError,
        SpotifyError,
        WebError,
    ],
)
def test_every_exception_class_of_a_room_is_in_the_table(root: type[Exception]) -> None:
    ours = {leaf for leaf in _leaves(root) if leaf.__module__.startswith("humoresque.")}
    assert {leaf for leaf in ours if not set(leaf.__mro__) & set(PROBLEMS)} == set()
    assert root not in PROBLEMS


def test_one_type_has_one_status_and_one_title() -> None:
    by_slug: dict[str, set[tuple[int, str]]] = {}
    for kind in PROBLEMS.values():
        by_slug.setdefault(kind.slug, set()).add((kind.status, kind.title))
    assert {slug: facts for slug, facts in by_slug.items() if len(facts) > 1} == {}


def test_an_exception_that_nobody_foresaw_is_a_server_error() -> None:
    assert kind_of(KeyError("x")).slug == "server-error"


def test_a_new_kind_of_an_error_is_answered_like_its_parent() -> None:
    class StillUnknownGenreError(UnknownGenreError):
        pass

    assert kind_of(StillUnknownGenreError("x", ())).slug == "unknown-genre"


@pytest.mark.parametrize(
    ("error", "slug"),
    [(RequestDataTooBig(), "body-too-large"), (UnreadablePostError(), "incomplete-body")],
)
def test_djangos_own_errors_are_problems_too(error: Exception, slug: str) -> None:
    response = answer_problem(RequestFactory().get("/api/x"), error)
    assert Problem.model_validate_json(response.content).type == TYPE_PREFIX + slug


@pytest.mark.parametrize(
    ("error", "status", "slug", "members"),
    [
        (ConsentNeededError(Purpose.PLAY), 403, "spotify-consent-needed", {"consent": "play"}),
        (
            WrongAddressError(scheme="http", host="127.0.0.1:8000"),
            409,
            "spotify-wrong-address",
            {"address": "http://127.0.0.1:8000/"},
        ),
        (
            CommandRestrictedError("ALREADY_PAUSED"),
            409,
            "spotify-command-restricted",
            {"reason": "ALREADY_PAUSED"},
        ),
        (QuotaExceededError(7), 503, "spotify-quota-exceeded", {}),
    ],
)
def test_what_a_page_can_do_about_spotify_is_a_member_of_the_problem(
    error: Exception, status: int, slug: str, members: dict[str, str]
) -> None:
    response = answer_problem(RequestFactory().get("/api/x"), error)
    problem = Problem.model_validate_json(response.content)
    assert (response.status_code, problem.type) == (status, TYPE_PREFIX + slug)
    told = {name: getattr(problem, name) for name in ("consent", "address", "reason")}
    assert told == dict.fromkeys(told) | members


@pytest.mark.parametrize("limited", [RateLimitedError, QuotaExceededError])
def test_how_long_spotify_wants_to_be_left_alone_is_passed_on(
    limited: type[RateLimitedError | QuotaExceededError],
) -> None:
    request = RequestFactory().get("/api/x")
    assert answer_problem(request, limited(52531)).headers["Retry-After"] == "52531"
    assert "Retry-After" not in answer_problem(request, limited(None)).headers


def test_an_app_that_spotify_does_not_know_is_logged_for_whoever_runs_the_server(
    logged: pytest.LogCaptureFixture,
) -> None:
    response = answer_problem(RequestFactory().get("/api/x"), ClientRejectedError())
    assert "Whoever runs it" in Problem.model_validate_json(response.content).detail
    assert "developer dashboard" in logged.text


def _post(client: Client, body: str | bytes, content_type: str = "application/json") -> Any:
    return client.post(PLAYLIST_PATH, body, content_type=content_type)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "slug"),
    [
        ("{", "application/json", 400, "malformed-json"),
        (b"\xff", "application/json", 400, "malformed-json"),
        ("[" * 60_000, "application/json", 400, "malformed-json"),
        ('{"seed": NaN}', "application/json", 400, "malformed-json"),
        ("a=b", "application/x-www-form-urlencoded", 415, "unsupported-media-type"),
        ("{}", "text/plain", 415, "unsupported-media-type"),
        ("", "application/json", 400, "malformed-json"),
        ("null", "application/json", 422, "invalid-request"),
        ("[]", "application/json", 422, "invalid-request"),
        ("{}", "application/json", 422, "invalid-request"),
    ],
)
def test_a_body_that_cannot_be_used_has_its_own_problem(
    client: Client, body: str | bytes, content_type: str, status: int, slug: str
) -> None:
    response = _post(client, body, content_type)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = Problem.model_validate_json(response.content)
    assert (problem.type, problem.status) == (TYPE_PREFIX + slug, status)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("get", "/api/get-emotion-from-photo", {"POST"}),
        ("delete", PLAYLIST_PATH, {"POST"}),
        ("head", PLAYLIST_PATH, {"POST"}),
        ("post", "/api/genres", {"GET", "HEAD"}),
        ("put", "/api/playlists/1", {"GET", "HEAD", "PATCH", "DELETE"}),
    ],
)
def test_a_wrong_method_is_told_which_ones_there_are(
    client: Client, method: str, path: str, allowed: set[str]
) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert response.headers["Content-Type"] == "application/problem+json"
    assert set(response.headers["Allow"].split(", ")) == allowed
    if method != "head":
        assert response.json()["type"] == "urn:humoresque:problem:method-not-allowed"


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["genres", "profile", "emotion", "unheard of"])
def test_a_huge_value_is_not_repeated_in_full(
    client: Client, wishes: dict[str, Any], field: str
) -> None:
    huge = "x" * 60_000
    change: dict[str, Any] = {huge: 1} if field not in wishes | {"profile": 1} else {field: huge}
    change = {"genres": [huge]} if field == "genres" else change
    response = _post(client, json.dumps(wishes | change))
    assert response.status_code == 422
    assert len(response.content) < 2_000
    assert response.json()["detail"]


def test_an_unknown_path_below_api_is_a_problem(client: Client) -> None:
    response = client.get("/api/genres/pop")
    assert response.status_code == 404
    assert response.json()["type"] == "urn:humoresque:problem:not-found"


def test_a_fault_of_ours_is_logged_and_not_explained(
    client: Client, monkeypatch: pytest.MonkeyPatch, logged: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        message = "the secret place"
        raise RuntimeError(message)

    monkeypatch.setattr(wiring, "catalog", fail)
    response = client.get("/api/genres")
    assert response.status_code == 500
    assert response.json() == {
        "type": "urn:humoresque:problem:server-error",
        "title": "Something went wrong on the server",
        "status": 500,
        "detail": "Something went wrong on the server. It has been logged.",
    }
    assert logged.text.count("RuntimeError: the secret place") == 1


def test_an_unusable_catalog_is_503_without_the_servers_paths(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, logged: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise CatalogFormatError(tmp_path, "broken")

    monkeypatch.setattr(wiring, "catalog", fail)
    response = client.get("/api/genres")
    assert response.status_code == 503
    assert response.json()["type"] == "urn:humoresque:problem:catalog-unavailable"
    assert str(tmp_path) not in json.dumps(response.json())
    assert str(tmp_path) in logged.text
