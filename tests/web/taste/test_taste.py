from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.affect import Emotion, EmotionScores
from humoresque.recommender.request import (
    Opinion,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.web.accounts.models import Visitor
from humoresque.web.taste import models
from humoresque.web.taste.opinion import MOST_COUNTED
from humoresque.web.taste.taste import Listening, Taste, ranked_together, set_favourites, taste_of

NOW = datetime(2026, 7, 1, tzinfo=UTC)
WISHED = RecommendationRequest(
    scores=EmotionScores.certain(Emotion.HAPPY),
    popularity=Popularity.ANY,
    personalization=Personalization.HIGH,
    genres=("pop",),
)
names = st.lists(st.text(min_size=1, max_size=8), max_size=5).map(tuple)
ids = st.text("abc0123", min_size=1, max_size=5)


@pytest.fixture
def visitor() -> Visitor:
    return Visitor.objects.create()


def _say(visitor: Visitor, track_id: str, kind: str, days: float) -> None:
    models.Opinion.objects.create(
        visitor=visitor,
        track_id=track_id,
        kind=kind,
        title=track_id,
        artists=[],
        created_at=NOW - timedelta(days=days),
    )


@pytest.mark.django_db
def test_nobody_has_no_taste() -> None:
    assert taste_of(uuid.uuid4(), NOW) == Taste()


@pytest.mark.django_db
def test_opinions_fade_and_some_keep_songs_out(visitor: Visitor) -> None:
    _say(visitor, "liked", "like", 30)
    _say(visitor, "disliked", "dislike", 0)
    _say(visitor, "disliked long ago", "dislike", 3_000)
    _say(visitor, "not now", "not_now", 0)
    _say(visitor, "now again", "not_now", 30)
    taste = taste_of(visitor.id, NOW)
    assert {o.track_id: o.strength for o in taste.opinions} == {
        "liked": 0.5,
        "disliked": -1.0,
        "not now": -0.5,
        "now again": -0.25,
    }
    assert taste.excluded == {"disliked", "disliked long ago", "not now"}
    later = taste_of(visitor.id, NOW + timedelta(days=30))
    assert {o.track_id: o.strength for o in later.opinions}["liked"] == 0.25
    assert "not now" not in later.excluded


@pytest.mark.django_db
def test_of_very_many_opinions_the_strongest_count_and_no_disliked_song_comes_back(
    visitor: Visitor,
) -> None:
    for number in range(MOST_COUNTED):
        _say(visitor, f"new {number}", "like", 1)
    _say(visitor, "disliked long ago", "dislike", 90)
    taste = taste_of(visitor.id, NOW)
    assert {o.track_id for o in taste.opinions} == {f"new {n}" for n in range(MOST_COUNTED)}
    assert taste.excluded == {"disliked long ago"}


@pytest.mark.django_db
def test_favourites_come_before_the_history_and_count_once(visitor: Visitor) -> None:
    set_favourites(visitor.id, ["Nina Simone", "NINA SIMONE", "Björk"])
    models.ImportedHistory.objects.create(
        visitor=visitor, artists=["björk", "Can"], track_ids=["a"], summary={}
    )
    request = taste_of(visitor.id, NOW).added_to(WISHED)
    assert request.history.artists == ("Nina Simone", "Björk", "Can")
    assert request.history.track_ids == ("a",)


def test_of_two_rankings_each_has_its_say_everywhere() -> None:
    assert ranked_together("abcd", "xy") == ("a", "x", "b", "c", "y", "d")
    assert ranked_together((), "xy") == ("x", "y")
    assert ranked_together(["Can", "Björk"], ["BJÖRK", "can"], same=str.casefold) == (
        "Can",
        "BJÖRK",
    )
    assert ranked_together(["aB"], ["Ab"]) == ("aB", "Ab")  # ids differ by case alone


def test_what_spotify_told_stands_beside_what_was_imported_and_behind_favourites() -> None:
    heard = Listening(1, artists=("Can", "Neu!"), track_ids=("s1", "s2"))
    taste = Taste(favourites=("NEU!",), artists=("Björk",), track_ids=("h1",), spotify=heard)
    history = taste.added_to(WISHED).history
    assert history.artists == ("NEU!", "Can", "Björk")
    assert history.track_ids == ("s1", "h1", "s2")


def test_a_snapshot_from_before_spotify_is_read() -> None:
    stored = Taste(favourites=("Can",)).to_snapshot()
    del stored["spotify"]
    assert Taste.of_snapshot(stored) == Taste(favourites=("Can",))


@pytest.mark.django_db
def test_nothing_of_another_visitor_is_read(visitor: Visitor) -> None:
    other = Visitor.objects.create()
    set_favourites(other.id, ["Can"])
    _say(other, "a", "like", 0)
    models.ImportedHistory.objects.create(
        visitor=other, artists=["Can"], track_ids=["a"], summary={}
    )
    assert taste_of(visitor.id, NOW) == Taste()


@given(
    st.builds(
        Taste,
        favourites=names,
        artists=names,
        track_ids=names,
        spotify=st.none() | st.builds(Listening, st.integers(1, 9), names, names),
        opinions=st.dictionaries(ids, st.floats(-1, 1), max_size=5).map(
            lambda told: tuple(Opinion(*item) for item in told.items())
        ),
        excluded=st.frozensets(ids, max_size=5),
    )
)
def test_a_snapshot_gives_the_same_taste_again(taste: Taste) -> None:
    stored = json.loads(json.dumps(taste.to_snapshot()))
    assert Taste.of_snapshot(stored) == taste
    assert Taste.of_snapshot(stored).added_to(WISHED) == taste.added_to(WISHED)
