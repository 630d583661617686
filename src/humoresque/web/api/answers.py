"""Saved lists as the wire has them, told in a person's language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from humoresque.catalog.track import OWN_PREFIX
from humoresque.web.api.saved import saved_by_owner
from humoresque.web.api.schemas import playlists as wire
from humoresque.web.language import choose_language
from humoresque.web.listening.models import Playlist, Song, StoredMessage
from humoresque.web.single_page import SHARED_PAGE
from humoresque.web.taste.models import Opinion
from humoresque.web.this_machine import may_hear_own_music


def describe(request: HttpRequest, response: HttpResponse, playlist: Playlist) -> wire.Playlist:
    """Everything about a list, for its owner."""
    language = choose_language(request, response)
    songs = list(playlist.songs.all())
    told = Opinion.objects.filter(
        visitor_id=playlist.visitor_id, track_id__in=[song.track_id for song in songs]
    )
    opinions = dict(told.values_list("track_id", "kind"))
    token = playlist.share_token
    hears_own = may_hear_own_music(request)
    return wire.Playlist.model_validate(
        {
            "id": playlist.id,
            "name": playlist.name,
            "seed": playlist.seed,
            "engine": playlist.engine,
            "relaxed": [_tell(message, language) for message in playlist.relaxed],
            "emotion": playlist.emotion,
            "probabilities": playlist.probabilities,
            "mode": playlist.mode,
            "path": [_rounded(point) for point in playlist.path],
            "destination": playlist.destination and _rounded(playlist.destination),
            "profile": playlist.profile,
            "popularity": playlist.wished_popularity,
            "personalization": playlist.personalization,
            "genres": playlist.genres,
            "size": playlist.size,
            "explicit": playlist.explicit,
            "novelty": playlist.novelty,
            "source": playlist.source,
            "seeds": {"artists": [], "songs": []} | playlist.seeds,
            "created_at": playlist.created_at,
            "catalog": playlist.catalog,
            "shared": token is not None,
            "share_url": token and share_url(request, token),
            "saved": saved_by_owner(playlist, songs),
            "tracks": [
                _track(song, language, opinions.get(song.track_id), hears_own=hears_own)
                for song in songs
            ],
        }
    )


def share_url(request: HttpRequest, token: str) -> str:
    """Return the whole address of a list's link."""
    return request.build_absolute_uri(SHARED_PAGE + token)


def _track(song: Song, language: str, opinion: str | None, *, hears_own: bool) -> dict[str, Any]:
    own = song.track_id.startswith(OWN_PREFIX)
    return {
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
        "audio_url": f"/api/own-music/{song.track_id}/audio" if own and hears_own else None,
        "features": song.features,
        "score": song.score,
        "terms": song.terms,
        "mood": song.mood and _rounded(song.mood),
        "target": _rounded(song.target),
        "reasons": [_tell(message, language) for message in song.reasons],
        "opinion": opinion,
    }


def _tell(stored: StoredMessage | str, language: str) -> str:
    """Say a stored message; lists of the first version have sentences instead."""
    from humoresque.recommender.recommendation import Message  # noqa: PLC0415 - loads numpy
    from humoresque.recommender.sentences import tell  # noqa: PLC0415

    if isinstance(stored, str):
        return stored
    return tell(Message(stored["code"], stored["values"]), language)


def _rounded(point: dict[str, Any]) -> dict[str, Any]:
    return point | {axis: round(point[axis], 4) for axis in ("valence", "energy")}
