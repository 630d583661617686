"""Targets and weights, read from one TOML file that a user may replace."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from humoresque.affect import EMOTIONS, Emotion
from humoresque.catalog.schema import FEATURES, RANKED_FEATURES
from humoresque.recommender.errors import ProfileFormatError, UnknownProfileError
from humoresque.recommender.request import Mode, Popularity

POPULARITY = "popularity"
REFERENCE_TOLERANCE = 0.15
_SHIFTED = ("valence", "energy")
_UNIT_SPANS = dict.fromkeys(FEATURES, 1.0) | {"tempo": 200.0, "key": 6.0, "loudness": 60.0}
_UNITS = {"tempo": (1.0, 300.0), "key": (0.0, 11.0), "loudness": (-60.0, 5.0)}

Range = tuple[float, float]
Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PopularityLevel:
    """The value aimed at, the band that is the level, and its core, on Spotify's 0 to 100.

    A list is filled from the core first; without one in the file it is the whole band.
    """

    target: float
    band: Range
    core: Range


@dataclass(frozen=True, slots=True)
class Selection:
    """Multiples of a list's length: artists to choose from, and songs a seed draws from."""

    choice: float
    variety: float


@dataclass(frozen=True, slots=True)
class ShiftTarget:
    """Where ``shift`` leads to, and what that is called."""

    name: str
    valence: float
    energy: float


@dataclass(frozen=True, slots=True)
class EmotionTarget:
    """Targets of one expression: ranges by feature, in the profile's scale."""

    ranges: Mapping[str, Range]
    tolerance: float
    default: Mode
    shift: ShiftTarget | None


@dataclass(frozen=True, slots=True)
class Profile:
    """One table of targets: how features are compared, what each weighs, what suits whom.

    A ``ranked`` feature is compared as a percentile rank of the catalog; ``spans`` are the
    differences that count as a distance of one.
    """

    name: str
    title: str
    percentile: bool
    blend: bool
    weights: Mapping[str, float]
    spans: Mapping[str, float]
    emotions: Mapping[Emotion, EmotionTarget]

    def ranked(self, feature: str) -> bool:
        """Whether a feature is compared as a share of the catalog; tempo never is."""
        return self.percentile and feature in RANKED_FEATURES and feature != "tempo"


@dataclass(frozen=True, slots=True)
class Profiles:
    """Everything the file says."""

    popularity: Mapping[Popularity, PopularityLevel]
    selection: Selection
    profiles: Mapping[str, Profile]

    def named(self, name: str) -> Profile:
        """Look a profile up; UnknownProfileError names those that are known."""
        try:
            return self.profiles[name]
        except KeyError:
            raise UnknownProfileError(name, sorted(self.profiles)) from None


@functools.cache
def built_in_profiles() -> Profiles:
    """Read the profiles that come with the package."""
    return load_profiles(Path(__file__).with_name("profiles.toml"))


