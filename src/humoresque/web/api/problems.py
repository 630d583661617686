"""Errors as ``application/problem+json`` (RFC 9457): one table for all rooms."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from ninja.errors import HttpError, ValidationError

from humoresque.catalog import errors as catalog
from humoresque.emotion import errors as emotion
from humoresque.history import errors as history
from humoresque.own_music import errors as own_music
from humoresque.playlist_files import errors as playlist_files
from humoresque.recommender import errors as recommender
from humoresque.spotify import errors as spotify
from humoresque.web.accounts import errors as accounts
from humoresque.web.api import errors as web
from humoresque.web.api.problem_kind import Kind
from humoresque.web.api.spotify_problems import CROSS_SITE, SPOTIFY
from humoresque.web.taste.opinion import TooManyOpinionsError

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
# A body may hold thousands of wrong names of any length; the answer stays short.
_MAX_ERRORS = 20
_MAX_STEP = 80
_MAX_DETAIL = 400
TYPE_PREFIX = "urn:humoresque:problem:"


_NO_MODEL = Kind(
    "model-unavailable",
    503,
    "The emotion model is not available",
    "The emotion model could not be loaded; the server's log says why.",
)
_NO_CATALOG = Kind(
    "catalog-unavailable",
    503,
    "The catalog is not available",
    "The catalog of songs could not be loaded; the server's log says why.",
)
_NO_TARGETS = Kind(
    "targets-unavailable",
    503,
    "The targets are not available",
    "The table of targets could not be read; the server's log says why.",
)
_NO_OWN_MUSIC = Kind(
    "own-music-unavailable",
    503,
    "Own music is not available",
    "What was read of your own music could not be loaded; the server's log says why.",
)
_BODY_TOO_LARGE = Kind("body-too-large", 413, "The request body is too large")
_BAD_REQUEST = Kind(
    "bad-request", 400, "The request is refused", "Its host or its form is not accepted here."
)
_MALFORMED_FORM = Kind("malformed-form", 400, "The body is not a form that is read here")
_SERVER_ERROR = Kind(
    "server-error",
    500,
    "Something went wrong on the server",
    "Something went wrong on the server. It has been logged.",
)

PROBLEMS: Mapping[type[Exception], Kind] = {
    # emotion
    emotion.PhotoTooLargeError: Kind("photo-too-large", 413, "The photo is too large"),
    emotion.TooManyPixelsError: Kind("too-many-pixels", 422, "The photo has too many pixels"),
    emotion.NotAnImageError: Kind("not-an-image", 422, "This is not an image"),
    emotion.UnsupportedFormatError: Kind(
        "unsupported-format", 422, "Images of this format are not read"
    ),
    emotion.TruncatedImageError: Kind("truncated-image", 422, "The image is incomplete"),
    emotion.ModelError: _NO_MODEL,
    # catalog; the sources and downloads are the command line's, and listed to be complete
    catalog.CatalogNotFoundError: _NO_CATALOG,
    catalog.CatalogFormatError: _NO_CATALOG,
    catalog.NotWritableError: _NO_CATALOG,
    catalog.CatalogDatabaseError: _NO_CATALOG,
    catalog.UnknownTrackError: Kind("unknown-track", 404, "There is no such song"),
    catalog.SourceFormatError: _NO_CATALOG,
    catalog.ServerUnreachableError: _NO_CATALOG,
    catalog.ServerRefusedError: _NO_CATALOG,
    catalog.NotTheDatasetError: _NO_CATALOG,
    catalog.DatabaseAddressError: _NO_CATALOG,
    catalog.DatabaseLibraryMissingError: _NO_CATALOG,
    catalog.DatabaseUnreachableError: _NO_CATALOG,
    catalog.DatabaseRefusedError: _NO_CATALOG,
    catalog.DatabaseExtensionMissingError: _NO_CATALOG,
    catalog.DatabaseEmptyError: _NO_CATALOG,
    catalog.DatabaseVersionError: _NO_CATALOG,
    # recommender
    recommender.UnknownGenreError: Kind("unknown-genre", 422, "There is no such genre"),
    recommender.GenreCountError: Kind("genre-count", 422, "One to three genres are needed"),
    recommender.SizeError: Kind("size-out-of-range", 422, "The list cannot have this size"),
    recommender.PopularityError: Kind(
        "popularity-out-of-range", 422, "There is no such popularity"
    ),
    recommender.PointError: Kind("point-out-of-range", 422, "This place is not on the mood map"),
    recommender.NoveltyError: Kind("novelty-out-of-range", 422, "There is no such novelty"),
    recommender.OpinionError: _SERVER_ERROR,
    recommender.NoSongsLeftError: Kind("no-songs-left", 422, "The wishes leave no song"),
    recommender.UnknownProfileError: Kind("unknown-profile", 422, "There is no such profile"),
    recommender.ProfileFormatError: _NO_TARGETS,
    # history
    history.NoHistoryFilesError: Kind("missing-history", 422, "There is no file in the form"),
    history.UnrecognizedHistoryError: Kind(
        "unrecognized-history", 422, "No listening history was found"
    ),
    history.TooLargeHistoryError: Kind("history-too-large", 413, "The history is too large"),
    history.BrokenHistoryError: Kind("broken-history", 422, "A file cannot be read to its end"),
    history.EmptyHistoryError: Kind("empty-history", 422, "The history holds no plays"),
    # own music; all but the first three are the command line's, and listed to be complete
    **dict.fromkeys(
        (
            own_music.NotScannedError,
            own_music.DamagedScanError,
            own_music.FolderNotFoundError,
            own_music.MissingLibraryError,
            own_music.NoMusicFoundError,
            own_music.SongError,
        ),
        _NO_OWN_MUSIC,
    ),
    # playlist files
    playlist_files.UnknownPlaylistFormatError: Kind(
        "unknown-playlist-format", 422, "There is no such format"
    ),
    **SPOTIFY,
    # web
    web.EndpointNotFoundError: Kind("not-found", 404, "There is no such endpoint"),
    web.MethodNotAllowedError: Kind("method-not-allowed", 405, "The method is not allowed here"),
    web.BadRequestError: _BAD_REQUEST,
    web.CrossSiteError: CROSS_SITE,
    web.BodyTooLargeError: _BODY_TOO_LARGE,
    web.LengthRequiredError: Kind("length-required", 411, "The body's length is not announced"),
    web.UnsupportedMediaTypeError: Kind(
        "unsupported-media-type", 415, "A body of this kind is not read here"
    ),
    web.MalformedJsonError: Kind("malformed-json", 400, "The body is not JSON"),
    web.MalformedFormError: _MALFORMED_FORM,
    web.TooManyPartsError: _MALFORMED_FORM,
    web.MissingPhotoError: Kind("missing-photo", 422, "There is no photo in the form"),
    web.NotBase64Error: Kind("not-base64", 422, "The image is not base64"),
    web.InvalidRequestError: Kind("invalid-request", 422, "Some values are not acceptable"),
    web.PlaylistNotFoundError: Kind("unknown-playlist", 404, "There is no such playlist"),
    web.SharedPlaylistNotFoundError: Kind("unknown-link", 404, "There is no such link"),
    web.OwnMusicOffError: Kind("own-music-off", 404, "Own music is not set up"),
    web.OtherFolderScannedError: _NO_OWN_MUSIC,
    web.NotThisMachineError: Kind("not-this-machine", 403, "Own music stays on its machine"),
    web.RangeNotSatisfiableError: Kind("range-not-satisfiable", 416, "The file has no such range"),
    web.TooManyRequestsError: Kind("too-many-requests", 429, "Too many requests in a short time"),
    web.NotReadyError: Kind("not-ready", 503, "Not ready yet"),
    web.ServerError: _SERVER_ERROR,
    TooManyOpinionsError: Kind("too-many-opinions", 422, "No more opinions are kept"),
    # Django
    SuspiciousOperation: _BAD_REQUEST,
    RequestDataTooBig: Kind(
        _BODY_TOO_LARGE.slug, 413, _BODY_TOO_LARGE.title, "It is longer than 21 MB."
    ),
    UnreadablePostError: Kind("incomplete-body", 400, "The body broke off", "Send it again."),
}


def kind_of(error: Exception) -> Kind:
    """Return the entry of this error's class, else of its nearest ancestor, else a 500."""
    for cls in type(error).__mro__:
        if cls in PROBLEMS:
            return PROBLEMS[cls]
    return _SERVER_ERROR


