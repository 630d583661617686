"""What a catalog says of its genres and artists: who shares what, and who sounds how."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.schema import RANKED_FEATURES

Rows = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CatalogMap:
    """Genres of every track, how near each genre is to each other, and how artists sound.

    Codes of row r, places in ``catalog.genres``, are ``codes[offsets[r] : offsets[r + 1]]``.
    ``nearness`` (g, g) in [0, 1] is the squared cosine of two genres' artists, 1 for a genre
    itself; ``rarity`` (g,) is larger for a genre that says more: log of catalog over genre size.
    ``sound`` (artists, f) are the mean ranks of every artist's songs, in order of their numbers.
    """

    offsets: npt.NDArray[np.int64]
    codes: Codes
    nearness: Floats
    rarity: Floats
    sound: Floats

    def shares(self, rows: Rows) -> Floats:
        """What part of some tracks each genre is, (g,) summing to one; none for no tracks."""
        counts = np.bincount(_gathered(self.offsets, self.codes, rows), minlength=len(self.rarity))
        return counts / max(int(counts.sum()), 1)

    def best(self, values: Floats, rows: Rows) -> Floats:
        """The greatest of values by genre, (g,) or (g, m), among the genres of each row."""
        codes = _gathered(self.offsets, self.codes, rows)
        lengths = self.offsets[rows + 1] - self.offsets[rows]
        starts = np.cumsum(lengths) - lengths
        best: Floats = np.maximum.reduceat(values[codes], starts, axis=0)
        return best


_MAPS: WeakKeyDictionary[Catalog, CatalogMap] = WeakKeyDictionary()


def catalog_map(catalog: Catalog) -> CatalogMap:
    """Work out a catalog's map; once, since a catalog never changes."""
    known = _MAPS.get(catalog)
    if known is None:
        known = _MAPS[catalog] = _mapped(catalog)
    return known


def _mapped(catalog: Catalog) -> CatalogMap:
    rows_of = [catalog.rows_of((genre,)) for genre in catalog.genres]
    sizes = np.array([len(rows) for rows in rows_of])
    rows = np.concatenate(rows_of)
    codes = np.repeat(np.arange(len(rows_of), dtype=np.int32), sizes)
    order = np.argsort(rows, kind="stable")
    counts = np.bincount(rows, minlength=catalog.size)
    return CatalogMap(
        offsets=np.concatenate([[0], np.cumsum(counts)]),
        codes=codes[order],
        nearness=_nearness(catalog.first_artists[rows].astype(np.int64), codes, len(rows_of)),
        rarity=np.log1p(catalog.size / sizes),
        sound=_sound(catalog),
    )


def _sound(catalog: Catalog) -> Floats:
    """Mean ranks of the songs that each artist is named first on: (artists, features)."""
    artists = catalog.first_artists
    songs = np.maximum(np.bincount(artists), 1)
    sums = [np.bincount(artists, weights=catalog.rank(name)) for name in RANKED_FEATURES]
    return np.stack(sums, axis=1) / songs[:, None]


def _nearness(artists: npt.NDArray[np.int64], codes: Codes, genres: int) -> Floats:
    """Squared cosine between genres as sets of artists: (g, g)."""
    pairs = np.unique(artists * genres + codes)
    artist, genre = np.divmod(pairs, genres)
    shared = np.zeros((genres, genres))
    for apart in range(1, len(pairs)):
        same = artist[apart:] == artist[:-apart]
        if not same.any():
            break
        np.add.at(shared, (genre[apart:][same], genre[:-apart][same]), 1.0)
    sizes = np.bincount(genre, minlength=genres).astype(np.float64)
    shared += shared.T + np.diag(sizes)
    nearness: Floats = shared**2 / (sizes[:, None] * sizes[None, :])
    return nearness


def _gathered(offsets: npt.NDArray[np.int64], codes: Codes, rows: Rows) -> Codes:
    """Codes of some rows, one after the other."""
    lengths = offsets[rows + 1] - offsets[rows]
    ends = np.cumsum(lengths)
    within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    gathered: Codes = codes[np.repeat(offsets[rows], lengths) + within]
    return gathered
