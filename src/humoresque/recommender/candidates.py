"""Which tracks may be chosen: those of the genres first, then a reserve where these are too few."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.families import OTHER, family_of
from humoresque.recommender.errors import NoSongsLeftError, UnknownGenreError
from humoresque.recommender.request import RecommendationRequest
from humoresque.recommender.tables import PopularityLevel, Range

Rows = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]

_SUGGESTIONS = 3
# Songs share artists beyond the first named, so that many artists as places are too few.
_FEW = 2
_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows to choose from and what wishes each keeps, (n,).

    ``gap`` is how far a popularity lies outside of the level's band (``in_band`` where it is 0).
    ``preferred`` are those that should decide a list's median popularity: the level's core where
    it has artists enough for a list, else the whole level. ``reserve`` above 0 are only there to
    fill what those before them leave empty: neighbouring genres, nearest first, and then
    whatever was heard lately (``avoided``).
    """

    rows: Rows
    in_genre: Mask
    in_band: Mask
    gap: Floats
    preferred: Mask
    avoided: Mask
    reserve: npt.NDArray[np.int64]

    def take(self, places: list[int]) -> Candidates:
        """Only these places, in this order."""
        return Candidates(
            self.rows[places],
            self.in_genre[places],
            self.in_band[places],
            self.gap[places],
            self.preferred[places],
            self.avoided[places],
            self.reserve[places],
        )


def check_genres(catalog: Catalog, genres: tuple[str, ...]) -> None:
    """Raise UnknownGenreError, with the nearest names, for a genre the catalog lacks."""
    known = catalog.genre_sizes
    for genre in genres:
        if genre not in known:
            near = difflib.get_close_matches(genre.lower(), catalog.genres, _SUGGESTIONS)
            raise UnknownGenreError(genre, near)


def find_candidates(
    catalog: Catalog, request: RecommendationRequest, level: PopularityLevel
) -> Candidates:
    """Collect the genres' tracks and, where their artists are too few, a reserve.

    The reserve are tracks of neighbouring genres, then of the whole catalog, until artists
    suffice. Songs that are excluded, or explicit against the wish, are never among them;
    NoSongsLeftError when that leaves none.
    """
    excluded, avoided = (catalog.rows_of_ids(ids) for ids in (request.excluded, request.avoided))

    def allowed(rows: Rows) -> Rows:
        kept = ~catalog.explicit[rows] if not request.explicit else np.ones(len(rows), dtype=bool)
        return rows[kept & ~np.isin(rows, excluded)] if len(excluded) else rows[kept]

    own = allowed(catalog.rows_of(request.genres))
    parts = [own]
    if _unheard_artists(catalog, own, avoided) < _FEW * request.size:
        parts += _neighbours(catalog, request, avoided, own, allowed)
    rows = np.concatenate(parts)
    if not len(rows):
        raise NoSongsLeftError
    distance = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    heard = np.isin(rows, avoided) if len(avoided) else np.zeros(len(rows), dtype=bool)
    popularity = catalog.popularity[rows]
    core = distances_to(popularity, level.core) == 0.0
    gap = distances_to(popularity, level.band)
    band = gap == 0.0
    core_artists = catalog.count_artists(rows[core & (distance == 0) & ~heard])
    return Candidates(
        rows,
        in_genre=distance == 0,
        in_band=band,
        gap=gap,
        preferred=(core if core_artists >= request.size else band) & (distance == 0),
        avoided=heard,
        reserve=distance + heard * len(parts),
    )


def neighbouring_genres(catalog: Catalog, genres: tuple[str, ...]) -> Iterator[str]:
    """Other genres: those of the same families first, then by the share of tracks in common."""
    own = catalog.rows_of(genres)
    families = {family_of(genre) for genre in genres} - {OTHER}
    others = [genre for genre in catalog.genres if genre not in genres]
    related = [genre for genre in others if family_of(genre) in families]
    yield from _by_share(catalog, own, related)
    yield from _by_share(catalog, own, [genre for genre in others if genre not in related])


def distances_to(popularity: Floats, limits: Range) -> Floats:
    """How far popularities lie outside of limits."""
    low, high = limits
    gap: Floats = np.maximum(np.maximum(low - popularity, popularity - high), 0.0)
    return gap


def _by_share(catalog: Catalog, own: Rows, genres: list[str]) -> list[str]:
    shares = {
        genre: len(np.intersect1d(own, rows, assume_unique=True)) / len(rows)
        for genre in genres
        for rows in (catalog.rows_of((genre,)),)
    }
    return sorted(genres, key=lambda genre: (-shares[genre], genre))


def _neighbours(
    catalog: Catalog,
    request: RecommendationRequest,
    avoided: Rows,
    own: Rows,
    allowed: Callable[[Rows], Rows],
) -> list[Rows]:
    """Whole neighbouring genres, nearest first, until artists with unheard songs suffice."""
    taken, parts = own, []
    for genre in neighbouring_genres(catalog, request.genres):
        new = np.setdiff1d(allowed(catalog.rows_of((genre,))), taken)
        parts.append(new)
        taken = np.concatenate([taken, new])
        if _unheard_artists(catalog, taken, avoided) >= _ENOUGH * request.size:
            break
    return parts


def _unheard_artists(catalog: Catalog, rows: Rows, avoided: Rows) -> int:
    return catalog.count_artists(rows[~np.isin(rows, avoided)] if len(avoided) else rows)
