from __future__ import annotations

import json
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from humoresque.web import wiring
from humoresque.web.accounts.models import Visitor
from humoresque.web.accounts.visitors import COOKIE_NAME
from humoresque.web.listening.models import Playlist
from humoresque.web.taste import taste
from humoresque.web.taste.models import FavouriteArtist, ImportedHistory, Opinion
from humoresque.web.throttle import Throttle
from tests.web.api.telling import (
    CREATE,
    FAVOURITES,
    HISTORY,
    known_songs,
    plays_csv,
    put,
    refusal,
    upload,
)

pytestmark = pytest.mark.django_db
EMPTY: dict[str, Any] = {
    "favourite_artists": [],
    "history": None,
    "spotify": {"connected": False, "artists": None, "songs": None},
    "opinions": [],
}


# --- Favourite artists ----------------------------------------------------------------------


def test_without_a_word_there_is_no_taste_and_no_cookie(client: Client) -> None:
    response = client.get("/api/taste")
    assert response.json() == EMPTY
    assert not response.cookies


def test_favourite_artists_are_kept_in_their_order(client: Client) -> None:
    response = put(client, FAVOURITES, {"artists": ["Nina Simone", " Can ", "nina simone"]})
    assert response.status_code == 200
    assert response.json() == EMPTY | {"favourite_artists": ["Nina Simone", "Can"]}
    assert COOKIE_NAME in response.cookies
    assert client.get("/api/taste").json() == response.json()
    assert put(client, FAVOURITES, {"artists": ["Can"]}).json()["favourite_artists"] == ["Can"]
    assert put(client, FAVOURITES, {"artists": []}).json() == EMPTY


@pytest.mark.parametrize(
    "body",
    [
        {"artists": [str(number) for number in range(51)]},
        {"artists": [""]},
        {"artists": ["x" * 201]},
        {"artists": ["bell\x07"]},
        {"artists": ["two\nlines"]},
        {"artists": ["right-to-left\u202eoverride"]},
        {"artists": ["\u200b"]},
        {"artists": [5]},
        {"artists": "Can"},
        {"artists": ["Can"], "songs": []},
        {},
    ],
    ids=lambda body: ascii(body)[:40],
)
def test_favourites_that_make_no_sense_are_refused(client: Client, body: Any) -> None:
    assert refusal(put(client, FAVOURITES, body)) == (422, "invalid-request")
    assert not Visitor.objects.exists()


# --- Opinions -------------------------------------------------------------------------------


def test_an_opinion_is_given_changed_and_taken_back(client: Client, wishes: dict[str, Any]) -> None:
    created = client.post(CREATE, wishes, content_type="application/json").json()
    song = created["tracks"][0]
    path = f"/api/opinions/{song['track_id']}"
    given = put(client, path, {"opinion": "LIKE"}).json()
    assert datetime.now(UTC) - datetime.fromisoformat(given.pop("created_at")) < timedelta(
        minutes=1
    )
    assert given == {
        "track_id": song["track_id"],
        "opinion": "like",
        "title": song["title"],
        "artists": song["artists"],
    }
    put(client, path, {"opinion": "not_now"})
    (told,) = client.get("/api/taste").json()["opinions"]
    assert told["opinion"] == "not_now"
    shown = client.get(f"/api/playlists/{created['id']}").json()["tracks"]
    assert [track["opinion"] for track in shown] == ["not_now"] + [None] * 9
    for _ in range(2):
        assert client.delete(path).status_code == 204
    assert client.get("/api/taste").json() == EMPTY


def test_the_latest_opinion_stands_first_and_all_can_be_taken_back(client: Client) -> None:
    songs = known_songs(3)
    for song in songs:
        put(client, f"/api/opinions/{song.track_id}", {"opinion": "like"})
    told = client.get("/api/taste").json()["opinions"]
    assert [opinion["track_id"] for opinion in told] == [s.track_id for s in reversed(songs)]
    assert client.delete("/api/opinions").status_code == 204
    assert client.get("/api/taste").json() == EMPTY


def test_a_disliked_song_does_not_come_again_until_it_is_undone(
    client: Client, wishes: dict[str, Any]
) -> None:
    def songs() -> list[str]:
        created = client.post(CREATE, wishes, content_type="application/json").json()
        return [track["track_id"] for track in created["tracks"]]

    first = songs()
    put(client, f"/api/opinions/{first[0]}", {"opinion": "dislike"})
    put(client, f"/api/opinions/{first[1]}", {"opinion": "not_now"})
    assert not set(first[:2]) & set(songs())
    Opinion.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    songs()
    assert Playlist.objects.all()[0].snapshot["taste"]["excluded"] == [first[0]]
    client.delete("/api/opinions")
    assert songs() == first


