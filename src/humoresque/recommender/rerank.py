"""Scores → a list: one song per artist, another good list for every seed, an order of play."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.candidates import Candidates
from humoresque.recommender.target import MAX_STEP, MOOD

Rows = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# The worst song of the pool is drawn about half as often as the best.
_POOL_SLOPE = 0.7
# Paths kept at each place, and songs tried as their continuation.
_BEAM = 12
_WIDTH = 32
# What going back, a step too large, a tempo that does not follow, a song that the seed passed over
# and one of another genre cost on the score's scale.
_BACK_COST = 3.0
_STEP_COST = 6.0
_TEMPO_COST = 0.02
_PASSED_OVER_COST = 0.15
_FOREIGN_COST = 10.0
# Of the songs that ``variety`` would leave out; a path repeats less of another seed's list.
_PASSED_OVER_SHARE = 0.5
TEMPO_TOLERANCE = 12.0  # bpm
# A break of one tolerance in tempo is heard like a tenth of the catalog in mood.
_TEMPO_BREAK = 0.1


def majority(size: int) -> int:
    """Songs that decide a list's median."""
    return size // 2 + 1


class Choice:
    """What a list of ``size`` songs is chosen from: ``rows``, and which keep the wishes, (n,).

    ``most`` limits the songs outside the preferred popularity: they are no majority where it has
    artists enough for a list, so that the lists' medians never overlap between levels. Songs
    from neighbouring genres (``foreign``) only fill what the genres themselves leave empty.
    """

    def __init__(
        self, catalog: Catalog, found: Candidates, genres: tuple[str, ...], size: int
    ) -> None:
        rows = found.rows
        self.catalog = catalog
        self.rows = rows
        self.foreign: Mask = ~found.in_genre
        self.preferred: Mask = found.preferred & found.in_genre
        self.genres = [np.isin(rows, catalog.rows_of((genre,))) for genre in genres]
        self.size = size
        inside = len(np.unique(catalog.first_artists[rows[self.preferred]]))
        self.most = size - majority(size) if inside >= size else size
        self.tempo: Floats = catalog.feature("tempo")[rows].astype(np.float64)
        self.mood: Floats = np.stack([catalog.rank(name)[rows] for name in MOOD]).astype(float)

    def artists(self, place: int) -> list[int]:
        """Numbers of a song's artists."""
        artists: list[int] = self.catalog.artist_codes(self.rows[place]).tolist()
        return artists


def choose_match(
    choice: Choice, scores: Floats, variety: float, rng: np.random.Generator
) -> list[int]:
    """Places of ``choice.rows`` for a list that stays with one target; (n,) scores.

    A seed draws from the best ``variety * size`` songs by different artists. Better ones are
    likelier: weighted sampling without replacement (Efraimidis & Spirakis 2006) with weights
    that fall by rank, so that lists differ alike whatever the spread of the scores. Of several
    genres each has at least half of an equal share, where it has the songs.
    """
    best = np.lexsort((-scores, choice.foreign))
    count = round(variety * choice.size)
    order = _genres_first(choice, best, count)
    pool = _distinct(choice, order, count, round(variety * choice.most))
    pool.sort(key=lambda place: (-scores[place], place))
    slope = np.linspace(0.0, _POOL_SLOPE, len(pool))
    drawn = np.array(pool, dtype=np.int64)[np.argsort(slope - rng.gumbel(size=len(pool)))]
    order = _genres_first(choice, drawn, choice.size)
    chosen = _distinct(choice, order, choice.size, choice.most)
    chosen.sort(key=lambda place: (-scores[place], place))
    return _order_of_play(choice, chosen)


def _genres_first(choice: Choice, order: Places, count: int) -> Places:
    """Put half of an equal share of ``count`` from each genre in front, then the whole order."""
    seats = count // (2 * len(choice.genres))
    return np.concatenate([*(order[genre[order]][:seats] for genre in choice.genres), order])


def _distinct(choice: Choice, order: Places, count: int, most_outside: int) -> list[int]:
    """First ``count`` places along ``order`` that share no artist, few outside the preference.

    Foreign songs, which come last, are taken up to a list's length only.
    """
    heard: set[int] = set()
    chosen: list[int] = []
    outside = 0
    for place in order.tolist():
        if choice.foreign[place] and len(chosen) >= choice.size:
            break
        if not choice.preferred[place] and outside >= most_outside:
            continue
        artists = choice.artists(place)
        if heard.isdisjoint(artists):
            heard.update(artists)
            chosen.append(place)
            outside += not choice.preferred[place]
            if len(chosen) == count:
                break
    return chosen


