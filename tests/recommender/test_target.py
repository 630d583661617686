import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.request import Mode, MoodPoint
from humoresque.recommender.target import (
    CHOSEN,
    MAX_STEP,
    MOOD,
    build_target,
    path_shares,
    resolve_mode,
)
from tests.recommender.made_up import emotion_scores, points

CIRCUMPLEX = built_in_profiles().named("circumplex")
THESIS = built_in_profiles().named("thesis-2024")
HALF_SAD = EmotionScores(dict.fromkeys(EMOTIONS, 0.0) | {Emotion.HAPPY: 0.5, Emotion.SAD: 0.5})


@given(st.integers(5, 50), st.floats(0, 0.6))
def test_a_path_goes_from_start_to_end_and_never_back(size: int, distance: float) -> None:
    shares = path_shares(size, distance)
    assert shares.shape == (size,)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert (np.diff(shares) > 0).all()


@given(st.integers(5, 50), st.floats(0, 0.6))
def test_no_step_of_a_path_is_too_large_where_a_straight_line_has_none(
    size: int, distance: float
) -> None:
    assert np.diff(path_shares(size, distance)).max() * distance <= MAX_STEP + 1e-9


def test_ten_songs_follow_smoothstep() -> None:
    x = np.arange(10) / 9
    assert path_shares(10, 0.5) == pytest.approx(3 * x**2 - 2 * x**3)


def test_five_songs_over_a_long_way_are_straightened() -> None:
    assert path_shares(5, 0.6) == pytest.approx(np.linspace(0, 1, 5))


@given(emotion_scores(), st.sampled_from(Mode), st.integers(5, 50))
def test_weights_of_every_place_sum_to_one(scores: EmotionScores, mode: Mode, size: int) -> None:
    target = build_target(CIRCUMPLEX, scores, 70.0, mode, size)
    total = target.popularity_weight + sum(f.weight for f in target.features.values())
    assert total == pytest.approx(np.ones(1 if mode is Mode.MATCH else size))


@given(emotion_scores(), st.sampled_from(Mode))
def test_any_popularity_has_no_weight(scores: EmotionScores, mode: Mode) -> None:
    target = build_target(CIRCUMPLEX, scores, None, mode, 10)
    assert not target.popularity_weight.any()
    total = np.sum([f.weight for f in target.features.values()], axis=0)
    assert total == pytest.approx(np.ones(target.places))


@given(emotion_scores(), points, st.integers(5, 50))
def test_a_path_leads_to_the_destination_from_where_one_is(
    scores: EmotionScores, destination: MoodPoint, size: int
) -> None:
    match = build_target(CIRCUMPLEX, scores, 70.0, Mode.MATCH, size)
    shift = build_target(CIRCUMPLEX, scores, 70.0, Mode.SHIFT, size, destination=destination)
    assert shift.mood[:, 0] == pytest.approx(match.mood[:, 0])
    assert shift.mood[:, -1] == pytest.approx([destination.valence, destination.energy])
    assert shift.shift == CHOSEN


def test_cues_follow_the_place_on_the_mood_map() -> None:
    happy, sad = (
        build_target(CIRCUMPLEX, EmotionScores.certain(e), 70.0, Mode.MATCH, 10)
        for e in (Emotion.HAPPY, Emotion.SAD)
    )
    for name in CIRCUMPLEX.cues:
        assert 0.0 <= happy.features[name].low[0] <= 1.0
    assert happy.features["danceability"].low[0] > sad.features["danceability"].low[0]
    assert happy.features["speechiness"].low[0] > sad.features["speechiness"].low[0]
    assert sad.features["instrumentalness"].low[0] > happy.features["instrumentalness"].low[0]


