from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from humoresque.affect import Emotion, EmotionScores
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.reasons import MAX_REASONS, explain
from humoresque.recommender.recommendation import Message, Term
from humoresque.recommender.request import Mode
from humoresque.recommender.sentences import tell
from humoresque.recommender.tables import Profile
from humoresque.recommender.target import Target, build_target

CIRCUMPLEX = built_in_profiles().named("circumplex")
THESIS = built_in_profiles().named("thesis-2024")


def target(mode: Mode = Mode.MATCH, emotion: Emotion = Emotion.SAD) -> Target:
    return build_target(CIRCUMPLEX, EmotionScores.certain(emotion), 70.0, mode, 10)


def term(feature: str, value: float, low: float = 0.0, high: float = 0.0) -> Term:
    return Term(feature, value, low, high, weight=0.3, distance=0.1)


def told(
    profile: Profile,
    target: Target,
    *terms: Term,
    place: int = 0,
    listener: Mapping[str, Message] = MappingProxyType({}),
    features: Mapping[str, float] = MappingProxyType({}),
) -> tuple[str, ...]:
    messages = explain(profile, target, terms, place, listener=listener, features=features)
    return tuple(map(tell, messages))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (term("valence", 0.82), "Brighter in mood than 82 % of songs."),
        (term("valence", 0.18), "Darker in mood than 82 % of songs."),
        (term("valence", 0.9999), "Brighter in mood than 99 % of songs."),
        (term("energy", 0.0001), "Calmer than 99 % of songs."),
        (term("energy", 0.5), "Neither energetic nor calm."),
        (term("mode", 0), "In a minor key, which suits sadness."),
        (term("mode", 1), "In a major key, which suits sadness."),
        (term("tempo", 100, 55, 95), "100 bpm, near the 55 to 95 asked for."),
        (term("popularity", 85), "Widely known: popularity 85 of 100."),
        (term("popularity", 60), "Fairly well known: popularity 60 of 100."),
        (term("popularity", 12), "Off the beaten track: popularity 12 of 100."),
    ],
)
def test_a_term_becomes_a_plain_sentence(given: Term, sentence: str) -> None:
    assert told(CIRCUMPLEX, target(), given) == (sentence,)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (term("valence", 0.81, 0.95), "A brightness of 0.81, near the 0.95 asked for."),
        (term("loudness", -6.5, -5), "A loudness of -6.5, near the -5 asked for."),
        (term("energy", 0.55, 0.6), "An energy of 0.55, near the 0.6 asked for."),
        (term("acousticness", 0.3, 0.4), "An acoustic sound of 0.3, near the 0.4 asked for."),
        (term("key", 9, 9), "In A, near the A asked for."),
        (term("tempo", 118, 120, 120), "118 bpm, near the 120 asked for."),
    ],
)
def test_units_are_named_where_units_are_compared(given: Term, sentence: str) -> None:
    assert told(THESIS, target(), given) == (sentence,)


def test_a_tempo_inside_the_range_is_said_to_be_within() -> None:
    inside = replace(term("tempo", 70, 55, 95), distance=0.0)
    assert told(CIRCUMPLEX, target(), inside) == ("70 bpm, within the 55 to 95 asked for.",)


def test_a_shift_names_the_step_first() -> None:
    shift = target(Mode.SHIFT)
    reasons = told(CIRCUMPLEX, shift, term("valence", 0.3), place=3)
    assert reasons == (
        "Step 4 of 10 from sadness to a brighter mood.",
        "Darker in mood than 70 % of songs.",
    )


def test_terms_far_from_their_target_are_no_reasons() -> None:
    far = replace(term("valence", 0.9), distance=0.6)
    assert told(CIRCUMPLEX, target(), far, term("energy", 0.2)) == ("Calmer than 80 % of songs.",)
    assert told(CIRCUMPLEX, target(), far) == ("Not a close match; its brightness comes nearest.",)


def test_at_most_three_reasons_are_given() -> None:
    terms = tuple(term(name, 0.2) for name in ("valence", "energy", "popularity", "mode"))
    assert len(told(CIRCUMPLEX, target(), *terms)) == MAX_REASONS


def test_what_the_listener_said_comes_before_the_mood() -> None:
    disliked = Message("disliked-song", {"title": "That", "artist": "Them"})
    opinion = Term("opinions", 0.2, 1.0, 1.0, weight=0.12, distance=0.8)
    terms = (term("valence", 0.2), term("energy", 0.2), opinion)
    sentences = told(CIRCUMPLEX, target(), *terms, listener={"opinions": disliked})
    assert sentences == (
        "Close to “That” by Them, which you disliked: this counted against it.",
        "Darker in mood than 80 % of songs.",
        "Calmer than 80 % of songs.",
    )


def test_a_term_of_the_listeners_without_a_message_is_no_reason() -> None:
    taste = Term("taste", 0.9, 1.0, 1.0, weight=0.3, distance=0.1)
    assert told(CIRCUMPLEX, target(), taste, term("energy", 0.2)) == ("Calmer than 80 % of songs.",)


def test_a_song_far_from_its_place_on_a_path_is_said_to_be_no_close_match() -> None:
    far = replace(term("valence", 0.9), distance=0.6)
    assert told(CIRCUMPLEX, target(Mode.SHIFT), far)[1:] == (
        "Not a close match; its brightness comes nearest.",
    )


@pytest.mark.parametrize("far", [term("tempo", 80, 120, 120), term("loudness", -14.0, -3.0, -3.0)])
def test_a_tempo_or_loudness_is_near_only_where_one_would_hear_it_so(far: Term) -> None:
    assert told(THESIS, target(), far, term("valence", 0.5, 0.5)) == (
        "A brightness of 0.5, near the 0.5 asked for.",
    )


def test_a_share_of_songs_leaves_out_those_that_are_just_the_same() -> None:
    vocal = term("instrumentalness", 0.16)
    assert told(CIRCUMPLEX, target(), vocal, features={"instrumentalness": 0.0}) == (
        "Less instrumental than 68 % of songs.",
    )
    assert told(CIRCUMPLEX, target(), vocal, features={"instrumentalness": 0.001}) == (
        "Less instrumental than 84 % of songs.",
    )


def test_what_weighs_nothing_is_no_reason() -> None:
    new = Term("novelty", 1.0, 1.0, 1.0, weight=0.0, distance=0.0)
    listener = {"novelty": Message("new-artist", {})}
    assert told(CIRCUMPLEX, target(), new, term("energy", 0.2), listener=listener) == (
        "Calmer than 80 % of songs.",
    )
