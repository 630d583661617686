from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from humoresque.web.accounts.visitors import COOKIE_NAME

FORMER = [("accounts", "0002_visitor_seen"), ("listening", "0002_lists_that_can_be_made_again")]


def _former() -> Any:
    """Go back to the version before Spotify; its models."""
    executor = MigrationExecutor(connection)
    executor.migrate(FORMER)
    return executor.loader.project_state(FORMER).apps


def _latest() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
def test_visitors_of_the_former_version_keep_their_lists_under_their_cookies() -> None:
    numbers = [uuid.uuid4(), uuid.uuid4()]
    try:
        models = _former()
        for number in numbers:
            models.get_model("accounts", "Visitor").objects.create(id=number)
            models.get_model("listening", "Playlist").objects.create(
                visitor_id=number,
                name=f"of {number}",
                seed=1,
                engine="",
                emotion="happy",
                probabilities={},
                mode="match",
                profile="circumplex",
                popularity="mainstream",
                personalization="low",
                genres=["pop"],
                catalog="starter",
            )
    finally:
        _latest()
    for number in numbers:
        signer = signing.get_cookie_signer(COOKIE_NAME + "humoresque.visitor")
        client = Client()
        client.cookies[COOKIE_NAME] = signer.sign(number.hex)
        lists = client.get("/api/playlists").json()
        assert [playlist["name"] for playlist in lists["playlists"]] == [f"of {number}"]