@given(emotion_scores(), st.sampled_from(Mode))
def test_every_target_lies_on_its_scale(scores: EmotionScores, mode: Mode) -> None:
    target = build_target(CIRCUMPLEX, scores, 70.0, mode, 10)
    assert ((target.mood >= 0) & (target.mood <= 1)).all()
    assert (target.features["tempo"].low <= target.features["tempo"].high).all()


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_a_shift_leads_from_the_match_to_the_named_target(emotion: Emotion) -> None:
    scores = EmotionScores.certain(emotion)
    match = build_target(CIRCUMPLEX, scores, 70.0, Mode.MATCH, 10)
    shift = build_target(CIRCUMPLEX, scores, 70.0, Mode.SHIFT, 10)
    end = CIRCUMPLEX.emotions[emotion].shift
    assert end is not None
    assert shift.mood[:, 0] == pytest.approx(match.mood[:, 0])
    assert shift.mood[:, -1] == pytest.approx([end.valence, end.energy])
    assert np.abs(np.diff(shift.mood, axis=1)).max() <= MAX_STEP + 1e-9
    assert (shift.shift, match.shift) == (end.name, None)


def test_tempo_and_mode_count_less_on_the_way() -> None:
    target = build_target(CIRCUMPLEX, EmotionScores.certain(Emotion.SAD), 70.0, Mode.SHIFT, 10)
    for name in ("tempo", "mode"):
        assert (np.diff(target.features[name].weight) < 0).all()
        assert target.features[name].weight[-1] == 0


def test_all_seven_probabilities_move_the_target() -> None:
    target = build_target(CIRCUMPLEX, HALF_SAD, 70.0, Mode.MATCH, 10)
    assert target.mood[:, 0] == pytest.approx([(0.90 + 0.22) / 2, (0.78 + 0.25) / 2])
    assert target.features["energy"].low[0] == pytest.approx((0.85 + 0.18) / 2)  # of their aims
    assert target.features["tempo"].low[0] == pytest.approx((105 + 55) / 2)


def test_an_aim_is_in_reach_of_its_place_and_is_none_of_a_paths() -> None:
    for emotion in Emotion:
        scores = EmotionScores.certain(emotion)
        match, shift = (
            build_target(CIRCUMPLEX, scores, 70.0, mode, 10) for mode in (Mode.MATCH, Mode.SHIFT)
        )
        aim, path = (
            np.array([target.features[name].low[0] for name in MOOD]) for target in (match, shift)
        )
        assert (np.abs(aim - match.mood[:, 0]) < match.tolerance).all()
        assert path == pytest.approx(shift.mood[:, 0])
        assert shift.mood[:, 0] == pytest.approx(match.mood[:, 0])


def test_the_thesis_goes_by_the_top_label_alone() -> None:
    blended = build_target(THESIS, HALF_SAD, 70.0, Mode.MATCH, 10)
    happy = build_target(THESIS, EmotionScores.certain(Emotion.HAPPY), 70.0, Mode.MATCH, 10)
    assert blended.mood == pytest.approx(happy.mood)
    assert set(blended.features) == {"tempo", "key", "mode", "valence", "energy"}


def test_a_wider_tolerance_lowers_the_weight_of_the_mood() -> None:
    happy, neutral = (
        build_target(CIRCUMPLEX, EmotionScores.certain(e), 70.0, Mode.MATCH, 10)
        for e in (Emotion.HAPPY, Emotion.NEUTRAL)
    )
    assert neutral.features["valence"].weight[0] < happy.features["valence"].weight[0]


@pytest.mark.parametrize(
    ("emotion", "wished", "used"),
    [
        (Emotion.SAD, None, Mode.MATCH),
        (Emotion.FEAR, None, Mode.SHIFT),
        (Emotion.FEAR, Mode.MATCH, Mode.MATCH),
        (Emotion.SAD, Mode.SHIFT, Mode.SHIFT),
    ],
)
def test_a_wish_goes_before_the_default(emotion: Emotion, wished: Mode | None, used: Mode) -> None:
    assert resolve_mode(CIRCUMPLEX, EmotionScores.certain(emotion), wished) is used


def test_a_destination_makes_the_mode_shift() -> None:
    there = MoodPoint(0.6, 0.3)
    for profile in (CIRCUMPLEX, THESIS):
        assert resolve_mode(profile, HALF_SAD, Mode.MATCH, there) is Mode.SHIFT


def test_a_profile_without_shifts_matches() -> None:
    assert resolve_mode(THESIS, HALF_SAD, Mode.SHIFT) is Mode.MATCH
