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
from humoresque.recommender.profiles import Profiles
from humoresque.recommender.recommend import recommend
from humoresque.recommender.request import Mode, RecommendationRequest

ENGINE = "humoresque"
THESIS = "thesis-2024"
NEAREST = "nearest"
POPULAR = "popular"
KEYWORD = "keyword"
RANDOM = "random"
BASELINES = (THESIS, NEAREST, POPULAR, KEYWORD, RANDOM)
# The others give the same list whether it should stay or lead.
KNOWING_PATHS = frozenset({ENGINE, NEAREST})

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

Rows = npt.NDArray[np.int32]
Method = Callable[[RecommendationRequest, np.random.Generator], Rows]


def methods(
    catalog: Catalog, profiles: Profiles, names: Sequence[str] = BASELINES
) -> dict[str, Method]:
    """The recommender first, then the baselines named; UnknownBaselineError for others.

    ``thesis-2024`` is the recommender with the thesis' table; ``nearest`` takes the genres'
    songs nearest in valence and energy, ``popular`` their best known, ``random`` any of them and
    ``keyword`` those with a word for the mood in title, album or genre. None but the thesis looks
    at the level of popularity or at the artists.
    """
    simple = Baselines(catalog, profiles)
    known: dict[str, Method] = {
        THESIS: simple.thesis,
        NEAREST: simple.nearest,
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
        mood = requested_mood(self._profiles.named(request.profile), request)
        rows = self._catalog.rows_of(request.genres)
        points = self._mood[:, rows]
        if request.mode is not Mode.SHIFT:
            gaps = np.abs(points - mood.point[:, None]).sum(axis=0)
            return rows[np.argsort(gaps, kind="stable")[: request.size]]
        free = np.ones(len(rows), dtype=bool)
        chosen = []
        for point in path_points(mood, min(request.size, len(rows))).T:
            gaps = np.abs(points - point[:, None]).sum(axis=0)
            place = int(np.argmin(np.where(free, gaps, np.inf)))
            free[place] = False
            chosen.append(place)
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
