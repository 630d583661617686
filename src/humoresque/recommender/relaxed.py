"""Which wishes a list does not keep, and why."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.candidates import Candidates
from humoresque.recommender.personal import Personal
from humoresque.recommender.recommendation import Message, Value
from humoresque.recommender.request import (
    Mode,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.recommender.scoring import mood_suits
from humoresque.recommender.tables import PopularityLevel, Profile
from humoresque.recommender.target import Target

_CHOSEN = "chosen"


def describe_relaxed(
    request: RecommendationRequest,
    catalog: Catalog,
    level: PopularityLevel,
    *,
    offered: Candidates,
    chosen: Candidates,
    mode: Mode,
) -> tuple[Message, ...]:
    """Say which wishes the songs chosen of those offered do not keep; empty when all are kept."""
    messages = []
    foreign = chosen.rows[~chosen.in_genre]
    if len(foreign):
        values: dict[str, Value] = {
            "genres": request.genres,
            "count": len(foreign),
            "size": request.size,
            "neighbours": _neighbours(catalog, request.genres, foreign),
        }
        messages.append(Message("genres-few", values))
    outside = chosen.rows[chosen.in_genre & ~chosen.in_band]
    if len(outside):
        messages.append(_outside(request, catalog, level, outside, offered=offered, mode=mode))
    heard = int(chosen.avoided.sum())
    if heard:
        messages.append(Message("heard-lately", {"count": heard}))
    if len(chosen.rows) < request.size:
        count = {"count": len(chosen.rows), "size": request.size}
        messages.append(Message("fewer-songs", count))
    return tuple(messages)


def describe_listener(
    request: RecommendationRequest, listener: Personal, size: int, known: int
) -> tuple[Message, ...]:
    """Say which wishes about the listener's own music a list with ``known`` artists breaks."""
    messages = []
    if request.personalization is not Personalization.LOW and listener.taste is None:
        if request.history:
            messages.append(Message("no-history", {}))
        elif request.personalization is Personalization.HIGH:  # medium is what is asked by default
            messages.append(Message("no-taste", {}))
    if known > listener.most_known(size):
        messages.append(Message("known-artists", {"count": known}))
    return tuple(messages)


def describe_mood(
    catalog: Catalog, profile: Profile, target: Target, chosen: Candidates
) -> tuple[Message, ...]:
    """Say how many songs of a list that stays lie further from the mood than its tolerance."""
    if target.mode is Mode.SHIFT:
        return ()
    far = int((~mood_suits(catalog, profile, target, chosen.rows)).sum())
    return (Message("mood-few", {"count": far}),) if far else ()


def describe_mode(request: RecommendationRequest, target: Target) -> tuple[Message, ...]:
    """Say that a shift was wished for and the profile leads nowhere from this expression."""
    if request.mode is Mode.SHIFT and target.mode is not Mode.SHIFT:
        return (Message("no-shift", {"profile": request.profile, "emotion": target.emotion}),)
    return ()


def _outside(
    request: RecommendationRequest,
    catalog: Catalog,
    level: PopularityLevel,
    outside: npt.NDArray[np.int32],
    *,
    offered: Candidates,
    mode: Mode,
) -> Message:
    within = offered.in_genre & offered.in_band
    inside = catalog.count_artists(offered.rows[within & ~offered.avoided])
    if not within.any():
        code = "popularity-none"
    elif inside < request.size:
        code = "popularity-few"
    else:
        code = "popularity-for-path" if mode is Mode.SHIFT else "popularity-for-mood"
    low, high = level.band
    values: dict[str, Value] = {
        "genres": request.genres,
        "level": request.popularity if isinstance(request.popularity, Popularity) else _CHOSEN,
        "low": round(low),
        "high": round(high),
        "inside": inside,
        "count": len(outside),
        "span": _span(catalog.popularity[outside]),
    }
    return Message(code, values)


def _neighbours(
    catalog: Catalog, genres: tuple[str, ...], rows: npt.NDArray[np.int32]
) -> tuple[str, ...]:
    """The fewest genres that name where the rows come from, largest share first."""
    left = [catalog.track(row).genres for row in rows.tolist()]
    named: list[str] = []
    while left:
        counts: dict[str, int] = {}
        for track_genres in left:
            for genre in track_genres:
                counts[genre] = counts.get(genre, 0) + (genre not in genres)
        best = max(sorted(counts), key=lambda genre: counts[genre])
        named.append(best)
        left = [track_genres for track_genres in left if best not in track_genres]
    return tuple(named)


def _span(values: npt.NDArray[np.float32]) -> str:
    low, high = f"{values.min():.0f}", f"{values.max():.0f}"
    return low if low == high else f"{low}–{high}"  # noqa: RUF001 - a span
