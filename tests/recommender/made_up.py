"""Requests, and strategies that make them up."""

from __future__ import annotations

from hypothesis import strategies as st

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.recommender.request import (
    Mode,
    Personalization,
    Popularity,
    RecommendationRequest,
)

GENRES = ("folk", "jazz", "pop", "rock")


def asked(
    emotion: Emotion = Emotion.HAPPY,
    *,
    popularity: Popularity = Popularity.MEDIUM,
    genres: tuple[str, ...] = ("pop",),
    mode: Mode | None = None,
    profile: str = "circumplex",
    size: int = 10,
) -> RecommendationRequest:
    return RecommendationRequest(
        scores=EmotionScores.certain(emotion),
        popularity=popularity,
        personalization=Personalization.LOW,
        genres=genres,
        mode=mode,
        profile=profile,
        size=size,
    )


@st.composite
def emotion_scores(draw: st.DrawFn) -> EmotionScores:
    weights = draw(st.lists(st.integers(0, 100), min_size=7, max_size=7).filter(any))
    return EmotionScores({e: w / sum(weights) for e, w in zip(EMOTIONS, weights, strict=True)})


@st.composite
def requests(draw: st.DrawFn, genres: tuple[str, ...] = GENRES) -> RecommendationRequest:
    return RecommendationRequest(
        scores=draw(emotion_scores()),
        popularity=draw(st.sampled_from(Popularity)),
        personalization=draw(st.sampled_from(Personalization)),
        genres=tuple(draw(st.lists(st.sampled_from(genres), min_size=1, max_size=3, unique=True))),
        mode=draw(st.sampled_from([None, *Mode])),
        profile=draw(st.sampled_from(["circumplex", "thesis-2024"])),
        size=draw(st.integers(5, 50)),
    )
