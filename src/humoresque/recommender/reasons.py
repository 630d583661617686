"""Why a song is in the list, from the terms that ranked it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from humoresque.recommender.personal import LISTENER_TERMS
from humoresque.recommender.recommendation import Message, Term, Value
from humoresque.recommender.tables import POPULARITY, Profile
from humoresque.recommender.target import Target

# A term further from its target than this is no reason for the song; in bpm and dB where these
# are compared.
MAX_DISTANCE = 0.2
_MAX_GAPS = {"tempo": 12.0, "loudness": 3.0}
MAX_REASONS = 3
_KEYS = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
_MODES = ("minor", "major")
# A song above .6 of all songs that were ranked, between, and below .4.
_HIGH, _LOW = 0.6, 0.4
_KNOWN, _FAIRLY_KNOWN = 70, 45
_MOST_PERCENT = 99


def explain(
    profile: Profile,
    target: Target,
    terms: Sequence[Term],
    place: int,
    *,
    listener: Mapping[str, Message],
    features: Mapping[str, float],
) -> tuple[Message, ...]:
    """Messages for one song at one place (from 0), never none and at most MAX_REASONS.

    A path's step comes first, then what the listener's own music had to do with the song
    (``listener``, by term), then the terms that added most; where none is near its target, that.
    ``features`` are the song's own, in their units.
    """
    messages = []
    if target.shift is not None:
        values: dict[str, Value] = {
            "step": place + 1,
            "steps": target.places,
            "emotion": target.emotion,
            "destination": target.shift,
        }
        messages.append(Message("step", values))
    messages += [
        listener[term.feature] for term in terms if term.feature in listener and term.weight > 0
    ]
    own = [term for term in terms if term.feature not in LISTENER_TERMS]
    near = [term for term in own if term.weight > 0 and _is_near(profile, term)]
    messages += [_message(profile, target, term, features) for term in near]
    if not near:
        closest = min(own, key=lambda term: (term.weight <= 0, term.distance))
        messages.append(Message("not-close", {"feature": closest.feature}))
    return tuple(messages[:MAX_REASONS])


def _is_near(profile: Profile, term: Term) -> bool:
    most = _MAX_GAPS.get(term.feature)
    if most is None or profile.ranked(term.feature):
        return term.distance <= MAX_DISTANCE
    return max(term.low - term.value, term.value - term.high) <= most


def _message(
    profile: Profile, target: Target, term: Term, features: Mapping[str, float]
) -> Message:
    special: dict[str, Callable[[], Message]] = {
        POPULARITY: lambda: _popularity(term.value),
        "tempo": lambda: _tempo(term),
        "mode": lambda: Message(f"mode-{_MODES[int(term.value)]}", {"emotion": target.emotion}),
        "key": lambda: Message(
            "key-near", {"key": _KEYS[int(term.value)], "asked": _KEYS[int(term.low)]}
        ),
    }
    if term.feature in special:
        return special[term.feature]()
    if profile.ranked(term.feature):
        return _rank(term, is_lowest=features.get(term.feature) == 0.0)
    values: dict[str, Value] = {"value": term.value, "asked": term.low, "feature": term.feature}
    return Message("value-near", values)


def _tempo(term: Term) -> Message:
    values: dict[str, Value] = {
        "tempo": round(term.value),
        "low": round(term.low),
        "high": round(term.high),
    }
    if term.low == term.high:
        return Message("tempo-at", values)
    return Message("tempo-within" if term.distance == 0 else "tempo-near", values)


def _rank(term: Term, *, is_lowest: bool) -> Message:
    """Say a share of the catalog; the lowest value's rank is half the share that has it."""
    if term.value >= _HIGH:
        return Message(f"{term.feature}-high", {"percent": _percent(term.value)})
    if term.value <= _LOW:
        above = 1.0 - (2.0 if is_lowest else 1.0) * term.value
        return Message(f"{term.feature}-low", {"percent": _percent(above)})
    return Message(f"{term.feature}-middle", {})


def _percent(share: float) -> int:
    """Whole percent; never all, since no song lies above itself."""
    return min(round(100.0 * share), _MOST_PERCENT)


def _popularity(value: float) -> Message:
    if value >= _KNOWN:
        code = "popularity-high"
    elif value >= _FAIRLY_KNOWN:
        code = "popularity-middle"
    else:
        code = "popularity-low"
    return Message(code, {"popularity": round(value)})