@pytest.mark.parametrize("track_id", ["unknown", "x" * 300, "%00"])
def test_an_opinion_on_an_unknown_song_is_refused(client: Client, track_id: str) -> None:
    response = put(client, f"/api/opinions/{track_id}", {"opinion": "like"})
    assert refusal(response) == (404, "unknown-track")


@pytest.mark.parametrize("body", [{"opinion": "love"}, {"opinion": None}, {}, {"opinion": 1}])
def test_an_opinion_is_one_of_three_words(client: Client, body: Any) -> None:
    path = f"/api/opinions/{wiring.catalog().songs().track(0).track_id}"
    assert refusal(put(client, path, body)) == (422, "invalid-request")


def test_opinions_have_a_limit(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taste, "MAX_OPINIONS", 2)
    one, two, three = (f"/api/opinions/{song.track_id}" for song in known_songs(3))
    for path in (one, two, one):
        assert put(client, path, {"opinion": "like"}).status_code == 200
    assert refusal(put(client, three, {"opinion": "like"})) == (422, "too-many-opinions")


# --- What lists remember --------------------------------------------------------------------


@pytest.fixture
def remembered(client: Client, wishes: dict[str, Any]) -> list[Any]:
    """Three songs that a visitor told something of before a list was made."""
    songs = known_songs(3)
    upload(client, plays_csv([(song.artists[0], song.title, 5) for song in songs]))
    put(client, FAVOURITES, {"artists": ["Can", "Neu!"]})
    for song, word in zip(songs, ("like", "dislike", "not_now"), strict=True):
        put(client, f"/api/opinions/{song.track_id}", {"opinion": word})
    client.post(CREATE, wishes, content_type="application/json")
    told = _memory()
    assert told["artists"] == [song.artists[0] for song in songs]
    assert set(told["opinions"]) == {song.track_id for song in songs}
    return songs


def _memory() -> Any:
    return Playlist.objects.get().snapshot["taste"]


def test_what_is_still_told_stays_in_a_lists_memory(client: Client, remembered: list[Any]) -> None:
    before = _memory()
    put(client, FAVOURITES, {"artists": ["Faust", "Can", "Neu!"]})
    put(client, f"/api/opinions/{remembered[0].track_id}", {"opinion": "like"})
    assert _memory() == before


def test_a_favourite_that_is_named_no_more_is_forgotten(
    client: Client, remembered: list[Any]
) -> None:
    before = _memory()
    put(client, FAVOURITES, {"artists": ["Neu!"]})
    assert _memory() == before | {"favourites": ["Neu!"]}
    put(client, FAVOURITES, {"artists": []})
    assert _memory() == before | {"favourites": []}
    assert len(remembered) == 3


def test_an_opinion_that_is_taken_back_or_changed_is_forgotten(
    client: Client, remembered: list[Any]
) -> None:
    liked, disliked, put_off = (song.track_id for song in remembered)
    client.delete(f"/api/opinions/{put_off}")
    assert set(_memory()["opinions"]) == {liked, disliked}
    assert _memory()["excluded"] == [disliked]
    put(client, f"/api/opinions/{disliked}", {"opinion": "like"})
    assert set(_memory()["opinions"]) == {liked}
    assert _memory()["excluded"] == []
    client.delete("/api/opinions")
    assert _memory()["opinions"] == {}


def test_a_history_that_is_replaced_or_deleted_is_forgotten(
    client: Client, remembered: list[Any]
) -> None:
    before = _memory()
    first = remembered[0]
    upload(client, plays_csv([(first.artists[0], first.title, 5)]))
    assert _memory()["artists"] == [first.artists[0]]
    assert client.delete(HISTORY).status_code == 204
    assert client.get("/api/taste").json()["history"] is None
    assert _memory() == before | {"artists": [], "track_ids": []}
    again = client.post(f"/api/playlists/{Playlist.objects.get().id}/regenerate")
    assert again.status_code == 201
    assert client.delete(HISTORY).status_code == 204


@pytest.mark.usefixtures("remembered")
def test_nobody_else_makes_lists_forget(other_client: Client) -> None:
    before = _memory()
    put(other_client, FAVOURITES, {"artists": []})
    for path in ("/api/opinions", HISTORY):
        other_client.delete(path)
    assert _memory() == before


