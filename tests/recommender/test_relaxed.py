from typing import Any

import numpy as np

from humoresque.affect import Emotion
from humoresque.catalog.catalog import Catalog
from humoresque.recommender.candidates import Candidates, find_candidates
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.recommend import recommend
from humoresque.recommender.relaxed import describe_relaxed
from humoresque.recommender.request import Mode, Popularity
from humoresque.recommender.sentences import tell
from tests.recommender.made_up import asked, level


def chosen(
    catalog: Catalog, *, inside: int, outside: int = 0, foreign: int = 0, heard: int = 0
) -> Candidates:
    own = catalog.rows_of(("pop",))[: inside + outside]
    other = np.setdiff1d(catalog.rows_of(("jazz",)), catalog.rows_of(("pop",)))[:foreign]
    place = np.arange(len(own) + len(other))
    return Candidates(
        np.concatenate([own, other]),
        in_genre=place < inside + outside,
        in_band=place < inside,
        gap=(place >= inside).astype(np.float32),
        preferred=place < inside,
        avoided=place < heard,
        reserve=(place < heard).astype(np.int64),
    )


def said(catalog: Catalog, kept: Candidates, mode: Mode = Mode.MATCH, **wishes: Any) -> list[str]:
    request = asked(**wishes)
    wished = level(request.popularity)
    offered = find_candidates(catalog, request, wished)
    messages = describe_relaxed(request, catalog, wished, offered=offered, chosen=kept, mode=mode)
    return [tell(message) for message in messages]


def test_what_was_kept_is_not_mentioned(catalog: Catalog) -> None:
    assert said(catalog, chosen(catalog, inside=10)) == []


def test_songs_outside_the_level_are_counted_in_plain_words(small_catalog: Catalog) -> None:
    kept = chosen(small_catalog, inside=0, outside=10)
    values = small_catalog.popularity[kept.rows]
    span = f"{values.min():.0f}–{values.max():.0f}"  # noqa: RUF001 - a span
    assert said(small_catalog, kept, popularity=Popularity.MAINSTREAM) == [
        (
            "There is no song of pop with mainstream popularity (70 to 100) to choose from: "
            f"10 songs come from outside that range ({span})."
        )
    ]


def test_a_song_from_outside_for_its_mood_is_not_blamed_on_the_genre(catalog: Catalog) -> None:
    kept = chosen(catalog, inside=9, outside=1)
    popularity = f"{catalog.popularity[kept.rows[-1]]:.0f}"
    assert said(catalog, kept) == [
        f"One song comes from outside medium popularity (45 to 69), nearer the mood: {popularity}."
    ]
    assert said(catalog, kept, Mode.SHIFT, popularity=52.0) == [
        (
            "One song comes from outside the popularity you chose (31 to 60), so that the way has "
            f"no break: {popularity}."
        )
    ]


def test_songs_of_other_genres_repeats_and_a_short_list_are_said(small_catalog: Catalog) -> None:
    kept = chosen(small_catalog, inside=5, foreign=2, heard=1)
    assert said(small_catalog, kept, genres=("pop", "folk"), size=30) == [
        "Too few artists of pop and folk are left to choose from: 2 songs come from jazz.",
        "One song was in a list of yours lately: nothing else was left.",
        "Only 7 songs were found that share no artist.",
    ]


def test_songs_that_a_wish_leaves_out_are_no_songs_to_choose_from(catalog: Catalog) -> None:
    rows = catalog.rows_of(("pop",))
    medium = rows[(catalog.popularity[rows] >= 45) & (catalog.popularity[rows] <= 69)]
    ids = [catalog.track(row).track_id for row in medium.tolist()]
    kept = chosen(catalog, inside=0, outside=10)
    (few,) = said(catalog, kept, excluded=frozenset(ids[4:]))
    assert few.startswith("There are too few artists of pop with medium popularity (45 to 69)")
    (none,) = said(catalog, kept, excluded=frozenset(ids))
    assert none.startswith("There is no song of pop with medium popularity (45 to 69)")


def test_songs_that_lie_far_from_the_mood_are_counted(catalog: Catalog) -> None:
    profile = built_in_profiles().named("circumplex")
    for seed, emotion in enumerate(Emotion):
        request = asked(emotion, mode=Mode.MATCH)
        found = recommend(request, catalog, np.random.default_rng(seed))
        reach = profile.emotions[emotion].tolerance
        far = sum(
            max(
                abs(song.mood.valence - song.target.valence),
                abs(song.mood.energy - song.target.energy),
            )
            > reach
            for song in found.tracks
        )
        told = [m.values["count"] for m in found.relaxed if m.code == "mood-few"]
        assert told == ([far] if far else [])
