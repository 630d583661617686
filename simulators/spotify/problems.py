"""What the Web API answers when it refuses (Spotify's page "API calls", response status codes)."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse


class ApiError(Exception):
    """A refusal in the Web API's own shape, with a ``reason`` where player and quota give one."""

    def __init__(self, status: HTTPStatus, message: str, reason: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.reason = reason

    def answer(self) -> HttpResponse:
        """Return the response to send."""
        error = {"status": self.status.value, "message": self.message}
        if self.reason is not None:
            error["reason"] = self.reason
        return JsonResponse({"error": error}, status=self.status)


class PlainTextError(ApiError):
    """A refusal that comes as ``text/plain``."""

    def answer(self) -> HttpResponse:
        """Return the response to send."""
        return HttpResponse(self.message, status=self.status, content_type="text/plain")


class EmptyError(ApiError):
    """A refusal without any body."""

    def answer(self) -> HttpResponse:
        """Return the response to send."""
        return HttpResponse(status=self.status)


def bad_request(message: str) -> ApiError:
    """The request makes no sense."""
    return ApiError(HTTPStatus.BAD_REQUEST, message)


def unauthorized(message: str) -> ApiError:
    """The token does not do."""
    return ApiError(HTTPStatus.UNAUTHORIZED, message)


def forbidden(message: str = "Forbidden") -> ApiError:
    """It is not for this app or listener."""
    return ApiError(HTTPStatus.FORBIDDEN, message)


def insufficient_scope() -> ApiError:
    """The listener has not consented to this."""
    return forbidden("Insufficient client scope")


def not_found(message: str = "Resource not found") -> ApiError:
    """There is no such thing."""
    return ApiError(HTTPStatus.NOT_FOUND, message)


def not_allow_listed() -> ApiError:
    """The listener is not one of those that the app's owner has named."""
    return PlainTextError(HTTPStatus.FORBIDDEN, "User not registered in the Developer Dashboard")


def owner_not_premium() -> ApiError:
    """The owner of the app has no Premium."""
    return PlainTextError(
        HTTPStatus.FORBIDDEN,
        "Active premium subscription required for the owner of the app. When the subscription"
        " status changes, it can take a few hours before requests are allowed again.",
    )
