import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.request import Mode
from humoresque.recommender.scoring import (
    compared_values,
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
    for place in range(target.places):
        terms = score_terms(catalog, table, target, 7, place)
        total = sum(term.contribution for term in terms)
        assert total == pytest.approx(scores[place, 7])
        contributions = [term.contribution for term in terms]
        assert contributions == sorted(contributions, reverse=True)


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
