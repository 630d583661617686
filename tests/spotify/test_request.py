from __future__ import annotations

import pytest

from humoresque.spotify.errors import NotFoundOnSpotifyError
from humoresque.spotify.request import Request, path_of


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_what_leaves_the_same_twice_may_be_sent_twice(method: str) -> None:
    assert Request(method, "/me").idempotent


def test_what_makes_something_is_sent_once() -> None:
    assert not Request("POST", "/me/playlists").idempotent


def test_a_path_names_one_thing() -> None:
    assert path_of("playlists", "3cEYpjA9oz9GiPac4AsH4n", "/items") == (
        "/playlists/3cEYpjA9oz9GiPac4AsH4n/items"
    )


@pytest.mark.parametrize("name", ["", "..", "../me", "a/b", "a?b", "a b", "a%2fb", "é"])
def test_what_cannot_be_a_name_is_not_asked_for(name: str) -> None:
    with pytest.raises(NotFoundOnSpotifyError):
        path_of("playlists", name)
