"""Making a list: wishes and a visitor's taste → songs, saved with what made them."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from humoresque.affect import Emotion, EmotionScores
from humoresque.recommender.request import (
    Mode,
    MoodPoint,
    Personalization,
    RecommendationRequest,
)
from humoresque.web import wiring
from humoresque.web.accounts.spotify import account_of
from humoresque.web.listening.forgetting import forget_taken_back
from humoresque.web.listening.models import Playlist, Song, stored_message
from humoresque.web.listening.source import Source
from humoresque.web.listening.spotify_engine import (
    ENGINE,
    ENGINE_UNUSED,
    Suggestion,
    not_again,
    suggest,
)
from humoresque.web.patience import Patience
from humoresque.web.taste.spotify_listening import Unanswered, connected_account, listen
from humoresque.web.taste.taste import Taste, taste_of

if TYPE_CHECKING:
    from humoresque.catalog.catalog import Catalog
    from humoresque.recommender.recommendation import Message, Recommendation

LONGEST_WAIT_S = 6.0  # for Spotify
LISTENING_UNUSED = "spotify-listening-unused"
_RECENT_LISTS = 5
_RECENT_SONGS = 100


def make_playlist(
    visitor_id: uuid.UUID,
    wished: RecommendationRequest,
    *,
    seed: int,
    source: Source,
    avoid_recent: bool,
    now: datetime,
) -> Playlist:
    """Add the visitor's taste to the wishes, choose, and save.

    What a connected listener plays on Spotify belongs to it, unless personalization is low; where
    Spotify does not tell it, the list says why.
    """
    patience = Patience(LONGEST_WAIT_S)
    taste, heard, unused = taste_of(visitor_id, now), None, []
    if wished.personalization is not Personalization.LOW:
        heard = listen(visitor_id, patience)
    if isinstance(heard, Unanswered):
        unused.append(heard.told_of(LISTENING_UNUSED))
        heard = None
    if heard is not None:
        taste = replace(taste, spotify=heard.listening)
    avoided = recent_track_ids(visitor_id) if avoid_recent else frozenset()
    request = replace(taste.added_to(wished), avoided=avoided)
    playlist = Playlist(
        visitor_id=visitor_id,
        name=", ".join(request.genres).capitalize(),
        seed=seed,
        emotion=request.scores.top.value,
        probabilities={e.value: p for e, p in request.scores.probabilities.items()},
        popularity=str(request.popularity),
        personalization=request.personalization.value,
        genres=list(request.genres),
        profile=request.profile,
        size=request.size,
        explicit=request.explicit,
        novelty=request.novelty,
        source=source.value,
        snapshot={
            "mode": request.mode,
            "profile": request.profile,
            "destination": asdict(request.destination) if request.destination else None,
            "avoided": sorted(avoided),
            "taste": taste.to_snapshot(),
        },
    )
    if settings.SPOTIFY_RECOMMENDATIONS and connected_account(visitor_id) is not None:
        answer = suggest(playlist, request, heard, patience)
        if isinstance(answer, Suggestion):
            return _save_suggested(playlist, request, answer, unused)
        if answer is not None:
            unused.append(answer.told_of(ENGINE_UNUSED))
    return _choose_and_save(playlist, request, unused)


def make_again(playlist: Playlist) -> Playlist:
    """Save a new list with the wishes, the seed and the taste of an old one.

    What Spotify chose it may choose differently today: then our engine chooses, and says so.
    """
    request = request_of(playlist)
    again = copy.copy(playlist)
    again.id = uuid.uuid4()
    again.share_token = None
    return _choose_and_save(again, request, not_again(playlist))


def request_of(playlist: Playlist) -> RecommendationRequest:
    """Return the request that made a list."""
    snapshot = playlist.snapshot
    wished = RecommendationRequest(
        scores=EmotionScores({Emotion(e): p for e, p in playlist.probabilities.items()}),
        popularity=playlist.wished_popularity,
        personalization=Personalization(playlist.personalization),
        genres=tuple(playlist.genres),
        mode=Mode(snapshot["mode"]) if snapshot["mode"] else None,
        profile=snapshot.get("profile", playlist.profile),
        size=playlist.size,
        destination=MoodPoint(**snapshot["destination"]) if snapshot["destination"] else None,
        explicit=playlist.explicit,
        novelty=playlist.novelty,
    )
    taste = Taste.of_snapshot(snapshot["taste"])
    return replace(taste.added_to(wished), avoided=frozenset(snapshot["avoided"]))


def recent_track_ids(visitor_id: uuid.UUID) -> frozenset[str]:
    """Songs of a visitor's latest five lists, at most a hundred, the latest first."""
    lists = Playlist.objects.of_visitor(visitor_id)[:_RECENT_LISTS]
    songs = Song.objects.filter(playlist__in=[playlist.id for playlist in lists])
    newest_first = songs.order_by("-playlist__created_at", "position")
    return frozenset(newest_first.values_list("track_id", flat=True)[:_RECENT_SONGS])


