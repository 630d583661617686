"""Precision against moods that others gave to songs, by drawing the songs again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from humoresque.affect import Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.offline_evaluation.baselines import (
    ENGINE,
    KEYWORD,
    NEAREST,
    POPULAR,
    RANDOM,
    THESIS,
    Baselines,
)
from humoresque.offline_evaluation.bootstrap import Interval, Resampling, percentile_interval
from humoresque.offline_evaluation.labels import LabelledSongs, Mood
from humoresque.offline_evaluation.plan import Plan
from humoresque.offline_evaluation.points import MOOD
from humoresque.offline_evaluation.report import Line
from humoresque.recommender.profiles import Profiles
from humoresque.recommender.recommend import recommend
from humoresque.recommender.request import (
    Mode,
    MoodPoint,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.recommender.scoring import score_rows
from humoresque.recommender.target import build_target

AT = 30
MEAN = "mean"
# Seeds tried, and songs drawn again, for lists through the door.
_SEEDS = 20
_DRAWN_LISTS = 100
_GENRE = "labelled"

Floats = npt.NDArray[np.float64]

# The expression whose point is nearest to calm, which none of the seven is.
_EXPRESSIONS: Mapping[Mood, Emotion] = {
    Mood.HAPPY: Emotion.HAPPY,
    Mood.ANGRY: Emotion.ANGRY,
    Mood.SAD: Emotion.SAD,
    Mood.CALM: Emotion.NEUTRAL,
}
# Plain points of valence and energy: the corners, the centres of Russell & Mehrabian 1977, Warriner
# et al. 2013 and NRC-VAD (their mean), and the same pushed outwards; calm is where anger is led to.
_PLAIN: Mapping[str, Mapping[Mood, tuple[float, float]]] = {
    "corners": {
        Mood.HAPPY: (1.0, 1.0),
        Mood.ANGRY: (0.0, 1.0),
        Mood.SAD: (0.0, 0.0),
        Mood.CALM: (1.0, 0.0),
    },
    "centres": {
        Mood.HAPPY: (0.95, 0.71),
        Mood.ANGRY: (0.19, 0.76),
        Mood.SAD: (0.18, 0.34),
        Mood.CALM: (0.60, 0.30),
    },
    "pushed outwards": {
        Mood.HAPPY: (0.90, 0.78),
        Mood.ANGRY: (0.20, 0.85),
        Mood.SAD: (0.22, 0.25),
        Mood.CALM: (0.60, 0.30),
    },
    "further outwards": {
        Mood.HAPPY: (0.90, 0.78),
        Mood.ANGRY: (0.20, 0.92),
        Mood.SAD: (0.20, 0.20),
        Mood.CALM: (0.60, 0.30),
    },
}


def label_lines(
    catalog: Catalog, profiles: Profiles, plan: Plan, songs: LabelledSongs
) -> tuple[tuple[Line, ...], str]:
    """Precision@30 of every method for each mood, and their mean; and a note on them.

    All labelled songs are ranked for a mood, whatever their genre, artist and popularity; the
    intervals come from drawing the songs again. ``nearest`` is the best of several sets of plain
    points. A last line takes lists of thirty through the recommender's door, from a catalog of
    these songs alone, where no two share an artist.
    """
    drawn = Resampling(len(songs.rows), plan.seed)
    rankings, plain = _rankings(catalog, profiles, plan.profile, songs)
    values = {
        name: _by_mood(rankings[name], songs, drawn.counts) for name in (ENGINE, *plan.baselines)
    }
    lines = [
        Line(
            section="labels",
            measure=f"precision@{AT} {what}",
            where=f"{len(songs.rows):,} labelled songs",
            unit="songs",
            figures={name: _interval(of[what], drawn) for name, of in values.items()},
            differences={
                name: _interval(values[ENGINE][what] - of[what], drawn)
                for name, of in values.items()
                if name != ENGINE
            },
        )
        for what in (*Mood, MEAN)
    ]
    lines.append(_lists(catalog, profiles, plan, songs))
    shares = ", ".join(f"{mood} {songs.bearing(mood).mean():.2f}" for mood in Mood)
    return tuple(lines), f"labelled songs: {shares}; nearest: the best plain points, {plain}"


def _by_mood(
    scores: Mapping[Mood, Floats], songs: LabelledSongs, counts: npt.NDArray[np.float32]
) -> dict[str, Floats]:
    shares = {mood.value: _precision(scores[mood], songs.bearing(mood), counts) for mood in Mood}
    return {**shares, MEAN: np.mean(list(shares.values()), axis=0)}


def _precision(
    scores: Floats, hits: npt.NDArray[np.bool_], counts: npt.NDArray[np.float32]
) -> Floats:
    """Share of hits among the best ``AT``: of the songs as they are, then of every draw.

    Where all scores are the same, that is the share among all.
    """
    order = np.argsort(-scores, kind="stable")
    every = np.vstack([np.ones(len(order), dtype=counts.dtype), counts])[:, order]
    if scores.min() == scores.max():
        return every.astype(np.float64) @ hits[order] / len(order)
    before = np.cumsum(every, axis=1) - every
    taken = np.clip(AT - before, 0.0, every)
    shares: Floats = taken.astype(np.float64) @ hits[order] / AT
    return shares


def _interval(values: Floats, drawn: Resampling) -> Interval:
    return percentile_interval(float(values[0]), values[1:], drawn.counts.shape[1])


def _rankings(
    catalog: Catalog, profiles: Profiles, profile: str, songs: LabelledSongs
) -> tuple[dict[str, dict[Mood, Floats]], str]:
    """Scores of the labelled songs for every mood, by method, and which plain points did best."""
    rows = songs.rows
    simple = Baselines(catalog, profiles)
    popularity = catalog.popularity[rows].astype(np.float64)
    points = np.stack([catalog.rank(name)[rows] for name in MOOD]).astype(np.float64)
    plain = {
        name: {
            mood: -np.abs(points - np.array(point)[:, None]).sum(axis=0)
            for mood, point in of.items()
        }
        for name, of in _PLAIN.items()
    }
    once = np.empty((0, len(rows)), dtype=np.float32)
    best = max(
        plain,
        key=lambda name: sum(
            float(_precision(plain[name][mood], songs.bearing(mood), once)[0]) for mood in Mood
        ),
    )
    return {
        ENGINE: _scores(catalog, profiles, profile, songs),
        THESIS: _scores(catalog, profiles, THESIS, songs),
        NEAREST: plain[best],
        POPULAR: dict.fromkeys(Mood, popularity),
        KEYWORD: {
            mood: popularity + 101.0 * np.isin(rows, simple.containing(_EXPRESSIONS[mood]))
            for mood in Mood
        },
        RANDOM: dict.fromkeys(Mood, np.zeros(len(rows))),
    }, best


def _scores(
    catalog: Catalog, profiles: Profiles, profile: str, songs: LabelledSongs
) -> dict[Mood, Floats]:
    """The recommender's own scores for a mood; calm is the end of the path that leads there."""
    table = profiles.named(profile)
    scores = {}
    for mood, emotion in _EXPRESSIONS.items():
        calm = _calm(profiles, profile) if mood is Mood.CALM else None
        target = build_target(
            table,
            EmotionScores.certain(emotion),
            None,
            Mode.MATCH if calm is None else Mode.SHIFT,
            AT,
            destination=calm,
        )
        scores[mood] = score_rows(catalog, table, target, songs.rows)[-1]
    return scores


