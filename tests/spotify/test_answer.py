"""What Spotify answers, and what it stands for: one row for each kind that is known."""

from __future__ import annotations

import json

import httpx
import pytest

from humoresque.spotify.answer import is_json, refusal, retry_after
from humoresque.spotify.errors import (
    CommandRestrictedError,
    DeviceNotFoundError,
    EndpointWithdrawnError,
    ForbiddenError,
    NoActiveDeviceError,
    NotAllowListedError,
    NotFoundOnSpotifyError,
    OwnerNotPremiumError,
    PremiumRequiredError,
    QuotaExceededError,
    RateLimitedError,
    RefusedError,
    ScopeMissingError,
    SpotifyError,
    SpotifyFailingError,
    TokenRejectedError,
)
from humoresque.spotify.request import Request

ME, LIST, PLAYER = "/me", "/playlists/1/items", "/me/player/play"
OWNER = (
    "Active premium subscription required for the owner of the app. When the subscription status "
    "changes, it can take a few hours before requests are allowed again."
)

MAY_NOT_BE = "Check settings on developer.spotify.com/dashboard, the user may not be registered."
IS_NOT = (
    "The user is not registered for this application. "
    "Please check your settings on https://developer.spotify.com/dashboard."
)


def told(status: int, message: str, reason: str | None = None) -> httpx.Response:
    error: dict[str, object] = {"status": status, "message": message}
    return httpx.Response(status, json={"error": error | ({"reason": reason} if reason else {})})


def text(status: int, body: str, kind: str = "text/plain; charset=utf-8") -> httpx.Response:
    return httpx.Response(status, content=body.encode(), headers={"Content-Type": kind})


def meaning(response: httpx.Response, path: str = ME) -> SpotifyError:
    return refusal(Request("GET", path), response)


@pytest.mark.parametrize(
    ("response", "path", "error"),
    [
        (told(400, "Invalid limit"), ME, RefusedError),
        (told(400, "Malformed json"), PLAYER, RefusedError),
        (told(401, "The access token expired"), ME, TokenRejectedError),
        (told(401, "Access token missing"), ME, TokenRejectedError),
        (text(401, "Unauthorized"), ME, TokenRejectedError),
        (told(401, "Permissions missing"), PLAYER, ScopeMissingError),
        (told(403, "Insufficient client scope"), ME, ScopeMissingError),
        (told(403, "Insufficient client scope"), PLAYER, ScopeMissingError),
        (text(403, "User not registered in the Developer Dashboard"), ME, NotAllowListedError),
        (text(403, "User not registered in the Developer Dashboard"), LIST, NotAllowListedError),
        (text(403, "User not approved for app"), ME, NotAllowListedError),
        (told(403, "User not approved for app"), PLAYER, NotAllowListedError),
        (text(403, MAY_NOT_BE), ME, NotAllowListedError),
        (told(403, MAY_NOT_BE), ME, NotAllowListedError),
        (text(403, IS_NOT), ME, NotAllowListedError),
        (text(403, OWNER), ME, OwnerNotPremiumError),
        (text(403, OWNER), PLAYER, OwnerNotPremiumError),
        (told(403, "Forbidden"), ME, EndpointWithdrawnError),
        (told(403, "Forbidden"), "/recommendations", EndpointWithdrawnError),
        (told(403, "Forbidden"), LIST, ForbiddenError),
        (text(403, "<html>no</html>", "text/html"), ME, ForbiddenError),
        (httpx.Response(403), ME, ForbiddenError),
        (
            told(403, "Player command failed: Premium required", "PREMIUM_REQUIRED"),
            PLAYER,
            PremiumRequiredError,
        ),
        (told(403, "Player command failed: Premium required"), PLAYER, PremiumRequiredError),
        (
            told(403, "Player command failed: Restriction violated", "UNKNOWN"),
            PLAYER,
            CommandRestrictedError,
        ),
        (told(403, "Player command failed: Oh"), PLAYER, CommandRestrictedError),
        (told(404, "Resource not found"), LIST, NotFoundOnSpotifyError),
        (httpx.Response(404), "/tracks/1", NotFoundOnSpotifyError),
        (httpx.Response(404), "/recommendations", EndpointWithdrawnError),
        (
            told(404, "Player command failed: No active device found", "NO_ACTIVE_DEVICE"),
            PLAYER,
            NoActiveDeviceError,
        ),
        (told(404, "Player command failed: No active device found"), PLAYER, NoActiveDeviceError),
        (told(404, "Device not found"), PLAYER, DeviceNotFoundError),
        (text(429, "Too many requests"), ME, RateLimitedError),
        (told(429, "API rate limit exceeded"), ME, RateLimitedError),
        (told(429, "Too many requests", "RATE_LIMITED"), PLAYER, RateLimitedError),
        (told(429, "Too many requests", "QUOTA_EXCEEDED"), ME, QuotaExceededError),
        (told(403, "Quota", "QUOTA_EXCEEDED"), PLAYER, QuotaExceededError),
        (told(500, "Server error"), ME, SpotifyFailingError),
        (text(502, "<html>Bad gateway</html>", "text/html"), ME, SpotifyFailingError),
        (httpx.Response(503), ME, SpotifyFailingError),
        (told(504, "Service didn't reply before timeout"), ME, SpotifyFailingError),
        (httpx.Response(302, headers={"Location": "https://elsewhere.invalid"}), ME, RefusedError),
        (httpx.Response(411), ME, RefusedError),
    ],
)
def test_every_refusal_has_its_name(
    response: httpx.Response, path: str, error: type[SpotifyError]
) -> None:
    assert type(meaning(response, path)) is error


