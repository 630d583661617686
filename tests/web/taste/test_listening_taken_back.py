"""What Spotify told goes when the listener does, whatever is under way."""

from __future__ import annotations

from typing import Any

import pytest

from humoresque.spotify.client import SpotifyApi
from humoresque.web import wiring
from humoresque.web.accounts.models import SpotifyAccount, Visitor
from humoresque.web.listening.models import Playlist
from humoresque.web.taste import spotify_listening
from tests.web.api.telling import FAVOURITES, put
from tests.web.browsing import Browser
from tests.web.taste.listening import create, named_in, songs_of

# Spotify is asked in a thread of its own, which does not see what a test has not committed.
pytestmark = pytest.mark.django_db(transaction=True)


def test_log_out_takes_what_spotify_told_out_of_lists_and_memory(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    put(at_spotify.client, FAVOURITES, {"artists": ["Queen"]})
    made = create(at_spotify.client)
    told = {name for name in made["seeds"]["artists"] if name != "Queen"}
    assert told
    assert made["seeds"]["songs"]
    assert told & named_in(made)
    account = SpotifyAccount.objects.get().pk
    assert at_spotify.client.delete("/api/logout").json()["logged_out"] is True
    assert spotify_listening.last_heard(account) is None
    playlist = Playlist.objects.get()
    assert playlist.snapshot["taste"]["spotify"] is None
    assert playlist.snapshot["taste"]["favourites"] == ["Queen"]
    after = at_spotify.client.get(f"/api/playlists/{made['id']}").json()
    assert set(after["seeds"]["artists"]) <= {"Queen"}
    assert after["seeds"]["songs"] == []
    assert songs_of(after) == songs_of(made)
    reasons = [reason for track in after["tracks"] for reason in track["reasons"]]
    assert not [text for text in reasons for name in told if name in text and "of your" in text]
    assert all(track["reasons"] for track in after["tracks"])


def test_a_log_out_while_a_list_is_made_leaves_nothing_of_what_spotify_told(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_spotify.connect("ana")
    recommend = wiring.recommend

    def overtaken(*wanted: Any) -> Any:
        chosen = recommend(*wanted)
        at_spotify.client.delete("/api/logout")
        return chosen

    monkeypatch.setattr(wiring, "recommend", overtaken)
    made = create(at_spotify.client)
    assert made["seeds"] == {"artists": [], "songs": []}
    assert Playlist.objects.get().snapshot["taste"]["spotify"] is None
    assert not [text for track in made["tracks"] for text in track["reasons"] if "your" in text]


def test_an_answer_that_comes_after_log_out_is_not_kept(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_spotify.connect("ana")
    account = SpotifyAccount.objects.get().pk
    top_tracks = SpotifyApi.top_tracks

    def overtaken(api: SpotifyApi) -> Any:
        songs = top_tracks(api)
        at_spotify.client.delete("/api/logout")
        return songs

    monkeypatch.setattr(SpotifyApi, "top_tracks", overtaken)
    create(at_spotify.client)
    assert spotify_listening.last_heard(account) is None


def test_a_list_is_made_again_after_log_out_with_what_is_left(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    made = create(at_spotify.client)
    again = at_spotify.client.post(f"/api/playlists/{made['id']}/regenerate").json()
    assert songs_of(again) == songs_of(made)
    at_spotify.client.delete("/api/logout")
    asked = len(at_spotify.simulator.requests())
    left = at_spotify.client.post(f"/api/playlists/{made['id']}/regenerate")
    assert left.status_code == 201
    assert len(left.json()["tracks"]) == 10
    assert left.json()["seeds"] == {"artists": [], "songs": []}
    assert len(at_spotify.simulator.requests()) == asked


def test_another_account_takes_nothing_over_from_the_one_before(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    create(at_spotify.client)
    at_spotify.connect("ben")
    assert Playlist.objects.get().snapshot["taste"]["spotify"] is None
    assert create(at_spotify.client)["seeds"]["artists"]


def test_taking_a_favourite_back_leaves_what_the_connected_account_told(
    at_spotify: Browser,
) -> None:
    at_spotify.connect("ana")
    put(at_spotify.client, FAVOURITES, {"artists": ["Queen"]})
    create(at_spotify.client)
    put(at_spotify.client, FAVOURITES, {"artists": []})
    taste = Playlist.objects.get().snapshot["taste"]
    assert taste["favourites"] == []
    assert taste["spotify"]["artists"]


def test_a_forgotten_visitor_leaves_no_account(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    create(at_spotify.client)
    account = SpotifyAccount.objects.get().pk
    assert at_spotify.client.delete("/api/visitor").status_code == 204
    assert not SpotifyAccount.objects.exists()
    assert not Visitor.objects.exists()
    assert spotify_listening.last_heard(account) is None
