"""Measured features → the catalog's scale, so that ranks mean the same in both.

What is measured in the catalog's own unit (tempo, loudness) takes the rank that the value has in
the reference catalog. What is estimated has no unit, and is put on the scale by two mappings, both
of which keep the order of the songs:

- by itself: a score in standard units → its share of a normal distribution;
- within the library: the song's place among the listener's songs → the same place among the
  catalog's songs *of the library's genres* (quantile mapping). A collection of metal is then
  spread over the energies of metal, not over all there are.

A small library says little of where its songs stand, so the second counts ``n / (n + 100)``.
What cannot be heard here at all gets the middle of the catalog.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.ranks import percentile_ranks
from humoresque.catalog.schema import rank_column
from humoresque.own_music.analysis import Measurements
from humoresque.own_music.estimates import scores

TRUST_AFTER = 100  # songs, from which on the library's own order counts for half
UNKNOWN = ("instrumentalness", "speechiness", "liveness")
_MEASURED = ("tempo", "loudness")
_QUANTILES = 50

Floats = npt.NDArray[np.float64]


def calibrate(
    songs: Sequence[Measurements], genres: Sequence[Sequence[str]], reference: Catalog
) -> dict[str, Floats]:
    """Columns (n,) of all features and their ranks, named as in ``catalog.schema``.

    Values have the reference's units: an estimated song's value is the one that the reference
    has at its rank.
    """
    columns: dict[str, Floats] = {
        "key": np.array([song.key for song in songs], np.float64),
        "mode": np.array([song.mode for song in songs], np.float64),
    }
    for name in _MEASURED:
        columns[name] = np.array([getattr(song, name) for song in songs], np.float64)
        columns[rank_column(name)] = _ranks_of(reference, name, columns[name])
    share = len(songs) / (len(songs) + TRUST_AFTER)
    for name, score in scores(songs).items():
        expected = _expected_ranks(reference, name, genres)
        within = np.quantile(expected, percentile_ranks(score))
        ranks = (1 - share) * _normal_share(score) + share * within
        columns |= _at_ranks(reference, name, ranks)
    for name in UNKNOWN:
        columns |= _at_ranks(reference, name, np.full(len(songs), 0.5))
    return columns


def _ranks_of(reference: Catalog, name: str, values: Floats) -> Floats:
    """Rank that each value would have in the reference."""
    known, first = np.unique(reference.feature(name), return_index=True)
    return np.interp(values, known, reference.rank(name)[first])


def _at_ranks(reference: Catalog, name: str, ranks: Floats) -> dict[str, Floats]:
    known, first = np.unique(reference.rank(name), return_index=True)
    values = np.interp(ranks, known, reference.feature(name)[first])
    return {name: values, rank_column(name): ranks}


def _expected_ranks(reference: Catalog, name: str, genres: Sequence[Sequence[str]]) -> Floats:
    """Ranks that songs of these genres have in the reference, each song counting once.

    A song of no known genre counts as any song of the reference.
    """
    known = set(reference.genres)
    kinds = Counter(tuple(g for g in of_song if g in known) for of_song in genres)
    places = (np.arange(_QUANTILES) + 0.5) / _QUANTILES
    pools = []
    for kind, count in kinds.items():
        ranks = reference.rank(name)
        if kind:
            ranks = ranks[reference.rows_of(kind)]
        pools.append(np.repeat(np.quantile(ranks, places), count))
    return np.concatenate(pools)


def _normal_share(score: Floats) -> Floats:
    return np.array([0.5 * (1.0 + math.erf(value / math.sqrt(2.0))) for value in score])