def answer_problem(request: HttpRequest, error: Exception) -> HttpResponse:
    """Turn an exception into its problem document; what is our fault is logged.

    The log gets the route and the exception, never the body, nor a token in the path.
    """
    error = _translated(error)
    kind = kind_of(error)
    if kind is _SERVER_ERROR:
        logger.error("%s failed", _route(request), exc_info=error)
    elif kind.status > HTTPStatus.INTERNAL_SERVER_ERROR and kind.detail:
        logger.error("%s: %s", _route(request), error)
    return _document(error, kind)


def _route(request: HttpRequest) -> str:
    """The pattern that the path fits, such as ``/api/shared/<token>``."""
    match = request.resolver_match
    return f"{request.method} /{match.route if match else ''}"


def _document(error: Exception, kind: Kind) -> HttpResponse:
    body: dict[str, Any] = {
        "type": TYPE_PREFIX + kind.slug,
        "title": kind.title,
        "status": kind.status,
        "detail": _shortened(kind.detail or str(error), _MAX_DETAIL),
    }
    response = HttpResponse(status=kind.status, content_type=CONTENT_TYPE)
    match error:
        case web.InvalidRequestError() | web.NotReadyError():
            body["errors"] = [
                {"pointer": e.pointer, "detail": _shortened(e.detail, _MAX_DETAIL)}
                for e in error.errors[:_MAX_ERRORS]
            ]
        case recommender.UnknownGenreError():
            body["errors"] = [{"pointer": "#/genres", "detail": body["detail"]}]
            body["suggestions"] = list(error.suggestions)
        case recommender.GenreCountError():
            body["errors"] = [{"pointer": "#/genres", "detail": str(error)}]
        case accounts.ConsentNeededError():
            body["consent"] = error.purpose.value
        case accounts.WrongAddressError():
            body["address"] = error.address
        case spotify.CommandRestrictedError():
            body["reason"] = error.reason
        case (
            web.TooManyRequestsError() | spotify.RateLimitedError() | spotify.QuotaExceededError()
        ) if error.retry_after is not None:
            response["Retry-After"] = str(error.retry_after)
        case _:
            pass
    response.content = json.dumps(body).encode()
    # Django logs every answer from 400 on; what is worth a line has one already.
    response._has_been_logged = True  # type: ignore[attr-defined] # noqa: SLF001
    return response


