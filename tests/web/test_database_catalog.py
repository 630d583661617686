"""The API over a catalog in a real PostgreSQL, which the session started."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.postgres.address import DatabaseAddress
from humoresque.catalog.postgres.push import push_catalog
from humoresque.catalog.postgres.source import PostgresCatalog
from humoresque.web import wiring
from tests.catalog.postgres.cluster import Cluster

CREATE = "/api/create-playlist-based-on-parameters"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def address(cluster: Cluster) -> str:
    address = cluster.new_database("web")
    push_catalog(Catalog.starter(), DatabaseAddress.parse(address))
    return address


@pytest.fixture
def database(fresh_parts: None, address: str, settings: Any) -> Iterator[None]:
    _ = fresh_parts
    settings.CATALOG_DATABASE = address
    yield
    source = wiring.catalog()
    assert isinstance(source, PostgresCatalog)
    source.close()


@pytest.mark.usefixtures("database")
def test_all_that_asks_the_catalog_asks_the_database(
    client: Client, wishes: dict[str, Any]
) -> None:
    song = Catalog.starter().track(0)
    assert client.get("/api/genres").json()["catalog"]["size"] == Catalog.starter().size
    assert client.get("/api/status").json()["catalog"]["is_starter"] is True
    found = client.get("/api/artists", {"q": song.artists[0]}).json()["artists"]
    assert song.artists[0] in [artist["name"] for artist in found]
    opinion = client.put(
        f"/api/opinions/{song.track_id}", {"opinion": "like"}, content_type="application/json"
    )
    assert opinion.json()["title"] == song.title
    for unknown in ("unknown", "%00", "it's"):
        response = client.put(
            f"/api/opinions/{unknown}", {"opinion": "like"}, content_type="application/json"
        )
        assert response.status_code == 404
    plays = f'artist,title,plays\r\n"{song.artists[0]}","{song.title}",9\r\n'.encode()
    report = client.post("/api/taste/history", {"files": SimpleUploadedFile("a.csv", plays)})
    assert report.json()["history"]["known_songs"] == 1
    created = client.post(CREATE, wishes, content_type="application/json").json()
    assert len(created["tracks"]) == 10
    assert created["catalog"] == "starter"
    again = client.post(f"/api/playlists/{created['id']}/regenerate").json()
    assert again["tracks"] == created["tracks"]


@pytest.mark.usefixtures("database")
def test_a_list_is_as_good_as_from_memory(
    client: Client, wishes: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def mean_score() -> float:
        tracks = client.post(CREATE, wishes, content_type="application/json").json()["tracks"]
        assert all("pop" in track["genres"] for track in tracks)
        return float(np.mean([track["score"] for track in tracks]))

    from_database = mean_score()
    with monkeypatch.context() as in_memory:
        in_memory.setattr(wiring, "catalog", Catalog.starter)
        assert from_database == pytest.approx(mean_score(), abs=0.05)


def test_a_database_that_does_not_answer_is_503_without_its_address(
    client: Client,
    fresh_parts: None,
    settings: Any,
    logged: pytest.LogCaptureFixture,
) -> None:
    _ = fresh_parts
    settings.CATALOG_DATABASE = "postgresql://somebody:hidden@127.0.0.1:9/music"
    response = client.get("/api/genres")
    assert response.status_code == 503
    assert response.json()["type"] == "urn:humoresque:problem:catalog-unavailable"
    for secret in ("hidden", "somebody"):
        assert secret not in response.content.decode()
    assert "hidden" not in logged.text


@pytest.mark.usefixtures("analyzer")
def test_it_is_not_ready_any_more_when_the_database_has_gone(
    client: Client, fresh_parts: None, cluster: Cluster, settings: Any
) -> None:
    _ = fresh_parts
    settings.CATALOG_DATABASE = cluster.new_database("gone")
    push_catalog(Catalog.starter(), DatabaseAddress.parse(settings.CATALOG_DATABASE))
    assert client.get("/api/health/ready").status_code == 200
    cluster.run("DROP DATABASE gone WITH (FORCE)")
    problem = client.get("/api/health/ready").json()
    source = wiring.catalog()
    assert isinstance(source, PostgresCatalog)
    source.close()
    assert [error["pointer"] for error in problem["errors"]] == ["#/catalog"]
