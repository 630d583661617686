from __future__ import annotations

import threading
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from humoresque.web.accounts.models import SpotifyAccount, Visitor
from humoresque.web.accounts.visitors import COOKIE_SECONDS
from humoresque.web.listening import retention
from humoresque.web.listening.models import Playlist, ResolvedSong, Song
from humoresque.web.listening.retention import forget_daily, forget_expired
from humoresque.web.taste.models import FavouriteArtist, ImportedHistory, Opinion

PATH = "/api/create-playlist-based-on-parameters"
NOW = datetime(2026, 7, 1, tzinfo=UTC)
LIFE = timedelta(seconds=COOKIE_SECONDS)
MOMENT = timedelta(seconds=1)
pytestmark = pytest.mark.django_db


def _create(client: Client, wishes: dict[str, Any], age: timedelta) -> Any:
    """A playlist of this age, the latest thing that its visitor saved."""
    response = client.post(PATH, wishes, content_type="application/json")
    playlist = Playlist.objects.get(id=response.json()["id"])
    Playlist.objects.filter(id=playlist.id).update(created_at=NOW - age)
    Visitor.objects.filter(id=playlist.visitor_id).update(seen_at=NOW - age)
    return playlist.id


def test_what_is_older_than_the_cookie_is_deleted_with_its_visitor(
    client: Client, wishes: dict[str, Any]
) -> None:
    _create(client, wishes, LIFE + MOMENT)
    assert forget_expired(NOW) == 1
    assert not Playlist.objects.exists()
    assert not Song.objects.exists()
    assert not Visitor.objects.exists()


class _Days(threading.Event):
    """Of which so many pass before the end."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout == 24 * 3600
        self.left -= 1
        return self.left < 0


@pytest.mark.django_db(transaction=True)
def test_it_is_deleted_every_day_while_the_server_runs(
    client: Client,
    wishes: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(retention, "forget_expired", Mock(side_effect=OperationalError("disk full")))
        forget_daily(_Days(1))
    assert "disk full" in caplog.text
    made = client.post(PATH, wishes, content_type="application/json").json()["id"]
    forget_daily(_Days(2))
    assert Playlist.objects.filter(id=made).exists()
    Playlist.objects.filter(id=made).update(created_at=datetime.now(UTC) - LIFE - MOMENT)
    forget_daily(_Days(0))
    assert Playlist.objects.filter(id=made).exists()
    forget_daily(_Days(1))
    assert not Playlist.objects.filter(id=made).exists()


def test_what_the_cookie_can_still_open_is_kept(client: Client, wishes: dict[str, Any]) -> None:
    _create(client, wishes, LIFE - MOMENT)
    assert forget_expired(NOW) == 0
    assert Song.objects.count() == 10
    assert Visitor.objects.count() == 1


def test_a_visitor_who_came_back_keeps_the_newer_playlists(
    client: Client, other_client: Client, wishes: dict[str, Any]
) -> None:
    _create(client, wishes, LIFE + MOMENT)
    newer = _create(client, wishes, timedelta(days=1))
    _create(other_client, wishes, LIFE + MOMENT)
    assert forget_expired(NOW) == 2
    assert [playlist.id for playlist in Playlist.objects.all()] == [newer]
    assert Visitor.objects.count() == 1
    assert client.get(f"/api/playlists/{newer}").status_code == 200


def test_with_a_visitor_goes_all_that_they_told(client: Client, wishes: dict[str, Any]) -> None:
    track = Playlist.objects.get(id=_create(client, wishes, timedelta())).songs.all()[0]
    client.put(
        "/api/taste/favourite-artists", {"artists": ["Adele"]}, content_type="application/json"
    )
    client.put(
        f"/api/opinions/{track.track_id}", {"opinion": "like"}, content_type="application/json"
    )
    files = {"files": SimpleUploadedFile("plays.csv", b"artist,title\n%s,x" % b"Adele")}
    assert client.post("/api/taste/history", files).status_code == 200
    kept = (Playlist, Song, Opinion, FavouriteArtist, ImportedHistory)
    assert all(model.objects.exists() for model in kept)
    Visitor.objects.update(seen_at=NOW - LIFE - MOMENT)
    assert forget_expired(NOW) == 1
    assert not any(model.objects.exists() for model in (*kept, Visitor))


def _account(**changes: Any) -> SpotifyAccount:
    return SpotifyAccount.objects.create(
        **{
            "account_id": uuid.uuid4().hex,
            "access_token": "sealed",
            "refresh_token": "sealed",
            "access_expires_at": NOW,
            "refreshed_at": NOW,
            "authorized_at": NOW,
        }
        | changes
    )


def test_an_account_goes_with_the_last_visitor_who_was_connected() -> None:
    account, other = _account(), _account()
    Visitor.objects.create(seen_at=NOW - LIFE - MOMENT, spotify=account)
    for seen_at in (NOW, NOW - LIFE - MOMENT):
        Visitor.objects.create(seen_at=seen_at, spotify=other)
    forget_expired(NOW)
    assert list(SpotifyAccount.objects.all()) == [other]
    assert Visitor.objects.get().spotify == other


def test_tokens_that_spotify_refused_a_month_ago_are_deleted_and_the_account_is_kept() -> None:
    month = timedelta(days=30)
    ages = {
        "refused long ago": {"reconnect_since": NOW - month - MOMENT},
        "refused lately": {"reconnect_since": NOW - month + MOMENT},
        "over long ago": {"authorized_at": NOW - timedelta(days=210) - MOMENT},
        "over lately": {"authorized_at": NOW - timedelta(days=210) + MOMENT},
        "in use": {},
    }
    for name, age in ages.items():
        Visitor.objects.create(seen_at=NOW, spotify=_account(account_id=name, **age))
    forget_expired(NOW)
    kept = dict(SpotifyAccount.objects.values_list("account_id", "refresh_token"))
    assert {name for name, token in kept.items() if not token} == {
        "refused long ago",
        "over long ago",
    }
    assert set(kept) == set(ages)
    assert set(SpotifyAccount.objects.values_list("access_token", flat=True)) == {"", "sealed"}


def test_what_a_visitor_told_is_kept_while_they_come_back(
    client: Client, wishes: dict[str, Any]
) -> None:
    _create(client, wishes, LIFE + MOMENT)
    client.put(
        "/api/taste/favourite-artists", {"artists": ["Adele"]}, content_type="application/json"
    )
    FavouriteArtist.objects.get()
    assert forget_expired(NOW) == 1
    assert FavouriteArtist.objects.count() == 1


def test_what_was_looked_up_on_spotify_is_forgotten_when_it_is_old() -> None:
    ResolvedSong.objects.note("own:a", "spotify:track:a", NOW - timedelta(days=30))
    ResolvedSong.objects.note("own:b", "spotify:track:b", NOW - timedelta(days=29))
    ResolvedSong.objects.note("own:c", None, NOW - timedelta(days=1))
    forget_expired(NOW)
    assert ResolvedSong.objects.get().track_id == "own:b"
