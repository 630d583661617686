"""What a list is judged by. Every measure is one number a list; undefined is NaN."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.schema import RANKED_FEATURES
from humoresque.offline_evaluation.points import (
    MOOD,
    RequestedMood,
    path_points,
    requested_mood,
)
from humoresque.recommender.metrics import intra_list_diversity, novelty
from humoresque.recommender.profiles import Profiles
from humoresque.recommender.request import RecommendationRequest

# A larger step between neighbouring songs is heard as a break.
LARGEST_STEP = 0.15
TEMPO_TOLERANCE = 12.0  # bpm
# Paths shorter than this have no order that could be kept.
_SHORTEST_PATH = 0.15

Rows = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cell:
    """What the catalog has for a request.

    ``attainable``: songs in the genres, in the level of popularity and within the tolerance of
    the requested point, no two of which share an artist, per song asked for, at most 1; at 1 the
    cell is ``deliverable``, and ``path_deliverable`` when it is so around every point of the
    path. ``in_genres`` is the same whatever the popularity. ``fills``: the genres alone have as
    many, ``level_fills``: the genres and the level. ``ideal`` are the gains of the best list there
    is, best first.
    """

    mood: RequestedMood
    size: int
    genre_rows: Rows
    level: tuple[float, float]
    ideal: Floats
    fills: bool
    level_fills: bool
    attainable: float
    in_genres: float
    path_deliverable: bool

    @property
    def deliverable(self) -> bool:
        """Whether every song of a list can suit."""
        return self.attainable >= 1.0


class Judge:
    """Measures lists of one catalog against what was asked for."""

    def __init__(self, catalog: Catalog, profiles: Profiles) -> None:
        self._catalog = catalog
        self._profiles = profiles
        self._mood: Floats = np.stack([catalog.rank(name) for name in MOOD]).astype(np.float64)
        ranks = [catalog.rank(name) for name in RANKED_FEATURES]
        self._features: Floats = np.stack(ranks, axis=1).astype(np.float64)
        self._features /= np.sqrt(len(ranks))

    def cell(self, request: RecommendationRequest) -> Cell:
        """Look up what could be had."""
        mood = requested_mood(self._profiles.named(request.profile), request)
        level = self._profiles.level(request.popularity).band
        rows = self._catalog.rows_of(request.genres)
        popularity = self._catalog.popularity[rows]
        pool = rows[(popularity >= level[0]) & (popularity <= level[1])]
        points = (
            mood.point[:, None] if mood.destination is None else path_points(mood, request.size)
        )
        return Cell(
            mood=mood,
            size=request.size,
            genre_rows=rows,
            level=level,
            ideal=np.sort(_gains(self._mood[:, pool], mood))[::-1][: request.size],
            fills=self._holds(rows, request.size),
            level_fills=self._holds(pool, request.size),
            attainable=self._share(self._within(pool, mood.point, mood), request.size),
            in_genres=self._share(self._within(rows, mood.point, mood), request.size),
            path_deliverable=all(
                self._holds(self._within(pool, point, mood), request.size) for point in points.T
            ),
        )

    def judge_match(self, cell: Cell, rows: Rows) -> Mapping[str, float]:
        """Judge a list that should stay with the expression."""
        count = max(len(rows), 1)
        points, popularity = self._mood[:, rows], self._catalog.popularity[rows]
        in_genre = np.isin(rows, cell.genre_rows)
        low, high = cell.level
        in_level = (popularity >= low) & (popularity <= high)
        tempo = self._catalog.feature("tempo")[rows]
        steps = np.abs(np.diff(points, axis=1))
        return {
            "precision": self._near(points, cell.mood) / cell.size,
            "mae": float(np.abs(points - cell.mood.point[:, None]).mean()) if len(rows) else np.nan,
            "ndcg": ndcg(_gains(points, cell.mood) * (in_genre & in_level), cell.ideal, cell.size),
            "genres": float(in_genre.sum()) / count,
            "level": float(in_level.sum()) / count,
            "popularity": float(np.median(popularity)) if len(rows) else np.nan,
            "artists": len(np.unique(self._catalog.first_artists[rows])) / count,
            "length": len(rows) / cell.size,
            "diversity": intra_list_diversity(self._features[rows]),
            "novelty": novelty(popularity) if len(rows) else np.nan,
            "mood step": float(steps.mean()) if len(rows) > 1 else np.nan,
            "tempo follows": tempo_follows(tempo),
        }

    def judge_shift(self, cell: Cell, rows: Rows) -> Mapping[str, float]:
        """Judge a list that should lead to the expression's better place, in order of play."""
        if cell.mood.destination is None or len(rows) < cell.size:
            return dict.fromkeys(("spearman", "largest step", "steps kept", "path mae"), np.nan)
        points, path = self._mood[:, rows], path_points(cell.mood, cell.size)
        travelled = cell.mood.destination - cell.mood.point
        moves = float(np.abs(travelled).max()) >= _SHORTEST_PATH
        step = float(np.abs(np.diff(points, axis=1)).max())
        return {
            "spearman": spearman(travelled @ points) if moves else np.nan,
            "largest step": step,
            "steps kept": float(step <= LARGEST_STEP),
            "path mae": float(np.abs(points - path).mean()),
        }

    def _near(self, points: Floats, mood: RequestedMood) -> float:
        gap = np.abs(points - mood.point[:, None]).max(axis=0, initial=0.0)
        return float((gap <= mood.tolerance).sum())

    def _within(self, rows: Rows, point: Floats, mood: RequestedMood) -> Rows:
        gap = np.abs(self._mood[:, rows] - point[:, None]).max(axis=0)
        near: Rows = rows[gap <= mood.tolerance]
        return near

    def _holds(self, rows: Rows, size: int) -> bool:
        return self._share(rows, size) >= 1.0

    def _share(self, rows: Rows, most: int) -> float:
        """Songs that share no artist, taken as they come, per ``most``, which are enough."""
        heard: set[int] = set()
        found = 0
        for row in rows.tolist():
            artists = self._catalog.artist_codes(row).tolist()
            if heard.isdisjoint(artists):
                heard.update(artists)
                found += 1
                if found == most:
                    break
        return found / most


