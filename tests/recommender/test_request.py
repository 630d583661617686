import pytest

from humoresque.recommender.errors import GenreCountError, SizeError
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
