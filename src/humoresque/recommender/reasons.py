"""Why a song is in the list, from the terms that ranked it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from humoresque.recommender.personal import LISTENER_TERMS
from humoresque.recommender.recommendation import Message, Term, Value
from humoresque.recommender.tables import POPULARITY, Profile
from humoresque.recommender.target import Target

# A term further from its target than this is no reason for the song.
MAX_DISTANCE = 0.2
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
    listener: Mapping[str, Message],
) -> tuple[Message, ...]:
    """Messages for one song at one place (from 0), never none and at most MAX_REASONS.

    A path's step comes first, then what the listener's own music had to do with the song
    (``listener``, by term), then the terms that added most; where none is near its target, that.
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
    messages += [listener[term.feature] for term in terms if term.feature in listener]
    own = [term for term in terms if term.feature not in LISTENER_TERMS]
    near = [term for term in own if term.distance <= MAX_DISTANCE and term.weight > 0]
    messages += [_message(profile, target, term) for term in near]
    if not near:
        closest = min(own, key=lambda term: (term.weight <= 0, term.distance))
        messages.append(Message("not-close", {"feature": closest.feature}))
    return tuple(messages[:MAX_REASONS])


def _message(profile: Profile, target: Target, term: Term) -> Message:
    special: dict[str, Callable[[], Message]] = {
        POPULARITY: lambda: _popularity(term.value),
        "tempo": lambda: _tempo(target, term),
        "mode": lambda: _mode(profile, target, term),
        "key": lambda: Message(
            "key-near", {"key": _KEYS[int(term.value)], "asked": _KEYS[int(term.low)]}
        ),
    }
    if term.feature in special:
        return special[term.feature]()
    if profile.ranked(term.feature):
        return _rank(term)
    values = {"value": f"{term.value:.2g}", "asked": f"{term.low:.2g}", "feature": term.feature}
    return Message("value-near", values)


def _tempo(target: Target, term: Term) -> Message:
    values: dict[str, Value] = {
        "tempo": round(term.value),
        "low": round(term.low),
        "high": round(term.high),
        "emotion": target.emotion,
    }
    if term.low == term.high:
        return Message("tempo-at", values)
    return Message("tempo-within" if term.distance == 0 else "tempo-near", values)


def _mode(profile: Profile, target: Target, term: Term) -> Message:
    code = f"mode-{_MODES[int(term.value)]}"
    if "mode" in profile.cues:
        return Message(f"{code}-there", {})
    return Message(code, {"emotion": target.emotion})


def _rank(term: Term) -> Message:
    if term.value >= _HIGH:
        return Message(f"{term.feature}-high", {"percent": _percent(term.value)})
    if term.value <= _LOW:
        return Message(f"{term.feature}-low", {"percent": _percent(1.0 - term.value)})
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
