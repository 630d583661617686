import itertools
import statistics
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.affect import EMOTIONS, Emotion
from humoresque.catalog.catalog import Catalog
from humoresque.recommender.errors import UnknownGenreError, UnknownProfileError
from humoresque.recommender.metrics import jaccard
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.recommend import appraise, recommend
from humoresque.recommender.recommendation import Recommendation
from humoresque.recommender.request import (
    History,
    Mode,
    MoodPoint,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.recommender.sentences import tell
from humoresque.recommender.target import MAX_STEP, build_target
from tests.recommender.made_up import asked, level, requests

seeds = st.integers(0, 2**32)


def songs(chosen: Recommendation) -> list[str]:
    return [song.track.track_id for song in chosen.tracks]


def chosen_from(catalog: Catalog, request: RecommendationRequest, seed: int = 0) -> Recommendation:
    return recommend(request, catalog, np.random.default_rng(seed))


def mood(
    chosen: Recommendation, catalog: Catalog
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    rows = [catalog.row_of(track_id) for track_id in songs(chosen)]
    return np.stack([catalog.rank(n)[rows] for n in ("valence", "energy")]).astype(np.float64)


@given(request=requests(plain=True), seed=seeds)
@settings(max_examples=60, deadline=None)
def test_every_request_gets_a_whole_list_of_its_genres_and_level(
    catalog: Catalog, request: RecommendationRequest, seed: int
) -> None:
    chosen = chosen_from(catalog, request, seed)
    artists = [name for song in chosen.tracks for name in set(song.track.artists)]
    assert len(set(songs(chosen))) == request.size
    assert len(set(artists)) == len(artists)
    assert [song.position for song in chosen.tracks] == list(range(1, request.size + 1))
    for song in chosen.tracks:
        assert set(song.track.genres) & set(request.genres)
        assert 0.0 <= song.score <= 1.0
        assert 1 <= len(song.reasons) <= 3
        assert all(tell(reason, "pl").endswith(".") for reason in song.reasons)
        assert sum(term.contribution for term in song.terms) == pytest.approx(song.score, abs=1e-4)
    low, high = level(request.popularity).band
    assert low <= statistics.median(s.track.popularity for s in chosen.tracks) <= high


@given(request=requests(plain=True), seed=seeds)
@settings(max_examples=40, deadline=None)
def test_a_low_list_of_a_full_genre_lies_around_its_target(
    catalog: Catalog, request: RecommendationRequest, seed: int
) -> None:
    low = replace(request, popularity=Popularity.LOW)
    chosen = chosen_from(catalog, low, seed)
    values = [song.track.popularity for song in chosen.tracks]
    assert 10 <= statistics.median(values) <= 35
    said = any(message.code.startswith("popularity-for") for message in chosen.relaxed)
    assert said == (min(values) < 5 or max(values) > 44)


def test_personalization_without_a_history_changes_no_song_and_says_so(catalog: Catalog) -> None:
    high, medium, low = (
        chosen_from(catalog, asked(personalization=personalization))
        for personalization in Personalization
    )
    assert high.tracks == medium.tracks == low.tracks
    assert [message.code for message in high.relaxed] == ["no-taste"]
    assert medium.relaxed == low.relaxed == ()


def test_a_history_that_the_catalog_does_not_know_is_told(catalog: Catalog) -> None:
    history = History(artists=("Nobody At All",))
    for personalization in (Personalization.HIGH, Personalization.MEDIUM):
        found = chosen_from(catalog, asked(personalization=personalization, history=history))
        assert [message.code for message in found.relaxed] == ["no-history"]


@pytest.mark.parametrize("mode", Mode)
def test_another_seed_gives_another_list_that_shares_some_songs(
    mode: Mode, catalog: Catalog
) -> None:
    overlaps = [
        jaccard(
            songs(chosen_from(catalog, asked(emotion, mode=mode), 2 * n)),
            songs(chosen_from(catalog, asked(emotion, mode=mode), 2 * n + 1)),
        )
        for n, emotion in itertools.product(range(6), EMOTIONS)
    ]
    assert 0.2 <= statistics.mean(overlaps) <= 0.6


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_lists_lie_nearer_to_the_mood_asked_for_than_chance(
    emotion: Emotion, catalog: Catalog
) -> None:
    chosen = chosen_from(catalog, asked(emotion, mode=Mode.MATCH))
    profile = built_in_profiles().named("circumplex")
    point = build_target(profile, asked(emotion).scores, 0.0, Mode.MATCH, 10).mood
    rows = catalog.rows_of(("pop",))
    chance = np.stack([catalog.rank(n)[rows] for n in ("valence", "energy")])
    assert np.abs(mood(chosen, catalog) - point).mean() < 0.5 * np.abs(chance - point).mean()


@pytest.mark.parametrize("emotion", [Emotion.ANGRY, Emotion.FEAR, Emotion.SAD, Emotion.DISGUST])
def test_a_shift_leads_the_songs_along_its_path(emotion: Emotion, catalog: Catalog) -> None:
    chosen = chosen_from(catalog, asked(emotion, mode=Mode.SHIFT, genres=("pop", "rock")))
    profile = built_in_profiles().named("circumplex")
    path = build_target(profile, asked(emotion).scores, 0.0, Mode.SHIFT, 10).mood
    played = mood(chosen, catalog)
    assert chosen.mode is Mode.SHIFT
    assert np.abs(played - path).mean() < 0.12
    assert np.abs(np.diff(played, axis=1)).max() <= MAX_STEP
    assert chosen.tracks[0].reasons[0].code == "step"
    assert pytest.approx(path) == np.array([[p.valence, p.energy] for p in chosen.path]).T


@pytest.mark.parametrize("profile", ["circumplex", "thesis-2024"])
def test_a_shift_leads_to_whatever_place_is_chosen(profile: str, catalog: Catalog) -> None:
    there = MoodPoint(0.35, 0.65)
    request = asked(Emotion.SAD, destination=there, profile=profile, genres=("pop", "rock"))
    chosen = chosen_from(catalog, request)
    played = mood(chosen, catalog)
    assert (chosen.mode, chosen.destination) == (Mode.SHIFT, "chosen")
    assert (chosen.path[-1].valence, chosen.path[-1].energy) == pytest.approx(
        (0.35, 0.65), abs=0.01
    )
    assert np.abs(played[:, -1] - [0.35, 0.65]).max() < 0.1
    assert chosen.tracks[-1].target == chosen.path[-1]


def test_fear_is_soothed_unless_asked_to_match(catalog: Catalog) -> None:
    assert chosen_from(catalog, asked(Emotion.FEAR)).mode is Mode.SHIFT
    assert chosen_from(catalog, asked(Emotion.FEAR, mode=Mode.MATCH)).mode is Mode.MATCH


def test_a_profile_without_shifts_matches_and_says_so(catalog: Catalog) -> None:
    chosen = chosen_from(catalog, asked(mode=Mode.SHIFT, profile="thesis-2024"))
    assert chosen.mode is Mode.MATCH
    assert tell(chosen.relaxed[-1]) == (
        "The profile thesis-2024 leads nowhere from happiness: the list stays with the mood."
    )


def test_medians_rise_with_a_popularity_asked_for_as_a_number(catalog: Catalog) -> None:
    medians = []
    for value in range(0, 101, 10):
        chosen = chosen_from(catalog, asked(popularity=float(value), mode=Mode.MATCH))
        medians.append(statistics.median(song.track.popularity for song in chosen.tracks))
    assert all(one <= other + 3 for one, other in itertools.pairwise(medians))
    assert medians[0] < 15
    assert medians[-1] > 60


def test_the_engine_names_profile_and_version(catalog: Catalog) -> None:
    assert chosen_from(catalog, asked()).engine == "humoresque-circumplex/2"
    assert chosen_from(catalog, asked(profile="thesis-2024")).engine == "humoresque-thesis-2024/2"


def test_unknown_genres_and_profiles_are_refused(catalog: Catalog) -> None:
    with pytest.raises(UnknownGenreError):
        chosen_from(catalog, asked(genres=("polka",)))
    with pytest.raises(UnknownProfileError):
        chosen_from(catalog, asked(profile="none"))


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_the_starter_serves_every_expression_in_every_genre(emotion: Emotion) -> None:
    starter = Catalog.starter()
    for genre, popularity in itertools.product(starter.genres, Popularity):
        chosen = chosen_from(starter, asked(emotion, genres=(genre,), popularity=popularity))
        assert len(chosen.tracks) == 10
        assert all(genre in song.track.genres for song in chosen.tracks)


@pytest.mark.parametrize("mode", Mode)
def test_the_starter_serves_the_longest_list_in_every_genre(mode: Mode) -> None:
    starter = Catalog.starter()
    for genre in starter.genres:
        chosen = chosen_from(starter, asked(genres=(genre,), size=50, mode=mode))
        assert len(chosen.tracks) == 50, genre
        kept = sum(genre in song.track.genres for song in chosen.tracks)
        assert kept == 50 or any(said.code == "genres-few" for said in chosen.relaxed)


@pytest.mark.data
def test_popularity_medians_of_the_full_catalog_never_overlap(full_catalog: Catalog) -> None:
    levels = built_in_profiles().popularity
    compared = 0
    for genre in full_catalog.genres[::4]:
        rows = full_catalog.rows_of((genre,))
        for popularity, wanted in levels.items():
            low, high = wanted.core
            values = full_catalog.popularity[rows]
            inside = rows[(values >= low) & (values <= high)]
            if len(np.unique(full_catalog.first_artists[inside])) < 10:
                continue
            request = asked(genres=(genre,), popularity=popularity)
            chosen = chosen_from(full_catalog, request)
            median = statistics.median(s.track.popularity for s in chosen.tracks)
            assert low <= median <= high, (genre, popularity)
            compared += 1
    assert compared >= 60


@pytest.mark.data
def test_lists_of_the_full_catalog_keep_the_mood_better_than_the_thesis_and_chance(
    full_catalog: Catalog,
) -> None:
    profile = built_in_profiles().named("circumplex")
    errors: dict[str, list[float]] = {"circumplex": [], "thesis-2024": [], "chance": []}
    for seed, (emotion, genre) in enumerate(itertools.product(EMOTIONS, full_catalog.genres[::6])):
        point = build_target(profile, asked(emotion).scores, 0.0, Mode.MATCH, 10).mood
        for name in ("circumplex", "thesis-2024"):
            request = asked(emotion, genres=(genre,), mode=Mode.MATCH, profile=name)
            chosen = chosen_from(full_catalog, request, seed)
            errors[name].append(float(np.abs(mood(chosen, full_catalog) - point).mean()))
        rows = np.random.default_rng(seed).choice(full_catalog.rows_of((genre,)), 10)
        chance = np.stack([full_catalog.rank(n)[rows] for n in ("valence", "energy")])
        errors["chance"].append(float(np.abs(chance - point).mean()))
    means = {name: statistics.mean(values) for name, values in errors.items()}
    assert means["circumplex"] < 0.14
    assert means["circumplex"] < 0.6 * means["thesis-2024"]
    assert means["circumplex"] < 0.5 * means["chance"]


@pytest.mark.parametrize("mode", Mode)
def test_a_level_with_too_few_artists_for_a_list_gives_all_that_it_has(
    catalog: Catalog, mode: Mode
) -> None:
    rows = catalog.rows_of(("pop",))
    mainstream = rows[catalog.popularity[rows] >= 70]
    _, firsts = np.unique(catalog.first_artists[mainstream], return_index=True)
    for artists in (3, 5, 8):
        kept = mainstream[firsts[:artists]]
        others = np.setdiff1d(mainstream, kept).tolist()
        wishes = asked(
            popularity=Popularity.MAINSTREAM,
            mode=mode,
            excluded=frozenset(catalog.track(row).track_id for row in others),
        )
        popularity = [song.track.popularity for song in chosen_from(catalog, wishes).tracks]
        inside = [value for value in popularity if value >= 70]
        assert len(inside) >= min(artists, 6) - 1  # two of them may share a second artist


def test_a_list_of_few_artists_still_leads_to_its_destination() -> None:
    starter = Catalog.starter()
    solo = {
        starter.track(row).artists[0]: row
        for row in range(starter.size)
        if len(starter.track(row).artists) == 1
    }
    left = set([*solo.values()][:5])
    request = asked(
        Emotion.SAD,
        genres=starter.track(min(left)).genres[:1],
        mode=Mode.SHIFT,
        excluded=frozenset(
            starter.track(row).track_id for row in range(starter.size) if row not in left
        ),
    )
    found = chosen_from(starter, request)
    assert len(found.tracks) == len(found.path) == 5
    assert found.tracks[-1].target == MoodPoint(0.75, 0.60)
    last = found.tracks[-1].reasons[0]
    assert (last.code, last.values["step"], last.values["steps"]) == ("step", 5, 5)
    assert "fewer-songs" in {message.code for message in found.relaxed}


@pytest.mark.parametrize("mode", Mode)
def test_a_list_of_one_song_is_at_the_expression(mode: Mode) -> None:
    starter = Catalog.starter()
    every = frozenset(starter.track(row).track_id for row in range(1, starter.size))
    request = asked(Emotion.SAD, genres=starter.genres[:1], mode=mode, excluded=every)
    found = chosen_from(starter, request)
    assert len(found.tracks) == len(found.path) == 1


# --- Lists of other engines -------------------------------------------------------------------


def test_what_is_said_of_a_list_is_what_its_own_maker_says(catalog: Catalog) -> None:
    request = asked(personalization=Personalization.HIGH, history=History(("Artist 1",)))
    chosen = chosen_from(catalog, request, seed=3)
    said = appraise(request, catalog, songs(chosen), np.random.default_rng(3))
    for one, other in zip(said.tracks, chosen.tracks, strict=True):
        assert (one.position, one.track, one.reasons) == (
            other.position,
            other.track,
            other.reasons,
        )
        assert one.score == pytest.approx(other.score, abs=1e-4)  # sums in another order
    assert (said.path, said.seeds, said.mode) == (chosen.path, chosen.seeds, Mode.MATCH)


def test_songs_that_the_catalog_lacks_are_passed_over_and_the_others_keep_their_places(
    catalog: Catalog,
) -> None:
    first, second = songs(chosen_from(catalog, asked()))[:2]
    said = appraise(asked(), catalog, ["unknown", second, "other", first], np.random.default_rng(0))
    assert [(song.position, song.track.track_id) for song in said.tracks] == [
        (2, second),
        (4, first),
    ]
    assert len(said.path) == 4


def test_a_list_of_others_is_not_appraised_by_unknown_genres_and_profiles(
    catalog: Catalog,
) -> None:
    with pytest.raises(UnknownGenreError):
        appraise(asked(genres=("polka",)), catalog, [], np.random.default_rng(0))
    with pytest.raises(UnknownProfileError):
        appraise(asked(profile="none"), catalog, [], np.random.default_rng(0))
