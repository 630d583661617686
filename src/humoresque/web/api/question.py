"""What to ask a person whose expression is hard to tell."""

from __future__ import annotations

from humoresque.affect import EmotionScores
from humoresque.web import wiring
from humoresque.web.api.schemas.base import Question


def question_about(scores: EmotionScores, language: str, *, unsure: bool) -> Question | None:
    """Return the question about these scores, or None when they are plain.

    They are plain when the targets' rule says so and the model was not ``unsure`` either; an
    unsure model's question offers its first two.
    """
    from humoresque.recommender.question import question_for  # noqa: PLC0415
    from humoresque.recommender.recommendation import Message  # noqa: PLC0415 - loads numpy
    from humoresque.recommender.sentences import tell  # noqa: PLC0415

    if not unsure and question_for(scores, wiring.profiles()) is None:
        return None
    (first, _), (second, _) = scores.ranked[:2]
    message = Message("question", {"first": first.value, "second": second.value})
    return Question(text=tell(message, language), options=[first, second])
