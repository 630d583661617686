"""The signed cookie that lets a visitor see their own playlists again.

It holds a random number and nothing else, and is first set when a playlist is saved.
"""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse

COOKIE_NAME = "humoresque_visitor"
COOKIE_SECONDS = 180 * 24 * 3600
_SALT = "humoresque.visitor"


def current_visitor(request: HttpRequest) -> uuid.UUID | None:
    """Return the visitor's number; None without a cookie, or with one that we did not sign."""
    value = request.get_signed_cookie(COOKIE_NAME, default=None, salt=_SALT, max_age=COOKIE_SECONDS)
    return None if value is None else uuid.UUID(value)


def remember_visitor(request: HttpRequest, response: HttpResponse) -> uuid.UUID:
    """Return the visitor's number, a new one if need be, and renew the cookie.

    ``HttpOnly`` keeps it from scripts, ``SameSite=Lax`` from other sites' posts, ``Secure``
    (whenever the request came by https) from the open wire.
    """
    visitor_id = current_visitor(request) or uuid.uuid4()
    response.set_signed_cookie(
        COOKIE_NAME,
        visitor_id.hex,
        salt=_SALT,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return visitor_id


def forget_cookie(response: HttpResponse) -> None:
    """Tell the browser to drop the cookie."""
    response.delete_cookie(COOKIE_NAME, samesite="Lax")
