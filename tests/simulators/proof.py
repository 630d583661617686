"""Whether the simulated Spotify and our client keep to what is known of the real one.

Every answer of the simulator's Web API is looked at, and every request that carries our client's
name; other requests of tests are often wrong on purpose.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict

from tests.simulators import presence
from tests.simulators.reference import MODES, Document, SentAnswer, SentRequest

OURS = "humoresque"
Exchange = dict[str, Any]
_REFUSED, _FAILED = 400, 500
# Answers that the documents do not have, and why they are right all the same.
NO_BODY = "an unknown thing may be answered 404 without any body"
TEXT_BODY = "a fault: the request is carried out, and answered with a text that is no JSON"
ORDERED_FAILURE = "a fault: servers in front of Spotify's fail in their own ways"
HOLE = "Spotify's own lists are null among the listener's, whatever the documents say"
CHOSEN_FIELDS = "with the parameter fields the asker chooses the keys"
# Old addresses that only legacy apps have and that the documents leave out.
BEYOND = {
    ("GET", "/v1/tracks"),
    ("GET", "/v1/artists"),
    ("DELETE", "/v1/playlists/*/followers"),
    ("GET", "/v1/users/*/playlists"),
    ("DELETE", "/v1/playlists/*/tracks"),
    ("GET", "/v1/playlists/*/tracks"),
    ("PUT", "/v1/playlists/*/tracks"),
}


class Proof:
    """Reads the reference once; what it has looked at before is not looked at again."""

    def __init__(self, reference: Path) -> None:
        folder = reference / "openapi"
        self._documents = {mode: Document(folder / f"subset-{mode}.yml") for mode in MODES}
        self._known: dict[int, list[str]] = {}

    def complaints(self, exchanges: Iterable[Exchange]) -> list[str]:
        """Return what is wrong, each with the request that it is about."""
        told = []
        for exchange in exchanges:
            key = hash(tuple(exchange.values()))
            if key not in self._known:
                self._known[key] = list(self._about(exchange))
            where = f"{exchange['method']} {exchange['path']}: {exchange['status']}"
            told += [f"{where} ({exchange['mode']}): {one}" for one in self._known[key]]
        return told

    def _about(self, exchange: Exchange) -> Iterator[str]:
        path = exchange["path"].rstrip("/")  # spotipy asks for /me/
        query = parse_qsl(exchange["query"], keep_blank_values=True)
        request = SentRequest(
            method=exchange["method"].lower(),
            path=path,
            content_type=exchange["content_type"],
            body=exchange["body"].encode(),
            parameters=RequestParameters(query=ImmutableMultiDict(query)),
        )
        mode = exchange["mode"]
        document = self._documents[mode]
        template = document.template(request.method, path)
        if exchange["user_agent"] == OURS:
            if not exchange["with_token"]:
                yield "our request: no access token"
            yield from self._about_our_request(request, mode)
        if exchange["status"]:
            yield from _about_status(exchange)
            yield from _about_body(exchange, document, request, template)

    def _about_our_request(self, request: SentRequest, mode: str) -> Iterator[str]:
        """A new app may try what only old ones are given: it is refused then, as it must be."""
        for document in (self._documents[mode], self._documents["legacy"]):
            if document.template(request.method, request.path):
                for complaint in document.complaints_about_request(request):
                    yield f"our request: {complaint}"
                return
        yield "our request: Spotify has no such operation"


def _about_status(exchange: Exchange) -> Iterator[str]:
    """Refusals are told in one shape, with their status in it."""
    status, text = exchange["status"], exchange["answer"]
    if status < _REFUSED:
        return
    if status >= _FAILED and not exchange["fault"]:
        yield "the simulator failed"
    if exchange["answer_type"].startswith("application/json"):
        body = json.loads(text)
        yield from presence.ERROR.complaints(body, exchange["mode"])
        if body.get("error", {}).get("status") != status:
            yield "another status in the body"
    elif status not in {403, 404, 429} and status < _FAILED:
        yield f"a refusal that is no JSON: {text[:50]}"


def _about_body(
    exchange: Exchange, document: Document, request: SentRequest, template: str | None
) -> Iterator[str]:
    status, text = exchange["status"], exchange["answer"]
    if template is None:
        if status < _REFUSED and not _beyond(exchange):
            yield "an answer where Spotify has no such operation"
        return
    excused = (
        (ORDERED_FAILURE, status >= _FAILED),
        (TEXT_BODY, exchange["fault"] == "text_body_200" and status < _REFUSED),
        (CHOSEN_FIELDS, "fields" in request.parameters.query and status < _REFUSED),
        (HOLE, template == "/me/playlists" and _has_hole(exchange)),
        (NO_BODY, status == 404 and not text),
    )
    if any(applies for _reason, applies in excused):
        return
    retry = {"Retry-After": exchange["retry_after"]} if exchange["retry_after"] else {}
    answer = SentAnswer(
        status, exchange["answer_type"], Headers(retry), text.encode() if text else None
    )
    yield from document.complaints_about_answer(request, answer)
    shape = presence.ANSWERS.get((exchange["method"], template))
    if shape is not None and text and status < _REFUSED:
        yield from shape.complaints(json.loads(text), exchange["mode"])


def _has_hole(exchange: Exchange) -> bool:
    is_list = exchange["method"] == "GET" and exchange["status"] < _REFUSED
    return is_list and None in json.loads(exchange["answer"])["items"]


def _beyond(exchange: Exchange) -> bool:
    return exchange["mode"] == "legacy" and any(
        exchange["method"] == method and Path(exchange["path"]).match(pattern)
        for method, pattern in BEYOND
    )
