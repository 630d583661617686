from __future__ import annotations

from humoresque.spotify.scopes import LOG_IN, PLAY, SAVE, Purpose, Scope


def test_logging_in_asks_for_the_favourites_only() -> None:
    assert Purpose.LOG_IN.scopes == {"user-top-read"}


def test_each_purpose_asks_for_something_of_its_own() -> None:
    assert [Purpose("log-in").scopes, Purpose("save").scopes, Purpose("play").scopes] == [
        LOG_IN,
        SAVE,
        PLAY,
    ]
    assert not LOG_IN & SAVE
    assert not SAVE & PLAY


def test_every_scope_has_a_purpose() -> None:
    assert set(Scope) == LOG_IN | SAVE | PLAY
