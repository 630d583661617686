"""An answer of the Web API: what it says, or the exception that it stands for.

Spotify answers in JSON, in plain text or not at all, so the content type is looked at first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

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

# A wrong header must not close Spotify for longer.
_LONGEST_S = 24 * 3600
_LONGEST_DIGITS = 9
_LONGEST_MESSAGE = 200
_SCOPE_MISSING = ("insufficient client scope", "permissions missing")
# It has been put in four ways since 2021.
_NOT_ALLOW_LISTED = ("not registered", "may not be registered", "not approved for app")
_OWNER_NOT_PREMIUM = "premium subscription required for the owner"


class _Error(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    message: str | None = None
    reason: str | None = None


class _Envelope(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    error: _Error | str


def is_json(response: httpx.Response) -> bool:
    """Whether the answer says of itself that it is JSON."""
    kind: str = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def retry_after(response: httpx.Response) -> int | None:
    """How many seconds Spotify asks to wait, a day at most; None where it does not say."""
    value = response.headers.get("Retry-After", "").strip()
    if not (value.isascii() and value.isdigit()):
        return None
    return _LONGEST_S if len(value) > _LONGEST_DIGITS else min(int(value), _LONGEST_S)


def problem_of(error: ValidationError) -> str:
    """Where an answer is wrong and how, without what stood there."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['type']}" if place else first["type"]


def refusal(request: Request, response: httpx.Response) -> SpotifyError:
    """What an answer that is not 2xx stands for (Spotify: API calls, Response Status Codes)."""
    status = response.status_code
    message, reason = _said(response)
    if reason == "QUOTA_EXCEEDED":
        return QuotaExceededError(retry_after(response))
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return RateLimitedError(retry_after(response))
    if response.is_server_error:
        return SpotifyFailingError(status)
    if status in _MEANINGS:
        return _MEANINGS[status](request, message, reason)
    return RefusedError(status, message or "no reason given")


def _unauthorized(_request: Request, message: str, _reason: str) -> SpotifyError:
    return ScopeMissingError() if _means_scope(message) else TokenRejectedError()


def _forbidden(request: Request, message: str, reason: str) -> SpotifyError:
    words = message.lower()
    if _means_scope(message):
        return ScopeMissingError()
    if any(known in words for known in _NOT_ALLOW_LISTED):
        return NotAllowListedError()
    if _OWNER_NOT_PREMIUM in words:
        return OwnerNotPremiumError()
    if reason or words.startswith("player command failed"):
        premium = reason == "PREMIUM_REQUIRED" or "premium required" in words
        return PremiumRequiredError() if premium else CommandRestrictedError(reason or "UNKNOWN")
    # The same word for an endpoint that is gone and for a list of somebody else's.
    if words == "forbidden" and not request.path.startswith("/playlists/"):
        return EndpointWithdrawnError(request.path)
    return ForbiddenError(message or "no reason given")


def _not_found(request: Request, message: str, reason: str) -> SpotifyError:
    if reason == "NO_ACTIVE_DEVICE" or "no active device" in message.lower():
        return NoActiveDeviceError()
    if request.to_player:
        return DeviceNotFoundError()
    if request.path == "/recommendations":
        return EndpointWithdrawnError(request.path)
    return NotFoundOnSpotifyError(request.path)


_MEANINGS: Mapping[int, Callable[[Request, str, str], SpotifyError]] = {
    httpx.codes.UNAUTHORIZED: _unauthorized,
    httpx.codes.FORBIDDEN: _forbidden,
    httpx.codes.NOT_FOUND: _not_found,
}


def _means_scope(message: str) -> bool:
    return any(known in message.lower() for known in _SCOPE_MISSING)


def _said(response: httpx.Response) -> tuple[str, str]:
    """(message, reason): of the error object, or the plain text; a page for people says nothing."""
    if is_json(response):
        with suppress(ValidationError):
            error = _Envelope.model_validate_json(response.content).error
            if isinstance(error, str):
                return error[:_LONGEST_MESSAGE], ""
            return (error.message or "")[:_LONGEST_MESSAGE], error.reason or ""
    elif "text/plain" not in response.headers.get("Content-Type", "text/plain").lower():
        return "", ""
    words = response.text[:_LONGEST_MESSAGE].strip()
    return ("" if words.startswith(("<", "{", "[")) else words), ""
