"""What a visitor tells of their taste: favourite artists, a history, opinions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.responses import Status

from humoresque.web.api.schemas import taste as wire
from humoresque.web.api.schemas.problem import BODY_PROBLEMS, problems

router = Router(tags=["taste"])

_FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "title": "HistoryForm",
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "minItems": 1,
                            "maxItems": 30,
                        }
                    },
                    "required": ["files"],
                }
            }
        },
    }
}


@router.get(
    "/taste",
    operation_id="getTaste",
    summary="Everything kept of the visitor's taste",
    response={200: wire.Taste, **problems()},
)
def get_taste(request: HttpRequest) -> wire.Taste:
    """Empty for a visitor who said nothing yet."""
    raise NotImplementedError


@router.put(
    "/taste/favourite-artists",
    operation_id="setFavouriteArtists",
    summary="Name the favourite artists, in place of those named before",
    response={200: wire.Taste, **problems(*BODY_PROBLEMS)},
)
def set_favourite_artists(
    request: HttpRequest, response: HttpResponse, favourites: wire.FavouriteArtistsRequest
) -> wire.Taste:
    """An empty list forgets them."""
    raise NotImplementedError


@router.post(
    "/taste/history",
    operation_id="importHistory",
    summary="Read a listening history, in place of the one before",
    response={200: wire.HistoryReport, **problems(*BODY_PROBLEMS, 503)},
    openapi_extra=_FILES,
)
def import_history(request: HttpRequest, response: HttpResponse) -> wire.HistoryReport:
    """The files are read in memory; kept are ranked artists and songs that the catalog has."""
    raise NotImplementedError


@router.delete(
    "/taste/history",
    operation_id="deleteHistory",
    summary="Forget the imported history",
    response={204: None, **problems(403, 429)},
)
def delete_history(request: HttpRequest) -> Status[None]:
    """Also what lists remember of it to be made again."""
    raise NotImplementedError


@router.put(
    "/opinions/{track_id}",
    operation_id="setOpinion",
    summary="Like a song, dislike it, or not now",
    response={200: wire.Opinion, **problems(*BODY_PROBLEMS, 404, 503)},
)
def set_opinion(
    request: HttpRequest, response: HttpResponse, track_id: str, word: wire.OpinionRequest
) -> wire.Opinion:
    """In place of what was said before; counted from now on."""
    raise NotImplementedError


@router.delete(
    "/opinions/{track_id}",
    operation_id="deleteOpinion",
    summary="Take an opinion back",
    response={204: None, **problems(403, 429)},
)
def delete_opinion(request: HttpRequest, track_id: str) -> Status[None]:
    """204 as well when there was none."""
    raise NotImplementedError


@router.delete(
    "/opinions",
    operation_id="resetOpinions",
    summary="Take all opinions back",
    response={204: None, **problems(403, 429)},
)
def reset_opinions(request: HttpRequest) -> Status[None]:
    """The next lists know nothing of them."""
    raise NotImplementedError


@router.delete(
    "/visitor",
    operation_id="forgetVisitor",
    summary="Forget this visitor: lists, links, favourites, history and opinions",
    response={204: None, **problems(403, 429)},
)
def forget_visitor(request: HttpRequest, response: HttpResponse) -> Status[None]:
    """At once and for good; the cookie goes too."""
    raise NotImplementedError