def load_profiles(path: Path) -> Profiles:
    """Read and check a targets file; ProfileFormatError names it and the place that is wrong."""
    try:
        return _profiles(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ProfileFormatError((), error.strerror or str(error), path) from error
    except ValueError as error:
        raise ProfileFormatError((), str(error), path) from error
    except ProfileFormatError as error:
        raise ProfileFormatError(error.place, error.problem, path) from error


def _profiles(document: dict[str, Any]) -> Profiles:
    popularity = _table(document.pop(POPULARITY, None), (POPULARITY,))
    selection = _table(document.pop("selection", None), ("selection",))
    if not document:
        raise ProfileFormatError((), "it holds no profile")
    return Profiles(
        popularity={level: _level(popularity, level) for level in Popularity},
        selection=Selection(
            choice=_number(selection.get("choice"), ("selection", "choice"), (1.0, 100.0)),
            variety=_number(selection.get("variety"), ("selection", "variety"), (1.0, 100.0)),
        ),
        profiles={name: _profile(name, _table(body, (name,))) for name, body in document.items()},
    )


def _level(table: Mapping[str, Any], level: Popularity) -> PopularityLevel:
    place = (POPULARITY, level)
    body = _table(table.get(level), place)
    band = _range(body.get("band"), (*place, "band"), (0.0, 100.0))
    core = body.get("core")
    return PopularityLevel(
        target=_number(body.get("target"), (*place, "target"), (0.0, 100.0)),
        band=band,
        core=band if core is None else _range(core, (*place, "core"), band),
    )


def _profile(name: str, body: Mapping[str, Any]) -> Profile:
    scale = body.get("scale")
    if scale not in {"percentile", "raw"}:
        raise ProfileFormatError((name, "scale"), 'must be "percentile" or "raw"')
    blend = body.get("blend")
    if not isinstance(blend, bool):
        raise ProfileFormatError((name, "blend"), "must be true or false")
    spans = _table(body.get("spans", {}), (name, "spans"))
    emotions = _table(body.get("emotions"), (name, "emotions"))
    profile = Profile(
        name=name,
        title=str(body.get("title", name)),
        percentile=scale == "percentile",
        blend=blend,
        weights=_weights(body.get("weights"), (name, "weights")),
        spans=_UNIT_SPANS
        | {key: _number(v, (name, "spans", key), (1e-9, 1e9)) for key, v in spans.items()},
        emotions={},
    )
    return Profile(
        **{key: getattr(profile, key) for key in profile.__slots__ if key != "emotions"},
        emotions={e: _emotion(profile, emotions.get(e), (name, "emotions", e)) for e in EMOTIONS},
    )


def _weights(table: object, place: Place) -> dict[str, float]:
    weights = {}
    for name, value in _table(table, place).items():
        if name != POPULARITY and name not in FEATURES:
            raise ProfileFormatError((*place, name), "is no feature of a track")
        weights[name] = _number(value, (*place, name), (0.0, 1e9))
    if sum(weights.values()) <= 0:
        raise ProfileFormatError(place, "must hold at least one weight above zero")
    return weights


def _emotion(profile: Profile, table: object, place: Place) -> EmotionTarget:
    body = dict(_table(table, place))
    tolerance = body.pop("tolerance", REFERENCE_TOLERANCE)
    default = body.pop("default", Mode.MATCH)
    shift = body.pop("shift", None)
    if default not in set(Mode):
        raise ProfileFormatError((*place, "default"), 'must be "match" or "shift"')
    if default == Mode.SHIFT and shift is None:
        raise ProfileFormatError((*place, "default"), "needs a shift target")
    ranges = {}
    for name, value in body.items():
        if name not in profile.weights or name == POPULARITY:
            raise ProfileFormatError((*place, name), "has no weight in this profile")
        if profile.blend and name == "key":
            raise ProfileFormatError((*place, "key"), "cannot be blended between expressions")
        limits = (0.0, 1.0) if profile.ranked(name) else _UNITS.get(name, (0.0, 1.0))
        ranges[name] = _range(value, (*place, name), limits)
    if shift is not None and not set(_SHIFTED) <= set(ranges):
        raise ProfileFormatError((*place, "shift"), "needs valence and energy to start from")
    if shift is not None and not any(profile.weights[name] for name in _SHIFTED):
        raise ProfileFormatError((*place, "shift"), "needs a weight for valence or energy")
    felt = sum(profile.weights[name] for name in ranges) + profile.weights.get(POPULARITY, 0.0)
    if felt <= 0:
        raise ProfileFormatError(place, "nothing in it has a weight above zero")
    return EmotionTarget(
        ranges=ranges,
        tolerance=_number(tolerance, (*place, "tolerance"), (1e-3, 1.0)),
        default=Mode(default),
        shift=None if shift is None else _shift(shift, (*place, "shift")),
    )


def _shift(table: object, place: Place) -> ShiftTarget:
    body = _table(table, place)
    valence, energy = (_number(body.get(n), (*place, n), (0.0, 1.0)) for n in _SHIFTED)
    return ShiftTarget(name=str(body.get("name", "there")), valence=valence, energy=energy)


def _table(value: object, place: Place) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ProfileFormatError(place, "is missing or no table")
    return value


def _number(value: object, place: Place, limits: Range) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ProfileFormatError(place, "must be a number")
    low, high = limits
    if not low <= value <= high:
        raise ProfileFormatError(place, f"must lie between {low:g} and {high:g}")
    return float(value)


def _range(value: object, place: Place, limits: Range) -> Range:
    pair = value if isinstance(value, list) else [value, value]
    if len(pair) != 2:  # noqa: PLR2004 - low and high
        raise ProfileFormatError(place, "must be one number or [low, high]")
    low, high = (_number(end, place, limits) for end in pair)
    if low > high:
        raise ProfileFormatError(place, "has its low end above its high end")
    return low, high
