"""Many want a new access token at once, and Spotify is asked for one."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from humoresque.spotify.errors import SpotifyFailingError, SpotifyUnreachableError
from humoresque.web import wiring
from humoresque.web.accounts import tokens
from humoresque.web.accounts.errors import NotLoggedInError, ReconnectNeededError
from humoresque.web.accounts.models import SpotifyAccount
from humoresque.web.accounts.tokens import ListenerTokens
from tests.web.browsing import HOST, Browser

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 8


def _at_once(ask: Callable[[], Any], times: int = MANY) -> list[Any]:
    """Call it in as many threads, started together."""
    barrier = threading.Barrier(times)

    def one() -> Any:
        barrier.wait(timeout=20)
        try:
            return ask()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return [future.result() for future in [pool.submit(one) for _ in range(times)]]


def _refreshes(at_spotify: Browser) -> int:
    calls: dict[str, int] = at_spotify.simulator.state()["token_calls"]
    return calls.get("refresh_token", 0)


def _end_access() -> None:
    a_while_ago = timezone.now() - timedelta(minutes=61)
    SpotifyAccount.objects.update(
        access_expires_at=a_while_ago + timedelta(hours=1), refreshed_at=a_while_ago
    )


@pytest.fixture
def account(at_spotify: Browser) -> SpotifyAccount:
    """Connected, with an access token whose hour is over."""
    at_spotify.connect("ana", "play")
    _end_access()
    return SpotifyAccount.objects.get()


@pytest.mark.parametrize("path", ["/api/token-refresh", "/api/access-token", "/api/check-auth"])
def test_tabs_that_need_a_token_at_once_make_one_refresh_call(
    at_spotify: Browser, account: SpotifyAccount, path: str
) -> None:
    at_spotify.simulator.fault("slow", path="/api/token", delay_s=0.3)

    def tab() -> int:
        client = Client(headers={"host": HOST, "sec-fetch-site": "same-origin"})
        client.cookies = at_spotify.client.cookies
        return client.get(path).status_code

    assert _at_once(tab) == [200] * MANY
    assert _refreshes(at_spotify) == 1
    refreshed = SpotifyAccount.objects.get()
    assert refreshed.access_expires_at > timezone.now() + timedelta(minutes=50)
    assert (refreshed.pk, refreshed.lease) == (account.pk, None)


def test_all_that_were_rejected_get_the_same_new_token(
    at_spotify: Browser, account: SpotifyAccount
) -> None:
    at_spotify.simulator.fault("slow", path="/api/token", delay_s=0.3)
    rejected = wiring.vault().open(account.access_token)
    renewed = _at_once(lambda: ListenerTokens(account.pk).renewed(rejected))
    assert len(set(renewed)) == 1
    assert rejected not in renewed
    assert _refreshes(at_spotify) == 1


def test_when_a_refresh_is_refused_all_learn_that_a_log_in_is_needed(
    at_spotify: Browser, account: SpotifyAccount
) -> None:
    at_spotify.simulator.revoke("ana")
    at_spotify.simulator.fault("slow", path="/api/token", delay_s=0.3)

    def ask() -> str:
        with pytest.raises(ReconnectNeededError):
            ListenerTokens(account.pk).current()
        return "told"

    assert _at_once(ask) == ["told"] * MANY
    assert _refreshes(at_spotify) == 1


def test_whoever_saw_an_account_before_a_refusal_does_not_ask_again(
    at_spotify: Browser, account: SpotifyAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_spotify.simulator.revoke("ana")
    take = ListenerTokens._take  # noqa: SLF001

    def late(self: ListenerTokens, lease: uuid.UUID, seen: SpotifyAccount) -> bool:
        SpotifyAccount.objects.filter(reconnect_since=None).update(reconnect_since=timezone.now())
        return take(self, lease, seen)

    monkeypatch.setattr(ListenerTokens, "_take", late)
    with pytest.raises(ReconnectNeededError):
        ListenerTokens(account.pk).current()
    assert _refreshes(at_spotify) == 0


def test_after_a_failed_refresh_the_next_one_need_not_wait(
    at_spotify: Browser, account: SpotifyAccount
) -> None:
    at_spotify.simulator.fault("http_502", path="/api/token", times=1)
    with pytest.raises(SpotifyFailingError):
        ListenerTokens(account.pk).current()
    start = time.monotonic()
    assert ListenerTokens(account.pk).current()
    assert time.monotonic() - start < 5


def test_a_lease_that_was_never_given_back_ends(
    at_spotify: Browser, account: SpotifyAccount
) -> None:
    ends_at = timezone.now() + timedelta(seconds=0.3)
    SpotifyAccount.objects.update(lease=uuid.uuid4(), lease_until=ends_at)
    assert ListenerTokens(account.pk).current()
    assert timezone.now() > ends_at
    assert _refreshes(at_spotify) == 1


def test_a_lease_from_before_the_clock_was_set_back_is_nobodys(
    at_spotify: Browser, account: SpotifyAccount
) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    SpotifyAccount.objects.update(lease=uuid.uuid4(), lease_until=tomorrow)
    start = time.monotonic()
    assert ListenerTokens(account.pk).current()
    assert time.monotonic() - start < 5
    assert _refreshes(at_spotify) == 1


def test_nobody_waits_for_ever(
    at_spotify: Browser, account: SpotifyAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "_PATIENCE_S", 0.1)
    until = timezone.now() + timedelta(seconds=30)
    SpotifyAccount.objects.update(lease=uuid.uuid4(), lease_until=until)
    with pytest.raises(SpotifyUnreachableError, match="another refresh"):
        ListenerTokens(account.pk).current()
    assert _refreshes(at_spotify) == 0


def _while_refreshing(
    at_spotify: Browser, account: SpotifyAccount, happens: Callable[[], object]
) -> str:
    """Let something happen while a thread waits for Spotify's answer; the token it gets."""
    at_spotify.simulator.fault("slow", path="/api/token", delay_s=0.5, times=1)

    def refresh() -> str:
        try:
            return ListenerTokens(account.pk).current()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        refreshing = pool.submit(refresh)
        while not SpotifyAccount.objects.exclude(lease=None).exists():
            time.sleep(0.01)
        happens()
        return refreshing.result()