@dataclass(frozen=True, slots=True)
class _Path:
    """A beginning of a list: what it is worth, its places and artists, songs not preferred."""

    value: float
    places: tuple[int, ...]
    artists: frozenset[int]
    outside: int


def choose_path(
    choice: Choice,
    scores: Floats,
    target: Floats,
    variety: float,
    rng: np.random.Generator,
) -> list[int]:
    """Places of ``choice.rows`` for a list along a path: (size, n) scores, (2, size) target mood.

    Beam search for the songs that are nearest to their targets and follow from one another:
    onwards, in no step above MAX_STEP, with a tempo within 12 bpm or half or double of it. A
    seed passes some songs over, the more the larger ``variety``, unless there is no other.
    """
    mood = choice.mood
    direction = target[:, -1] - target[:, 0]
    progress = direction @ mood / max(float(np.linalg.norm(direction)), 1e-9)
    tempo = choice.tempo
    share = _PASSED_OVER_SHARE * (1.0 - 1.0 / variety)
    passed_over = rng.random(len(choice.rows)) < share
    values = scores - _PASSED_OVER_COST * passed_over - _FOREIGN_COST * choice.foreign
    paths = [_Path(0.0, (), frozenset(), 0)]
    for place_values in values:
        near = np.argsort(-place_values, kind="stable")
        worth = np.array([path.value for path in paths])[:, None] + place_values[None, :]
        if paths[0].places:
            last = np.array([path.places[-1] for path in paths])
            step = np.abs(mood[:, None, :] - mood[:, last, None]).max(axis=0)
            worth -= _STEP_COST * np.maximum(step - MAX_STEP, 0.0)
            worth -= _BACK_COST * np.maximum(progress[last, None] - progress[None, :], 0.0)
            gap = tempo_gap(tempo[None, :], tempo[last, None])
            worth -= _TEMPO_COST * (gap > TEMPO_TOLERANCE)
        longer = _continued(choice, paths, worth, near[:_WIDTH]) or _continued(
            choice, paths, worth, near
        )
        if not longer:
            break
        paths = longer
    return list(paths[0].places)


def _continued(choice: Choice, paths: list[_Path], worth: Floats, near: Places) -> list[_Path]:
    """The best ``_BEAM`` paths that are one song longer, best first; none when nothing fits."""
    tried = worth[:, near]
    longer: list[_Path] = []
    for flat in np.argsort(-tried, axis=None, kind="stable").tolist():
        which, at = divmod(flat, len(near))
        path, place = paths[which], int(near[at])
        outside = path.outside + (not choice.preferred[place])
        artists = choice.artists(place)
        if outside <= choice.most and path.artists.isdisjoint(artists):
            places = (*path.places, place)
            value = float(tried[which, at])
            longer.append(_Path(value, places, path.artists.union(artists), outside))
            if len(longer) == _BEAM:
                break
    return longer


def tempo_gap(tempo: Floats, other: Floats | float) -> Floats:
    """Gap in bpm to another tempo, or to its half or double, whichever is nearest."""
    gaps = [np.abs(tempo - other * factor) for factor in (0.5, 1.0, 2.0)]
    smallest: Floats = np.minimum.reduce(gaps)
    return smallest


def _order_of_play(choice: Choice, chosen: list[int]) -> list[int]:
    """Best song first, then always the one that follows most smoothly in tempo and mood."""
    tempo, mood = choice.tempo[chosen], choice.mood[:, chosen]
    left = list(range(len(chosen)))
    played = left[:1]
    del left[:1]
    while left:
        last = played[-1]
        in_tempo = np.maximum(tempo_gap(tempo[left], tempo[last]) / TEMPO_TOLERANCE, 1.0)
        in_mood = np.abs(mood[:, left] - mood[:, last : last + 1]).sum(axis=0)
        played.append(left.pop(int(np.argmin(_TEMPO_BREAK * in_tempo + in_mood))))
    return [chosen[place] for place in played]
