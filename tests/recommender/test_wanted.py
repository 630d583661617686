import dataclasses
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from humoresque.affect import Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.catalog.catalog_source import Wanted
from humoresque.catalog.postgres.address import DatabaseAddress
from humoresque.catalog.postgres.push import push_catalog
from humoresque.catalog.postgres.source import PostgresCatalog
from humoresque.recommender.errors import UnknownProfileError
from humoresque.recommender.recommend import recommend
from humoresque.recommender.request import (
    History,
    Mode,
    MoodPoint,
    Opinion,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.recommender.wanted import wanted
from tests.catalog.made_up import made_up_catalog
from tests.catalog.postgres.cluster import Cluster

REQUEST = RecommendationRequest(
    scores=EmotionScores.certain(Emotion.SAD),
    popularity=Popularity.MEDIUM,
    personalization=Personalization.LOW,
    genres=("pop", "rock"),
    mode=Mode.MATCH,
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(12_000, artists=4_000)


@pytest.fixture(scope="module")
def source(cluster: Cluster, catalog: Catalog) -> Iterator[PostgresCatalog]:
    dsn = cluster.new_database("wanted")
    push_catalog(catalog, DatabaseAddress.parse(dsn))
    with closing(PostgresCatalog(dsn)) as source:
        yield source


def test_a_match_asks_for_songs_around_the_point_of_its_path() -> None:
    catalog = made_up_catalog()
    asked = wanted(REQUEST)
    path = recommend(REQUEST, catalog, np.random.default_rng(0)).path
    assert asked.genres == ("pop", "rock")
    assert asked.points == ((path[0].valence, path[0].energy),)
    assert isinstance(asked, Wanted)


def test_a_shift_asks_for_songs_along_the_whole_path() -> None:
    request = dataclasses.replace(REQUEST, destination=MoodPoint(0.9, 0.1), mode=None, size=12)
    points = wanted(request).points
    assert len(points) == 12
    assert points[-1] == pytest.approx((0.9, 0.1))
    assert points[0] == wanted(REQUEST).points[0]


def test_popularity_is_a_band_or_none() -> None:
    band = wanted(REQUEST).popularity
    assert band is not None
    assert 0 <= band[0] < band[1] <= 100
    low = wanted(dataclasses.replace(REQUEST, popularity=0.0)).popularity
    assert low is not None
    assert low[0] == 0.0
    assert wanted(dataclasses.replace(REQUEST, popularity=Popularity.ANY)).popularity is None


def test_taste_and_the_explicit_filter_are_passed_on() -> None:
    request = dataclasses.replace(
        REQUEST,
        history=History(artists=("Ann",), track_ids=("one",)),
        opinions=(Opinion("two", 1.0),),
        explicit=False,
    )
    asked = wanted(request)
    assert (asked.artists, asked.track_ids, asked.explicit) == (("Ann",), ("one", "two"), False)


def test_a_profile_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownProfileError):
        wanted(dataclasses.replace(REQUEST, profile="none"))


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("emotion", [Emotion.ANGRY, Emotion.FEAR, Emotion.HAPPY, Emotion.SAD])
def test_a_list_from_the_database_is_as_good_as_one_from_memory(
    emotion: Emotion, mode: Mode, source: PostgresCatalog, catalog: Catalog
) -> None:
    request = dataclasses.replace(
        REQUEST,
        scores=EmotionScores.certain(emotion),
        mode=mode,
        explicit=False,
        personalization=Personalization.HIGH,
        history=History(artists=("artist 7", "Artist 8", "nobody")),
    )
    candidates = source.narrowed(wanted(request))
    assert candidates.size < catalog.size / 3
    near, full = (
        [recommend(request, songs, np.random.default_rng(seed)) for seed in range(6)]
        for songs in (candidates, catalog)
    )
    scores = [
        np.mean([song.score for found in lists for song in found.tracks]) for lists in (near, full)
    ]
    assert scores[0] == pytest.approx(scores[1], abs=0.03)
    assert {found.path for found in near} == {found.path for found in full}
    assert [found.seeds for found in near] == [found.seeds for found in full]
    assert not any(song.track.explicit for found in near for song in found.tracks)
