"""The words every room shares: the seven expressions, their probabilities, valence and arousal."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Emotion(StrEnum):
    """The seven basic expressions in FER2013's order (its labels 0 to 6)."""

    ANGRY = "angry"
    DISGUST = "disgust"
    FEAR = "fear"
    HAPPY = "happy"
    SAD = "sad"
    SURPRISE = "surprise"
    NEUTRAL = "neutral"


EMOTIONS: tuple[Emotion, ...] = tuple(Emotion)


@dataclass(frozen=True, slots=True)
class Affect:
    """A point of the circumplex (Russell 1980): valence and arousal, each in [-1, 1]."""

    valence: float
    arousal: float

    def __post_init__(self) -> None:
        """Refuse values outside the unit square."""
        for name, value in (("valence", self.valence), ("arousal", self.arousal)):
            if not (math.isfinite(value) and -1.0 <= value <= 1.0):
                msg = f"{name} must lie in [-1, 1], got {value}"
                raise ValueError(msg)


# Mean of Russell & Mehrabian 1977, Warriner et al. 2013 and NRC-VAD (Mohammad 2018),
# published on [0, 1] as (valence, arousal).
_CENTRES_UNIT: Mapping[Emotion, tuple[float, float]] = {
    Emotion.ANGRY: (0.19, 0.76),
    Emotion.DISGUST: (0.15, 0.64),
    Emotion.FEAR: (0.16, 0.76),
    Emotion.HAPPY: (0.95, 0.71),
    Emotion.SAD: (0.18, 0.34),
    Emotion.SURPRISE: (0.73, 0.77),
    Emotion.NEUTRAL: (0.51, 0.33),
}

AFFECT_CENTRES: Mapping[Emotion, Affect] = {
    emotion: Affect(valence=2.0 * v - 1.0, arousal=2.0 * a - 1.0)
    for emotion, (v, a) in _CENTRES_UNIT.items()
}

_SUM_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class EmotionScores:
    """Seven probabilities, one for each :class:`Emotion`, that sum to one."""

    probabilities: Mapping[Emotion, float]

    def __post_init__(self) -> None:
        """Refuse missing labels, values outside [0, 1] and sums that are not one."""
        if set(self.probabilities) != set(EMOTIONS):
            msg = f"probabilities need exactly the labels {', '.join(EMOTIONS)}"
            raise ValueError(msg)
        if not all(math.isfinite(p) and 0.0 <= p <= 1.0 for p in self.probabilities.values()):
            msg = "every probability must lie in [0, 1]"
            raise ValueError(msg)
        total = sum(self.probabilities.values())
        if abs(total - 1.0) > _SUM_TOLERANCE:
            msg = f"probabilities must sum to 1, got {total:.4f}"
            raise ValueError(msg)

    @classmethod
    def certain(cls, emotion: Emotion) -> Self:
        """All of the probability on one label: what a person says about themselves."""
        return cls({e: float(e is emotion) for e in EMOTIONS})

    @property
    def top(self) -> Emotion:
        """The most probable label; ties go to the earlier one."""
        return max(EMOTIONS, key=lambda e: self.probabilities[e])

    @property
    def ranked(self) -> tuple[tuple[Emotion, float], ...]:
        """Labels with their probabilities, most probable first."""
        return tuple(
            sorted(self.probabilities.items(), key=lambda item: (-item[1], EMOTIONS.index(item[0])))
        )

    @property
    def affect(self) -> Affect:
        """Probability-weighted mean of the seven centres."""
        total = sum(self.probabilities.values())
        valence = sum(p * AFFECT_CENTRES[e].valence for e, p in self.probabilities.items())
        arousal = sum(p * AFFECT_CENTRES[e].arousal for e, p in self.probabilities.items())
        return Affect(valence / total, arousal / total)
