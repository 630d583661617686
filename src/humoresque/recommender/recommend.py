"""The door of this room: expression and wishes → ranked tracks with reasons."""

from __future__ import annotations

import numpy as np

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.candidates import check_genres, describe_relaxed, find_candidates
from humoresque.recommender.profiles import Profile, Profiles, built_in_profiles
from humoresque.recommender.reasons import explain
from humoresque.recommender.recommendation import Recommendation, RecommendedTrack
from humoresque.recommender.request import Mode, RecommendationRequest
from humoresque.recommender.rerank import Choice, choose_match, choose_path
from humoresque.recommender.scoring import score_rows, score_terms
from humoresque.recommender.target import Target, build_target, resolve_mode

ENGINE_VERSION = 1


def recommend(
    request: RecommendationRequest,
    catalog: Catalog,
    rng: np.random.Generator,
    profiles: Profiles | None = None,
) -> Recommendation:
    """Choose ``request.size`` songs in order of play, no two of which share an artist.

    Pure: the same request, catalog, profiles and state of ``rng`` give the same list, and
    another seed another good one. Scores lie in [0, 1] and are each song's weighted closeness
    to the target at its place. What could not be kept is said in ``relaxed``; the list is
    shorter than asked for only when the catalog has too few artists.

    Raises UnknownGenreError and UnknownProfileError. ``profiles`` default to the built-in ones.
    Method: targets on the circumplex of affect (Russell 1980) compared by additive weighted
    cues (Eerola, Friberg & Bresin 2013); ``shift`` follows the iso principle.
    """
    tables = built_in_profiles() if profiles is None else profiles
    profile = tables.named(request.profile)
    check_genres(catalog, request.genres)
    level = tables.popularity[request.popularity]
    mode = resolve_mode(profile, request.scores, request.mode)
    target = build_target(profile, request.scores, level.target, mode, request.size)
    found = find_candidates(catalog, request.genres, level, request.size, tables.selection.choice)
    scores = score_rows(catalog, profile, target, found.rows)
    choice = Choice(catalog, found, request.genres, request.size)
    variety = tables.selection.variety
    if mode is Mode.SHIFT:
        chosen = choose_path(choice, scores, target.mood, variety, rng)
    else:
        chosen = choose_match(choice, scores[0], variety, rng)
    kept = found.take(chosen)
    relaxed = describe_relaxed(request, catalog, level, kept)
    if request.mode is Mode.SHIFT and mode is not Mode.SHIFT:
        relaxed += (
            f"The profile {profile.name} has no shift for {target.emotion}: match is used.",
        )
    return Recommendation(
        tracks=tuple(
            _recommended(catalog, profile, target, row, place)
            for place, row in enumerate(kept.rows.tolist())
        ),
        relaxed=relaxed,
        profile=profile.name,
        mode=mode,
        engine=f"humoresque-{profile.name}/{ENGINE_VERSION}",
    )


def _recommended(
    catalog: Catalog, profile: Profile, target: Target, row: int, place: int
) -> RecommendedTrack:
    terms = score_terms(catalog, profile, target, row, place)
    score = sum(term.contribution for term in terms)
    return RecommendedTrack(
        position=place + 1,
        track=catalog.track(row),
        score=round(min(1.0, max(0.0, score)), 4),
        reasons=explain(profile, target, terms, place),
    )
