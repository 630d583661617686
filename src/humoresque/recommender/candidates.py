"""Which tracks may be chosen: genres and popularity first, then whatever had to give."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.errors import UnknownGenreError
from humoresque.recommender.profiles import PopularityLevel, Range
from humoresque.recommender.request import RecommendationRequest

Rows = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

_SUGGESTIONS = 3
# Songs share artists beyond the first named, so that many artists as places are too few.
_RESERVE = 2


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows to choose from; ``in_genre`` and ``in_band`` say which keep the wishes, (n,).

    ``preferred`` are those that should decide a list's median popularity: the level's core where
    it has artists enough for a list, else the whole level.
    """

    rows: Rows
    in_genre: Mask
    in_band: Mask
    preferred: Mask

    def take(self, places: list[int]) -> Candidates:
        """Only these places, in this order."""
        return Candidates(
            self.rows[places],
            self.in_genre[places],
            self.in_band[places],
            self.preferred[places],
        )


def check_genres(catalog: Catalog, genres: tuple[str, ...]) -> None:
    """Raise UnknownGenreError, with the nearest names, for a genre the catalog lacks."""
    known = catalog.genre_sizes
    for genre in genres:
        if genre not in known:
            near = difflib.get_close_matches(genre.lower(), catalog.genres, _SUGGESTIONS)
            raise UnknownGenreError(genre, near)


def find_candidates(
    catalog: Catalog, genres: tuple[str, ...], level: PopularityLevel, size: int, choice: float
) -> Candidates:
    """Collect tracks by at least ``choice * size`` different artists where the catalog has them.

    First the genres' tracks inside the core of the level; when their artists are too few, those
    of the level nearest to the core, then those nearest to the level; when the genres have hardly
    more artists than the list has places, tracks of the genres that share most tracks with them,
    as a reserve.
    """
    genre_rows = catalog.rows_of(genres)
    gap = _gap(catalog.popularity[genre_rows], level.band)
    core_gap = _gap(catalog.popularity[genre_rows], level.core)
    wanted = round(choice * size)
    core = genre_rows[core_gap == 0.0]
    core_artists = _artist_count(catalog, core)
    if core_artists >= wanted:
        full = np.ones(len(core), dtype=bool)
        return Candidates(core, full, full, full)
    rows = genre_rows[np.lexsort((core_gap, gap))]
    rows = rows[: _enough(catalog, rows, wanted)]
    if _artist_count(catalog, rows) < _RESERVE * size:
        rows = _with_neighbours(catalog, genres, rows, level, wanted)
    in_genre = np.isin(rows, genre_rows, kind="table")
    popularity = catalog.popularity[rows]
    decisive = level.core if core_artists >= size else level.band
    return Candidates(
        rows,
        in_genre,
        in_band=_gap(popularity, level.band) == 0.0,
        preferred=_gap(popularity, decisive) == 0.0,
    )


def neighbouring_genres(catalog: Catalog, genres: tuple[str, ...]) -> tuple[str, ...]:
    """Other genres, those with the largest share of tracks in common first, then by name."""
    own = catalog.rows_of(genres)
    shares = {
        genre: len(np.intersect1d(own, catalog.rows_of((genre,)), assume_unique=True)) / size
        for genre, size in catalog.genre_sizes.items()
        if genre not in genres
    }
    return tuple(sorted(shares, key=lambda genre: (-shares[genre], genre)))


def describe_relaxed(
    request: RecommendationRequest, catalog: Catalog, level: PopularityLevel, chosen: Candidates
) -> tuple[str, ...]:
    """Say in plain sentences which wishes the chosen rows do not keep; empty when all are kept."""
    sentences = []
    names, has = _listed(request.genres), "have" if len(request.genres) > 1 else "has"
    foreign = int((~chosen.in_genre).sum())
    if foreign:
        sentences.append(
            f"{names} {has} too few artists in this catalog for {request.size} songs: "
            f"{_songs(foreign)} from neighbouring genres."
        )
    outside = chosen.rows[chosen.in_genre & ~chosen.in_band]
    if len(outside):
        gap = _gap(catalog.popularity[catalog.rows_of(request.genres)], level.band)
        inside = int((gap == 0.0).sum())
        band = f"{request.popularity} popularity ({level.band[0]:.0f} to {level.band[1]:.0f})"
        span = _span(catalog.popularity[outside])
        if inside < request.size:
            sentences.append(
                f"{names} {has} {_counted(inside)} of {band}: {_songs(len(outside))} from outside "
                f"that range ({span})."
            )
        else:
            sentences.append(
                f"{_songs(len(outside))} from outside {band}, nearer the mood: {span}."
            )
    if len(chosen.rows) < request.size:
        sentences.append(f"Only {len(chosen.rows)} songs were found that share no artist.")
    return tuple(sentences)


def _gap(popularity: npt.NDArray[np.float32], limits: Range) -> npt.NDArray[np.float32]:
    low, high = limits
    gap: npt.NDArray[np.float32] = np.maximum(np.maximum(low - popularity, popularity - high), 0.0)
    return gap


def _artist_count(catalog: Catalog, rows: Rows) -> int:
    return len(np.unique(catalog.first_artists[rows]))


def _enough(catalog: Catalog, rows: Rows, wanted: int) -> int:
    """Length of the shortest beginning of ``rows`` that holds ``wanted`` different artists."""
    _, first = np.unique(catalog.first_artists[rows], return_index=True)
    return len(rows) if len(first) <= wanted else int(np.sort(first)[wanted - 1]) + 1


def _with_neighbours(
    catalog: Catalog, genres: tuple[str, ...], rows: Rows, level: PopularityLevel, wanted: int
) -> Rows:
    """Append whole neighbouring genres, nearest to the band first, until artists suffice."""
    for genre in neighbouring_genres(catalog, genres):
        new = np.setdiff1d(catalog.rows_of((genre,)), rows)
        new = new[np.argsort(_gap(catalog.popularity[new], level.band), kind="stable")]
        rows = np.concatenate([rows, new])
        if _artist_count(catalog, rows) >= wanted:
            return rows[: _enough(catalog, rows, wanted)]
    return rows


def _listed(genres: tuple[str, ...]) -> str:
    names = " and ".join([", ".join(genres[:-1]), genres[-1]]) if len(genres) > 1 else genres[0]
    return names[0].upper() + names[1:]


def _span(values: npt.NDArray[np.float32]) -> str:
    low, high = f"{values.min():.0f}", f"{values.max():.0f}"
    return low if low == high else f"{low} to {high}"


def _counted(songs: int) -> str:
    return {0: "no song", 1: "only one song"}.get(songs, f"only {songs} songs")


def _songs(count: int) -> str:
    return "1 song comes" if count == 1 else f"{count} songs come"
