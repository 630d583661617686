"""The signed cookie that lets a visitor see their own playlists again.

It holds a random session key and nothing else, and is first set when a playlist is saved. The key
is exchanged at every log-in and log-out: a cookie that somebody else planted or saw before then
opens nothing afterwards. An answer that is still on its way then must not bring the old key back,
which is why a cookie of today is not set again.
"""

from __future__ import annotations

import uuid

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from humoresque.web.accounts.models import Visitor

COOKIE_NAME = "humoresque_visitor"
COOKIE_SECONDS = 180 * 24 * 3600
_FRESH_SECONDS = 24 * 3600
_SALT = "humoresque.visitor"


def current_visitor(request: HttpRequest) -> uuid.UUID | None:
    """Return the visitor's number.

    None without a cookie, with one that we did not sign, or with a key that was exchanged.
    """
    session_key = _session_key(request)
    return None if session_key is None else _visitor_of(session_key)


def remember_visitor(request: HttpRequest, response: HttpResponse) -> uuid.UUID:
    """Return the visitor's number, a new one if need be, and renew a cookie that is a day old.

    ``HttpOnly`` keeps it from scripts, ``SameSite=Lax`` from other sites' posts, ``Secure``
    (whenever the request came by https) from the open wire.
    """
    session_key = _session_key(request)
    visitor_id = None if session_key is None else _visitor_of(session_key)
    if session_key is None or visitor_id is None:
        session_key = visitor_id = uuid.uuid4()
    elif _session_key(request, max_age=_FRESH_SECONDS) is not None:
        return visitor_id
    _set_cookie(request, response, session_key)
    return visitor_id


def exchange_session_key(
    request: HttpRequest, response: HttpResponse, visitor_id: uuid.UUID
) -> None:
    """Give an existing visitor a new key; every cookie with the old one is dead.

    Of two requests at once with the same key one does it: which of two answers a browser gets
    last is not known.
    """
    old, new = _session_key(request), uuid.uuid4()
    if old is not None and Visitor.objects.filter(id=visitor_id, session_key=old).update(
        session_key=new
    ):
        _set_cookie(request, response, new)


def forget_cookie(response: HttpResponse) -> None:
    """Tell the browser to drop the cookie."""
    response.delete_cookie(COOKIE_NAME, samesite="Lax")


def _session_key(request: HttpRequest, max_age: int = COOKIE_SECONDS) -> uuid.UUID | None:
    value = request.get_signed_cookie(COOKIE_NAME, default=None, salt=_SALT, max_age=max_age)
    return None if value is None else uuid.UUID(value)


def _visitor_of(session_key: uuid.UUID) -> uuid.UUID | None:
    """Return whose key it is: a visitor's who saved something, or that of one who has not yet.

    A new visitor's key is their number. The number of somebody whose key was exchanged since
    is not their key any more.
    """
    fitting = Visitor.objects.filter(Q(session_key=session_key) | Q(id=session_key))
    known = dict(fitting.values_list("session_key", "id"))
    return known.get(session_key, None if known else session_key)


def _set_cookie(request: HttpRequest, response: HttpResponse, session_key: uuid.UUID) -> None:
    response.set_signed_cookie(
        COOKIE_NAME,
        session_key.hex,
        salt=_SALT,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
