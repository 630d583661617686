import pytest

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.recommender.question import question_for
from humoresque.recommender.recommendation import Question

H, S, A, N, F = Emotion.HAPPY, Emotion.SAD, Emotion.ANGRY, Emotion.NEUTRAL, Emotion.FEAR


def scores(shares: dict[Emotion, float]) -> EmotionScores:
    return EmotionScores(dict.fromkeys(EMOTIONS, 0.0) | shares)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_a_plain_expression_is_not_asked_about(emotion: Emotion) -> None:
    assert question_for(EmotionScores.certain(emotion)) is None


@pytest.mark.parametrize(
    ("shares", "options"),
    [
        ({H: 0.44, S: 0.28, N: 0.28}, (H, S)),
        ({S: 0.55, H: 0.45}, (S, H)),
        ({H: 0.5, S: 0.36, N: 0.14}, (H, S)),
        ({H: 0.5, S: 0.34, N: 0.16}, None),
        ({A: 0.5, F: 0.5}, None),
        ({H: 0.46, N: 0.44, S: 0.1}, None),
    ],
)
def test_the_first_two_are_offered_where_the_first_would_be_a_guess(
    shares: dict[Emotion, float], options: tuple[Emotion, Emotion] | None
) -> None:
    assert question_for(scores(shares)) == (None if options is None else Question(options))
