"""Requests, and strategies that make them up."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.recommender.candidates import find_candidates
from humoresque.recommender.choice import Choice
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.request import (
    History,
    Mode,
    MoodPoint,
    Opinion,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.recommender.tables import PopularityLevel

GENRES = ("folk", "jazz", "pop", "rock")


def asked(emotion: Emotion = Emotion.HAPPY, **wishes: Any) -> RecommendationRequest:
    """Ask for ten pop songs of medium popularity, but for the wishes."""
    usual: dict[str, Any] = {
        "popularity": Popularity.MEDIUM,
        "personalization": Personalization.LOW,
        "genres": ("pop",),
    }
    return RecommendationRequest(scores=EmotionScores.certain(emotion), **(usual | wishes))


def level(popularity: Popularity | float) -> PopularityLevel:
    return built_in_profiles().level(popularity)


def choice_of(
    catalog: Catalog,
    *genres: str,
    popularity: Popularity = Popularity.MEDIUM,
    size: int = 10,
) -> Choice:
    """What a list of these genres, by default pop, is chosen from."""
    request = asked(genres=genres or ("pop",), popularity=popularity, size=size)
    found = find_candidates(catalog, request, level(popularity))
    return Choice(catalog, found, request.genres, size)


@st.composite
def emotion_scores(draw: st.DrawFn) -> EmotionScores:
    weights = draw(st.lists(st.integers(0, 100), min_size=7, max_size=7).filter(any))
    return EmotionScores({e: w / sum(weights) for e, w in zip(EMOTIONS, weights, strict=True)})


shares = st.floats(0, 1)
points = st.builds(MoodPoint, shares, shares)


def histories(size: int, artists: int) -> st.SearchStrategy[History]:
    """Histories of made-up catalogs, with some names and ids that they lack."""
    names = st.integers(0, artists + 5).map("Artist {}".format)
    return st.builds(
        History,
        st.lists(names, max_size=12, unique=True).map(tuple),
        st.lists(ids(size), max_size=6, unique=True).map(tuple),
    )


def ids(size: int) -> st.SearchStrategy[str]:
    """Track ids of a made-up catalog, and some that it lacks."""
    return st.integers(0, size + 5).map("track{:017d}".format)


@st.composite
def requests(
    draw: st.DrawFn, *, size: int = 60, artists: int = 40, plain: bool = False
) -> RecommendationRequest:
    """Any request that the API admits; a ``plain`` one names expression, genres and size alone."""
    asked_for: dict[str, Any] = {
        "scores": draw(emotion_scores()),
        "popularity": draw(st.sampled_from(Popularity)),
        "personalization": draw(st.sampled_from(Personalization)),
        "genres": tuple(
            draw(st.lists(st.sampled_from(GENRES), min_size=1, max_size=3, unique=True))
        ),
        "mode": draw(st.sampled_from([None, *Mode])),
        "profile": draw(st.sampled_from(["circumplex", "thesis-2024"])),
        "size": draw(st.integers(5, 50)),
    }
    if plain:
        return RecommendationRequest(**asked_for)
    some = ids(size)
    return RecommendationRequest(
        **asked_for
        | {
            "popularity": draw(st.sampled_from(Popularity) | st.floats(0, 100)),
            "destination": draw(st.none() | points),
            "history": draw(histories(size, artists)),
            "opinions": tuple(
                draw(st.lists(st.builds(Opinion, some, st.floats(-1, 1)), max_size=5))
            ),
            "excluded": frozenset(draw(st.lists(some, max_size=30))),
            "avoided": frozenset(draw(st.lists(some, max_size=30))),
            "explicit": draw(st.booleans()),
            "novelty": draw(st.none() | shares),
        }
    )
