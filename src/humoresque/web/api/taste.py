"""What a visitor tells of their taste: favourite artists, a history, opinions."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.responses import Status

from humoresque.catalog.errors import UnknownTrackError
from humoresque.catalog.track import OWN_PREFIX
from humoresque.history.listening import NamedBytes
from humoresque.history.reader import MOST_FILES, read_history
from humoresque.web import wiring
from humoresque.web.accounts.connecting import disconnect
from humoresque.web.accounts.models import Visitor
from humoresque.web.accounts.visitors import current_visitor, forget_cookie, remember_visitor
from humoresque.web.api.forms import uploaded_files
from humoresque.web.api.schemas import taste as wire
from humoresque.web.api.schemas.problem import BODY_PROBLEMS, problems
from humoresque.web.listening.forgetting import forget_taken_back
from humoresque.web.listening.models import Playlist, Song
from humoresque.web.taste.models import ImportedHistory, Opinion
from humoresque.web.taste.opinion import Judged, OpinionKind
from humoresque.web.taste.spotify_listening import connected_account, last_heard
from humoresque.web.taste.taste import favourites_of, give_opinion, keep_history, set_favourites
from humoresque.web.this_machine import require_own_music
from humoresque.web.throttle import client_of

router = Router(tags=["taste"])

_TOP_ARTISTS = 5
_LONGEST_ID = 64

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
    return _taste(current_visitor(request))


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
    wiring.change_throttle().admit(client_of(request))
    visitor_id = remember_visitor(request, response)
    with transaction.atomic():
        set_favourites(visitor_id, favourites.artists)
        forget_taken_back(visitor_id)
    return _taste(visitor_id)


@router.post(
    "/taste/history",
    operation_id="importHistory",
    summary="Read a listening history, in place of the one before",
    response={200: wire.HistoryReport, **problems(*BODY_PROBLEMS, 503)},
    openapi_extra=_FILES,
)
def import_history(request: HttpRequest, response: HttpResponse) -> wire.HistoryReport:
    """The files are read in memory; kept are ranked artists and songs that the catalog has."""
    from humoresque.history.matching import match  # noqa: PLC0415 - loads pyarrow

    wiring.history_throttle().admit(client_of(request))
    uploads = uploaded_files(request, "files", MOST_FILES)
    with wiring.heavy_work:
        heard = read_history([NamedBytes(upload.name or "", upload.read()) for upload in uploads])
    matched = match(heard, wiring.catalog())
    visitor_id = remember_visitor(request, response)
    with transaction.atomic():
        history = keep_history(visitor_id, heard, matched)
        forget_taken_back(visitor_id)
    return wire.HistoryReport(
        history=_summary(history),
        files=[
            wire.HistoryFile(
                name=file.name, format=file.format, plays=file.plays, left_out=dict(file.left_out)
            )
            for file in heard.files
        ],
    )


@router.delete(
    "/taste/history",
    operation_id="deleteHistory",
    summary="Forget the imported history",
    response={204: None, **problems(403, 429)},
)
def delete_history(request: HttpRequest) -> Status[None]:
    """Also what lists remember of it to be made again."""
    wiring.change_throttle().admit(client_of(request))
    visitor_id = current_visitor(request)
    if visitor_id is not None:
        with transaction.atomic():
            ImportedHistory.objects.filter(visitor_id=visitor_id).delete()
            forget_taken_back(visitor_id)
    return Status(204, None)


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
    wiring.change_throttle().admit(client_of(request))
    track = _judged(request, track_id)
    visitor_id = remember_visitor(request, response)
    with transaction.atomic():
        said = _opinions(visitor_id).filter(track_id=track.track_id)
        _take_back(visitor_id, said.exclude(kind=word.opinion))
        opinion = give_opinion(visitor_id, track, word.opinion)
    return _opinion(opinion)


@router.delete(
    "/opinions/{track_id}",
    operation_id="deleteOpinion",
    summary="Take an opinion back",
    response={204: None, **problems(403, 429)},
)
def delete_opinion(request: HttpRequest, track_id: str) -> Status[None]:
    """204 as well when there was none."""
    wiring.change_throttle().admit(client_of(request))
    visitor_id = current_visitor(request)
    _take_back(visitor_id, _opinions(visitor_id).filter(track_id=track_id))
    return Status(204, None)


@router.delete(
    "/opinions",
    operation_id="resetOpinions",
    summary="Take all opinions back",
    response={204: None, **problems(403, 429)},
)
def reset_opinions(request: HttpRequest) -> Status[None]:
    """The next lists know nothing of them."""
    wiring.change_throttle().admit(client_of(request))
    visitor_id = current_visitor(request)
    _take_back(visitor_id, _opinions(visitor_id))
    return Status(204, None)


@router.delete(
    "/visitor",
    operation_id="forgetVisitor",
    summary="Forget this visitor: lists, links, favourites, history, opinions and Spotify",
    response={204: None, **problems(403, 429)},
)
def forget_visitor(request: HttpRequest, response: HttpResponse) -> Status[None]:
    """At once and for good; the cookie goes too."""
    wiring.change_throttle().admit(client_of(request))
    visitor_id = current_visitor(request)
    if visitor_id is not None:
        with transaction.atomic():  # nothing is saved between finding and deleting all of it
            disconnect(visitor_id)
            Visitor.objects.filter(id=visitor_id).delete()
    forget_cookie(response)
    return Status(204, None)


def _opinions(visitor_id: UUID | None) -> QuerySet[Opinion]:
    """Return a visitor's own; none without a visitor."""
    if visitor_id is None:
        return Opinion.objects.none()
    return Opinion.objects.filter(visitor_id=visitor_id)


