"""How fast lists are made and how well they keep what was asked for, with baselines beside them.

    python benchmarks/recommend.py [DATASET] [--labels FILE] [--quick]

DATASET is the "Spotify Tracks Dataset" (CSV or gzipped CSV). The labels are those of the Deezer
mood detection dataset (Delbouys et al. 2018): valence and arousal of songs by Deezer's ids, joined
with Spotify's by artist and title into a column track_id (docs/recommender.md says where they are).
Without them the folder named by HUMORESQUE_DATA_SETS is searched. Requests are every expression x
popularity level x genre, with fixed seeds. Intervals are 95 % bootstrap intervals over requests.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import gzip
import itertools
import os
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.catalog.importers import import_catalog
from humoresque.recommender.metrics import intra_list_diversity, jaccard
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.recommend import recommend
from humoresque.recommender.recommendation import Recommendation
from humoresque.recommender.request import (
    Mode,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.recommender.scoring import score_rows
from humoresque.recommender.target import MAX_STEP, MOOD, build_target

SIZE = 10
BOOTSTRAPS = 1_000
LIKENESS = (0.2, 0.6)  # of two seeds' lists
FAITHFUL = 0.9  # Spearman of a path
DATASET = Path("catalog/spotify-tracks-dataset.csv.gz")
LABELS = Path("mood/deezer-mood-train-validation.csv.gz")
LABELS_HELP = "labelled songs, gzipped CSV with track_id, valence and arousal"
AT = 30

Floats = npt.NDArray[np.float64]
Chooser = Callable[[RecommendationRequest, Catalog, np.random.Generator], Floats]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("dataset", type=Path, nargs="?", default=_default(DATASET))
    arguments.add_argument("--labels", type=Path, default=_default(LABELS), help=LABELS_HELP)
    arguments.add_argument("--quick", action="store_true", help="every eighth genre only")
    given = arguments.parse_args()
    full, report = import_catalog(given.dataset)
    print(f"full catalog: {report.rows:,} rows -> {full.size:,} songs, {len(full.genres)} genres")
    if given.labels is not None:
        print_precision(full, given.labels)
    for catalog in (full, Catalog.starter()):
        genres = catalog.genres[:: 8 if given.quick else 1]
        print(f"\n== {catalog.name}: {catalog.size:,} songs, {len(genres)} genres asked for ==")
        print_latency(catalog, genres)
        print_mood_error(catalog, genres)
        print_popularity(catalog, genres)
        print_stability(catalog, genres)
        print_paths(catalog, genres)


def _default(name: Path) -> Path | None:
    folder = os.environ.get("HUMORESQUE_DATA_SETS")
    return Path(folder) / name if folder else None


def print_precision(catalog: Catalog, labels: Path) -> None:
    """Songs that others labelled, ranked for an expression: how many of the first bear its mood.

    The labels' signs of valence and arousal make four moods; popularity plays no part.
    """
    known = dict(zip(catalog.table["track_id"].to_pylist(), range(catalog.size), strict=True))
    with gzip.open(labels, "rt", encoding="utf-8") as file:
        songs = [row for row in csv.DictReader(file) if row["track_id"] in known]
    rows = np.array([known[song["track_id"]] for song in songs], dtype=np.int32)
    valence, arousal = (np.array([float(s[n]) for s in songs]) for n in ("valence", "arousal"))
    bearing = {
        Emotion.HAPPY: (valence > 0) & (arousal > 0),
        Emotion.ANGRY: (valence < 0) & (arousal > 0),
        Emotion.SAD: (valence < 0) & (arousal <= 0),
    }
    print(f"precision@{AT} over {len(rows):,} labelled songs, by resampling the songs")
    for name in ("circumplex", "thesis-2024", None):
        parts = [
            f"{emotion} {precision_interval(catalog, name, emotion, rows, hits)}"
            for emotion, hits in bearing.items()
        ]
        print(f"  {name or 'chance':<12} {', '.join(parts)}")


def precision_interval(
    catalog: Catalog,
    name: str | None,
    emotion: Emotion,
    rows: npt.NDArray[np.int32],
    hits: npt.NDArray[np.bool_],
) -> str:
    """Precision of the best ``AT`` songs of a profile (None: any songs) with its interval."""
    if name is None:
        return f"{hits.mean():.2f}"
    profile = built_in_profiles().profiles[name]
    weights = {**profile.weights, "popularity": 0.0}
    silent = dataclasses.replace(profile, weights=weights)
    target = build_target(silent, EmotionScores.certain(emotion), 0.0, Mode.MATCH, SIZE)
    scores = score_rows(catalog, silent, target, rows)[0]
    rng = np.random.default_rng(0)
    drawn = [rng.integers(len(rows), size=len(rows)) for _ in range(BOOTSTRAPS)]
    values = [hits[some[np.argsort(-scores[some], kind="stable")[:AT]]].mean() for some in drawn]
    low, high = np.percentile(values, [2.5, 97.5])
    best = hits[np.argsort(-scores, kind="stable")[:AT]].mean()
    return f"{best:.2f} [{low:.2f}, {high:.2f}]"


def requests(
    genres: Iterable[str], *, mode: Mode | None = None, profile: str = "circumplex"
) -> list[RecommendationRequest]:
    """Every expression x popularity level x genre."""
    return [
        RecommendationRequest(
            scores=EmotionScores.certain(emotion),
            popularity=popularity,
            personalization=Personalization.LOW,
            genres=(genre,),
            mode=mode,
            profile=profile,
            size=SIZE,
        )
        for emotion, popularity, genre in itertools.product(EMOTIONS, Popularity, genres)
    ]


def print_latency(catalog: Catalog, genres: tuple[str, ...]) -> None:
    asked = requests(genres)
    recommend(asked[0], catalog, np.random.default_rng(0))
    taken = []
    for seed, request in enumerate(asked):
        start = time.perf_counter()
        recommend(request, catalog, np.random.default_rng(seed))
        taken.append((time.perf_counter() - start) * 1e3)
    p95 = float(np.percentile(taken, 95))
    print(
        f"latency of {SIZE} songs: median {statistics.median(taken):.2f} ms, p95 {p95:.2f} ms "
        f"({len(taken)} requests)"
    )


def print_mood_error(catalog: Catalog, genres: tuple[str, ...]) -> None:
    print("mood error: mean |percentile - target| over valence and energy, match")
    choosers: dict[str, Chooser] = {
        "circumplex": ours("circumplex"),
        "thesis-2024": ours("thesis-2024"),
        "nearest in genre": nearest_in_genre,
        "random in genre": random_in_genre,
    }
    asked = requests(genres, mode=Mode.MATCH)
    for name, choose in choosers.items():
        errors = [
            np.abs(choose(r, catalog, np.random.default_rng(s)) - mood_target(r)[:, None]).mean()
            for s, r in enumerate(asked)
        ]
        print(f"  {name:<17} {interval(np.array(errors))}")


def print_popularity(catalog: Catalog, genres: tuple[str, ...]) -> None:
    levels = built_in_profiles().popularity
    medians: dict[Popularity, dict[tuple[str, str], float]] = {level: {} for level in Popularity}
    for seed, request in enumerate(requests(genres, mode=Mode.MATCH)):
        low, high = levels[request.popularity].band
        if artists_between(catalog, request.genres[0], low, high) < SIZE:
            continue
        chosen = recommend(request, catalog, np.random.default_rng(seed))
        key = (request.scores.top.value, request.genres[0])
        medians[request.popularity][key] = statistics.median(
            song.track.popularity for song in chosen.tracks
        )
    parts = ", ".join(
        f"{level} {statistics.median(of.values()):.0f}" for level, of in medians.items() if of
    )
    whole = set.intersection(*(set(of) for of in medians.values()))
    apart = [
        medians[Popularity.LOW][key]
        < medians[Popularity.MEDIUM][key]
        < medians[Popularity.MAINSTREAM][key]
        for key in whole
    ]
    print(f"popularity: median of the lists' medians {parts}")
    print(f"  levels in order where each has {SIZE} artists: {sum(apart)} of {len(apart)}")
    low, high = levels[Popularity.LOW].core
    filled = {genre for genre in genres if artists_between(catalog, genre, low, high) >= SIZE}
    around = [low <= m <= high for (_, g), m in medians[Popularity.LOW].items() if g in filled]
    print(
        f"  low lists with a median of {low:.0f} to {high:.0f} where the genre has {SIZE} artists "
        f"there: {sum(around)} of {len(around)}"
    )


def artists_between(catalog: Catalog, genre: str, low: float, high: float) -> int:
    """Different first artists of a genre's songs with a popularity in [low, high]."""
    rows = catalog.rows_of((genre,))
    values = catalog.popularity[rows]
    return len(np.unique(catalog.first_artists[rows[(values >= low) & (values <= high)]]))


