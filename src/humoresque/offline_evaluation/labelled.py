"""Precision against moods that others gave to songs, by drawing the songs again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from humoresque.affect import EmotionScores
from humoresque.catalog.catalog import Catalog
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
from humoresque.offline_evaluation.labelled_lists import AT, EXPRESSIONS, calm_place, list_line
from humoresque.offline_evaluation.labels import LabelledSongs, Mood
from humoresque.offline_evaluation.plan import Plan
from humoresque.offline_evaluation.points import MOOD
from humoresque.offline_evaluation.report import Line
from humoresque.recommender.profiles import Profiles
from humoresque.recommender.request import Mode
from humoresque.recommender.scoring import score_rows
from humoresque.recommender.target import build_target

MEAN = "mean"

Floats = npt.NDArray[np.float64]

# Plain points of valence and energy: the corners, the centres of Russell & Mehrabian 1977, Warriner
# et al. 2013 and NRC-VAD (their mean), the places of the default profile, which lie further out,
# and its aims, where it leans to in reach of these; calm is where anger is led to.
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
    "places": {
        Mood.HAPPY: (0.90, 0.78),
        Mood.ANGRY: (0.20, 0.85),
        Mood.SAD: (0.22, 0.25),
        Mood.CALM: (0.60, 0.30),
    },
    "aims": {
        Mood.HAPPY: (0.90, 0.85),
        Mood.ANGRY: (0.12, 0.95),
        Mood.SAD: (0.20, 0.18),
        Mood.CALM: (0.60, 0.30),
    },
}


def label_lines(
    catalog: Catalog, profiles: Profiles, plan: Plan, songs: LabelledSongs
) -> tuple[tuple[Line, ...], str]:
    """Precision@30 of every method for each mood, and their mean; and a note on them.

    All labelled songs are ranked for a mood, whatever their genre, artist and popularity; the
    intervals come from drawing the songs again. ``nearest`` is the best of several sets of plain
    points; there is no level of popularity to be nearest in. A last line takes lists of thirty
    through the recommender's door, from a catalog of these songs alone,
    where no two share an artist.
    """
    drawn = Resampling(len(songs.rows), plan.seed)
    rankings, plain = _rankings(catalog, profiles, plan.profile, songs)
    values = {
        name: _by_mood(rankings[name], songs, drawn.counts)
        for name in (ENGINE, *plan.baselines)
        if name in rankings
    }
    lines = [
        Line(
            section="labels",
            measure=f"precision@{AT} {what}",
            where="labelled songs",
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
    lines.append(list_line(catalog, profiles, plan, songs))
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
            mood: popularity + 101.0 * np.isin(rows, simple.containing(EXPRESSIONS[mood]))
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
    for mood, emotion in EXPRESSIONS.items():
        calm = calm_place(profiles, profile) if mood is Mood.CALM else None
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