@transaction.atomic
def _take_back(visitor_id: UUID | None, opinions: QuerySet[Opinion]) -> None:
    deleted, _ = opinions.delete()
    if deleted and visitor_id is not None:
        forget_taken_back(visitor_id)


def _taste(visitor_id: UUID | None) -> wire.Taste:
    if visitor_id is None:
        return wire.Taste(
            favourite_artists=[], history=None, spotify=_spotify(visitor_id), opinions=[]
        )
    history = ImportedHistory.objects.filter(visitor_id=visitor_id).first()
    return wire.Taste(
        favourite_artists=list(favourites_of(visitor_id)),
        history=None if history is None else _summary(history),
        spotify=_spotify(visitor_id),
        opinions=[_opinion(told) for told in _opinions(visitor_id)],
    )


def _spotify(visitor_id: UUID | None) -> wire.SpotifyListening:
    account = connected_account(visitor_id)
    heard = None if account is None else last_heard(account.pk)
    known = None if heard is None else heard.listening
    return wire.SpotifyListening(
        connected=account is not None and not account.needs_reconnect,
        artists=None if known is None else len(known.artists),
        songs=None if known is None else len(known.track_ids),
    )


def _judged(request: HttpRequest, track_id: str) -> Judged:
    """Return a song of the catalog, of the visitor's own files or lists; UnknownTrackError."""
    if not track_id.isprintable() or len(track_id) > _LONGEST_ID:
        raise UnknownTrackError(track_id[:_LONGEST_ID])
    if track_id.startswith(OWN_PREFIX):
        require_own_music(request)
        songs = wiring.own_music().catalog
    else:
        songs = wiring.catalog().songs(track_ids=[track_id])
    try:
        track = songs.track(songs.row_of(track_id))
    except UnknownTrackError:
        listed = _listed(current_visitor(request), track_id)
        if listed is None:
            raise
        return listed
    return Judged(track.track_id, track.title, track.artists)


def _listed(visitor_id: UUID | None, track_id: str) -> Judged | None:
    """Find a song of the visitor's lists that Spotify chose and the catalog does not have."""
    if visitor_id is None:
        return None
    lists = Playlist.objects.of_visitor(visitor_id)
    unknown = Song.objects.filter(playlist__in=lists, features__isnull=True)
    song = unknown.filter(track_id=track_id).first()
    return None if song is None else Judged(song.track_id, song.title, tuple(song.artists))


def _summary(history: ImportedHistory) -> wire.HistorySummary:
    return wire.HistorySummary(
        imported_at=history.imported_at,
        known_artists=len(history.artists),
        known_songs=len(history.track_ids),
        top_artists=history.artists[:_TOP_ARTISTS],
        **history.summary,
    )


def _opinion(told: Opinion) -> wire.Opinion:
    return wire.Opinion(
        track_id=told.track_id,
        opinion=OpinionKind(told.kind),
        title=told.title,
        artists=told.artists,
        created_at=told.created_at,
    )