def _gains(points: Floats, mood: RequestedMood) -> Floats:
    """1 at the requested point, a half at the tolerance, 0 from twice the tolerance on."""
    gap = np.abs(points - mood.point[:, None]).max(axis=0, initial=0.0)
    gains: Floats = np.clip(1.0 - gap / (2.0 * mood.tolerance), 0.0, 1.0)
    return gains


def ndcg(gains: Floats, ideal: Floats, size: int) -> float:
    """Discounted gain of a list over that of the best list (Järvelin & Kekäläinen 2002)."""
    discounts = 1.0 / np.log2(np.arange(2, size + 2))
    best = float(ideal @ discounts[: len(ideal)])
    return float(gains @ discounts[: len(gains)]) / best if best > 0 else np.nan


def spearman(progress: Floats) -> float:
    """Rank correlation of what a list does with the order of its places, in [-1, 1]."""
    ranks = np.argsort(np.argsort(progress, kind="stable"))
    return float(np.corrcoef(ranks, np.arange(len(ranks)))[0, 1])


def tempo_follows(tempo: npt.NDArray[np.floating]) -> float:
    """Share of neighbours within 12 bpm of one another, or of the half or the double."""
    if len(tempo) < 2:  # noqa: PLR2004 - a pair
        return float("nan")
    gaps = [np.abs(tempo[1:] - tempo[:-1] * factor) for factor in (0.5, 1.0, 2.0)]
    return float((np.minimum.reduce(gaps) <= TEMPO_TOLERANCE).mean())
