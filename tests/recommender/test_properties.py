"""What holds for any request that the API admits."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from humoresque.affect import EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.catalog.schema import FACTS, FEATURES
from humoresque.recommender.errors import NoSongsLeftError
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.recommend import recommend
from humoresque.recommender.recommendation import Recommendation
from humoresque.recommender.request import Mode, RecommendationRequest
from humoresque.recommender.scoring import compared_values, range_distance, score_rows
from humoresque.recommender.sentences import LANGUAGES, load_templates, tell
from humoresque.recommender.target import build_target
from tests.catalog.made_up import INFO, made_up_catalog
from tests.recommender.made_up import emotion_scores, requests

SIZE, ARTISTS = 60, 40

seeds = st.integers(0, 2**32)
any_request = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def listed(catalog: Catalog, request: RecommendationRequest, seed: int = 0) -> Recommendation:
    """A list, or the one named reason why there is none."""
    try:
        return recommend(request, catalog, np.random.default_rng(seed))
    except NoSongsLeftError:
        left = [
            row
            for row in range(catalog.size)
            if catalog.track(row).track_id not in request.excluded
            and (request.explicit or not catalog.explicit[row])
        ]
        assert left == []
        assume(False)  # noqa: FBT003 - there is nothing more to see
        raise


@given(request=requests(size=SIZE, artists=ARTISTS), seed=seeds)
@any_request
def test_any_request_gets_a_list_that_keeps_the_filters_or_says_what_it_broke(
    small_catalog: Catalog, request: RecommendationRequest, seed: int
) -> None:
    chosen = listed(small_catalog, request, seed)
    codes = {message.code for message in chosen.relaxed}
    tracks = [song.track for song in chosen.tracks]
    artists = [name for track in tracks for name in set(track.artists)]
    assert 1 <= len(tracks) <= request.size
    assert len(tracks) == request.size or "fewer-songs" in codes
    assert len({track.track_id for track in tracks}) == len(tracks)
    assert len(set(artists)) == len(artists)
    assert [song.position for song in chosen.tracks] == list(range(1, len(tracks) + 1))
    assert not {track.track_id for track in tracks} & request.excluded
    assert request.explicit or not any(track.explicit for track in tracks)
    foreign = [track for track in tracks if not set(track.genres) & set(request.genres)]
    assert bool(foreign) == ("genres-few" in codes)
    heard = {track.track_id for track in tracks} & request.avoided
    assert bool(heard) == ("heard-lately" in codes)
    assert len(chosen.path) == len(tracks)
    for song in chosen.tracks:
        assert 0.0 <= song.score <= 1.0
        assert sum(term.contribution for term in song.terms) == pytest.approx(song.score, abs=1e-4)
        assert 1 <= len(song.reasons) <= 3
    known = {code for language in LANGUAGES for code in load_templates(language).sentences}
    for message in [*chosen.relaxed, *(m for song in chosen.tracks for m in song.reasons)]:
        assert message.code in known
        assert all(tell(message, language) != message.code for language in LANGUAGES)


@given(request=requests(size=SIZE, artists=ARTISTS), seed=seeds)
@settings(max_examples=40, deadline=None)
def test_the_same_request_catalog_and_seed_give_the_same_list(
    small_catalog: Catalog, request: RecommendationRequest, seed: int
) -> None:
    assert listed(small_catalog, request, seed) == listed(small_catalog, request, seed)


@given(request=requests(size=SIZE, artists=ARTISTS), seed=seeds)
@settings(max_examples=30, deadline=None)
def test_a_catalog_of_hardly_any_songs_gives_what_it_has(
    request: RecommendationRequest, seed: int
) -> None:
    tiny = made_up_catalog(12, artists=4)
    assume(set(request.genres) <= set(tiny.genres))
    assert len(listed(tiny, request, seed).tracks) <= 4


def differing_in(feature: str) -> Catalog:
    """Songs that are the same but for one feature, which takes many values of its scale."""
    many = made_up_catalog(40)
    facts = many.table.select(FACTS.names)
    for name in FACTS.names:
        if name not in {"track_id", "title", feature}:
            place = facts.column_names.index(name)
            facts = facts.set_column(place, name, facts[name].take([0] * many.size))
    return Catalog.from_facts(facts, INFO)


@pytest.mark.parametrize("profile", sorted(built_in_profiles().profiles))
@pytest.mark.parametrize("feature", [*FEATURES, "popularity"])
@given(scores=emotion_scores(), popularity=st.floats(0, 100), place=st.integers(0, 9))
@settings(max_examples=10, deadline=None)
def test_a_nearer_song_never_scores_lower_all_else_equal(
    profile: str, feature: str, scores: EmotionScores, popularity: float, place: int
) -> None:
    table = built_in_profiles().named(profile)
    mode = Mode.SHIFT if table.emotions[scores.top].shift else Mode.MATCH
    target = build_target(table, scores, popularity, mode, 10)
    catalog = differing_in(feature)
    rows = np.arange(catalog.size, dtype=np.int32)
    at = min(place, target.places - 1)
    found = score_rows(catalog, table, target, rows)[at]
    if feature not in {*target.features, "popularity"}:
        assert np.ptp(found) == 0.0
        return
    values = compared_values(catalog, table, feature, rows)
    low = high = target.popularity
    if feature != "popularity":
        low, high = (
            float(end[at]) for end in (target.features[feature].low, target.features[feature].high)
        )
    distance = range_distance(values, low, high, 1e9, circular=feature == "key")
    by_distance = np.argsort(distance, kind="stable")
    assert (np.diff(found[by_distance]) <= 1e-9).all()
