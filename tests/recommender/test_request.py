import math

import pytest

from humoresque.recommender.errors import (
    GenreCountError,
    NoveltyError,
    OpinionError,
    PointError,
    PopularityError,
    SizeError,
)
from humoresque.recommender.request import History, MoodPoint, Opinion, Popularity
from tests.recommender.made_up import asked


@pytest.mark.parametrize("size", [5, 10, 50])
def test_five_to_fifty_songs_may_be_asked_for(size: int) -> None:
    assert asked(size=size).size == size


@pytest.mark.parametrize("size", [-1, 0, 4, 51])
def test_other_sizes_are_refused(size: int) -> None:
    with pytest.raises(SizeError, match=f"5 to 50 songs, not {size}"):
        asked(size=size)


@pytest.mark.parametrize("genres", [(), ("a", "b", "c", "d")])
def test_no_genre_and_four_genres_are_refused(genres: tuple[str, ...]) -> None:
    with pytest.raises(GenreCountError, match=f"1 to 3 different genres, not {len(genres)}"):
        asked(genres=genres)


@pytest.mark.parametrize("genres", [("pop", "pop"), ("rock", "pop", "pop"), ("pop",) * 5])
def test_a_genre_named_twice_is_refused_by_its_name(genres: tuple[str, ...]) -> None:
    with pytest.raises(
        GenreCountError, match=r"^The genre 'pop' is named more than once"
    ) as refused:
        asked(genres=genres)
    assert refused.value.repeated == "pop"


def test_a_long_name_that_is_repeated_is_cut_in_the_message() -> None:
    with pytest.raises(GenreCountError) as refused:
        asked(genres=("x" * 5_000, "x" * 5_000))
    assert len(str(refused.value)) < 150


def test_ten_songs_and_the_circumplex_are_the_defaults() -> None:
    request = asked()
    assert (request.size, request.profile, request.mode) == (10, "circumplex", None)


@pytest.mark.parametrize("popularity", [*Popularity, 0.0, 55.5, 100])
def test_a_popularity_is_a_level_or_a_number(popularity: Popularity | float) -> None:
    assert asked(popularity=popularity).popularity == popularity


@pytest.mark.parametrize("popularity", [-1.0, 100.5, math.nan, math.inf])
def test_another_popularity_is_refused(popularity: float) -> None:
    with pytest.raises(PopularityError, match="a level or lies between 0 and 100"):
        asked(popularity=popularity)


@pytest.mark.parametrize("point", [(-0.1, 0.5), (0.5, 1.1), (math.nan, 0.5)])
def test_a_place_beside_the_mood_map_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(PointError, match=r"place on the mood map lies in \[0, 1\]"):
        MoodPoint(*point)


@pytest.mark.parametrize("novelty", [-0.1, 1.1, math.nan])
def test_novelty_out_of_range_is_refused(novelty: float) -> None:
    with pytest.raises(NoveltyError, match=r"lies in \[0, 1\]"):
        asked(novelty=novelty)


@pytest.mark.parametrize("strength", [-1.5, 1.1, math.nan])
def test_an_opinion_stronger_than_one_can_hold_is_refused(strength: float) -> None:
    with pytest.raises(OpinionError, match=r"lies in \[-1, 1\]"):
        Opinion("track", strength)


def test_a_history_is_there_when_it_names_anything() -> None:
    assert not History()
    assert History(artists=("A",))
    assert History(track_ids=("t",))
