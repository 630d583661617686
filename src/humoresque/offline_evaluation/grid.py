"""Which requests are asked: expression x popularity x personalization x number of genres."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from humoresque.affect import EMOTIONS, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.recommender.request import (
    DEFAULT_PROFILE,
    MAX_GENRES,
    History,
    Mode,
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and the seed it is asked with; whether it belongs to the ``corner`` or the grid."""

    request: RecommendationRequest
    seed: int
    corner: bool = False

    def shifted(self) -> Asked:
        """The same wishes, led to the expression's better place."""
        return replace(self, request=replace(self.request, mode=Mode.SHIFT))


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
    asked = []
    for emotion, personalization, count in itertools.product(
        EMOTIONS, Personalization, range(1, MAX_GENRES + 1)
    ):
        if count > len(catalog.genres):
            continue
        for _ in range(genre_sets):
            genres = _deal(deck, count)
            history = made_up_listener(catalog, rng)
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
                asked.append(Asked(request, int(rng.integers(2**32))))
    return tuple(asked)


def corner(
    catalog: Catalog, step: int, seed: int, profile: str = DEFAULT_PROFILE
) -> tuple[Asked, ...]:
    """Every expression for every ``step``-th genre alone, any popularity, no listener, ``match``.

    The corner where nothing but mood and genre is asked for, taken whole rather than dealt.
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
            corner=True,
        )
        for genre in catalog.genres[::step]
        for emotion in EMOTIONS
    )


def made_up_listener(catalog: Catalog, rng: np.random.Generator) -> History:
    """Artists of a few genres, better known ones likelier, in the order they were drawn."""
    tastes = rng.choice(catalog.genres, size=min(_TASTES, len(catalog.genres)), replace=False)
    rows = catalog.rows_of(tuple(tastes.tolist()))
    chances = catalog.popularity[rows].astype(np.float64) + 1.0
    drawn = rng.choice(rows, size=min(_ARTISTS, len(rows)), p=chances / chances.sum())
    artists = catalog.table["artists"]
    return History(artists=tuple(dict.fromkeys(artists[int(row)][0].as_py() for row in drawn)))


def _deck(genres: tuple[str, ...], rng: np.random.Generator) -> Iterator[str]:
    while True:
        yield from rng.permutation(genres).tolist()


def _deal(deck: Iterator[str], count: int) -> tuple[str, ...]:
    """Different genres from the top of the deck; where two decks meet one may be passed over."""
    dealt: dict[str, None] = {}
    while len(dealt) < count:
        dealt[next(deck)] = None
    return tuple(dealt)
