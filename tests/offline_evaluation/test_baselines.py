"""Simple ways of choosing songs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from humoresque.affect import Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.baselines import BASELINES, ENGINE, methods
from humoresque.offline_evaluation.errors import UnknownBaselineError
from humoresque.offline_evaluation.measures import Judge
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.request import (
    Mode,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from tests.catalog.made_up import INFO, made_up_catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(2_000, artists=1_000)


def asked(emotion: Emotion = Emotion.HAPPY, mode: Mode = Mode.MATCH) -> RecommendationRequest:
    return RecommendationRequest(
        scores=EmotionScores.certain(emotion),
        popularity=Popularity.ANY,
        personalization=Personalization.LOW,
        genres=("pop",),
        mode=mode,
    )


@pytest.mark.parametrize("name", [ENGINE, *BASELINES])
@pytest.mark.parametrize("mode", Mode)
def test_every_method_gives_ten_songs_of_the_genre(catalog: Catalog, name: str, mode: Mode) -> None:
    method = methods(catalog, built_in_profiles())[name]
    rows = method(asked(Emotion.SAD, mode), np.random.default_rng(0))
    assert len(set(rows.tolist())) == 10
    assert set(rows.tolist()) <= set(catalog.rows_of(("pop",)).tolist())


def test_the_most_popular_come_best_known_first(catalog: Catalog) -> None:
    rows = methods(catalog, built_in_profiles())["popular"](asked(), np.random.default_rng(0))
    popularity = catalog.popularity[catalog.rows_of(("pop",))]
    assert catalog.popularity[rows].tolist() == sorted(popularity.tolist(), reverse=True)[:10]


def test_nearest_is_nearer_than_random(catalog: Catalog) -> None:
    judge, known = Judge(catalog, built_in_profiles()), methods(catalog, built_in_profiles())
    cell = judge.cell(asked())
    near, far = (
        judge.judge_match(cell, known[name](asked(), np.random.default_rng(0)))["mae"]
        for name in ("nearest", "random")
    )
    assert near < far / 2


def test_nearest_follows_the_path(catalog: Catalog) -> None:
    judge, known = Judge(catalog, built_in_profiles()), methods(catalog, built_in_profiles())
    request = asked(Emotion.SAD, Mode.SHIFT)
    rows = known["nearest"](request, np.random.default_rng(0))
    assert judge.judge_shift(judge.cell(request), rows)["spearman"] > 0.9


@pytest.mark.parametrize("mode", Mode)
def test_nearest_in_level_keeps_level_and_artists_where_it_can(
    catalog: Catalog, mode: Mode
) -> None:
    known = methods(catalog, built_in_profiles())
    request = replace(asked(Emotion.SAD, mode), popularity=Popularity.LOW)
    rows = known["nearest-in-level"](request, np.random.default_rng(0))
    low, high = built_in_profiles().level(Popularity.LOW).band
    assert ((catalog.popularity[rows] >= low) & (catalog.popularity[rows] <= high)).all()
    assert len(set(catalog.first_artists[rows].tolist())) == 10


def test_nearest_in_level_leaves_a_thin_level_by_as_little_as_it_can() -> None:
    catalog = made_up_catalog(200)
    known = methods(catalog, built_in_profiles())
    request = replace(asked(), popularity=Popularity.MAINSTREAM, size=50)
    rows = known["nearest-in-level"](request, np.random.default_rng(0))
    popularity = catalog.popularity[rows]
    inside = int((popularity >= 70.0).sum())
    assert 0 < inside < len(rows)
    assert (popularity[:inside] >= 70.0).all()
    assert (np.diff(popularity[inside:]) <= 0.0).all()


def test_keyword_search_finds_words_and_not_parts_of_words(catalog: Catalog) -> None:
    table = catalog.table
    titles = table["title"].to_pylist()
    pop = catalog.rows_of(("pop",))
    titles[pop[0]], titles[pop[1]] = "HAPPY Together", "Unhappyish"
    titled = table.set_column(table.schema.get_field_index("title"), "title", pa.array(titles))
    known = methods(Catalog.from_table(titled, INFO), built_in_profiles())
    rows = known["keyword"](asked(), np.random.default_rng(0))
    assert rows[0] == pop[0]
    assert pop[1] not in rows or catalog.popularity[pop[1]] > 90


def test_a_baseline_that_there_is_not_is_named(catalog: Catalog) -> None:
    with pytest.raises(UnknownBaselineError, match="'best'; known are thesis-2024, nearest"):
        methods(catalog, built_in_profiles(), ["best"])
