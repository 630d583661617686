from __future__ import annotations

import time
import uuid
from typing import Any

import pytest
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from humoresque.web.accounts.models import Visitor
from humoresque.web.accounts.visitors import (
    COOKIE_NAME,
    current_visitor,
    exchange_session_key,
    remember_visitor,
)

pytestmark = pytest.mark.django_db
PATH = "/api/create-playlist-based-on-parameters"


def _request(cookie: str | None = None, *, secure: bool = False) -> HttpRequest:
    request = RequestFactory().get("/", secure=secure)
    if cookie is not None:
        request.COOKIES[COOKIE_NAME] = cookie
    return request


def test_a_visitor_is_recognised_by_the_cookie_they_were_given() -> None:
    response = HttpResponse()
    visitor = remember_visitor(_request(), response)
    assert current_visitor(_request(response.cookies[COOKIE_NAME].value)) == visitor


def test_a_visitor_keeps_their_number() -> None:
    response, later = HttpResponse(), HttpResponse()
    visitor = remember_visitor(_request(), response)
    assert remember_visitor(_request(response.cookies[COOKIE_NAME].value), later) == visitor


@pytest.mark.parametrize(
    "cookie",
    ["", "x", uuid.uuid4().hex, signing.get_cookie_signer("other").sign("x")],
    ids=["empty", "short", "unsigned", "signed for another purpose"],
)
def test_a_cookie_that_we_did_not_sign_is_nobodys(cookie: str) -> None:
    assert current_visitor(_request(cookie)) is None


def test_a_changed_number_is_nobodys() -> None:
    response = HttpResponse()
    remember_visitor(_request(), response)
    signature = response.cookies[COOKIE_NAME].value.split(":", 1)[1]
    assert current_visitor(_request(f"{uuid.uuid4().hex}:{signature}")) is None


@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_is_kept_from_scripts_other_sites_and_the_open_wire(*, secure: bool) -> None:
    response = HttpResponse()
    remember_visitor(_request(secure=secure), response)
    cookie = response.cookies[COOKIE_NAME]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert bool(cookie["secure"]) is secure
    assert cookie["path"] == "/"


def _after_an_exchange(cookie: str) -> str:
    response = HttpResponse()
    visitor = current_visitor(_request(cookie))
    assert visitor is not None
    exchange_session_key(_request(cookie), response, visitor)
    return response.cookies[COOKIE_NAME].value


def test_a_new_key_opens_what_the_old_one_did_and_the_old_one_nothing() -> None:
    response = HttpResponse()
    visitor = remember_visitor(_request(), response)
    Visitor.objects.see(visitor)
    old = response.cookies[COOKIE_NAME].value
    new = _after_an_exchange(old)
    newest = _after_an_exchange(new)
    assert current_visitor(_request(newest)) == visitor
    assert current_visitor(_request(old)) is None
    assert current_visitor(_request(new)) != visitor


def test_whoever_comes_with_an_exchanged_key_is_somebody_else() -> None:
    first, later = HttpResponse(), HttpResponse()
    visitor = remember_visitor(_request(), first)
    Visitor.objects.see(visitor)
    old = first.cookies[COOKIE_NAME].value
    _after_an_exchange(old)
    assert remember_visitor(_request(old), later) != visitor
    assert current_visitor(_request(later.cookies[COOKIE_NAME].value)) not in {visitor, None}


def test_a_cookie_is_renewed_once_a_day_and_holds_the_same_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, same_day, next_day = HttpResponse(), HttpResponse(), HttpResponse()
    visitor = Visitor.objects.see(remember_visitor(_request(), first))
    exchanged = _after_an_exchange(first.cookies[COOKIE_NAME].value)
    assert remember_visitor(_request(exchanged), same_day) == visitor.id
    assert COOKIE_NAME not in same_day.cookies
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 24 * 3600 + 1)
    assert remember_visitor(_request(exchanged), next_day) == visitor.id
    assert current_visitor(_request(next_day.cookies[COOKIE_NAME].value)) == visitor.id


def test_an_answer_that_was_on_its_way_does_not_bring_an_exchanged_key_back() -> None:
    first, slow = HttpResponse(), HttpResponse()
    Visitor.objects.see(remember_visitor(_request(), first))
    old = first.cookies[COOKIE_NAME].value
    remember_visitor(_request(old), slow)
    _after_an_exchange(old)
    assert COOKIE_NAME not in slow.cookies


def test_of_two_exchanges_at_once_one_counts() -> None:
    first, responses = HttpResponse(), [HttpResponse(), HttpResponse()]
    visitor = Visitor.objects.see(remember_visitor(_request(), first)).id
    old = _request(first.cookies[COOKIE_NAME].value)
    for response in responses:
        exchange_session_key(old, response, visitor)
    (cookie,) = [r.cookies[COOKIE_NAME].value for r in responses if COOKIE_NAME in r.cookies]
    assert current_visitor(_request(cookie)) == visitor


def test_a_visitor_exists_once_they_saved_something(client: Client, wishes: Any) -> None:
    client.get("/api/genres")
    assert not Visitor.objects.exists()
    for _ in range(2):
        client.post(PATH, wishes, content_type="application/json")
    visitor = Visitor.objects.get()
    assert visitor.playlists.count() == 2
    assert str(visitor) == str(visitor.id)
