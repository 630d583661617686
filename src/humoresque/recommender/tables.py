"""Targets and weights, as one TOML file says them that a user may replace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from humoresque.affect import Emotion
from humoresque.catalog.schema import RANKED_FEATURES
from humoresque.recommender.errors import UnknownProfileError
from humoresque.recommender.request import MAX_POPULARITY, Mode, Personalization, Popularity

POPULARITY = "popularity"
REFERENCE_TOLERANCE = 0.15

Range = tuple[float, float]
EVERYTHING: Range = (0.0, MAX_POPULARITY)


@dataclass(frozen=True, slots=True)
class PopularityLevel:
    """The value aimed at, the band that is the level, and its core, on Spotify's 0 to 100.

    A list is filled from the core first; without one in the file it is the whole band. A level
    without a ``target`` leaves popularity alone.
    """

    target: float | None
    band: Range
    core: Range


ANY_POPULARITY = PopularityLevel(None, EVERYTHING, EVERYTHING)


@dataclass(frozen=True, slots=True)
class Asking:
    """When an expression is hard to tell.

    Its probability is below ``certain``, or two of different valence are nearer than ``margin``.
    """

    certain: float
    margin: float


@dataclass(frozen=True, slots=True)
class Selection:
    """How a list is drawn.

    ``variety`` is the number of songs that a seed draws from, as a multiple of the list's;
    ``diversity`` what being like a song already in the list costs, against 1 for being the last
    of those songs.
    """

    variety: float
    diversity: float


@dataclass(frozen=True, slots=True)
class TasteLevel:
    """What a level of personalization takes from a listener's history, and what that weighs.

    Seeds are drawn from the ``share`` of the history that lies between two ends (0 is the most
    played), at most ``artists`` and ``songs`` of them.
    """

    weight: float
    share: Range
    artists: int
    songs: int


@dataclass(frozen=True, slots=True)
class Listener:
    """What a listener's own history and opinions weigh, against 1 for a whole score."""

    taste: Mapping[Personalization, TasteLevel]
    opinions: float
    novelty: float


@dataclass(frozen=True, slots=True)
class ShiftTarget:
    """Where ``shift`` leads to, and what that is called."""

    name: str
    valence: float
    energy: float


@dataclass(frozen=True, slots=True)
class EmotionTarget:
    """Targets of one expression: ranges by feature, in the profile's scale.

    The ranges of valence and energy are its place on the mood map; ``aim`` is where in reach of
    that place (``tolerance``) songs are better still, by default the place itself.
    """

    ranges: Mapping[str, Range]
    aim: Mapping[str, float]
    tolerance: float
    default: Mode
    novelty: float
    shift: ShiftTarget | None


@dataclass(frozen=True, slots=True)
class Cue:
    """A further feature whose target follows from the place on the mood map, on [0, 1].

    It is ``middle + valence * (v - 0.5) + energy * (e - 0.5)``, cut to [0, 1].
    """

    weight: float
    middle: float
    valence: float
    energy: float


@dataclass(frozen=True, slots=True)
class Profile:
    """One table of targets: how features are compared, what each weighs, what suits whom.

    A ``ranked`` feature is compared as a percentile rank of the catalog; ``spans`` are the
    differences that count as a distance of one. ``cues`` are features without a target of their
    own for every expression.
    """

    name: str
    title: str
    percentile: bool
    blend: bool
    weights: Mapping[str, float]
    spans: Mapping[str, float]
    cues: Mapping[str, Cue]
    emotions: Mapping[Emotion, EmotionTarget]

    def ranked(self, feature: str) -> bool:
        """Whether a feature is compared as a share of the catalog; tempo never is."""
        return self.percentile and feature in RANKED_FEATURES and feature != "tempo"


@dataclass(frozen=True, slots=True)
class Profiles:
    """Everything the file says."""

    popularity: Mapping[Popularity, PopularityLevel]
    asking: Asking
    selection: Selection
    listener: Listener
    profiles: Mapping[str, Profile]

    def named(self, name: str) -> Profile:
        """Look a profile up; UnknownProfileError names those that are known."""
        try:
            return self.profiles[name]
        except KeyError:
            raise UnknownProfileError(name, sorted(self.profiles)) from None

    def level(self, wished: Popularity | float) -> PopularityLevel:
        """Level of a wish; a value between two levels' targets has a band between theirs.

        Below the lowest target the band shrinks towards 0, above the highest it stays.
        """
        if wished is Popularity.ANY:
            return ANY_POPULARITY
        if isinstance(wished, Popularity):
            return self.popularity[wished]
        levels = sorted(self.popularity.values(), key=lambda level: level.target or 0.0)
        targets = [0.0, *(level.target or 0.0 for level in levels)]

        def between(ends: list[float]) -> float:
            return float(np.interp(wished, targets, [0.0, *ends]))

        return PopularityLevel(
            target=float(wished),
            band=(between([a.band[0] for a in levels]), between([a.band[1] for a in levels])),
            core=(between([a.core[0] for a in levels]), between([a.core[1] for a in levels])),
        )
