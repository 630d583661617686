import statistics
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from humoresque.affect import EMOTIONS, Emotion, EmotionScores
from humoresque.catalog.catalog import Catalog
from humoresque.recommender.metrics import jaccard
from humoresque.recommender.recommend import recommend
from humoresque.recommender.recommendation import Recommendation, RecommendedTrack
from humoresque.recommender.request import History, Opinion, Personalization
from humoresque.recommender.taste import taste_scores
from tests.recommender.made_up import asked

ARTISTS = tuple(f"Artist {n}" for n in range(300))
MINE = History(artists=ARTISTS)


def chosen(catalog: Catalog, seed: int = 0, **wishes: Any) -> Recommendation:
    return recommend(asked(**wishes), catalog, np.random.default_rng(seed))


def known(found: Recommendation) -> int:
    return sum(bool(set(song.track.artists[:1]) & set(ARTISTS)) for song in found.tracks)


def weight(song: RecommendedTrack, feature: str) -> float:
    return sum(term.weight for term in song.terms if term.feature == feature)


def codes(found: Recommendation) -> set[str]:
    return {reason.code for song in found.tracks for reason in song.reasons}


def test_novelty_leads_from_ones_own_artists_to_new_ones(catalog: Catalog) -> None:
    heard: dict[str, Any] = {"history": MINE, "personalization": Personalization.MEDIUM}
    counts = [
        statistics.mean(known(chosen(catalog, seed, **heard, novelty=novelty)) for seed in range(8))
        for novelty in (0.0, 0.5, 0.8, 1.0)
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[1] + 1
    assert counts[2] <= 4
    assert counts[-1] == 0
    assert "known-artist" in codes(chosen(catalog, **heard, novelty=0.0))
    assert "new-artist" in codes(chosen(catalog, **heard, novelty=1.0))


def test_where_all_artists_are_known_that_is_said(small_catalog: Catalog) -> None:
    found = chosen(small_catalog, history=MINE, personalization=Personalization.MEDIUM, novelty=1.0)
    assert "known-artists" in {message.code for message in found.relaxed}


def test_without_a_history_novelty_widens_what_a_seed_draws_from(catalog: Catalog) -> None:
    def likeness(novelty: float) -> float:
        lists = [
            {song.track.track_id for song in chosen(catalog, seed, novelty=novelty).tracks}
            for seed in range(10)
        ]
        return statistics.mean(map(jaccard, lists, lists[1:]))

    assert likeness(0.0) > likeness(0.5) > likeness(1.0)


@pytest.mark.parametrize("level", [Personalization.HIGH, Personalization.MEDIUM])
def test_taste_is_a_term_of_the_score_and_draws_songs_near_the_seeds(
    level: Personalization,
) -> None:
    starter = Catalog.starter()
    row = int(starter.rows_of(("rock",))[0])
    history = History(artists=starter.track(row).artists)
    seeds = range(10)
    plain = [chosen(starter, seed, genres=("pop",)) for seed in seeds]
    personal = [
        chosen(starter, seed, genres=("pop",), history=history, personalization=level)
        for seed in seeds
    ]
    assert all(found.seeds.artists == history.artists for found in personal)

    def suits(found: Recommendation) -> float:
        rows = np.array([starter.row_of(song.track.track_id) for song in found.tracks])
        return float(taste_scores(starter, personal[0].seeds, rows.astype(np.int32)).mean())

    assert statistics.mean(map(suits, personal)) > statistics.mean(map(suits, plain))
    assert all(weight(song, "taste") > 0 for found in personal for song in found.tracks)


def test_high_personalization_weighs_more_than_medium_and_low_nothing(
    catalog: Catalog,
) -> None:
    weights = [
        weight(chosen(catalog, history=MINE, personalization=level).tracks[0], "taste")
        for level in Personalization
    ]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] == 0.0


@pytest.mark.parametrize("novelty", [None, 0.0, 1.0])
@pytest.mark.parametrize("emotion", EMOTIONS)
def test_low_personalization_ignores_a_history_whatever_is_felt_or_wished(
    catalog: Catalog, emotion: Emotion, novelty: float | None
) -> None:
    wishes: dict[str, Any] = {"emotion": emotion, "novelty": novelty}
    low = chosen(catalog, history=MINE, **wishes)
    assert low == chosen(catalog, **wishes)
    assert low.seeds.artists == ()


def test_a_blend_of_expressions_that_ask_for_no_novelty_has_no_term_of_it(catalog: Catalog) -> None:
    shares = dict(zip(EMOTIONS, (0.1, 0.2, 0.3, 0.1, 0.2, 0.0, 0.1), strict=True))
    request = asked(history=MINE, personalization=Personalization.HIGH)
    found = recommend(
        replace(request, scores=EmotionScores(shares)), catalog, np.random.default_rng(0)
    )
    assert "novelty" not in {term.feature for song in found.tracks for term in song.terms}


def test_ones_own_artists_are_said(catalog: Catalog) -> None:
    found = [
        chosen(catalog, seed, history=MINE, personalization=Personalization.HIGH, novelty=0.0)
        for seed in range(5)
    ]
    assert "own-artist" in set().union(*map(codes, found))


def test_a_liked_song_lifts_its_artist_by_at_most_six_hundredths(catalog: Catalog) -> None:
    plain = chosen(catalog)
    disliked = plain.tracks[0].track
    heard = chosen(catalog, opinions=(Opinion(disliked.track_id, -1.0),))
    for song in heard.tracks:
        (term,) = (term for term in song.terms if term.feature == "opinions")
        assert term.weight == pytest.approx(0.12)
        assert 0.0 <= term.contribution <= 0.12
    before = {song.track.track_id: song.score for song in plain.tracks}
    for song in heard.tracks:
        if song.track.track_id in before:
            # The target's own terms share 0.88 of a score; opinions add 0 to 0.12.
            own = song.score - 0.88 * before[song.track.track_id]
            assert -1e-3 <= own <= 0.12 + 1e-3
            if song.track.track_id == disliked.track_id:
                assert own == pytest.approx(0.0, abs=1e-3)
                assert song.reasons[0].code == "disliked-artist"
