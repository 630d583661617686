"""The API object: routers, JSON parsing, and OpenAPI with problem documents."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from pydantic_core import from_json

from humoresque.web.api import (
    catalog,
    emotion,
    health,
    own_music,
    player,
    playlists,
    saving,
    spotify_account,
    status,
    taste,
)
from humoresque.web.api.errors import MalformedJsonError, UnsupportedMediaTypeError
from humoresque.web.api.problems import CONTENT_TYPE, answer_problem

_FIRST_ERROR = 400


class StrictJson(Parser):
    """Bodies must say that they are JSON, and be it."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the parsed body; raise UnsupportedMediaTypeError or MalformedJsonError."""
        if request.content_type != "application/json":
            raise UnsupportedMediaTypeError(request.content_type or "", ("application/json",))
        try:
            parsed: dict[str, Any] = from_json(request.body, allow_inf_nan=False)
        except ValueError:
            raise MalformedJsonError from None
        return parsed


class HumoresqueAPI(NinjaAPI):
    """Django Ninja with errors announced under their own content type."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the contract, as openapi.json holds it."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for code, response in operation["responses"].items():
                    if code >= _FIRST_ERROR:
                        content = response["content"]
                        content[CONTENT_TYPE] = content.pop("application/json")
        return schema


api = HumoresqueAPI(
    title="Humoresque",
    version="1",
    description="Reads the expression on a face and recommends a playlist that fits the mood.",
    docs_url=None,
    parser=StrictJson(),
)


def _answer(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return answer_problem(request, error if isinstance(error, Exception) else error())


# The framework's own handlers for the last two would win over the one for Exception.
for _error in (Exception, HttpError, ValidationError):
    api.add_exception_handler(_error, _answer)
_TOPICS = (
    *(emotion, playlists, taste, catalog, own_music),
    *(spotify_account, saving, player, health, status),
)
for _topic in _TOPICS:
    api.add_router("", _topic.router)
