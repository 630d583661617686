from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, connections
from django.test import Client

from humoresque.web.accounts.models import Visitor
from humoresque.web.listening.models import Playlist, Song

PATH = "/api/create-playlist-based-on-parameters"


def _create(client: Client, wishes: dict[str, Any]) -> Any:
    return client.post(PATH, wishes, content_type="application/json")


@pytest.mark.django_db
def test_a_playlist_is_saved_with_its_songs_in_order(client: Client, wishes: Any) -> None:
    answer = _create(client, wishes).json()
    playlist = Playlist.objects.get(id=answer["id"])
    assert str(playlist) == "Pop"
    songs = list(playlist.songs.all())
    assert [song.track_id for song in songs] == [track["track_id"] for track in answer["tracks"]]
    assert str(songs[0]) == f"1. {songs[0].title}"


@pytest.mark.django_db
def test_a_playlist_whose_songs_cannot_be_saved_is_not_saved_at_all(
    client: Client, wishes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(type(Song.objects), "bulk_create", fail)
    client.raise_request_exception = False
    assert _create(client, wishes).status_code == 500
    assert not Playlist.objects.exists()
    assert not Visitor.objects.exists()


@pytest.mark.django_db
def test_with_the_visitor_go_their_playlists(client: Client, wishes: Any) -> None:
    _create(client, wishes)
    Visitor.objects.get().delete()
    assert not Playlist.objects.exists()
    assert not Song.objects.exists()


@pytest.mark.django_db
def test_a_place_in_a_playlist_is_taken_once(client: Client, wishes: Any) -> None:
    _create(client, wishes)
    song = Song.objects.all()[0]
    song.pk = None
    with pytest.raises(IntegrityError):
        song.save()


@pytest.mark.django_db
def test_models_and_migrations_say_the_same() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


@pytest.mark.django_db
def test_the_database_writes_ahead() -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.django_db(transaction=True)
def test_visitors_may_save_at_the_same_time(wishes: Any) -> None:
    _create(Client(), wishes)

    def save_some(_: int) -> list[int]:
        client = Client()
        try:
            return [_create(client, wishes).status_code for _ in range(5)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        statuses = [status for some in pool.map(save_some, range(8)) for status in some]
    assert statuses == [201] * 40
    assert Playlist.objects.count() == 41
    assert Song.objects.count() == 410
    assert Visitor.objects.count() == 9
