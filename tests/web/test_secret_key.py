from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from humoresque.web.secret_key import ensure_secret_key


def test_the_first_start_makes_a_long_key(tmp_path: Path) -> None:
    assert len(ensure_secret_key(tmp_path).read_text("ascii").strip()) == 64


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps permissions in another way")
def test_only_the_owner_may_read_the_key(tmp_path: Path) -> None:
    assert stat.S_IMODE(ensure_secret_key(tmp_path).stat().st_mode) == 0o600


def test_later_starts_keep_the_key(tmp_path: Path) -> None:
    first = ensure_secret_key(tmp_path).read_bytes()
    assert ensure_secret_key(tmp_path).read_bytes() == first


def test_starts_at_the_same_time_agree_on_one_key_and_leave_nothing_else(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: ensure_secret_key(tmp_path).read_bytes(), range(32)))
    assert len(set(keys)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
