from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from humoresque.web.accounts.visitors import COOKIE_NAME
from humoresque.web.listening.models import Playlist

FIRST = [("accounts", "0001_initial"), ("listening", "0001_initial"), ("taste", None)]


def _migrate(targets: list[Any]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(
        [target for target in targets if target[1] is not None]
    ).apps


@pytest.mark.django_db(transaction=True)
def test_a_list_of_the_first_version_can_be_read_and_made_again(
    client: Client, wishes: dict[str, Any]
) -> None:
    created = client.post(
        "/api/create-playlist-based-on-parameters", wishes, content_type="application/json"
    ).json()
    cookie = client.cookies[COOKIE_NAME].value
    visitor_id = Playlist.objects.get().visitor_id
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        old = _migrate(FIRST)
        old.get_model("listening", "Playlist").objects.all().delete()
        playlist = old.get_model("listening", "Playlist").objects.create(
            id=uuid.uuid4(),
            visitor_id=visitor_id,
            name="Happy: pop",
            seed=wishes["seed"],
            engine="humoresque-circumplex/1",
            relaxed=["Few songs were there."],
            emotion="happy",
            probabilities=created["probabilities"],
            mode="match",
            profile="circumplex",
            popularity="mainstream",
            personalization="low",
            genres=["pop"],
            catalog="starter",
        )
        renamed = old.get_model("listening", "Playlist").objects.get(id=playlist.id)
        renamed.id, renamed.name = uuid.uuid4(), "Happy: my pop"
        renamed.save(force_insert=True)
        track = created["tracks"][0]
        old.get_model("listening", "Song").objects.create(
            playlist=playlist,
            reasons=["Brighter than most."],
            **{
                name: track[name]
                for name in (
                    "position", "track_id", "title", "artists", "album", "genres", "popularity",
                    "duration_ms", "explicit", "spotify_url", "features", "score",
                )
            },
        )  # fmt: skip
    finally:
        _migrate(latest)
    client.cookies[COOKIE_NAME] = cookie
    shown = client.get(f"/api/playlists/{playlist.id}").json()
    assert shown["name"] == "Pop"  # the old name told the expression, and goes out with links
    named = f"/api/playlists/{renamed.id}"
    assert client.get(named).json()["name"] == "Happy: my pop"
    assert shown["relaxed"] == ["Few songs were there."]
    assert shown["tracks"][0]["reasons"] == ["Brighter than most."]
    assert shown["tracks"][0]["mood"]["valence"] == pytest.approx(
        track["features"]["valence"], abs=1e-3
    )
    again = client.post(f"/api/playlists/{playlist.id}/regenerate")
    assert again.status_code == 201
    assert again.json()["size"] == 5
