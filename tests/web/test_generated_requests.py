from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from schemathesis import Case, Response

from humoresque.emotion.analyzer import EmotionAnalyzer
from humoresque.web.openapi import contract
from tests import generated
from tests.web.browsing import HOST, Browser

APP = get_wsgi_application()
# Asked as nobody in particular, or there would be nothing left to ask about.
WOULD_END_IT = {
    "DELETE /api/playlists/{playlist_id}",
    "DELETE /api/playlists/{playlist_id}/share",
    "DELETE /api/visitor",
    "DELETE /api/logout",
}
# Photos and histories are hard to make up, and there is no music of the listener's own.
NEED_FILES = {
    "POST /api/get-emotion-from-photo",
    "POST /api/taste/history",
    "GET /api/own-music/{track_id}/audio",
}


def sent_by(cookies: str, environ: Any, start_response: Any) -> Any:
    """Let a request be that of the browser that has these cookies."""
    return APP(environ | {"HTTP_COOKIE": cookies}, start_response)


@contextmanager
def connection_kept() -> Iterator[None]:
    """The test's own connection stays open between requests, as Django's test client has it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.django_db
def test_whatever_is_asked_of_the_page_s_own_api_is_answered_as_documented(
    at_spotify: Browser, analyzer: EmotionAnalyzer, wishes: dict[str, Any]
) -> None:
    _ = analyzer
    at_spotify.connect("ana", "log-in", "save", "play")
    known = things(at_spotify, wishes)
    headers = {"Host": HOST, "Sec-Fetch-Site": "same-origin"}
    cookies = at_spotify.client.cookies.output(attrs=[], header="", sep=";").strip()
    succeeded = set()

    def send(case: Case[Any]) -> Response:
        label = case.operation.label
        who = "" if label in WOULD_END_IT else cookies
        answer = case.call(headers=headers, app=partial(sent_by, who))
        if answer.status_code < HTTPStatus.BAD_REQUEST:
            succeeded.add(label)
        return answer

    document = json.loads(contract())
    with connection_kept():
        assert list(generated.complaints(document, send, known)) == []
    operations = {
        f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item
    }
    gone = {"DELETE /api/visitor", "DELETE /api/logout"}  # nobody may go too
    assert operations - succeeded - NEED_FILES == WOULD_END_IT - gone


def things(browser: Browser, wishes: dict[str, Any]) -> dict[str, Any]:
    """What is there to be asked about, by the names of parameters and fields."""
    client = browser.client
    json_type = "application/json"
    create = "/api/create-playlist-based-on-parameters"
    made = client.post(create, wishes, content_type=json_type).json()
    shared = client.put(f"/api/playlists/{made['id']}/share").json()
    device = client.get("/api/player/devices").json()["devices"][0]["id"]
    play = {"playlist_id": made["id"], "device_id": device, "position": 1}
    assert client.put("/api/player/play", play, content_type=json_type).status_code == 200
    track_id = made["tracks"][0]["track_id"]
    return {
        "playlist_id": made["id"],
        "track_id": track_id,
        "track_ids": [track_id],
        "token": shared["share_url"].rpartition("/")[2],
        "device_id": device,
        "position": 1,
        "name": "Evening",
        "return_to": "/lists",
        create: {generated.WHOLE_BODY: wishes},
    }
