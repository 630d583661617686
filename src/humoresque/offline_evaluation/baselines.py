"""Simple ways of choosing songs, which the recommender has to beat."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from humoresque.affect import Emotion
from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.errors import UnknownBaselineError
from humoresque.offline_evaluation.points import MOOD, path_points, requested_mood
from humoresque.recommender.candidates import distances_to
from humoresque.recommender.profiles import Profiles
from humoresque.recommender.recommend import recommend
from humoresque.recommender.request import Mode, RecommendationRequest

ENGINE = "humoresque"
THESIS = "thesis-2024"
NEAREST = "nearest"
NEAREST_IN_LEVEL = "nearest-in-level"
POPULAR = "popular"
KEYWORD = "keyword"
RANDOM = "random"
BASELINES = (THESIS, NEAREST, NEAREST_IN_LEVEL, POPULAR, KEYWORD, RANDOM)
# The others give the same list whether it should stay or lead.
KNOWING_PATHS = frozenset({ENGINE, NEAREST, NEAREST_IN_LEVEL})

# What people type into a search box for a mood.
WORDS: Mapping[Emotion, tuple[str, ...]] = {
    Emotion.ANGRY: ("angry", "anger", "rage", "mad", "furious", "hate"),
    Emotion.DISGUST: ("disgust", "disgusting", "gross", "sick", "nasty", "filth"),
    Emotion.FEAR: ("fear", "afraid", "scared", "scary", "horror", "anxiety", "terror"),
    Emotion.HAPPY: ("happy", "happiness", "joy", "smile", "sunshine", "feel good", "cheerful"),
    Emotion.SAD: ("sad", "sadness", "cry", "tears", "lonely", "heartbreak", "blue"),
    Emotion.SURPRISE: ("surprise", "surprised", "wow", "amazing", "unexpected", "wonder"),
    Emotion.NEUTRAL: ("neutral", "calm", "chill", "easy", "everyday", "mellow"),
}

# More than any two points lie apart, for every point of popularity outside.
_OUTSIDE = 2.0

Rows = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Method = Callable[[RecommendationRequest, np.random.Generator], Rows]


def methods(
    catalog: Catalog, profiles: Profiles, names: Sequence[str] = BASELINES
) -> dict[str, Method]:
    """The recommender first, then the baselines named; UnknownBaselineError for others.

    ``thesis-2024`` is the recommender with the thesis' table; ``nearest`` takes the genres'
    songs nearest in valence and energy, ``popular`` their best known, ``random`` any of them and
    ``keyword`` those with a word for the mood in title, album or genre. ``nearest-in-level`` is
    ``nearest`` with one song an artist and the level of popularity before all; the others but the
    thesis look at neither.
    """
    simple = Baselines(catalog, profiles)
    known: dict[str, Method] = {
        THESIS: simple.thesis,
        NEAREST: simple.nearest,
        NEAREST_IN_LEVEL: simple.nearest_in_level,
        POPULAR: simple.popular,
        KEYWORD: simple.keyword,
        RANDOM: simple.random,
    }
    check_names(names)
    return {ENGINE: simple.engine, **{name: known[name] for name in names}}


def check_names(names: Sequence[str]) -> None:
    """Raise UnknownBaselineError for a name that is none of ``BASELINES``."""
    for name in names:
        if name not in BASELINES:
            raise UnknownBaselineError(name, BASELINES)


class Baselines:
    """Every method as a function of request and generator, for one catalog."""

    def __init__(self, catalog: Catalog, profiles: Profiles) -> None:
        self._catalog = catalog
        self._profiles = profiles
        self._mood = np.stack([catalog.rank(name) for name in MOOD]).astype(np.float64)
        self._found: dict[Emotion, Rows] = {}

    def engine(self, request: RecommendationRequest, rng: np.random.Generator) -> Rows:
        """The recommender itself, through its door."""
        chosen = recommend(request, self._catalog, rng, self._profiles)
        rows = [self._catalog.row_of(song.track.track_id) for song in chosen.tracks]
        return np.array(rows, dtype=np.int32)

    def thesis(self, request: RecommendationRequest, rng: np.random.Generator) -> Rows:
        """The recommender with the thesis' table, which knows no path."""
        return self.engine(replace(request, profile=THESIS, mode=Mode.MATCH), rng)

    def nearest(self, request: RecommendationRequest, _rng: np.random.Generator) -> Rows:
        """Nearest to the requested point, or to each point of the path in turn."""
        rows = self._catalog.rows_of(request.genres)
        return self._nearest(request, rows, np.zeros(len(rows)), rows)

    def nearest_in_level(self, request: RecommendationRequest, _rng: np.random.Generator) -> Rows:
        """The same, one song an artist, those of the level of popularity before all others."""
        rows = self._catalog.rows_of(request.genres)
        band = self._profiles.level(request.popularity).band
        outside = distances_to(self._catalog.popularity[rows], band).astype(np.float64)
        return self._nearest(request, rows, _OUTSIDE * outside, self._catalog.first_artists[rows])

    def _nearest(
        self, request: RecommendationRequest, rows: Rows, cost: Floats, owners: Rows
    ) -> Rows:
        """Nearest first, at a cost by row, no two of the same owner (n,)."""
        mood = requested_mood(self._profiles.named(request.profile), request)
        if request.mode is not Mode.SHIFT:
            mood = replace(mood, destination=None)
        points = self._mood[:, rows]
        free = np.ones(len(rows), dtype=bool)
        chosen: list[int] = []
        for point in path_points(mood, min(request.size, len(np.unique(owners)))).T:
            gaps = np.abs(points - point[:, None]).sum(axis=0) + cost
            chosen.append(int(np.argmin(np.where(free, gaps, np.inf))))
            free &= owners != owners[chosen[-1]]
        return rows[chosen]

    def popular(self, request: RecommendationRequest, _rng: np.random.Generator) -> Rows:
        """Best known first."""
        rows = self._catalog.rows_of(request.genres)
        return self._best_known(rows)[: request.size]

    def keyword(self, request: RecommendationRequest, _rng: np.random.Generator) -> Rows:
        """What a search box finds in the genres, best known first; then what else is popular."""
        rows = self._catalog.rows_of(request.genres)
        hit = np.isin(rows, self.containing(request.scores.top))
        found = [self._best_known(rows[hit]), self._best_known(rows[~hit])]
        return np.concatenate(found)[: request.size]

    def random(self, request: RecommendationRequest, rng: np.random.Generator) -> Rows:
        """Any songs of the genres."""
        rows = self._catalog.rows_of(request.genres)
        return rng.permutation(rows)[: request.size].astype(np.int32)

    def _best_known(self, rows: Rows) -> Rows:
        return rows[np.argsort(-self._catalog.popularity[rows], kind="stable")]

    def containing(self, emotion: Emotion) -> Rows:
        """Rows with one of the emotion's words in title, album or genre."""
        if emotion not in self._found:
            pattern = re.compile(rf"\b(?:{'|'.join(WORDS[emotion])})\b", re.IGNORECASE)
            table = self._catalog.table
            texts = zip(
                table["title"].to_pylist(),
                table["album"].to_pylist(),
                table["genres"].to_pylist(),
                strict=True,
            )
            rows = [
                row
                for row, (title, album, genres) in enumerate(texts)
                if pattern.search(" ".join([title, album or "", *genres]))
            ]
            self._found[emotion] = np.array(rows, dtype=np.int32)
        return self._found[emotion]
