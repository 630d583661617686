"""What a listener's own music and opinions add to a list, and what they say of its songs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.opinions import (
    Opinions,
    explain_opinion,
    opinion_closeness,
    opinions_of,
)
from humoresque.recommender.recommendation import Message, Seeds
from humoresque.recommender.request import History, Personalization, RecommendationRequest
from humoresque.recommender.scoring import Addition
from humoresque.recommender.seeds import draw_seeds
from humoresque.recommender.tables import Listener
from humoresque.recommender.taste import OWN_ARTIST, Taste, explain_taste, taste_closeness, taste_of

TASTE, OPINIONS, NOVELTY = LISTENER_TERMS = ("taste", "opinions", "novelty")
_USUAL = 0.5  # novelty that asks neither for the listener's own artists nor for new ones

Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Personal:
    """One listener for one request; ``known`` are the numbers of their artists.

    They are looked up only where ``novelty`` asks for them.
    """

    weights: Listener
    level: Personalization
    seeds: Seeds
    taste: Taste | None
    opinions: Opinions | None
    known: Rows
    novelty: float

    def knows(self, catalog: Catalog, rows: Rows) -> npt.NDArray[np.bool_]:
        """Whether tracks are by artists that the listener knows, (n,)."""
        return np.isin(catalog.first_artists[rows], self.known)

    def most_known(self, size: int) -> int:
        """How many songs by known artists a list may have: fewer, the more novelty is asked for."""
        return min(size, round(2.0 * size * (1.0 - self.novelty)))

    @property
    def welcome(self) -> float:
        """How much sooner known artists are drawn, in [0, 1]: the more, the less novelty."""
        return max(0.0, (_USUAL - self.novelty) / _USUAL)

    def widened(self, variety: float) -> float:
        """How much a seed draws from: without artists to tell new from known, novelty widens it."""
        return variety if len(self.known) else max(1.0, variety * 4.0 ** (self.novelty - _USUAL))

    def additions(self, catalog: Catalog, rows: Rows) -> dict[str, Addition]:
        """What taste, opinions and novelty add to scores, by name."""
        added = {}
        if self.taste is not None:
            weight = self.weights.taste[self.level].weight
            added[TASTE] = Addition(weight, taste_closeness(catalog, self.taste, rows))
        if self.opinions is not None:
            close = opinion_closeness(catalog, self.opinions, rows)
            added[OPINIONS] = Addition(self.weights.opinions, close)
        lean = abs(self.novelty - _USUAL) / _USUAL
        if len(self.known) and lean > 0:
            known = self.knows(catalog, rows)
            wanted = ~known if self.novelty > _USUAL else known
            added[NOVELTY] = Addition(self.weights.novelty * lean, wanted.astype(np.float64))
        return added

    def messages(
        self, catalog: Catalog, row: int, closeness: Mapping[str, float]
    ) -> dict[str, Message]:
        """Say what taste, opinions and novelty had to do with one track, by name."""
        told = {}
        if self.opinions is not None:
            told[OPINIONS] = explain_opinion(catalog, self.opinions, row)
        if self.taste is not None:
            told[TASTE] = explain_taste(catalog, self.taste, row, closeness[TASTE])
        taste = told.get(TASTE)
        if closeness.get(NOVELTY) == 1.0 and (taste is None or taste.code != OWN_ARTIST):
            code = "new-artist" if self.novelty > _USUAL else "known-artist"
            told[NOVELTY] = Message(code, {})
        return {name: message for name, message in told.items() if message is not None}


def personal(
    catalog: Catalog,
    request: RecommendationRequest,
    weights: Listener,
    novelty: float,
    rng: np.random.Generator,
) -> Personal:
    """Read a request's history and opinions; ``novelty`` is the expression's, unless wished."""
    seeds = draw_seeds(catalog, request.history, weights.taste.get(request.personalization), rng)
    # The sum of a blend's parts is not exactly what they all are.
    wished = round(novelty if request.novelty is None else request.novelty, 6)
    return Personal(
        weights=weights,
        level=request.personalization,
        seeds=seeds,
        taste=taste_of(catalog, seeds),
        opinions=opinions_of(catalog, request.opinions),
        known=_known_artists(catalog, request) if wished != _USUAL else np.empty(0, np.int32),
        novelty=wished,
    )


def _known_artists(catalog: Catalog, request: RecommendationRequest) -> Rows:
    """Numbers of the artists in a listener's opinions and, where it may be used, the history."""
    history = History() if request.personalization is Personalization.LOW else request.history
    heard = (*history.track_ids, *(said.track_id for said in request.opinions))
    own = catalog.rows_of_artists(history.artists)
    rows = np.concatenate([catalog.rows_of_ids(heard), own])
    return np.unique(catalog.first_artists[rows])
