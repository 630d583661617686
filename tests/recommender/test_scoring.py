import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.request import Mode
from humoresque.recommender.scoring import (
    Addition,
    compared_values,
    mood_suits,
    range_distance,
    score_rows,
    score_terms,
)
from humoresque.recommender.target import build_target

PROFILES = built_in_profiles().profiles


@pytest.mark.parametrize("profile", sorted(PROFILES))
@pytest.mark.parametrize("emotion", EMOTIONS)
def test_scores_lie_between_zero_and_one_and_are_their_terms_sum(
    profile: str, emotion: Emotion, catalog: Catalog
) -> None:
    table = PROFILES[profile]
    mode = Mode.SHIFT if table.emotions[emotion].shift else Mode.MATCH
    target = build_target(table, EmotionScores.certain(emotion), 70.0, mode, 10)
    rows = np.arange(40, dtype=np.int32)
    scores = score_rows(catalog, table, target, rows)
    assert scores.shape == (target.places, 40)
    assert ((scores >= 0) & (scores <= 1)).all()
    played = rows[: target.places]
    for place, terms in enumerate(score_terms(catalog, table, target, played)):
        total = sum(term.contribution for term in terms)
        assert total == pytest.approx(scores[place, place])
        contributions = [term.contribution for term in terms]
        assert contributions == sorted(contributions, reverse=True)


@given(closeness=st.lists(st.floats(0, 1), min_size=10, max_size=10), weight=st.floats(0, 0.9))
@settings(max_examples=30)
def test_additions_share_a_score_with_the_target(
    catalog: Catalog, closeness: list[float], weight: float
) -> None:
    table = PROFILES["circumplex"]
    target = build_target(table, EmotionScores.certain(Emotion.SAD), 70.0, Mode.MATCH, 10)
    rows = np.arange(10, dtype=np.int32)
    added = {"taste": Addition(weight, np.array(closeness))}
    plain, scores = (score_rows(catalog, table, target, rows, a)[0] for a in ({}, added))
    assert scores == pytest.approx((1 - weight) * plain + weight * np.array(closeness))
    for song, terms in enumerate(score_terms(catalog, table, target, rows, added)):
        assert sum(term.contribution for term in terms) == pytest.approx(scores[song])
        (taste,) = (term for term in terms if term.feature == "taste")
        assert taste.value == closeness[song]


def test_a_song_suits_the_mood_within_the_tolerance_of_both(catalog: Catalog) -> None:
    table = PROFILES["circumplex"]
    target = build_target(table, EmotionScores.certain(Emotion.NEUTRAL), 70.0, Mode.MATCH, 10)
    rows = np.arange(catalog.size, dtype=np.int32)
    gaps = [np.abs(catalog.rank(n) - p) for n, p in (("valence", 0.55), ("energy", 0.42))]
    expected = np.maximum(*gaps) <= 0.25
    assert (mood_suits(catalog, table, target, rows) == expected).all()


def test_the_song_nearest_to_the_target_scores_best(catalog: Catalog) -> None:
    table = PROFILES["circumplex"]
    target = build_target(table, EmotionScores.certain(Emotion.HAPPY), 70.0, Mode.MATCH, 10)
    rows = np.arange(catalog.size, dtype=np.int32)
    best = int(score_rows(catalog, table, target, rows)[0].argmax())
    assert catalog.rank("valence")[best] > 0.75
    assert catalog.rank("energy")[best] > 0.6


def test_percentiles_are_compared_in_one_profile_and_units_in_the_other(catalog: Catalog) -> None:
    rows = np.array([3], dtype=np.int32)
    ranked = compared_values(catalog, PROFILES["circumplex"], "valence", rows)
    raw = compared_values(catalog, PROFILES["thesis-2024"], "valence", rows)
    assert ranked[0] == catalog.rank("valence")[3]
    assert raw[0] == catalog.feature("valence")[3]
    for profile in PROFILES.values():
        tempo = compared_values(catalog, profile, "tempo", rows)
        assert tempo[0] == catalog.feature("tempo")[3]


@pytest.mark.parametrize(
    ("value", "distance"), [(100, 0), (120, 0), (90, 0.1), (140, 0.2), (900, 1)]
)
def test_inside_a_range_nothing_is_lost(value: float, distance: float) -> None:
    found = range_distance(np.array([float(value)]), 100.0, 120.0, 100.0, circular=False)
    assert found == pytest.approx([distance])


@given(st.integers(0, 11), st.integers(0, 11))
def test_keys_go_round_a_circle(key: int, other: int) -> None:
    def distance(one: int, two: int) -> float:
        values = np.array([float(one)])
        return float(range_distance(values, two, two, 6.0, circular=True)[0])

    assert distance(key, other) == distance(other, key)
    assert distance(key, key) == 0
    assert distance(key, (key + 6) % 12) == 1
    assert distance(key, (key + 11) % 12) == pytest.approx(1 / 6)
