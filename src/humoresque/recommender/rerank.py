"""Scores → a list that stays with one mood: varied songs, another list for every seed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from humoresque.catalog.schema import RANKED_FEATURES
from humoresque.recommender.choice import TEMPO_TOLERANCE, Choice, tempo_gap
from humoresque.recommender.tables import Selection
from humoresque.recommender.target import MOOD

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# The worst song of the pool is drawn about half as often as the best.
_POOL_SLOPE = 0.7
# Songs that suit the mood are drawn before others, those of the popularity asked for
# mostly so, and the listener's own artists where they are welcome.
_SUITS_BONUS = 20.0
_PREFERRED_BONUS = 1.5
_WELCOME_BONUS = 3.0
# Songs this far apart in a rank have nothing in common; what they may differ in is all but mood.
_UNLIKE = 0.5
_VARIED = tuple(name for name in RANKED_FEATURES if name not in MOOD)
# Against the whole catalog in mood: each tolerance in tempo up to a few, and one that breaks.
_TEMPO_BREAK, _WORST_BREAK = 0.03, 3.0
_NO_FOLLOWING = 0.2
_MOST_TURNS = 100
_LEAST_GAIN = 1e-9


def choose_match(
    choice: Choice,
    scores: Floats,
    suits: Mask,
    selection: Selection,
    rng: np.random.Generator,
) -> list[int]:
    """Places of ``choice.rows`` for a list that stays with one target; (n,) scores.

    Songs that suit the mood (``suits``, (n,)) go before those that do not, and among them those of
    the popularity asked for. A seed draws from the best ``variety * size`` songs by different
    artists: better ones are likelier (sampling by perturbed ranks, Efraimidis & Spirakis 2006),
    and so are those unlike the ones already drawn (maximal marginal relevance, Carbonell &
    Goldstein 1998). Of several genres each has at least half of an equal share, where it has the
    songs.
    """
    tier = np.where(suits, 0, 2) + ~choice.preferred
    worth = scores - choice.outside_cost
    order = np.lexsort((-worth, tier, choice.reserve))
    count = round(selection.variety * choice.size)
    pool = _pool(choice, order, count, suits)
    rank = (choice.reserve * 4 + tier)[pool]
    pool = [pool[at] for at in np.lexsort((-worth[pool], rank)).tolist()]
    likelier = _SUITS_BONUS * suits[pool] + _PREFERRED_BONUS * choice.preferred[pool]
    likelier += _WELCOME_BONUS * choice.welcome * choice.known[pool]
    chosen = _draw(choice, pool, likelier, selection.diversity, rng)
    best = max(chosen, key=lambda place: (scores[place], -place))
    return _order_of_play(choice, [best, *(place for place in chosen if place != best)])


def _pool(choice: Choice, order: Places, count: int, suits: Mask) -> list[int]:
    """The first ``count`` songs that share no artist, with room for each genre.

    Limits count for the pool as they do for the list; songs in reserve, and those that do not
    suit the mood, only fill a list.
    """
    share = count / choice.size
    limits = round(share * choice.most_outside), round(share * choice.most_known)
    seats = count // (2 * len(choice.genres))
    genres = [order[genre[order]][:seats] for genre in choice.genres if len(choice.genres) > 1]
    pool = _distinct(choice, np.concatenate([*genres, order]), count, limits)
    suiting = [place for place in pool if suits[place]]
    within = choice.most_outside, choice.most_known
    whole = _distinct(choice, np.array(suiting, dtype=np.int64), choice.size, within)
    if len(genres) == 0 and len(whole) == choice.size:
        return suiting
    if len(pool) < choice.size:
        everything = (choice.size, choice.size)
        pool = _distinct(choice, order, choice.size, everything, pool)
    return pool


def _distinct(
    choice: Choice,
    order: Places,
    count: int,
    limits: tuple[int, int],
    taken: list[int] | None = None,
) -> list[int]:
    """Add to ``taken``, along ``order``, songs that share no artist, within the two limits."""
    chosen = list(taken or ())
    heard = {code for place in chosen for code in choice.artists(place)}
    outside = int((~choice.preferred[chosen]).sum())
    known = int(choice.known[chosen].sum())
    most_outside, most_known = limits
    for place in order.tolist():
        if len(chosen) >= (choice.size if choice.reserve[place] else count):
            break
        if not choice.preferred[place] and outside >= most_outside:
            continue
        if choice.known[place] and known >= most_known:
            continue
        artists = choice.artists(place)
        if heard.isdisjoint(artists):
            heard.update(artists)
            chosen.append(place)
            outside += not choice.preferred[place]
            known += bool(choice.known[place])
    return chosen


def _draw(
    choice: Choice,
    pool: list[int],
    likelier: Floats,
    diversity: float,
    rng: np.random.Generator,
) -> list[int]:
    """Draw a list from a pool in order, the ``likelier`` the sooner; limits and seats are kept."""
    places = np.array(pool, dtype=np.int64)
    worth = rng.gumbel(size=len(pool)) - np.linspace(0.0, _POOL_SLOPE, len(pool)) + likelier
    cost = diversity * _POOL_SLOPE * _likeness(choice, places)
    nearest = np.zeros(len(pool))
    free = np.ones(len(pool), dtype=bool)
    limited = (~choice.preferred[places], choice.known[places])
    rooms = [choice.most_outside, choice.most_known]
    chosen: list[int] = []
    for turn in _turns(choice, places):
        may = free & turn
        for mask, room in zip(limited, rooms, strict=True):
            if room <= 0:
                may &= ~mask
        if len(chosen) == choice.size or not may.any():
            continue
        at = int(np.argmax(np.where(may, worth - nearest, -np.inf)))
        free[at] = False
        chosen.append(at)
        nearest = np.maximum(nearest, cost[at])
        rooms = [room - int(mask[at]) for mask, room in zip(limited, rooms, strict=True)]
    missing = choice.size - len(chosen)
    drawn: list[int] = places[[*chosen, *np.flatnonzero(free)[:missing].tolist()]].tolist()
    return drawn


def _turns(choice: Choice, places: Places) -> list[Mask]:
    """Which songs of a pool may be drawn at every turn: each genre's seats, then any."""
    seats = choice.size // (2 * len(choice.genres)) if len(choice.genres) > 1 else 0
    every = np.ones(len(places), dtype=bool)
    return [genre[places] for genre in choice.genres for _ in range(seats)] + [every] * choice.size