def test_a_refresh_that_a_log_out_overtakes_brings_nothing_back(
    at_spotify: Browser, account: SpotifyAccount
) -> None:
    with pytest.raises(NotLoggedInError):
        _while_refreshing(at_spotify, account, lambda: at_spotify.client.delete("/api/logout"))
    assert not SpotifyAccount.objects.exists()


def test_a_refresh_that_a_log_in_overtakes_changes_nothing_of_it(
    at_spotify: Browser, account: SpotifyAccount
) -> None:
    logged_in: list[SpotifyAccount] = []

    def log_in() -> None:
        at_spotify.connect("ana", "save")
        logged_in.append(SpotifyAccount.objects.get())

    given = _while_refreshing(at_spotify, account, log_in)
    now = SpotifyAccount.objects.get()
    assert given == wiring.vault().open(now.access_token)
    assert now.access_token == logged_in[0].access_token
    assert now.scopes == logged_in[0].scopes


_PROCESS = """
import sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from humoresque.web.accounts.tokens import ListenerTokens
print("ready", flush=True)
sys.stdin.readline()
print(ListenerTokens(int(sys.argv[2])).current())
"""


def test_two_processes_make_one_refresh_call(
    at_spotify: Browser, account: SpotifyAccount, settings: Any
) -> None:
    at_spotify.simulator.fault("slow", path="/api/token", delay_s=0.5)
    ours = ("HUMORESQUE_", "DJANGO_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)} | {
        "DJANGO_SETTINGS_MODULE": "humoresque.web.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "HUMORESQUE_SECRET_KEY": "k" * 40,
        "HUMORESQUE_TOKEN_KEYS": settings.TOKEN_KEYS[0],
        "HUMORESQUE_SPOTIFY_CLIENT_ID": settings.SPOTIFY_CLIENT[0],
        "HUMORESQUE_SPOTIFY_CLIENT_SECRET": settings.SPOTIFY_CLIENT[1],
        "HUMORESQUE_SPOTIFY_ACCOUNTS_URL": at_spotify.simulator.address,
    }
    database = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", _PROCESS, database, str(account.pk)]
    workers = [
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in "ab"
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    told = [worker.communicate(timeout=30)[0].strip() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0]
    assert told[0] == told[1] != ""
    assert _refreshes(at_spotify) == 1


def test_no_token_is_shown_when_things_are_printed(account: SpotifyAccount) -> None:
    access = ListenerTokens(account.pk).access()
    shown = f"{access!r} {account!r} {account} {ListenerTokens(account.pk)!r}"
    assert access.token not in shown
    assert account.refresh_token not in shown


def test_after_a_log_out_not_even_the_bytes_of_the_database_know_the_listener(
    at_spotify: Browser, account: SpotifyAccount
) -> None:
    file = Path(str(connection.settings_dict["NAME"]))
    known = [account.account_id, account.display_name or "", account.refresh_token]

    def bytes_know() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        content = file.read_bytes()
        return [word for word in known if word.encode() in content]

    assert bytes_know() == known
    at_spotify.client.delete("/api/logout")
    assert bytes_know() == []


def test_what_is_noted_is_on_the_disk_before_spotify_is_asked() -> None:
    full = 2
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (full,)


def test_the_database_file_holds_no_token(account: SpotifyAccount) -> None:
    access = ListenerTokens(account.pk).access()
    refresh_token = wiring.vault().open(account.refresh_token)
    file = Path(str(connection.settings_dict["NAME"]))
    with closing(sqlite3.connect(file)) as database:
        dump = "\n".join(database.iterdump())
    assert "ana" in dump.lower()
    assert access.token not in dump
    assert refresh_token not in dump
