"""The door of this room: expression, wishes and taste → ranked tracks with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.candidates import Candidates, Rows, check_genres, find_candidates
from humoresque.recommender.choice import Choice
from humoresque.recommender.path import choose_path
from humoresque.recommender.personal import Personal, personal
from humoresque.recommender.places import map_points, on_scale
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.reasons import explain
from humoresque.recommender.recommendation import Recommendation, RecommendedTrack
from humoresque.recommender.relaxed import (
    describe_listener,
    describe_mode,
    describe_mood,
    describe_relaxed,
)
from humoresque.recommender.request import Mode, MoodPoint, RecommendationRequest
from humoresque.recommender.rerank import choose_match
from humoresque.recommender.scoring import mood_suits, score_rows, score_terms
from humoresque.recommender.tables import Profile, Profiles
from humoresque.recommender.target import MOOD, Target, build_target, resolve_mode

ENGINE_VERSION = 2


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

    Raises UnknownGenreError, UnknownProfileError and, when the wishes leave out every song,
    NoSongsLeftError. ``profiles`` default to the built-in ones.
    Method: targets on the circumplex of affect (Russell 1980) compared by additive weighted
    cues (Eerola, Friberg & Bresin 2013); ``shift`` follows the iso principle.
    """
    tables = built_in_profiles() if profiles is None else profiles
    profile = tables.named(request.profile)
    check_genres(catalog, request.genres)
    level = tables.level(request.popularity)
    mode = resolve_mode(profile, request.scores, request.mode, request.destination)
    destination = on_scale(catalog, profile, request.destination)
    found = find_candidates(catalog, request, level)
    size = min(request.size, catalog.count_artists(found.rows))
    aim = partial(
        build_target, profile, request.scores, level.target, mode, destination=destination
    )
    target = aim(size)
    listener = personal(catalog, request, tables.listener, target.novelty, rng)
    choose = partial(_chosen, catalog, request, tables, found=found, listener=listener, rng=rng)
    places, known = choose(size=size, target=target)
    while len(places) < size:  # songs share artists beyond the first named
        size = len(places)
        target = aim(size)
        places, known = choose(size=size, target=target)
    kept = found.take(places)
    relaxed = (
        *describe_relaxed(request, catalog, level, offered=found, chosen=kept, mode=mode),
        *describe_mood(catalog, profile, target, kept),
        *describe_listener(request, listener, size, known),
        *describe_mode(request, target),
    )
    path = map_points(catalog, profile, target, size)
    return Recommendation(
        tracks=_recommended(catalog, profile, target, kept.rows, listener=listener, path=path),
        relaxed=relaxed,
        path=path,
        emotion=target.emotion,
        mode=mode,
        destination=target.shift,
        seeds=listener.seeds,
        profile=profile.name,
        engine=f"humoresque-{profile.name}/{ENGINE_VERSION}",
    )


def appraise(
    request: RecommendationRequest,
    catalog: Catalog,
    track_ids: Sequence[str],
    rng: np.random.Generator,
    profiles: Profiles | None = None,
) -> Recommendation:
    """Say of a list that another engine chose what this one would: scores, terms and reasons.

    Songs that the catalog lacks are passed over; the others keep their positions, from 1. All
    places ask for the same (``match``). ``relaxed`` says no more than whether the listener's own
    music is known.

    Raises UnknownGenreError and UnknownProfileError.
    """
    tables = built_in_profiles() if profiles is None else profiles
    profile = tables.named(request.profile)
    check_genres(catalog, request.genres)
    popularity = tables.level(request.popularity).target
    target = build_target(profile, request.scores, popularity, Mode.MATCH, len(track_ids))
    listener = personal(catalog, request, tables.listener, target.novelty, rng)
    path = map_points(catalog, profile, target, len(track_ids))
    rows = catalog.rows_of_ids(track_ids)
    known = _recommended(catalog, profile, target, rows, listener=listener, path=path)
    placed = {track_id: place for place, track_id in enumerate(track_ids, start=1)}
    tracks = [replace(song, position=placed[song.track.track_id]) for song in known]
    return Recommendation(
        tracks=tuple(sorted(tracks, key=lambda song: song.position)),
        relaxed=describe_listener(request, listener, len(track_ids), 0),
        path=path,
        emotion=target.emotion,
        mode=Mode.MATCH,
        destination=None,
        seeds=listener.seeds,
        profile=profile.name,
        engine=f"humoresque-{profile.name}/{ENGINE_VERSION}",
    )


def _chosen(
    catalog: Catalog,
    request: RecommendationRequest,
    tables: Profiles,
    *,
    size: int,
    target: Target,
    found: Candidates,
    listener: Personal,
    rng: np.random.Generator,
) -> tuple[list[int], int]:
    """Places of the candidates for the list, and how many are by artists the listener knows."""
    profile = tables.named(request.profile)
    added = listener.additions(catalog, found.rows)
    scores = score_rows(catalog, profile, target, found.rows, added)
    choice = Choice(
        catalog,
        found,
        request.genres,
        size,
        known=listener.knows(catalog, found.rows),
        most_known=listener.most_known(size),
        welcome=listener.welcome,
    )
    variety = listener.widened(tables.selection.variety)
    if target.mode is Mode.SHIFT:
        places = choose_path(choice, scores, target.mood, variety, rng)
    else:
        suits = mood_suits(catalog, profile, target, found.rows)
        selection = replace(tables.selection, variety=variety)
        places = choose_match(choice, scores[0], suits, selection, rng)
    return places, int(choice.known[places].sum())


def _recommended(
    catalog: Catalog,
    profile: Profile,
    target: Target,
    rows: Rows,
    *,
    listener: Personal,
    path: tuple[MoodPoint, ...],
) -> tuple[RecommendedTrack, ...]:
    added = listener.additions(catalog, rows)
    terms = score_terms(catalog, profile, target, rows, added)
    moods = zip(*(catalog.rank(name)[rows].tolist() for name in MOOD), strict=True)
    songs = []
    for place, (row, mood) in enumerate(zip(rows.tolist(), moods, strict=True)):
        close = {name: float(addition.closeness[place]) for name, addition in added.items()}
        told = listener.messages(catalog, row, close)
        track = catalog.track(row)
        song = RecommendedTrack(
            position=place + 1,
            track=track,
            score=round(min(1.0, sum(term.contribution for term in terms[place])), 4),
            terms=terms[place],
            reasons=explain(
                profile, target, terms[place], place, listener=told, features=track.features
            ),
            mood=MoodPoint(*mood),
            target=path[place],
        )
        songs.append(song)
    return tuple(songs)