def _translated(error: Exception) -> Exception:
    """Django Ninja's own exceptions as ours."""
    if isinstance(error, ValidationError):
        if any(_is_whole_body_missing(item) for item in error.errors):
            return web.MalformedJsonError()
        return web.InvalidRequestError([_field_error(item) for item in error.errors])
    if isinstance(error, HttpError) and isinstance(error.__cause__, Exception):
        return error.__cause__
    return error


def _is_whole_body_missing(item: Mapping[str, Any]) -> bool:
    # Django Ninja does not parse an empty body; only then is the endpoint's parameter missing.
    place = item["loc"]
    return item["type"] == "missing" and len(place) == len(("body", "name")) and place[0] == "body"


def _field_error(item: Mapping[str, Any]) -> web.FieldError:
    # A place in a body starts with "body" and the name of the endpoint's parameter; one in the
    # query with "query" alone.
    place = item["loc"]
    return field_error(place[2:] if place[0] == "body" else place[1:], item["msg"])


def field_error(place: tuple[str | int, ...], message: str) -> web.FieldError:
    """Pydantic's place and message as a pointer and a sentence; a long name is cut short."""
    names = [_shortened(str(step), _MAX_STEP) for step in place]
    steps = [name.replace("~", "~0").replace("/", "~1") for name in names]
    return web.FieldError(
        "".join(("#", *(f"/{step}" for step in steps))), message.removeprefix("Value error, ")
    )


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def no_such_endpoint(request: HttpRequest) -> HttpResponse:
    """Answer every other path below /api."""
    return answer_problem(request, web.EndpointNotFoundError())


def is_below_api(request: HttpRequest) -> bool:
    """Whether the path belongs to the API and not to the page."""
    return request.path_info == "/api" or request.path_info.startswith("/api/")


_BY_STATUS: Mapping[int, type[web.WebError]] = {
    400: web.BadRequestError,
    404: web.EndpointNotFoundError,
    405: web.MethodNotAllowedError,
    416: web.RangeNotSatisfiableError,
    500: web.ServerError,
}


_KEPT = ("Allow", "Accept-Ranges", "Content-Range")


class ProblemsForApi:
    """Rewrites error pages of the framework below /api as problem documents."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; replace an error that is no problem document yet."""
        response = self._get_response(request)
        if (
            response.status_code < HTTPStatus.BAD_REQUEST
            or not is_below_api(request)
            or response.get("Content-Type", "").startswith(CONTENT_TYPE)
        ):
            return response
        error = _BY_STATUS.get(response.status_code, web.ServerError)()
        problem = _document(error, kind_of(error))
        for header in _KEPT:
            if header in response:
                problem[header] = response[header]
        return problem