def _choose_and_save(
    playlist: Playlist, request: RecommendationRequest, unused: list[Message]
) -> Playlist:
    """Fill in what was chosen; ``unused`` says what of the taste could not be had."""
    catalog = wiring.candidates(Source(playlist.source), request)
    chosen = wiring.recommend(request, catalog, playlist.seed)
    playlist.engine = chosen.engine
    playlist.relaxed = [stored_message(message) for message in (*chosen.relaxed, *unused)]
    playlist.mode = chosen.mode.value
    playlist.path = [asdict(point) for point in chosen.path]
    playlist.destination = _destination(chosen)
    playlist.seeds = {
        "artists": list(chosen.seeds.artists),
        "songs": _titles(catalog, chosen.seeds.track_ids),
    }
    playlist.profile = chosen.profile
    playlist.catalog = catalog.name
    songs = [Song.of_recommended(playlist, track) for track in chosen.tracks]
    return _record(playlist, songs)


def _save_suggested(
    playlist: Playlist,
    request: RecommendationRequest,
    suggestion: Suggestion,
    unused: list[Message],
) -> Playlist:
    """Fill in what Spotify chose, with what is known here of its songs."""
    played = request.history
    track_ids = suggestion.track_ids
    wanted = replace(played, track_ids=(*played.track_ids, *track_ids))
    catalog = wiring.candidates(Source.CATALOG, replace(request, history=wanted))
    said = suggestion.appraised(request, catalog, playlist.seed)
    playlist.engine = ENGINE
    impersonal = () if any(suggestion.seeds.values()) else said.relaxed
    relaxed = (*suggestion.relaxed, *impersonal, *unused)
    playlist.relaxed = [stored_message(message) for message in relaxed]
    playlist.mode = said.mode.value
    playlist.path = [asdict(point) for point in said.path]
    playlist.seeds = suggestion.seeds
    playlist.profile = said.profile
    playlist.catalog = catalog.name
    known = {song.position: song for song in said.tracks}
    songs = [
        Song.of_recommended(playlist, known[position])
        if position in known
        else Song.of_spotify(playlist, position, track)
        for position, track in enumerate(suggestion.tracks, start=1)
    ]
    return _record(playlist, songs)


@transaction.atomic
def _record(playlist: Playlist, songs: Iterable[Song]) -> Playlist:
    """Save it, without what Spotify told when the listener has logged out meanwhile."""
    Playlist.objects.record(playlist, songs)
    heard = Taste.of_snapshot(playlist.snapshot["taste"]).spotify
    account = account_of(playlist.visitor_id)
    if heard is not None and (account is None or account.pk != heard.account):
        forget_taken_back(playlist.visitor_id)
        playlist.refresh_from_db()
    return playlist


def _destination(chosen: Recommendation) -> dict[str, object] | None:
    """Where the path ends, under its name."""
    if chosen.destination is None:
        return None
    return {"name": chosen.destination, **asdict(chosen.path[-1])}


def _titles(catalog: Catalog, track_ids: Iterable[str]) -> list[dict[str, object]]:
    tracks = [catalog.track(catalog.row_of(track_id)) for track_id in track_ids]
    return [
        {"track_id": track.track_id, "title": track.title, "artists": list(track.artists)}
        for track in tracks
    ]