def print_stability(catalog: Catalog, genres: tuple[str, ...]) -> None:
    for mode in Mode:
        overlaps, spread = [], []
        for number, request in enumerate(requests(genres, mode=mode)):
            seeds = (2 * number, 2 * number + 1)
            one, other = (recommend(request, catalog, np.random.default_rng(s)) for s in seeds)
            overlaps.append(jaccard(ids(one), ids(other)))
            spread.append(intra_list_diversity(mood(one, catalog).T))
        within = np.mean([LIKENESS[0] <= o <= LIKENESS[1] for o in overlaps])
        print(
            f"two seeds, {mode}: Jaccard {interval(np.array(overlaps))}, .2 to .6 in {within:.0%}; "
            f"diversity {np.mean(spread):.3f}"
        )


def print_paths(catalog: Catalog, genres: tuple[str, ...]) -> None:
    correlations, steps = [], []
    for seed, request in enumerate(requests(genres, mode=Mode.SHIFT)):
        profile = built_in_profiles().profiles["circumplex"]
        target = build_target(profile, request.scores, 0.0, Mode.SHIFT, SIZE)
        path = np.stack([target.features[name].low for name in MOOD])
        songs = mood(recommend(request, catalog, np.random.default_rng(seed)), catalog)
        travelled = path[:, -1] - path[:, 0]
        if np.abs(travelled).max() < MAX_STEP:
            continue  # happy, surprise and neutral hardly move
        correlations.append(spearman(travelled @ path, travelled @ songs))
        steps.append(np.abs(np.diff(songs, axis=1)).max())
    print(
        f"paths: Spearman with the target {interval(np.array(correlations))}, at least .9 in "
        f"{np.mean(np.array(correlations) >= FAITHFUL):.0%}; largest step "
        f"{interval(np.array(steps))}, at most .15 in {np.mean(np.array(steps) <= MAX_STEP):.0%}"
    )


