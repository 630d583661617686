"""Lists of thirty labelled songs through the recommender's door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from humoresque.affect import Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.offline_evaluation.baselines import ENGINE, THESIS
from humoresque.offline_evaluation.bootstrap import percentile_interval
from humoresque.offline_evaluation.labels import LabelledSongs, Mood
from humoresque.offline_evaluation.plan import Plan
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

AT = 30
# Seeds tried, and songs drawn again.
_SEEDS = 20
_DRAWS = 100
_GENRE = "labelled"

Floats = npt.NDArray[np.float64]

# The expression whose point is nearest to calm, which none of the seven is.
EXPRESSIONS: Mapping[Mood, Emotion] = {
    Mood.HAPPY: Emotion.HAPPY,
    Mood.ANGRY: Emotion.ANGRY,
    Mood.SAD: Emotion.SAD,
    Mood.CALM: Emotion.NEUTRAL,
}


def list_line(catalog: Catalog, profiles: Profiles, plan: Plan, songs: LabelledSongs) -> Line:
    """Share of the songs that bear the mood, mean of the four moods.

    Lists come from a catalog of these songs alone, all of one genre; no two of a list share an
    artist. The mean is taken over seeds, the interval over songs drawn again. Of the baselines the
    thesis' table alone goes through the door.
    """
    profile_of = {ENGINE: plan.profile}
    if THESIS in plan.baselines:
        profile_of[THESIS] = THESIS
    every = np.arange(len(songs.rows))
    rng = np.random.default_rng(plan.seed)
    draws = [rng.integers(len(every), size=len(every)) for _ in range(_DRAWS)]

    def shares(profile: str, chosen: Sequence[npt.NDArray[np.int64]]) -> Floats:
        asked = {mood: _thirty(profiles, profile, mood) for mood in Mood}
        means = []
        for seed, rows in enumerate(chosen):
            some = _only(catalog, songs.rows[rows])
            moods = [
                _share(some, profiles, asked[mood], songs.bearing(mood)[rows], seed)
                for mood in Mood
            ]
            means.append(np.mean(moods))
        return np.array(means)

    seen = {name: shares(of, [every] * _SEEDS).mean() for name, of in profile_of.items()}
    drawn = {name: shares(of, draws) for name, of in profile_of.items()}
    return Line(
        section="labels",
        measure=f"lists of {AT}, mean",
        where="through the door",
        unit="songs",
        figures={
            name: percentile_interval(float(seen[name]), drawn[name], len(every)) for name in seen
        },
        differences={
            name: percentile_interval(
                float(seen[ENGINE] - seen[name]), drawn[ENGINE] - drawn[name], len(every)
            )
            for name in seen
            if name != ENGINE
        },
    )


def calm_place(profiles: Profiles, profile: str) -> MoodPoint | None:
    """Where the profile leads anger to; nowhere when it knows no path."""
    shift = profiles.named(profile).emotions[Emotion.ANGRY].shift
    return None if shift is None else MoodPoint(shift.valence, shift.energy)


def _share(
    catalog: Catalog,
    profiles: Profiles,
    request: RecommendationRequest,
    bearing: npt.NDArray[np.bool_],
    seed: int,
) -> float:
    """Share of a list that bears the mood; missing songs are misses."""
    chosen = recommend(request, catalog, np.random.default_rng(seed), profiles)
    places = [catalog.row_of(song.track.track_id) for song in chosen.tracks]
    return float(bearing[places].sum()) / request.size


def _thirty(profiles: Profiles, profile: str, mood: Mood) -> RecommendationRequest:
    calm = calm_place(profiles, profile) if mood is Mood.CALM else None
    return RecommendationRequest(
        scores=EmotionScores.certain(EXPRESSIONS[mood]),
        popularity=Popularity.ANY,
        personalization=Personalization.LOW,
        genres=(_GENRE,),
        mode=Mode.MATCH if calm is None else Mode.SHIFT,
        profile=profile,
        size=AT,
        destination=calm,
    )


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
