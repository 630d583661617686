from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from humoresque.web.accounts.vault import SealBrokenError, Vault
from tests.cli.serving import environment, serving

COMMAND = [sys.executable, "-c", "from humoresque.cli import main; main()", "rotate-token-keys"]


def _run(folder: Path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "--data-folder", str(folder / "data"), *options],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a server that was started once."""
    folder = tmp_path_factory.mktemp("keys")
    with serving(folder):
        pass
    return folder


def _keys(folder: Path) -> list[str]:
    return (folder / "data/token_keys").read_text("ascii").split()


def _keep_tokens(folder: Path, *sealed: str) -> None:
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    with closing(sqlite3.connect(folder / "data/humoresque.sqlite3")) as database, database:
        database.execute("DELETE FROM accounts_spotifyaccount")
        for account_id, token in enumerate(sealed):
            database.execute(
                "INSERT INTO accounts_spotifyaccount (account_id, access_token, refresh_token,"
                " scopes, access_expires_at, refreshed_at, authorized_at)"
                " VALUES (?, ?, ?, '[]', ?, ?, ?)",
                [str(account_id), token, token, now, now, now],
            )


def _kept_tokens(folder: Path) -> list[tuple[str, str, bool]]:
    with closing(sqlite3.connect(folder / "data/humoresque.sqlite3")) as database:
        return database.execute(
            "SELECT access_token, refresh_token, reconnect_since IS NOT NULL"
            " FROM accounts_spotifyaccount ORDER BY account_id"
        ).fetchall()


def test_a_new_key_seals_what_the_old_ones_sealed(started: Path) -> None:
    old = _keys(started)
    _keep_tokens(started, Vault(old).seal("a token"))
    added = _run(started, "--new-key")
    assert added.returncode == 0, added.stderr
    assert "Start the server anew" in added.stdout
    new, *rest = _keys(started)
    assert rest == old
    # A server that runs knows the old keys alone until then.
    assert Vault(old).open(_kept_tokens(started)[0][1]) == "a token"
    done = _run(started)
    assert "the tokens of 1 accounts" in done.stdout
    assert not any(key in added.stdout + done.stdout for key in _keys(started))
    ((access, refresh, needs_reconnect),) = _kept_tokens(started)
    assert Vault([new]).open(access) == Vault([new]).open(refresh) == "a token"
    assert not needs_reconnect
    with pytest.raises(SealBrokenError):
        Vault(old).open(refresh)
    if os.name == "posix":
        assert stat.S_IMODE((started / "data/token_keys").stat().st_mode) == 0o600


def test_tokens_that_no_key_opens_need_a_new_log_in_and_the_others_do_not(started: Path) -> None:
    lost = Vault([Fernet.generate_key().decode()]).seal("lost")
    _keep_tokens(started, lost, Vault(_keys(started)).seal("a token"))
    done = _run(started)
    assert "the tokens of 1 accounts" in done.stdout
    assert "Opened by no key: 1" in done.stdout
    kept = _kept_tokens(started)
    assert [needs_reconnect for _, _, needs_reconnect in kept] == [True, False]
    assert kept[0][:2] == (lost, lost)


def test_keys_of_the_variable_are_the_operators_to_change(started: Path) -> None:
    keys = [Fernet.generate_key().decode() for _ in "ab"]
    _keep_tokens(started, Vault(keys[1:]).seal("a token"))
    refused = _run(started, "--new-key", HUMORESQUE_TOKEN_KEYS=keys[1])
    assert refused.returncode == 2
    assert "put a new one first there" in refused.stderr
    assert keys[1] not in refused.stderr
    done = _run(started, HUMORESQUE_TOKEN_KEYS=",".join(keys))
    assert "HUMORESQUE_TOKEN_KEYS" in done.stdout
    assert Vault(keys[:1]).open(_kept_tokens(started)[0][1]) == "a token"


def test_before_the_first_start_there_is_nothing_to_seal(tmp_path: Path) -> None:
    done = _run(tmp_path)
    assert done.returncode == 2
    assert "There are no keys at" in done.stderr
    (tmp_path / "data").mkdir()
    (tmp_path / "data/token_keys").write_text(Fernet.generate_key().decode(), encoding="ascii")
    done = _run(tmp_path)
    assert done.returncode == 2
    assert "Start `humoresque serve` once" in done.stderr
    assert "Traceback" not in done.stderr
    # It would be there for everybody to read.
    assert not (tmp_path / "data/humoresque.sqlite3").exists()


def test_a_file_that_holds_no_keys_is_explained(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("not a key", encoding="ascii")
    done = _run(tmp_path, HUMORESQUE_TOKEN_KEYS_FILE=str(tmp_path / "keys"))
    assert done.returncode == 2
    assert "HUMORESQUE_TOKEN_KEYS holds no usable key at place 1" in done.stderr
    assert "not a key" not in done.stderr
