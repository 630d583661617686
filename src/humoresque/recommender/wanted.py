"""What a request asks of a catalog that is elsewhere: which songs can be in its list at all."""

from __future__ import annotations

from humoresque.catalog.catalog_source import Wanted
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.request import MAX_POPULARITY, RecommendationRequest
from humoresque.recommender.tables import Profiles
from humoresque.recommender.target import build_target, resolve_mode


def wanted(request: RecommendationRequest, profiles: Profiles | None = None) -> Wanted:
    """Genres, places of the path, band of popularity and the listener's own songs.

    ``recommend(request, source.narrowed(wanted(request)), rng)`` works for every source. Places
    are percentile ranks; a profile in other units asks for its own numbers instead, which is near
    enough for candidates. UnknownProfileError when there is no such profile.
    """
    tables = built_in_profiles() if profiles is None else profiles
    profile = tables.named(request.profile)
    level = tables.level(request.popularity)
    mode = resolve_mode(profile, request.scores, request.mode, request.destination)
    target = build_target(
        profile,
        request.scores,
        level.target,
        mode,
        request.size,
        destination=request.destination,
    )
    low, high = level.band
    return Wanted(
        genres=request.genres,
        points=tuple((valence, energy) for valence, energy in target.mood.T.tolist()),
        popularity=None if level.target is None else (max(low, 0.0), min(high, MAX_POPULARITY)),
        explicit=request.explicit,
        artists=request.history.artists,
        track_ids=(
            *request.history.track_ids,
            *(opinion.track_id for opinion in request.opinions),
        ),
    )