def _calm(profiles: Profiles, profile: str) -> MoodPoint | None:
    """Where the profile leads anger to; nowhere when it knows no path."""
    shift = profiles.named(profile).emotions[Emotion.ANGRY].shift
    return None if shift is None else MoodPoint(shift.valence, shift.energy)


def _lists(catalog: Catalog, profiles: Profiles, plan: Plan, songs: LabelledSongs) -> Line:
    """Lists of thirty through the door: mean over seeds, interval over songs drawn again."""

    def mean(rows: npt.NDArray[np.int64], number: int) -> float:
        some = _only(catalog, songs.rows[rows])
        return float(
            np.mean(
                [
                    _hits(
                        some,
                        profiles,
                        _thirty(profiles, plan.profile, mood),
                        songs.bearing(mood)[rows],
                        number,
                    )
                    for mood in Mood
                ]
            )
        )

    every = np.arange(len(songs.rows))
    rng = np.random.default_rng(plan.seed)
    value = float(np.mean([mean(every, number) for number in range(_SEEDS)]))
    again = [
        mean(rng.integers(len(every), size=len(every)), number) for number in range(_DRAWN_LISTS)
    ]
    figure = percentile_interval(value, np.array(again), len(every))
    return Line(
        "labels", f"lists of {AT}, {MEAN}", "through the door", "songs", {ENGINE: figure}, {}
    )


def _thirty(profiles: Profiles, profile: str, mood: Mood) -> RecommendationRequest:
    calm = _calm(profiles, profile) if mood is Mood.CALM else None
    return RecommendationRequest(
        scores=EmotionScores.certain(_EXPRESSIONS[mood]),
        popularity=Popularity.ANY,
        personalization=Personalization.LOW,
        genres=(_GENRE,),
        mode=Mode.MATCH if calm is None else Mode.SHIFT,
        profile=profile,
        size=AT,
        destination=calm,
    )


def _hits(
    catalog: Catalog,
    profiles: Profiles,
    request: RecommendationRequest,
    bearing: npt.NDArray[np.bool_],
    seed: int,
) -> float:
    """Share of a list that bears the mood."""
    chosen = recommend(request, catalog, np.random.default_rng(seed), profiles)
    rows = [catalog.row_of(song.track.track_id) for song in chosen.tracks]
    return float(bearing[rows].sum()) / AT


def _only(catalog: Catalog, rows: npt.NDArray[np.int32]) -> Catalog:
    """A catalog of these rows in one genre; a row drawn again is another song by another artist."""
    table = catalog.table.take(rows)
    heard: dict[int, int] = {}
    copies = []
    for row in rows.tolist():
        copies.append(heard.get(row, 0))
        heard[row] = copies[-1] + 1
    ids = [
        f"{known}#{copy}" for known, copy in zip(table["track_id"].to_pylist(), copies, strict=True)
    ]
    artists = [
        [f"{name}#{copy}" for name in names]
        for names, copy in zip(table["artists"].to_pylist(), copies, strict=True)
    ]
    columns = {
        "track_id": pa.array(ids),
        "artists": pa.array(artists),
        "genres": pa.array([[_GENRE]] * len(rows)),
    }
    for name, values in columns.items():
        table = table.set_column(table.schema.get_field_index(name), name, values)
    return Catalog.from_table(table, CatalogInfo(_GENRE, "Labelled songs.", catalog.provenance))
