"""Reading a file of targets, with every mistake named by its place."""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from humoresque.affect import EMOTIONS
from humoresque.catalog.schema import FEATURES
from humoresque.recommender.errors import ProfileFormatError
from humoresque.recommender.request import Mode, Personalization, Popularity
from humoresque.recommender.tables import (
    EVERYTHING,
    POPULARITY,
    REFERENCE_TOLERANCE,
    Asking,
    Cue,
    EmotionTarget,
    Listener,
    PopularityLevel,
    Profile,
    Profiles,
    Range,
    Selection,
    ShiftTarget,
    TasteLevel,
)

_MOOD = ("valence", "energy")
_UNIT_SPANS = dict.fromkeys(FEATURES, 1.0) | {"tempo": 200.0, "key": 6.0, "loudness": 60.0}
_UNITS = {"tempo": (1.0, 300.0), "key": (0.0, 11.0), "loudness": (-60.0, 5.0)}
_SHARE: Range = (0.0, 1.0)
_SLOPES: Range = (-5.0, 5.0)
_USUAL_NOVELTY = 0.5
_LEVELS = tuple(level for level in Popularity if level is not Popularity.ANY)
_SEEDED = (Personalization.HIGH, Personalization.MEDIUM)

Place = tuple[str, ...]

__all__ = ["Profile", "Profiles", "built_in_profiles", "load_profiles"]


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
    tables = {
        name: _table(document.pop(name, None), (name,))
        for name in (POPULARITY, "question", "selection", "listener")
    }
    if not document:
        raise ProfileFormatError((), "it holds no profile")
    selection = tables["selection"]
    return Profiles(
        popularity={level: _level(tables[POPULARITY], level) for level in _LEVELS},
        asking=Asking(**_shares(tables["question"], ("question",), "certain", "margin")),
        selection=Selection(
            variety=_number(selection.get("variety"), ("selection", "variety"), (1.0, 100.0)),
            diversity=_number(selection.get("diversity"), ("selection", "diversity"), (0.0, 100.0)),
        ),
        listener=_listener(tables["listener"], ("listener",)),
        profiles={name: _profile(name, _table(body, (name,))) for name, body in document.items()},
    )


def _shares(table: Mapping[str, Any], place: Place, *names: str) -> dict[str, float]:
    return {name: _number(table.get(name), (*place, name), _SHARE) for name in names}


def _listener(table: Mapping[str, Any], place: Place) -> Listener:
    taste = {level: _taste(table.get(level), (*place, level)) for level in _SEEDED}
    listener = Listener(taste=taste, **_shares(table, place, "opinions", "novelty"))
    heaviest = max(level.weight for level in taste.values())
    if heaviest + listener.opinions + listener.novelty >= 1.0:
        raise ProfileFormatError(place, "its weights must leave something for the mood")
    return listener


def _taste(value: object, place: Place) -> TasteLevel:
    table = _table(value, place)
    counts = {
        name: int(_number(table.get(name), (*place, name), (1.0, 100.0)))
        for name in ("artists", "songs")
    }
    return TasteLevel(
        share=_range(table.get("share"), (*place, "share"), _SHARE),
        **_shares(table, place, "weight"),
        artists=counts["artists"],
        songs=counts["songs"],
    )


def _level(table: Mapping[str, Any], level: Popularity) -> PopularityLevel:
    place = (POPULARITY, level)
    body = _table(table.get(level), place)
    band = _range(body.get("band"), (*place, "band"), EVERYTHING)
    core = body.get("core")
    return PopularityLevel(
        target=_number(body.get("target"), (*place, "target"), EVERYTHING),
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
    cues = _table(body.get("cues", {}), (name, "cues"))
    profile = Profile(
        name=name,
        title=str(body.get("title", name)),
        percentile=scale == "percentile",
        blend=blend,
        weights=_weights(body.get("weights"), (name, "weights")),
        spans=_UNIT_SPANS
        | {key: _number(v, (name, "spans", key), (1e-9, 1e9)) for key, v in spans.items()},
        cues={},
        emotions={},
    )
    return dataclasses.replace(
        profile,
        cues={key: _cue(profile, key, table, (name, "cues", key)) for key, table in cues.items()},
        emotions={e: _emotion(profile, emotions.get(e), (name, "emotions", e)) for e in EMOTIONS},
    )


def _cue(profile: Profile, feature: str, value: object, place: Place) -> Cue:
    if feature in profile.weights:
        raise ProfileFormatError(place, "has targets of its own in this profile")
    if not profile.ranked(feature) and feature != "mode":
        raise ProfileFormatError(place, "is no feature that is compared on [0, 1]")
    table = _table(value, place)
    slopes = {name: _number(table.get(name), (*place, name), _SLOPES) for name in _MOOD}
    return Cue(
        weight=_number(table.get("weight"), (*place, "weight"), (0.0, 1e9)),
        **_shares(table, place, "middle"),
        **slopes,
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
    novelty = body.pop("novelty", _USUAL_NOVELTY)
    shift = body.pop("shift", None)
    aim = body.pop("aim", None)
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
    if not set(_MOOD) <= set(ranges):
        raise ProfileFormatError(place, "needs valence and energy: they are its place on the map")
    if not any(profile.weights[name] for name in _MOOD):
        raise ProfileFormatError(place, "needs a weight for valence or energy")
    return EmotionTarget(
        ranges=ranges,
        aim={} if aim is None else _aim(aim, (*place, "aim")),
        tolerance=_number(tolerance, (*place, "tolerance"), (1e-3, 1.0)),
        default=Mode(default),
        novelty=_number(novelty, (*place, "novelty"), _SHARE),
        shift=None if shift is None else _shift(shift, (*place, "shift")),
    )


def _aim(table: object, place: Place) -> dict[str, float]:
    body = _table(table, place)
    if set(body) != set(_MOOD):
        raise ProfileFormatError(place, "needs valence and energy, and nothing else")
    return {name: _number(body[name], (*place, name), _SHARE) for name in _MOOD}


def _shift(table: object, place: Place) -> ShiftTarget:
    body = _table(table, place)
    valence, energy = (_number(body.get(n), (*place, n), (0.0, 1.0)) for n in _MOOD)
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