def _likeness(choice: Choice, places: Places) -> Floats:
    """How alike songs are beside their mood: (n, n) in [0, 1]."""
    rows = choice.rows[places]
    gaps = np.zeros((len(rows), len(rows)))
    for name in _VARIED:
        values = choice.catalog.rank(name)[rows].astype(np.float64)
        gaps += np.abs(values[:, None] - values[None, :])
    alike: Floats = np.maximum(1.0 - gaps / (len(_VARIED) * _UNLIKE), 0.0)
    return alike


def _order_of_play(choice: Choice, chosen: list[int]) -> list[int]:
    """Keep the first song and let the others follow smoothly in tempo, energy and valence.

    Always the song that follows best, then any stretch turned round that makes the whole smoother
    (2-opt, Croes 1958).
    """
    tempo, mood = choice.tempo[chosen], choice.mood[:, chosen]
    in_tempo = tempo_gap(tempo[:, None], tempo[None, :]) / TEMPO_TOLERANCE
    breaks = _TEMPO_BREAK * np.minimum(in_tempo, _WORST_BREAK) + _NO_FOLLOWING * (in_tempo > 1.0)
    breaks += np.abs(mood[:, :, None] - mood[:, None, :]).sum(axis=0)
    order = _nearest_next(breaks)
    for _ in range(_MOST_TURNS):
        turned = _smoother(breaks, order)
        if turned is None:
            break
        order = turned
    return [chosen[at] for at in order]


def _nearest_next(breaks: Floats) -> list[int]:
    left = list(range(1, len(breaks)))
    order = [0]
    while left:
        order.append(left.pop(int(np.argmin(breaks[order[-1], left]))))
    return order


def _smoother(breaks: Floats, order: list[int]) -> list[int] | None:
    """Turn round the stretch that gains most; None when none gains."""
    if len(order) == 1:
        return None
    played = np.array(order)
    before, first = played[:-1], played[1:]
    last, after = played[1:], np.append(played[2:], -1)
    follows = breaks[last, after]
    follows[-1] = 0.0
    joined = breaks[first[:, None], after[None, :]]
    joined[:, -1] = 0.0
    removed = breaks[before, first][:, None] + follows[None, :]
    gain = np.triu(removed - breaks[before[:, None], last[None, :]] - joined, k=1)
    start, end = divmod(int(np.argmax(gain)), gain.shape[1])
    if gain[start, end] <= _LEAST_GAIN:
        return None
    start, end = start + 1, end + 2
    return [*order[:start], *reversed(order[start:end]), *order[end:]]
