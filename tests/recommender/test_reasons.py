from dataclasses import replace

import pytest

from humoresque.affect import Emotion, EmotionScores
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.reasons import MAX_REASONS, explain
from humoresque.recommender.request import Mode
from humoresque.recommender.scoring import Term
from humoresque.recommender.target import Target, build_target

CIRCUMPLEX = built_in_profiles().named("circumplex")
THESIS = built_in_profiles().named("thesis-2024")


def target(mode: Mode = Mode.MATCH, emotion: Emotion = Emotion.SAD) -> Target:
    return build_target(CIRCUMPLEX, EmotionScores.certain(emotion), 70.0, mode, 10)


def term(feature: str, value: float, low: float = 0.0, high: float = 0.0) -> Term:
    return Term(feature, value, low, high, weight=0.3, distance=0.1)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (term("valence", 0.82), "Brighter in mood than 82 % of songs."),
        (term("valence", 0.18), "Darker in mood than 82 % of songs."),
        (term("valence", 0.9999), "Brighter in mood than 99 % of songs."),
        (term("energy", 0.0001), "Calmer than 99 % of songs."),
        (term("energy", 0.5), "Neither energetic nor calm."),
        (term("mode", 0), "In a minor key, which suits sad."),
        (term("mode", 1), "In a major key, which suits sad."),
        (term("tempo", 100, 55, 95), "100 bpm, near the 55 to 95 for sad."),
        (term("popularity", 85), "Widely known: popularity 85 of 100."),
        (term("popularity", 60), "Fairly well known: popularity 60 of 100."),
        (term("popularity", 12), "Off the beaten track: popularity 12 of 100."),
    ],
)
def test_a_term_becomes_a_plain_sentence(given: Term, sentence: str) -> None:
    assert explain(CIRCUMPLEX, target(), (given,), 0) == (sentence,)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (term("valence", 0.81, 0.95), "Valence 0.81, near the 0.95 asked for."),
        (term("loudness", -6.5, -5), "Loudness -6.5, near the -5 asked for."),
        (term("key", 9, 9), "In A, near the A asked for."),
        (term("tempo", 118, 120, 120), "118 bpm, near the 120 for sad."),
    ],
)
def test_units_are_named_where_units_are_compared(given: Term, sentence: str) -> None:
    assert explain(THESIS, target(), (given,), 0) == (sentence,)


def test_a_tempo_inside_the_range_is_said_to_be_within() -> None:
    inside = replace(term("tempo", 70, 55, 95), distance=0.0)
    assert explain(CIRCUMPLEX, target(), (inside,), 0) == ("70 bpm, within the 55 to 95 for sad.",)


def test_a_shift_names_the_step_first() -> None:
    shift = target(Mode.SHIFT)
    reasons = explain(CIRCUMPLEX, shift, (term("valence", 0.3),), 3)
    assert reasons == (
        "Step 4 of 10 from sad to lift.",
        "Darker in mood than 70 % of songs.",
    )


def test_terms_far_from_their_target_are_no_reasons() -> None:
    far = replace(term("valence", 0.9), distance=0.6)
    assert explain(CIRCUMPLEX, target(), (far, term("energy", 0.2)), 0) == (
        "Calmer than 80 % of songs.",
    )
    assert explain(CIRCUMPLEX, target(), (far,), 0) == (
        "Not a close match; its valence comes nearest.",
    )


def test_at_most_three_reasons_are_given() -> None:
    terms = tuple(term(name, 0.2) for name in ("valence", "energy", "popularity", "mode"))
    assert len(explain(CIRCUMPLEX, target(), terms, 0)) == MAX_REASONS
