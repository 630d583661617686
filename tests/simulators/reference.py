"""Spotify's OpenAPI documents, loosened where they are known to be wrong, ready to validate with.

The documents are not ours to hand on and stay outside of the repository; see the fixture
``spotify_reference``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers

SERVER = "https://api.spotify.com"
MODES = ("devmode", "legacy")
Json = dict[str, Any]

# What is null at Spotify although the documents give it no such type, by the object it is in.
_NOTHING_THERE = "nothing plays, an advertisement does, or the item is no more on Spotify"
NULLABLE = {
    "CurrentlyPlayingContextObject": {
        "context": "songs that were played as a list of their own have no context",
        "item": _NOTHING_THERE,
    },
    "CurrentlyPlayingObject": {
        "context": "songs that were played as a list of their own have no context",
        "item": _NOTHING_THERE,
        "progress_ms": "nothing has been begun",
    },
    "QueueObject": {"currently_playing": _NOTHING_THERE},
    "PlayHistoryObject": {"context": "the song was played alone"},
    "CursorPagingObject": {
        "next": "there is no further page; the document says so in words only",
        "cursors": "there is no page to go to from an empty one",
    },
    "PlaylistTrackObject": {
        "item": _NOTHING_THERE,
        "track": _NOTHING_THERE,
        "added_at": "very old playlists; the document says so in words only",
        "added_by": "very old playlists; the document says so in words only",
    },
    "SimplifiedPlaylistObject": {"description": "none was given, as in the full object"},
}
# Bodies that the service takes although the documents describe an object only.
BARE_LISTS = {
    ("/playlists/{playlist_id}/items", method): "what spotipy sends is taken by the real service"
    for method in ("post", "put")
}
# Refusals that the documents describe without the object that all others are wrapped in.
UNWRAPPED = (
    ("/me/library", "put"),
    ("/me/library", "delete"),
    ("/me/library/contains", "get"),
)


@dataclass(slots=True)
class SentRequest:
    """A request as openapi-core wants to see it; ``path`` begins with ``/v1``."""

    method: str
    path: str
    content_type: str
    body: bytes
    # openapi-core writes into it what it reads in the path.
    parameters: RequestParameters
    host_url: str = SERVER


@dataclass(slots=True)
class SentAnswer:
    """An answer as openapi-core wants to see it."""

    status_code: int
    content_type: str
    headers: Headers
    data: bytes | None


class Document:
    """One mode's document."""

    def __init__(self, path: Path) -> None:
        self.content: Json = loosened(_read(path))
        self._templates: dict[str, re.Pattern[str]] = {
            str(template): re.compile("/v1" + re.sub(r"\{\w+\}", "[^/]+", template))
            for template in self.content["paths"]
        }

    @cached_property
    def _openapi(self) -> OpenAPI:
        return OpenAPI.from_dict(self.content, config=Config(spec_validator_cls=None))

    def template(self, method: str, path: str) -> str | None:
        """Return the path's template if the document has an operation there."""
        for template, pattern in self._templates.items():
            if pattern.fullmatch(path) and method.lower() in self.content["paths"][template]:
                return template
        return None

    def complaints_about_request(self, request: SentRequest) -> list[str]:
        """Return what is wrong with a request."""
        return [_told(error) for error in self._openapi.iter_request_errors(request)]

    def complaints_about_answer(self, request: SentRequest, answer: SentAnswer) -> list[str]:
        """Return what is wrong with an answer to a request."""
        return [_told(error) for error in self._openapi.iter_response_errors(request, answer)]


def _read(path: Path) -> Json:
    document = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    plain: Json = json.loads(json.dumps(document, default=str))  # YAML makes dates of examples
    return plain


def loosened(document: Json) -> Json:
    """Change the document where it is known to be wrong; see the tables above."""
    schemas = document["components"]["schemas"]
    for name, properties in NULLABLE.items():
        for schema in _described(schemas[name]):
            for key in properties.keys() & schema.get("properties", {}).keys():
                schema["properties"][key] = _or_null(schema["properties"][key])
    for template, method in BARE_LISTS:
        media = document["paths"][template][method]["requestBody"]["content"]["application/json"]
        uris = {"type": "array", "items": {"type": "string"}}
        media["schema"] = {"oneOf": [media["schema"], uris]}
    for template, method in UNWRAPPED:
        answers = document["paths"][template][method]["responses"]
        answers["400"] = {"$ref": "#/components/responses/BadRequest"}
    for operations in document["paths"].values():
        for operation in operations.values():
            if isinstance(operation, dict):  # the validator knows no OAuth; see ``Proof``
                operation.pop("security", None)
    return document


def _described(schema: Json) -> Iterator[Json]:
    yield schema
    yield from (part for part in schema.get("allOf", []) if "properties" in part)


def _or_null(schema: Json) -> Json:
    # "nullable" beside "allOf" and "oneOf" means nothing in OpenAPI 3.0.
    kept = {key: value for key, value in schema.items() if key != "nullable"}
    return {"oneOf": [kept, {"type": "string", "nullable": True, "enum": [None]}]}


def _told(error: BaseException) -> str:
    cause = error.__cause__
    parts = getattr(cause, "schema_errors", None)
    if parts is None:
        return f"{error}" if cause is None else f"{error}: {_told(cause)}"
    return "; ".join(f"{part.json_path}: {part.message[:200]}" for part in parts)
