"""An emotion and wishes in, a saved playlist out."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.responses import Status

from humoresque.recommender.request import Personalization, Popularity, RecommendationRequest
from humoresque.web import wiring
from humoresque.web.accounts.visitors import current_visitor, remember_visitor
from humoresque.web.api import schemas
from humoresque.web.api.errors import PlaylistNotFoundError
from humoresque.web.listening.models import Playlist
from humoresque.web.throttle import client_of

router = Router(tags=["playlists"])

HISTORY_NOTICE = (
    "Your choice of personalization is noted. It takes effect once a listening history is "
    "connected; until then the songs do not depend on it."
)


@router.post(
    "/create-playlist-based-on-parameters",
    operation_id="createPlaylist",
    summary="Recommend songs for an emotion and save them as a playlist",
    response={
        201: schemas.Playlist,
        **dict.fromkeys((400, 403, 411, 413, 415, 422, 429, 500, 503), schemas.Problem),
    },
)
def create_playlist(
    request: HttpRequest, response: HttpResponse, wishes: schemas.PlaylistRequest
) -> Status[schemas.Playlist]:
    """Choose and save; the same seed, wishes and catalog give the same songs."""
    wiring.playlist_throttle().admit(client_of(request))
    seed = secrets.randbelow(schemas.MAX_SEED + 1) if wishes.seed is None else wishes.seed
    recommendation_request = RecommendationRequest(
        scores=wishes.to_scores(),
        popularity=Popularity(wishes.popularity.lower()),
        personalization=Personalization(wishes.personalization.lower()),
        genres=tuple(wishes.genres),
        mode=wishes.mode,
        profile=wishes.profile,
        size=wishes.size,
    )
    recommendation, catalog_name = wiring.recommend(recommendation_request, seed)
    playlist = Playlist.objects.record(
        visitor_id=remember_visitor(request, response),
        request=recommendation_request,
        recommendation=recommendation,
        seed=seed,
        catalog=catalog_name,
    )
    return Status(201, _answer(playlist))


@router.get(
    "/playlists/{playlist_id}",
    operation_id="getPlaylist",
    summary="Read one of the visitor's own playlists",
    response={200: schemas.Playlist, 404: schemas.Problem, 500: schemas.Problem},
)
def get_playlist(request: HttpRequest, playlist_id: str) -> schemas.Playlist:
    """404 for what does not exist and for what another visitor has."""
    visitor_id = current_visitor(request)
    try:
        if visitor_id is None:
            raise PlaylistNotFoundError
        playlist = Playlist.objects.of_visitor(visitor_id).get(id=UUID(playlist_id))
    except (ValueError, Playlist.DoesNotExist):
        raise PlaylistNotFoundError from None
    return _answer(playlist)


def _answer(playlist: Playlist) -> schemas.Playlist:
    personalization = schemas.PersonalizationLevel(playlist.personalization.capitalize())
    uses_history = personalization is not schemas.PersonalizationLevel.LOW
    return schemas.Playlist.model_validate(
        {
            "id": playlist.id,
            "name": playlist.name,
            "seed": playlist.seed,
            "engine": playlist.engine,
            "relaxed": playlist.relaxed,
            "notices": [HISTORY_NOTICE] if uses_history else [],
            "emotion": playlist.emotion,
            "probabilities": playlist.probabilities,
            "mode": playlist.mode,
            "profile": playlist.profile,
            "popularity": playlist.popularity.capitalize(),
            "personalization": personalization,
            "genres": playlist.genres,
            "created_at": playlist.created_at,
            "catalog": playlist.catalog,
            "tracks": [
                {
                    "position": song.position,
                    "track_id": song.track_id,
                    "title": song.title,
                    "artists": song.artists,
                    "album": song.album,
                    "genres": song.genres,
                    "popularity": song.popularity,
                    "duration_ms": song.duration_ms,
                    "explicit": song.explicit,
                    "spotify_url": song.spotify_url,
                    "features": song.features,
                    "score": song.score,
                    "reasons": song.reasons,
                }
                for song in playlist.songs.all()
            ],
        }
    )
