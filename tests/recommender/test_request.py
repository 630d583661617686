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


@pytest.mark.parametrize("genres", [(), ("a", "b", "c", "d"), ("pop", "pop")])
def test_no_genre_four_genres_and_a_genre_twice_are_refused(genres: tuple[str, ...]) -> None:
    with pytest.raises(GenreCountError, match="1 to 3 different genres"):
        asked(genres=genres)


def test_ten_songs_and_the_circumplex_are_the_defaults() -> None:
    request = asked()
    assert (request.size, request.profile, request.mode) == (10, "circumplex", None)
