"""Connections that are kept open, and a server that says nothing on them any more."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.errors import DatabaseUnreachableError
from humoresque.catalog.postgres import connections as room
from humoresque.catalog.postgres.address import DatabaseAddress
from humoresque.catalog.postgres.connections import Connections
from humoresque.catalog.postgres.push import push_catalog
from humoresque.catalog.postgres.source import PostgresCatalog
from tests.catalog.made_up import made_up_catalog
from tests.catalog.postgres.cluster import Cluster

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes that are held by a signal")


@pytest.fixture
def connections(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connections]:
    monkeypatch.setattr(room, "ANSWER_S", 0.5)
    with closing(Connections(DatabaseAddress.parse(cluster.dsn()))) as kept:
        yield kept


def backend_of(connection: Any) -> int:
    return int(connection.run("SELECT pg_backend_pid()")[0][0])


def test_after_one_that_says_nothing_all_are_opened_anew(connections: Connections) -> None:
    with connections.borrowed() as last, connections.borrowed() as first:
        before = [backend_of(first), backend_of(last)]
    with connections.borrowed() as again:
        assert backend_of(again) == before[1]
    os.kill(before[1], signal.SIGSTOP)
    try:
        with connections.borrowed() as one, connections.borrowed() as other:
            assert not {backend_of(one), backend_of(other)} & set(before)
    finally:
        os.kill(before[1], signal.SIGCONT)


def test_what_is_asked_may_take_longer_than_a_sign_of_life(connections: Connections) -> None:
    for _ in ("new", "kept"):
        with connections.borrowed() as connection:
            assert connection.run("SELECT 1 FROM pg_sleep(1)") == [[1]]


def test_a_server_that_hangs_is_unreachable(
    cluster: Cluster, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connections.borrowed():
        pass
    monkeypatch.setattr(room, "QUERY_S", 0.5)
    with pytest.raises(DatabaseUnreachableError), connections.borrowed() as connection:
        connection.run("SELECT pg_sleep(60)")
    assert cluster.process is not None
    cluster.process.send_signal(signal.SIGSTOP)
    try:
        with pytest.raises(DatabaseUnreachableError), connections.borrowed():
            pass
    finally:
        cluster.process.send_signal(signal.SIGCONT)
    with connections.borrowed() as connection:
        assert connection.run("SELECT 1") == [[1]]


def test_a_catalog_says_whether_its_songs_can_be_had(cluster: Cluster) -> None:
    Catalog.starter().check()
    dsn = cluster.new_database("checked")
    push_catalog(made_up_catalog(20), DatabaseAddress.parse(dsn))
    with closing(PostgresCatalog(dsn)) as source:
        source.check()
        cluster.stop()
        try:
            with pytest.raises(DatabaseUnreachableError, match="checked on"):
                source.check()
        finally:
            cluster.start()
        source.check()
