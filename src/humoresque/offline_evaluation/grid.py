"""Which requests are asked: expression x popularity x personalization x number of genres."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.points import LITERATURE
from humoresque.recommender.request import (
    DEFAULT_PROFILE,
    MAX_GENRES,
    History,
    Mode,
    MoodPoint,
    Personalization,
    Popularity,
    RecommendationRequest,
)

# Sets of genres in every cell, and every how many-th genre of the corner.
FULL = (9, 1)
QUICK = (2, 4)
# Artists of a made-up listener, from this many genres.
_ARTISTS = 40
_TASTES = 3
# Where places that a listener might pick lie on either axis, and how far from where they start.
_PLACES = (0.1, 0.9)
_AWAY = 0.25


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and the seed it is asked with; whether it belongs to the ``corner`` or the grid.

    Requests of the same ``group`` are no independent ones: the four levels of popularity of one
    wish in the grid, the seven expressions of one genre in the corner. ``destination`` is where it
    is led to when it is shifted, by default the expression's own place.
    """

    request: RecommendationRequest
    seed: int
    group: int
    corner: bool = False
    destination: MoodPoint | None = None

    def shifted(self) -> RecommendationRequest:
        """The same wishes, led to a better place."""
        return replace(self.request, mode=Mode.SHIFT, destination=self.destination)


def requests(
    catalog: Catalog, genre_sets: int, seed: int, profile: str = DEFAULT_PROFILE
) -> tuple[Asked, ...]:
    """``genre_sets`` sets of genres for every cell of the grid, 252 cells in all, ``match``.

    Sets are dealt from a shuffled deck of all genres, so that all genres occur about equally
    often. The four levels of popularity share their genre sets and their listener, and can be
    compared. Listeners are made up: ``_ARTISTS`` artists from ``_TASTES`` genres of the catalog.
    """
    rng = np.random.default_rng(seed)
    deck = _deck(catalog.genres, rng)
    asked: list[Asked] = []
    for emotion, personalization, count in itertools.product(
        EMOTIONS, Personalization, range(1, MAX_GENRES + 1)
    ):
        if count > len(catalog.genres):
            continue
        for _ in range(genre_sets):
            genres = _deal(deck, count)
            history = made_up_listener(catalog, rng)
            wish = len(asked) // len(Popularity)
            for popularity in Popularity:
                request = RecommendationRequest(
                    scores=EmotionScores.certain(emotion),
                    popularity=popularity,
                    personalization=personalization,
                    genres=genres,
                    mode=Mode.MATCH,
                    profile=profile,
                    history=history,
                )
                asked.append(Asked(request, int(rng.integers(2**32)), wish))
    return tuple(asked)


def corner(
    catalog: Catalog, step: int, seed: int, profile: str = DEFAULT_PROFILE
) -> tuple[Asked, ...]:
    """Every expression for every ``step``-th genre alone, any popularity, no listener, ``match``.

    The corner where nothing but mood and genre is asked for, taken whole rather than dealt. Each
    is shifted to a place of the mood map that was drawn for it, at least ``_AWAY`` off.
    """
    rng = np.random.default_rng(seed)
    return tuple(
        Asked(
            RecommendationRequest(
                scores=EmotionScores.certain(emotion),
                popularity=Popularity.ANY,
                personalization=Personalization.LOW,
                genres=(genre,),
                mode=Mode.MATCH,
                profile=profile,
            ),
            int(rng.integers(2**32)),
            place,
            corner=True,
            destination=_drawn_place(emotion, rng),
        )
        for place, genre in enumerate(catalog.genres[::step])
        for emotion in EMOTIONS
    )


def _drawn_place(emotion: Emotion, rng: np.random.Generator) -> MoodPoint:
    start = LITERATURE[emotion].point
    while True:
        place = rng.uniform(*_PLACES, size=2)
        if np.abs(place - start).max() >= _AWAY:
            return MoodPoint(*place.round(2).tolist())


def made_up_listener(catalog: Catalog, rng: np.random.Generator) -> History:
    """Artists of a few genres, better known ones likelier, in the order they were drawn."""
    tastes = rng.choice(catalog.genres, size=min(_TASTES, len(catalog.genres)), replace=False)
    rows = catalog.rows_of(tuple(tastes.tolist()))
    chances = catalog.popularity[rows].astype(np.float64) + 1.0
    drawn = rng.choice(rows, size=min(_ARTISTS, len(rows)), p=chances / chances.sum())
    songs = (catalog.track(row) for row in drawn.tolist())
    return History(artists=tuple(dict.fromkeys(song.artists[0] for song in songs)))


def _deck(genres: tuple[str, ...], rng: np.random.Generator) -> Iterator[str]:
    while True:
        yield from rng.permutation(genres).tolist()


def _deal(deck: Iterator[str], count: int) -> tuple[str, ...]:
    """Different genres from the top of the deck; where two decks meet one may be passed over."""
    dealt: dict[str, None] = {}
    while len(dealt) < count:
        dealt[next(deck)] = None
    return tuple(dealt)
