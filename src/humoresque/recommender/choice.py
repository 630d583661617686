"""What a list is chosen from, and how much of it may break a wish."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.candidates import Candidates
from humoresque.recommender.target import MOOD

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

TEMPO_TOLERANCE = 12.0  # bpm
# What a song outside the popularity asked for costs on the score's scale: each, and as much as a
# whole score for this many points outside.
_NEAR_COST = 0.1
_GAP = 200.0


def majority(size: int) -> int:
    """Songs that decide a list's median."""
    return size // 2 + 1


class Choice:
    """What a list of ``size`` songs is chosen from: candidates, and which keep the wishes, (n,).

    ``most_outside`` limits the songs outside the preferred popularity: they are no majority where
    it has artists enough for one, and where it has not, all of these are in the list.
    ``outside_cost`` is what leaving it is worth in scores. ``most_known`` limits the songs by
    artists that the listener knows (``known``), which are drawn the sooner the more ``welcome``
    they are, in [0, 1].
    """

    def __init__(
        self,
        catalog: Catalog,
        found: Candidates,
        genres: tuple[str, ...],
        size: int,
        *,
        known: Mask | None = None,
        most_known: int | None = None,
        welcome: float = 0.0,
    ) -> None:
        rows = found.rows
        self.catalog = catalog
        self.rows = rows
        self.reserve = found.reserve
        self.preferred = found.preferred
        self.outside_cost: Floats = _NEAR_COST * ~found.preferred + found.gap / _GAP
        self.known = np.zeros(len(rows), dtype=bool) if known is None else known
        self.most_known = size if most_known is None else most_known
        self.welcome = welcome
        self.genres = [np.isin(rows, catalog.rows_of((genre,))) for genre in genres]
        self.size = size
        decisive = found.preferred & (found.reserve == 0)
        inside = catalog.count_artists(rows[decisive])
        self.most_outside = size - min(majority(size), inside)
        self.tempo: Floats = catalog.feature("tempo")[rows].astype(np.float64)
        self.mood: Floats = np.stack([catalog.rank(name)[rows] for name in MOOD]).astype(float)

    def artists(self, place: int) -> list[int]:
        """Numbers of a song's artists."""
        artists: list[int] = self.catalog.artist_codes(int(self.rows[place])).tolist()
        return artists


def tempo_gap(tempo: Floats, other: Floats | float) -> Floats:
    """Gap in bpm to another tempo, or to its half or double, whichever is nearest."""
    gaps = [np.abs(tempo - other * factor) for factor in (0.5, 1.0, 2.0)]
    smallest: Floats = np.minimum.reduce(gaps)
    return smallest