def test_no_log_holds_what_was_told(
    client: Client, wishes: dict[str, Any], logged: pytest.LogCaptureFixture
) -> None:
    with CaptureQueriesContext(connection):  # statements can be logged, as with DEBUG
        put(client, FAVOURITES, {"artists": ["Secret Favourite"]})
        upload(client, plays_csv([("Secret Artist", "Secret Song", 5)]), name="secret-name.csv")
        upload(client, b"\x00secret bytes", name="secret-name.csv")
        client.post(CREATE, wishes, content_type="application/json")
    assert "ecret" not in logged.text


# --- All of it ------------------------------------------------------------------------------


def test_two_visitors_know_nothing_of_each_other(client: Client, other_client: Client) -> None:
    song = known_songs(1)[0]
    path = f"/api/opinions/{song.track_id}"
    put(client, FAVOURITES, {"artists": ["Can"]})
    put(client, path, {"opinion": "like"})
    upload(client, plays_csv([(song.artists[0], song.title, 5)]))
    put(other_client, FAVOURITES, {"artists": ["Neu!"]})
    assert other_client.get("/api/taste").json() == EMPTY | {"favourite_artists": ["Neu!"]}
    mine = client.get("/api/taste").json()
    for stranger in (other_client, Client()):
        for other_path in (path, "/api/opinions", HISTORY, "/api/visitor"):
            assert stranger.delete(other_path).status_code == 204
    assert client.get("/api/taste").json() == mine


def test_a_visitor_can_be_forgotten_altogether(client: Client, wishes: dict[str, Any]) -> None:
    created = client.post(CREATE, wishes, content_type="application/json").json()
    put(client, FAVOURITES, {"artists": ["Can"]})
    song = known_songs(1)[0]
    put(client, f"/api/opinions/{song.track_id}", {"opinion": "like"})
    upload(client, plays_csv([(song.artists[0], song.title, 5)]))
    url = client.put(f"/api/playlists/{created['id']}/share").json()["share_url"]
    response = client.delete("/api/visitor")
    assert response.status_code == 204
    assert response.cookies[COOKIE_NAME]["max-age"] == 0
    for model in (Visitor, Playlist, Opinion, FavouriteArtist, ImportedHistory):
        assert not model.objects.exists()
    assert client.get("/api/taste").json() == EMPTY
    assert client.get("/api/playlists").json()["playlists"] == []
    assert client.get("/api/shared/" + url.rpartition("/")[2]).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_visitor_can_be_forgotten_while_they_save(client: Client, wishes: dict[str, Any]) -> None:
    client.post(CREATE, wishes, content_type="application/json")
    same = Client(headers={"Cookie": client.cookies.output(header="", attrs=[]).strip()})
    saving: list[Future[int]] = []

    def save() -> int:
        try:
            return same.post(CREATE, wishes, content_type="application/json").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:

        def save_meanwhile(execute: Any, sql: str, *rest: Any) -> Any:
            result = execute(sql, *rest)
            if not saving and 'FROM "listening_playlist"' in sql:
                saving.append(pool.submit(save))
                wait(saving, timeout=1)
            return result

        with connection.execute_wrapper(save_meanwhile):
            assert client.delete("/api/visitor").status_code == 204
        assert saving[0].result() == 201


CHANGES = [
    ("change", "PUT", FAVOURITES, {"artists": []}),
    ("change", "PUT", "/api/opinions/x", {"opinion": "like"}),
    ("change", "DELETE", "/api/opinions/x", None),
    ("change", "DELETE", "/api/opinions", None),
    ("history", "POST", HISTORY, None),
    ("change", "DELETE", HISTORY, None),
    ("change", "DELETE", "/api/visitor", None),
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_changes_are_counted_and_come_from_our_own_page_alone(
    client: Client, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str, str, Any]
) -> None:
    throttle, method, path, body = change
    used_up = Throttle(limit=1, window_seconds=60)
    used_up.admit("127.0.0.1")
    monkeypatch.setattr(wiring, f"{throttle}_throttle", lambda: used_up)
    content = b"" if body is None else json.dumps(body).encode()
    for headers, problem in (
        ({}, (429, "too-many-requests")),
        ({"Origin": "https://elsewhere.example"}, (403, "cross-site-request")),
    ):
        response = client.generic(
            method, path, content, content_type="application/json", headers=headers
        )
        assert refusal(response) == problem
