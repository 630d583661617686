from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from humoresque.spotify.client import SpotifyApi
from humoresque.spotify.errors import SpotifyFailingError, SpotifyUnreachableError
from humoresque.spotify.scopes import Purpose
from humoresque.web.accounts.errors import NotLoggedInError
from humoresque.web.accounts.models import SpotifyAccount
from humoresque.web.accounts.spotify import listener_api
from humoresque.web.api.errors import PlaylistNotFoundError, SaveInProgressError
from humoresque.web.listening.models import Playlist, SpotifyPlaylist
from humoresque.web.listening.saving import Look, save_playlist
from humoresque.web.listening.spotify_models import LEASE
from tests.web.api.spotify_lists import CREATE, Listener, uris

LOOK = Look("For the train", "Ten songs.", public=False)
_LOOK_AGAIN_S = 0.02
pytestmark = pytest.mark.django_db

Wait = Callable[[float], None]


def _save(created: Any, wait: Wait) -> bool:
    """Whether it was not on Spotify before."""
    playlist = Playlist.objects.get(id=created["id"])
    api = listener_api(playlist.visitor_id, Purpose.SAVE)
    return save_playlist(playlist, SpotifyAccount.objects.get().pk, LOOK, api, wait=wait)[1]


def test_a_creation_that_arrives_late_is_waited_for(
    listener: Listener, created: Any, no_waiting: Wait
) -> None:
    listener.simulator.fault("not_reachable", times=1, **CREATE)
    with pytest.raises(SpotifyUnreachableError):
        _save(created, no_waiting)
    marker = SpotifyPlaylist.objects.get().marker
    waited: list[float] = []

    def arrive(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            listener.make_by_hand(1, name="late", description=f"({marker})", public=False)

    assert _save(created, arrive)
    assert waited == [1.0, 2.0]
    (there,) = listener.on_spotify()
    assert (there["name"], there["uris"]) == (LOOK.name, uris(created))


def test_a_creation_of_which_nothing_could_be_learnt_is_found_by_the_next_save(
    listener: Listener, created: Any, no_waiting: Wait
) -> None:
    listener.simulator.fault("connection_lost", **CREATE)
    listener.simulator.fault("not_reachable", method="GET", path="^/v1/me/playlists$")
    with pytest.raises(SpotifyUnreachableError):
        _save(created, no_waiting)
    assert [there["uris"] for there in listener.on_spotify()] == [[]]
    listener.simulator.no_faults()
    assert _save(created, no_waiting)
    assert [there["uris"] for there in listener.on_spotify()] == [uris(created)]


def test_a_creation_that_came_to_nothing_is_given_up_after_a_while(
    listener: Listener, created: Any, no_waiting: Wait
) -> None:
    listener.simulator.fault("not_reachable", times=1, **CREATE)
    with pytest.raises(SpotifyUnreachableError):
        _save(created, no_waiting)
    started_at = SpotifyPlaylist.objects.get().creation_started_at
    assert started_at is not None
    long_ago = started_at - timedelta(minutes=1)
    SpotifyPlaylist.objects.update(creation_started_at=long_ago)

    def never(_seconds: float) -> None:
        raise AssertionError

    assert _save(created, never)
    assert len(listener.on_spotify()) == 1


def test_it_is_found_behind_many_other_playlists(
    listener: Listener, created: Any, no_waiting: Wait
) -> None:
    listener.simulator.fault("connection_lost", times=1, **CREATE)
    listener.simulator.fault("not_reachable", method="GET", path="^/v1/me/playlists$")
    with pytest.raises(SpotifyUnreachableError):
        _save(created, no_waiting)
    listener.simulator.no_faults()
    listener.make_by_hand(60, name="Another")
    assert _save(created, no_waiting)
    assert len(listener.on_spotify()) == 61


def test_a_creation_that_was_given_up_late_is_waited_for_from_then_on(
    listener: Listener, created: Any, no_waiting: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_playlist = SpotifyApi.create_playlist

    def after_long(api: SpotifyApi, name: str, description: str, *, public: bool) -> Any:
        asked_at = timezone.now() - timedelta(minutes=1)
        SpotifyPlaylist.objects.update(creation_started_at=asked_at)
        return create_playlist(api, name, description, public=public)

    monkeypatch.setattr(SpotifyApi, "create_playlist", after_long)
    listener.simulator.fault("http_502", times=1, **CREATE)
    with pytest.raises(SpotifyFailingError):
        _save(created, no_waiting)
    marker = SpotifyPlaylist.objects.get().marker

    def arrive(_seconds: float) -> None:
        listener.make_by_hand(1, name="late", description=f"({marker})", public=False)

    assert _save(created, arrive)
    assert [there["name"] for there in listener.on_spotify()] == [LOOK.name]


def test_a_clock_that_is_set_back_delays_no_save_for_longer(
    listener: Listener, created: Any
) -> None:
    listener.simulator.fault("not_reachable", times=1, **CREATE)
    waited: list[float] = []
    with pytest.raises(SpotifyUnreachableError):
        _save(created, waited.append)
    tomorrow = timezone.now() + timedelta(days=1)
    SpotifyPlaylist.objects.update(
        creation_started_at=tomorrow, lease="of a process that was killed", leased_until=tomorrow
    )
    assert _save(created, waited.append)
    assert waited == [1.0, 2.0, 4.0, 3.0]
    assert len(listener.on_spotify()) == 1


def test_a_save_that_was_broken_off_is_gone_on_with_when_its_lease_ends(
    listener: Listener, created: Any, no_waiting: Wait
) -> None:
    _save(created, no_waiting)
    row = SpotifyPlaylist.objects.get()
    assert row.lease == ""
    assert row.take("of a process that was killed")
    with pytest.raises(SaveInProgressError):
        _save(created, no_waiting)
    a_little_later = timezone.now() + LEASE + timedelta(seconds=10)
    SpotifyPlaylist.objects.update(leased_until=a_little_later)
    with pytest.raises(SaveInProgressError):
        _save(created, no_waiting)
    SpotifyPlaylist.objects.update(leased_until=timezone.now())
    assert not _save(created, no_waiting)
    assert len(listener.on_spotify()) == 1


class _Killed(BaseException):
    """What becomes of a process that is killed."""


@pytest.mark.parametrize("is_written", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(5))
def test_whichever_note_a_killed_process_wrote_last_the_next_save_makes_one_of_it(
    listener: Listener,
    created: Any,
    no_waiting: Wait,
    step: int,
    is_written: bool,  # noqa: FBT001 - a parameter
) -> None:
    hold, noted = SpotifyPlaylist.hold, count()

    def killed(row: SpotifyPlaylist, lease: str, **facts: Any) -> bool:
        is_last = next(noted) == step
        if is_written or not is_last:
            assert hold(row, lease, **facts)
        if is_last:
            raise _Killed
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SpotifyPlaylist, "hold", killed)
        patch.setattr(SpotifyPlaylist, "give_back", lambda *_: None)
        with pytest.raises(_Killed):
            _save(created, no_waiting)
    with pytest.raises(SaveInProgressError):
        _save(created, no_waiting)
    SpotifyPlaylist.objects.update(leased_until=timezone.now())
    _save(created, no_waiting)
    (there,) = listener.on_spotify()
    assert (there["name"], there["description"]) == (LOOK.name, LOOK.description)
    assert there["uris"] == uris(created)


@pytest.fixture
def meanwhile(listener: Listener) -> Iterator[Callable[[str, Callable[[], None]], None]]:
    """Do something while Spotify answers a request whose path ends so."""
    doing: list[threading.Thread] = []

    def when_asked(path: str, do: Callable[[], None]) -> None:
        listener.simulator.fault("slow", path=f"{path}$", times=1, delay_s=1.0)

        def wait_and_do() -> None:
            while not any(one["path"].endswith(path) for one in listener.simulator.requests()):
                time.sleep(_LOOK_AGAIN_S)
            do()
            connection.close()

        doing.append(threading.Thread(target=wait_and_do))
        doing[0].start()

    yield when_asked
    for thread in doing:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_saves(
    listener: Listener, created: Any, no_waiting: Wait, meanwhile: Any
) -> None:
    second: list[Any] = []
    meanwhile("/me/playlists", lambda: second.append(listener.save(created)))
    assert _save(created, no_waiting)
    while not second:
        time.sleep(_LOOK_AGAIN_S)
    assert second[0].status_code == 409
    assert second[0].json()["type"].endswith("spotify-save-in-progress")
    assert [there["uris"] for there in listener.on_spotify()] == [uris(created)]


@pytest.mark.django_db(transaction=True)
def test_who_was_overtaken_after_a_long_pause_lets_the_other_save(
    listener: Listener, created: Any, no_waiting: Wait, meanwhile: Any
) -> None:
    def overtake() -> None:
        SpotifyPlaylist.objects.update(leased_until=timezone.now())
        assert SpotifyPlaylist.objects.get().take("of another")

    meanwhile("/me/playlists", overtake)
    with pytest.raises(SaveInProgressError):
        _save(created, no_waiting)
    row = SpotifyPlaylist.objects.get()
    assert (row.lease, row.spotify_id) == ("of another", "")
    row.give_back("of another")
    assert _save(created, no_waiting)
    (there,) = listener.on_spotify()
    assert (there["name"], there["uris"]) == (LOOK.name, uris(created))


@pytest.mark.django_db(transaction=True)
def test_songs_that_are_not_there_in_the_end_are_named(
    listener: Listener, created: Any, no_waiting: Wait, meanwhile: Any
) -> None:
    def take_out() -> None:
        listener.change_items("DELETE", {"items": [{"uri": uris(created)[5]}]})

    meanwhile("/items", take_out)
    assert _save(created, no_waiting)
    row = SpotifyPlaylist.objects.get()
    assert (row.songs, row.not_found) == (9, [6])


@pytest.mark.django_db(transaction=True)
def test_songs_that_spotify_took_and_shows_nothing_of_yet_are_not_called_missing(
    listener: Listener, created: Any, no_waiting: Wait, meanwhile: Any
) -> None:
    everything = {"items": [{"uri": uri} for uri in uris(created)]}
    meanwhile("/items", lambda: listener.change_items("DELETE", everything))
    assert _save(created, no_waiting)
    row = SpotifyPlaylist.objects.get()
    assert (row.songs, row.not_found) == (10, [])


def test_where_spotify_refuses_a_look_at_the_songs_they_are_saved_all_the_same(
    listener: Listener, created: Any, no_waiting: Wait
) -> None:
    listener.simulator.fault("withdrawn", method="GET", path="/items$")
    assert _save(created, no_waiting)
    filled = listener.simulator.requests("PUT", "/v1/playlists")
    assert [there["uris"] for there in listener.on_spotify()] == [uris(created)]
    assert not _save(created, no_waiting)
    again = listener.simulator.requests("PUT", "/v1/playlists")[len(filled) :]
    assert not any(one["path"].endswith("/items") for one in again)
    SpotifyPlaylist.objects.update(songs=9)
    assert not _save(created, no_waiting)
    assert listener.simulator.requests("PUT", "/v1/playlists")[-2]["path"].endswith("/items")
    assert SpotifyPlaylist.objects.get().songs == 10


@pytest.mark.django_db(transaction=True)
def test_a_list_that_is_deleted_meanwhile_is_told_apart(
    created: Any, no_waiting: Wait, meanwhile: Any
) -> None:
    meanwhile("/me/playlists", lambda: Playlist.objects.all().delete())
    with pytest.raises(PlaylistNotFoundError):
        _save(created, no_waiting)


@pytest.mark.django_db(transaction=True)
def test_a_log_out_meanwhile_is_told(created: Any, no_waiting: Wait, meanwhile: Any) -> None:
    meanwhile("/me/playlists", lambda: SpotifyAccount.objects.all().delete())
    with pytest.raises(NotLoggedInError):
        _save(created, no_waiting)
