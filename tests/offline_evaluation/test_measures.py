"""What lists are judged by."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from humoresque.affect import Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.measures import Judge, ndcg, spearman, tempo_follows
from humoresque.offline_evaluation.points import MOOD, path_points, requested_mood
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.request import (
    Mode,
    MoodPoint,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from tests.catalog.made_up import made_up_catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(3_000, artists=1_500)


@pytest.fixture(scope="module")
def judge(catalog: Catalog) -> Judge:
    return Judge(catalog, built_in_profiles())


def asked(
    emotion: Emotion = Emotion.HAPPY, popularity: Popularity = Popularity.ANY, size: int = 10
) -> RecommendationRequest:
    return RecommendationRequest(
        scores=EmotionScores.certain(emotion),
        popularity=popularity,
        personalization=Personalization.LOW,
        genres=("pop",),
        mode=Mode.MATCH,
        size=size,
    )


def nearest(catalog: Catalog, emotion: Emotion, count: int = 10) -> np.ndarray:
    """Rows of pop nearest to an expression's point."""
    point = requested_mood(built_in_profiles().named("circumplex"), asked(emotion)).point
    rows = catalog.rows_of(("pop",))
    mood = np.stack([catalog.rank(name)[rows] for name in MOOD])
    return rows[np.argsort(np.abs(mood - point[:, None]).max(axis=0))[:count]]


def test_near_songs_are_hits_and_far_ones_are_not(catalog: Catalog, judge: Judge) -> None:
    cell = judge.cell(asked())
    assert cell.deliverable
    near = judge.judge_match(cell, nearest(catalog, Emotion.HAPPY))
    far = judge.judge_match(cell, nearest(catalog, Emotion.SAD))
    assert near["precision"] == 1.0
    assert far["precision"] == 0.0
    assert near["ndcg"] > 0.95
    assert far["ndcg"] < 0.05
    assert near["mae"] < 0.1 < far["mae"]
    assert near["genres"] == near["length"] == 1.0


def test_missing_songs_are_misses(catalog: Catalog, judge: Judge) -> None:
    judged = judge.judge_match(judge.cell(asked()), nearest(catalog, Emotion.HAPPY, 4))
    assert judged["precision"] == pytest.approx(0.4)
    assert judged["length"] == pytest.approx(0.4)


def test_an_empty_list_is_judged_too(judge: Judge) -> None:
    judged = judge.judge_match(judge.cell(asked()), np.empty(0, dtype=np.int32))
    assert judged["precision"] == 0.0
    assert np.isnan(judged["mae"])


def test_songs_of_other_genres_and_levels_gain_nothing(catalog: Catalog, judge: Judge) -> None:
    rows = nearest(catalog, Emotion.HAPPY)
    other = np.setdiff1d(catalog.rows_of(("jazz",)), catalog.rows_of(("pop",)))[:10]
    cell = judge.cell(asked(popularity=Popularity.MAINSTREAM))
    judged = judge.judge_match(cell, rows)
    assert judged["level"] == pytest.approx(float((catalog.popularity[rows] >= 70).mean()))
    assert judged["ndcg"] < 1.0
    assert judge.judge_match(cell, other)["genres"] == 0.0
    assert judge.judge_match(cell, other)["ndcg"] == 0.0


def test_a_cell_without_near_artists_cannot_deliver() -> None:
    few = made_up_catalog(600, artists=9)
    cell = Judge(few, built_in_profiles()).cell(asked())
    assert not cell.deliverable
    assert not cell.fills


def test_a_list_along_the_path_is_faithful(catalog: Catalog, judge: Judge) -> None:
    request = asked(Emotion.SAD)
    mood = requested_mood(built_in_profiles().named("circumplex"), request)
    points = np.stack([catalog.rank(name) for name in MOOD])
    rows = np.array(
        [
            np.argmin(np.abs(points - point[:, None]).max(axis=0))
            for point in path_points(mood, 10).T
        ]
    )
    onwards = judge.judge_shift(judge.cell(request), rows)
    backwards = judge.judge_shift(judge.cell(request), rows[::-1])
    assert onwards["spearman"] > 0.9
    assert backwards["spearman"] < -0.9
    assert onwards["path mae"] < 0.05
    assert onwards["steps kept"] == float(onwards["largest step"] <= 0.15)


def test_a_place_that_the_listener_picks_is_where_the_path_should_end(judge: Judge) -> None:
    request = replace(asked(), destination=MoodPoint(0.2, 0.3))
    mood = judge.cell(request).mood
    assert mood.destination is not None
    assert path_points(mood, 10)[:, -1] == pytest.approx([0.2, 0.3])


def test_a_path_that_hardly_moves_has_no_order(catalog: Catalog, judge: Judge) -> None:
    rows = nearest(catalog, Emotion.HAPPY)
    assert np.isnan(judge.judge_shift(judge.cell(asked()), rows)["spearman"])


def test_the_best_list_has_a_gain_of_one() -> None:
    ideal = np.array([1.0, 0.8, 0.5])
    assert ndcg(ideal, ideal, 3) == pytest.approx(1.0)
    assert 0.0 < ndcg(ideal[::-1], ideal, 3) < 1.0
    assert np.isnan(ndcg(ideal, np.zeros(3), 3))


def test_order_is_ranked() -> None:
    assert spearman(np.array([0.1, 0.2, 0.9])) == pytest.approx(1.0)
    assert spearman(np.array([0.9, 0.2, 0.1])) == pytest.approx(-1.0)


def test_half_and_double_time_follow() -> None:
    assert tempo_follows(np.array([60.0, 121.0, 119.0, 200.0])) == pytest.approx(2 / 3)
