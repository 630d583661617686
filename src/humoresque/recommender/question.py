"""When an expression is hard to tell, ask."""

from __future__ import annotations

from humoresque.affect import AFFECT_CENTRES, EmotionScores
from humoresque.recommender.profiles import Profiles, built_in_profiles
from humoresque.recommender.recommendation import Question


def question_for(scores: EmotionScores, profiles: Profiles | None = None) -> Question | None:
    """Offer the two most probable expressions where going by the first would be a guess.

    That is where it is less probable than ``certain``, or where the two differ in the sign of
    their valence and by less than ``margin``; None where the expression is plain. ``profiles``
    default to the built-in ones.
    """
    asking = (built_in_profiles() if profiles is None else profiles).asking
    (first, most), (second, next_most) = scores.ranked[:2]
    one, other = (AFFECT_CENTRES[emotion].valence > 0 for emotion in (first, second))
    apart = one is not other and most - next_most < asking.margin
    return Question((first, second)) if most < asking.certain or apart else None