def test_an_open_set_of_reasons_is_handed_on() -> None:
    error = meaning(told(403, "Player command failed: x", "VOLUME_CONTROL_DISALLOW"), PLAYER)
    assert isinstance(error, CommandRestrictedError)
    assert error.reason == "VOLUME_CONTROL_DISALLOW"
    error = meaning(told(403, "Player command failed: x", "BRAND_NEW"), PLAYER)
    assert isinstance(error, CommandRestrictedError)
    assert error.reason == "BRAND_NEW"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b'"no"',
        b"{}",
        b'{"error": null}',
        b'{"error": []}',
        b'{"error": {"message": 5}}',
        b'{"error": {"message": null, "reason": null}}',
        b"[" * 100_000,
    ],
)
@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_a_refusal_is_named_even_where_its_words_make_no_sense(body: bytes, status: int) -> None:
    json_type = {"Content-Type": "application/json"}
    error = meaning(httpx.Response(status, content=body, headers=json_type))
    assert "Traceback" not in str(error)
    assert isinstance(error, SpotifyError)


def test_an_error_in_one_word_is_read() -> None:
    error = meaning(httpx.Response(400, json={"error": "invalid_request"}))
    assert isinstance(error, RefusedError)
    assert error.message == "invalid_request"


@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_a_page_for_people_is_not_quoted(kind: str) -> None:
    error = meaning(text(403, "<html>no</html>", kind))
    assert "html" not in str(error)


def test_text_that_says_it_is_json_is_read_as_what_it_is() -> None:
    said = "User not registered in the Developer Dashboard"
    error = meaning(text(403, said, "application/json"))
    assert isinstance(error, NotAllowListedError)


def test_a_long_text_is_cut() -> None:
    error = meaning(text(400, "word " * 1000))
    assert len(str(error)) < 400


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("7", 7),
        (" 52531 ", 52531),
        ("99999999999999999999", 86400),
        ("9" * 5000, 86400),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("\u0663", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
    ],
)
def test_a_pause_is_whole_seconds_and_a_day_at_most(value: str, seconds: int | None) -> None:
    headers = httpx.Headers([(b"Retry-After", value.encode())])
    assert retry_after(httpx.Response(429, headers=headers)) == seconds


def test_a_pause_not_told_is_unknown() -> None:
    assert retry_after(httpx.Response(429)) is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("application/json", True),
        ("application/json; charset=utf-8", True),
        ("Application/JSON", True),
        ("application/problem+json", True),
        ("text/plain", False),
        ("text/html; charset=utf-8", False),
        ("", False),
    ],
)
def test_the_content_type_says_what_is_json(kind: str, *, expected: bool) -> None:
    response = httpx.Response(200, content=json.dumps({}), headers={"Content-Type": kind})
    assert is_json(response) is expected
