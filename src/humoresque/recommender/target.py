"""Expression → what the songs should be like, at every place of the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.recommender.request import Mode, MoodPoint
from humoresque.recommender.tables import (
    POPULARITY,
    REFERENCE_TOLERANCE,
    Cue,
    EmotionTarget,
    Profile,
    Range,
)

MOOD = ("valence", "energy")
# What a place is called that the listener chose.
CHOSEN = "chosen"
# Larger steps between neighbouring songs are heard as a break.
MAX_STEP = 0.15

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FeatureTarget:
    """Low and high end of one feature and its weight, each (places,)."""

    low: Floats
    high: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Target:
    """Targets by feature for every place of the list; all weights of a place sum to one.

    ``places`` is 1 when every place asks for the same (``match``). ``mood`` is valence and energy
    asked for, (2, places), and ``extent`` how far the first place reaches either way, (2,). A song
    suits the mood within ``tolerance`` of that; ``match`` may score it against an aim in reach.
    ``popularity`` is on Spotify's 0 to 100, ``shift`` the name of where a path leads to;
    ``novelty`` is the expression's own, in [0, 1].
    """

    features: Mapping[str, FeatureTarget]
    mood: Floats
    extent: Floats
    popularity: float
    popularity_weight: Floats
    tolerance: float
    novelty: float
    emotion: Emotion
    mode: Mode
    shift: str | None

    @property
    def places(self) -> int:
        """How many different places there are."""
        return len(self.popularity_weight)


def resolve_mode(
    profile: Profile,
    scores: EmotionScores,
    wished: Mode | None,
    destination: MoodPoint | None = None,
) -> Mode:
    """Mode that will be used: the wish, else the top emotion's default.

    A destination makes it ``shift``; without one, and without a place in the profile to lead to,
    it is ``match``.
    """
    if destination is not None:
        return Mode.SHIFT
    target = profile.emotions[scores.top]
    mode = target.default if wished is None else wished
    return mode if target.shift is not None else Mode.MATCH


def build_target(
    profile: Profile,
    scores: EmotionScores,
    popularity: float | None,
    mode: Mode,
    size: int,
    *,
    destination: MoodPoint | None = None,
) -> Target:
    """Blend the profile's targets by the seven probabilities and lay a path over the list.

    ``match`` asks for the same at every place. ``shift`` leads valence and energy from the
    expression's own point to ``destination`` (in the profile's scale), by default its shift
    target, along :func:`path_shares`; tempo and mode belong to where one starts, so their
    weights fade on the way. Cues follow the place on the mood map. ``popularity`` None has no
    weight.
    """
    shares = _shares(profile, scores)
    tolerance = sum(p * profile.emotions[e].tolerance for e, p in shares.items())
    ranges, weights = _blend(profile, shares, tolerance)
    fade = np.zeros(1) if mode is Mode.MATCH else np.zeros(size)
    if mode is Mode.SHIFT:
        ends = _shift_ends(profile, shares, destination)
        largest = max(abs(end - ranges[name][0]) for name, end in ends.items())
        fade = path_shares(size, largest)
    mood = np.array([ranges[name] for name in MOOD])
    points = np.repeat(mood.mean(axis=1)[:, None], len(fade), axis=1)
    if mode is Mode.SHIFT:
        points += (np.array([ends[name] for name in MOOD])[:, None] - points) * fade
    else:
        ranges |= _aims(profile, shares)
    features = {}
    for name, (low, high) in ranges.items():
        weight = np.full(len(fade), weights[name])
        if mode is Mode.SHIFT and name in MOOD:
            low_path, high_path = (end + (ends[name] - end) * fade for end in (low, high))
            features[name] = FeatureTarget(low_path, high_path, weight)
        else:
            flat = np.ones(len(fade))
            features[name] = FeatureTarget(low * flat, high * flat, weight * (1.0 - fade))
    features |= {name: _cue_target(cue, features) for name, cue in profile.cues.items()}
    aims = 0.0 if popularity is None else profile.weights.get(POPULARITY, 0.0)
    return _normalised(
        Target(
            features=features,
            mood=points,
            extent=np.diff(mood, axis=1)[:, 0] / 2.0,
            popularity=popularity or 0.0,
            popularity_weight=np.full(len(fade), aims),
            tolerance=tolerance,
            novelty=sum(p * profile.emotions[e].novelty for e, p in shares.items()),
            emotion=scores.top,
            mode=mode,
            shift=_destination(profile, scores.top, destination) if mode is Mode.SHIFT else None,
        )
    )


def _destination(profile: Profile, emotion: Emotion, chosen: MoodPoint | None) -> str | None:
    shift = profile.emotions[emotion].shift
    if chosen is not None:
        return CHOSEN
    return None if shift is None else shift.name


def _cue_target(cue: Cue, features: Mapping[str, FeatureTarget]) -> FeatureTarget:
    """What a cue should be like at every place of the mood map that the list comes through."""
    valence, energy = ((features[name].low + features[name].high) / 2.0 for name in MOOD)
    aim = cue.middle + cue.valence * (valence - 0.5) + cue.energy * (energy - 0.5)
    aim = np.clip(aim, 0.0, 1.0)
    return FeatureTarget(aim, aim, np.full(len(aim), cue.weight))


def path_shares(size: int, distance: float) -> Floats:
    """How much of the way is gone at each of ``size`` places: (size,) from 0 to 1.

    Smoothstep 3x² - 2x³ lingers at both ends (the iso principle: meet the listener where they
    are). Where its steepest step over ``distance`` would exceed MAX_STEP it is blended with a
    straight line, just as far as needed.
    """
    if size == 1:
        return np.zeros(1)
    x = np.linspace(0.0, 1.0, size)
    smooth = x * x * (3.0 - 2.0 * x)
    allowed = MAX_STEP / distance if distance > 0 else np.inf
    steepest, straight = float(np.diff(smooth).max()), 1.0 / (size - 1)
    if steepest <= allowed or straight >= steepest:
        return smooth
    share = min(1.0, (steepest - allowed) / (steepest - straight))
    path: Floats = smooth + share * (x - smooth)
    return path


def _shares(profile: Profile, scores: EmotionScores) -> dict[Emotion, float]:
    if not profile.blend:
        return {scores.top: 1.0}
    total = sum(scores.probabilities.values())
    return {e: scores.probabilities[e] / total for e in EMOTIONS if scores.probabilities[e] > 0}


def _blend(
    profile: Profile, shares: Mapping[Emotion, float], tolerance: float
) -> tuple[dict[str, Range], dict[str, float]]:
    """Share-weighted mean ranges; an expression without a feature takes its weight away."""
    ranges, weights = {}, {}
    for name, weight in profile.weights.items():
        having = {e: p for e, p in shares.items() if name in profile.emotions[e].ranges}
        held = sum(having.values())
        if held <= 0:
            continue
        low, high = (
            sum(p * profile.emotions[e].ranges[name][end] for e, p in having.items()) / held
            for end in (0, 1)
        )
        ranges[name] = (low, high)
        factor = REFERENCE_TOLERANCE / tolerance if name in MOOD else 1.0
        weights[name] = weight * held * factor
    return ranges, weights


def _aims(profile: Profile, shares: Mapping[Emotion, float]) -> dict[str, Range]:
    """Blend where scores lean to; an expression without an aim leans to the middle of its place."""
    aims = {}
    for name in MOOD:
        if any(name in profile.emotions[e].aim for e in shares):
            middles = {e: sum(profile.emotions[e].ranges[name]) / 2.0 for e in shares}
            aim = sum(p * profile.emotions[e].aim.get(name, middles[e]) for e, p in shares.items())
            aims[name] = (aim, aim)
    return aims


def _shift_ends(
    profile: Profile, shares: Mapping[Emotion, float], destination: MoodPoint | None
) -> dict[str, float]:
    """Take the destination, else blend where each leads to; one without a shift stays there."""
    if destination is not None:
        return {"valence": destination.valence, "energy": destination.energy}

    def end(target: EmotionTarget, name: str) -> float:
        if target.shift is None:
            return sum(target.ranges[name]) / 2.0
        return target.shift.valence if name == "valence" else target.shift.energy

    having = {e: p for e, p in shares.items() if set(MOOD) <= set(profile.emotions[e].ranges)}
    total = sum(having.values())
    return {
        name: sum(p * end(profile.emotions[e], name) for e, p in having.items()) / total
        for name in MOOD
    }


def _normalised(target: Target) -> Target:
    total = target.popularity_weight + sum(f.weight for f in target.features.values())
    return replace(
        target,
        features={
            name: FeatureTarget(f.low, f.high, f.weight / total)
            for name, f in target.features.items()
        },
        popularity_weight=target.popularity_weight / total,
    )
