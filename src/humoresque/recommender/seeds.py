"""Which of a listener's artists and songs a list starts from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.errors import UnknownTrackError
from humoresque.recommender.recommendation import Seeds
from humoresque.recommender.request import History
from humoresque.recommender.tables import Range, TasteLevel


def draw_seeds(
    catalog: Catalog, history: History, level: TasteLevel | None, rng: np.random.Generator
) -> Seeds:
    """Draw artists and songs at random from the level's share of the history.

    Where that share holds too few that the catalog knows, those played next more or less often
    follow. Without a level, as for low personalization, nothing is drawn.
    """
    if level is None or not history:
        return Seeds()

    def plays(artist: str) -> bool:
        return len(catalog.artist_rows(artist)) > 0

    def holds(track_id: str) -> bool:
        try:
            return catalog.row_of(track_id) >= 0
        except UnknownTrackError:
            return False

    return Seeds(
        artists=draw_share(history.artists, level.share, level.artists, plays, rng),
        track_ids=draw_share(history.track_ids, level.share, level.songs, holds, rng),
    )


def draw_share(
    played: Sequence[str],
    share: Range,
    count: int,
    known: Callable[[str], bool],
    rng: np.random.Generator,
) -> tuple[str, ...]:
    """Draw at most ``count`` known names, at random from a share of a ranking and then around."""
    first, end = (round(part * len(played)) for part in share)
    inside = [played[at] for at in rng.permutation(np.arange(first, end)).tolist()]
    around = [*reversed(played[:first]), *played[end:]]
    drawn: list[str] = []
    for name in [*inside, *around]:
        if len(drawn) == count:
            break
        if name not in drawn and known(name):
            drawn.append(name)
    return tuple(drawn)
