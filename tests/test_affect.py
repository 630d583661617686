from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.affect import AFFECT_CENTRES, EMOTIONS, Affect, Emotion, EmotionScores


def test_the_seven_labels_stand_in_fer2013_order() -> None:
    assert [e.value for e in EMOTIONS] == [
        "angry", "disgust", "fear", "happy", "sad", "surprise", "neutral",
    ]  # fmt: skip


def test_a_persons_own_word_is_certain() -> None:
    scores = EmotionScores.certain(Emotion.SAD)
    assert scores.top is Emotion.SAD
    assert scores.probabilities[Emotion.SAD] == 1.0
    assert scores.affect == AFFECT_CENTRES[Emotion.SAD]


def test_ranked_puts_the_most_probable_first_and_keeps_label_order_on_ties() -> None:
    scores = EmotionScores({e: 0.5 if e in (Emotion.SAD, Emotion.FEAR) else 0.0 for e in EMOTIONS})
    assert [e for e, _ in scores.ranked][:3] == [Emotion.FEAR, Emotion.SAD, Emotion.ANGRY]


@given(st.lists(st.floats(0.01, 1.0), min_size=7, max_size=7))
def test_affect_is_a_mean_of_the_centres(weights: list[float]) -> None:
    total = sum(weights)
    scores = EmotionScores({e: w / total for e, w in zip(EMOTIONS, weights, strict=True)})
    valences = [c.valence for c in AFFECT_CENTRES.values()]
    arousals = [c.arousal for c in AFFECT_CENTRES.values()]
    assert min(valences) - 1e-9 <= scores.affect.valence <= max(valences) + 1e-9
    assert min(arousals) - 1e-9 <= scores.affect.arousal <= max(arousals) + 1e-9


@pytest.mark.parametrize(
    ("probabilities", "complaint"),
    [
        ({Emotion.HAPPY: 1.0}, "exactly the labels"),
        (dict.fromkeys(EMOTIONS, 0.5), "sum to 1"),
        ({e: 1.5 if e is Emotion.HAPPY else -0.5 / 6 for e in EMOTIONS}, r"\[0, 1\]"),
        (dict.fromkeys(EMOTIONS, float("nan")), r"\[0, 1\]"),
    ],
)
def test_impossible_probabilities_are_refused(
    probabilities: dict[Emotion, float], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        EmotionScores(probabilities)


@pytest.mark.parametrize("value", [1.01, -1.01, float("nan")])
def test_affect_outside_the_square_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="valence"):
        Affect(value, 0.0)
