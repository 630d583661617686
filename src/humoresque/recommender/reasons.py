"""Why a song is in the list, in plain English, from the terms that ranked it."""

from __future__ import annotations

from humoresque.affect import Emotion
from humoresque.recommender.profiles import POPULARITY, Profile
from humoresque.recommender.scoring import Term
from humoresque.recommender.target import Target

# A term further from its target than this is no reason for the song.
MAX_DISTANCE = 0.2
MAX_REASONS = 3
_KEYS = ("C", "C sharp", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B")
_MODES = ("minor", "major")
_HIGH, _LOW = 0.6, 0.4
_KNOWN, _FAIRLY_KNOWN = 70, 45
_MOST_PERCENT = 99

# A song above .6 of all songs that were ranked, between, and below .4.
_COMPARISONS = {
    "valence": ("Brighter in mood", "Neither bright nor dark in mood", "Darker in mood"),
    "energy": ("More energetic", "Neither energetic nor calm", "Calmer"),
    "danceability": ("Easier to dance to", "Fairly easy to dance to", "Harder to dance to"),
    "acousticness": ("More acoustic", "Partly acoustic", "Less acoustic"),
    "instrumentalness": ("More instrumental", "Partly instrumental", "Less instrumental"),
    "speechiness": ("With more spoken words", "With some spoken words", "With fewer spoken words"),
    "liveness": ("More like a concert", "A little like a concert", "Less like a concert"),
    "loudness": ("Louder", "Neither loud nor quiet", "Quieter"),
}


def explain(
    profile: Profile, target: Target, terms: tuple[Term, ...], place: int
) -> tuple[str, ...]:
    """Sentences for one song at one place (from 0), the largest contribution first; never none."""
    sentences = []
    if target.shift is not None:
        sentences.append(
            f"Step {place + 1} of {target.places} from {target.emotion} to {target.shift}."
        )
    near = [term for term in terms if term.distance <= MAX_DISTANCE and term.weight > 0]
    sentences += [_sentence(profile, target, term) for term in near]
    if not sentences:
        closest = min(terms, key=lambda term: term.distance)
        sentences.append(f"Not a close match; its {closest.feature} comes nearest.")
    return tuple(sentences[:MAX_REASONS])


def _sentence(profile: Profile, target: Target, term: Term) -> str:
    special = {
        POPULARITY: lambda: _popularity_sentence(term.value),
        "tempo": lambda: _tempo_sentence(term, target.emotion),
        "mode": lambda: f"In a {_MODES[int(term.value)]} key, which suits {target.emotion}.",
        "key": lambda: f"In {_KEYS[int(term.value)]}, near the {_KEYS[int(term.low)]} asked for.",
    }
    if term.feature in special:
        return special[term.feature]()
    if profile.ranked(term.feature):
        return _rank_sentence(term)
    return f"{term.feature.capitalize()} {term.value:.2g}, near the {term.low:.2g} asked for."


def _tempo_sentence(term: Term, emotion: Emotion) -> str:
    if term.low == term.high:
        return f"{term.value:.0f} bpm, near the {term.low:.0f} for {emotion}."
    within = "within" if term.distance == 0 else "near"
    return f"{term.value:.0f} bpm, {within} the {term.low:.0f} to {term.high:.0f} for {emotion}."


def _rank_sentence(term: Term) -> str:
    above, between, below = _COMPARISONS[term.feature]
    if term.value >= _HIGH:
        return f"{above} than {_percent(term.value)} of songs."
    if term.value <= _LOW:
        return f"{below} than {_percent(1.0 - term.value)} of songs."
    return f"{between}."


def _percent(share: float) -> str:
    """Whole percent; never all, since no song lies above itself."""
    return f"{min(round(100.0 * share), _MOST_PERCENT)} %"


def _popularity_sentence(value: float) -> str:
    if value >= _KNOWN:
        return f"Widely known: popularity {value:.0f} of 100."
    if value >= _FAIRLY_KNOWN:
        return f"Fairly well known: popularity {value:.0f} of 100."
    return f"Off the beaten track: popularity {value:.0f} of 100."