def ours(profile: str) -> Chooser:
    """Lists of one of our profiles."""

    def choose(
        request: RecommendationRequest, catalog: Catalog, rng: np.random.Generator
    ) -> Floats:
        asked = RecommendationRequest(
            scores=request.scores,
            popularity=request.popularity,
            personalization=request.personalization,
            genres=request.genres,
            mode=request.mode,
            profile=profile,
            size=request.size,
        )
        return mood(recommend(asked, catalog, rng), catalog)

    return choose


def random_in_genre(
    request: RecommendationRequest, catalog: Catalog, rng: np.random.Generator
) -> Floats:
    """Any songs of the genre."""
    rows = rng.permutation(catalog.rows_of(request.genres))[: request.size]
    return np.stack([catalog.rank(name)[rows] for name in MOOD]).astype(np.float64)


def nearest_in_genre(
    request: RecommendationRequest, catalog: Catalog, _rng: np.random.Generator
) -> Floats:
    """The genre's nearest songs, whatever their popularity and artist: a lower bound."""
    rows = catalog.rows_of(request.genres)
    points = np.stack([catalog.rank(name)[rows] for name in MOOD]).astype(np.float64)
    gaps = np.abs(points - mood_target(request)[:, None]).sum(axis=0)
    return points[:, np.argsort(gaps, kind="stable")[: request.size]]


def mood_target(request: RecommendationRequest) -> Floats:
    """Valence and energy that the circumplex profile asks for, (2,) as percentiles."""
    profile = built_in_profiles().profiles["circumplex"]
    target = build_target(profile, request.scores, 0.0, Mode.MATCH, request.size)
    return np.array([float(target.features[name].low[0]) for name in MOOD])


def mood(chosen: Recommendation, catalog: Catalog) -> Floats:
    """Valence and energy percentiles of a list in order of play, (2, n)."""
    rows = [catalog.row_of(song.track.track_id) for song in chosen.tracks]
    return np.stack([catalog.rank(name)[rows] for name in MOOD]).astype(np.float64)


def ids(chosen: Recommendation) -> set[str]:
    return {song.track.track_id for song in chosen.tracks}


def spearman(one: Floats, other: Floats) -> float:
    ranks = [
        np.argsort(np.argsort(values, kind="stable")).astype(np.float64) for values in (one, other)
    ]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def interval(values: Floats) -> str:
    """Mean and its 95 % bootstrap interval."""
    rng = np.random.default_rng(0)
    means = [rng.choice(values, len(values)).mean() for _ in range(BOOTSTRAPS)]
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{values.mean():.3f} [{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    main()
