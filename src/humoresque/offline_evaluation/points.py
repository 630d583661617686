"""Where on the mood map a request asks for songs: by the profile in use, and by the literature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from humoresque.affect import Emotion
from humoresque.recommender.profiles import Profile
from humoresque.recommender.request import RecommendationRequest

MOOD = ("valence", "energy")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RequestedMood:
    """A place as percentile ranks, (2,) valence and energy, and how far off still suits."""

    point: Floats
    tolerance: float
    destination: Floats | None


def requested_mood(profile: Profile, request: RecommendationRequest) -> RequestedMood:
    """What a profile's table asks for when the expression is certain.

    The destination is the request's own, else the table's for the expression.
    """
    target = profile.emotions[request.scores.top]
    point = np.array([sum(target.ranges[name]) / 2.0 for name in MOOD])
    end = target.shift if request.destination is None else request.destination
    leads_to = None if end is None else np.array([end.valence, end.energy])
    return RequestedMood(point, target.tolerance, leads_to)


def _at(valence: float, energy: float, tolerance: float) -> RequestedMood:
    return RequestedMood(np.array([valence, energy]), tolerance, None)


# Valence, energy and tolerance that the literature gives as a starting point (docs/recommender.md
# names it). The default profile has to keep to them, so that no figure improves by moving what it
# is measured against.
LITERATURE: Mapping[Emotion, RequestedMood] = MappingProxyType(
    {
        Emotion.ANGRY: _at(0.20, 0.85, 0.15),
        Emotion.DISGUST: _at(0.25, 0.55, 0.20),
        Emotion.FEAR: _at(0.25, 0.60, 0.20),
        Emotion.HAPPY: _at(0.90, 0.78, 0.15),
        Emotion.SAD: _at(0.22, 0.25, 0.18),
        Emotion.SURPRISE: _at(0.68, 0.75, 0.20),
        Emotion.NEUTRAL: _at(0.55, 0.42, 0.25),
    }
)


def path_points(mood: RequestedMood, size: int) -> Floats:
    """Smoothstep from the point to its destination: (2, size)."""
    if mood.destination is None:
        return np.repeat(mood.point[:, None], size, axis=1)
    x = np.linspace(0.0, 1.0, size)
    share = x * x * (3.0 - 2.0 * x)
    path: Floats = mood.point[:, None] + (mood.destination - mood.point)[:, None] * share
    return path
