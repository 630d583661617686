"""Figures of a report as PNG files; needs Matplotlib.

Colours are Okabe and Ito's (2008), which colour-blind people tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from humoresque.affect import Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.points import MOOD, requested_mood
from humoresque.offline_evaluation.report import Line, Report
from humoresque.recommender.profiles import Profiles
from humoresque.recommender.recommend import recommend
from humoresque.recommender.recommendation import Recommendation
from humoresque.recommender.request import Mode, Personalization, Popularity, RecommendationRequest

_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#777777")
_DRAWN = (
    (Emotion.HAPPY, Mode.MATCH),
    (Emotion.ANGRY, Mode.MATCH),
    (Emotion.SAD, Mode.MATCH),
    (Emotion.SURPRISE, Mode.MATCH),
    (Emotion.SAD, Mode.SHIFT),
    (Emotion.ANGRY, Mode.SHIFT),
    (Emotion.FEAR, Mode.SHIFT),
    (Emotion.DISGUST, Mode.SHIFT),
)

Rows = npt.NDArray[np.int32]


def plot_mood_maps(
    catalog: Catalog, profiles: Profiles, genre: str, path: Path, *, profile: str, seed: int
) -> None:
    """Eight lists of one genre on the mood map: what was asked for, the path and the ten songs."""
    figure = Figure((15, 8), layout="constrained")
    panels = figure.subplots(2, 4, sharex=True, sharey=True)
    for axes, (emotion, mode) in zip(panels.flat, _DRAWN, strict=True):
        request = RecommendationRequest(
            scores=EmotionScores.certain(emotion),
            popularity=Popularity.ANY,
            personalization=Personalization.LOW,
            genres=(genre,),
            mode=mode,
            profile=profile,
        )
        chosen = recommend(request, catalog, np.random.default_rng(seed), profiles)
        _draw_genre(axes, catalog, catalog.rows_of((genre,)))
        _draw_list(axes, chosen)
        mood = requested_mood(profiles.named(profile), request)
        low = mood.point - mood.tolerance
        box = Rectangle((low[0], low[1]), 2 * mood.tolerance, 2 * mood.tolerance)
        box.set(fill=False, edgecolor=_COLOURS[1], linestyle="--")
        axes.add_patch(box)
        leads_to = f" → {chosen.destination}" if chosen.destination else ""
        axes.set(title=f"{emotion}, {mode}{leads_to}", xlim=(0, 1), ylim=(0, 1))
    for axes in panels[-1]:
        axes.set_xlabel("valence, share of the catalog")
    for axes in panels[:, 0]:
        axes.set_ylabel("energy, share of the catalog")
    figure.suptitle(f"Ten songs of {genre} in order of play, seed {seed}")
    _save(figure, path)


def plot_precision(report: Report, path: Path) -> None:
    """Precision of every method as bars with intervals: the requested mood, and others' labels."""
    mood = [
        line
        for line in report.lines
        if line.measure == "mood precision@10" and line.where in _PLACES
    ]
    labelled = [line for line in report.lines if line.section == "labels"]
    groups = [group for group in (mood, labelled) if group]
    figure = Figure((7.5 * len(groups), 5), layout="constrained")
    panels = figure.subplots(1, len(groups), squeeze=False)
    for axes, group in zip(panels.flat, groups, strict=True):
        _draw_bars(axes, group, report.methods)
    if mood:
        panels[0, 0].set_title("mood precision@10: songs near the requested point")
    if labelled:
        panels[0, -1].set_title("precision@30: songs that others labelled so")
    figure.legend(*panels[0, 0].get_legend_handles_labels(), loc="outside lower center",
                  ncols=len(report.methods))  # fmt: skip
    figure.suptitle(f"{report.engine} on {report.catalog}, 95 % bootstrap intervals")
    _save(figure, path)


_PLACES = ("one genre, any popularity", "all cells", "all deliverable")


def _draw_genre(axes: Axes, catalog: Catalog, rows: Rows) -> None:
    valence, energy = (catalog.rank(name)[rows] for name in MOOD)
    axes.scatter(valence, energy, s=4, color=_COLOURS[-1], alpha=0.25, linewidths=0)


def _draw_list(axes: Axes, chosen: Recommendation) -> None:
    asked = np.array([[point.valence, point.energy] for point in chosen.path]).T
    axes.plot(*asked, color=_COLOURS[1], marker="+", linewidth=1.5)
    songs = np.array([[song.mood.valence, song.mood.energy] for song in chosen.tracks]).T
    axes.plot(*songs, color=_COLOURS[0], marker="o", markersize=4, linewidth=0.7, alpha=0.8)
    for number, at in enumerate(songs.T, 1):
        axes.annotate(str(number), (float(at[0]), float(at[1])), xytext=(4, 3),
                      textcoords="offset points", fontsize=8)  # fmt: skip


def _draw_bars(axes: Axes, lines: Sequence[Line], methods: Sequence[str]) -> None:
    width = 0.85 / len(methods)
    for place, name in enumerate(methods):
        has = [(at, line.figures[name]) for at, line in enumerate(lines) if name in line.figures]
        at = np.array([x for x, _ in has]) + (place - (len(methods) - 1) / 2) * width
        values = np.array([of.value for _, of in has])
        reach = np.array(
            [[max(of.value - of.low, 0.0), max(of.high - of.value, 0.0)] for _, of in has]
        )
        axes.bar(at, values, width, color=_COLOURS[place % len(_COLOURS)], label=name,
                 yerr=reach.T, capsize=2, error_kw={"linewidth": 0.8})  # fmt: skip
    names = [
        line.where if line.section == "match" else line.measure.removeprefix("precision@30 ")
        for line in lines
    ]
    axes.set_xticks(range(len(lines)), [name.replace(", ", ",\n") for name in names])
    axes.set(ylim=(0, 1.02), ylabel="precision")
    axes.grid(axis="y", alpha=0.3)


def _save(figure: Figure, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)
