from __future__ import annotations

import base64
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from humoresque.web.secret_key import ensure_secret_key, ensure_token_keys, replace_private

MAKERS = [ensure_secret_key, ensure_token_keys]
Maker = Callable[[Path], Path]


def test_the_first_start_makes_a_long_key(tmp_path: Path) -> None:
    assert len(ensure_secret_key(tmp_path).read_text("ascii").strip()) == 64


def test_the_first_start_makes_a_key_for_tokens(tmp_path: Path) -> None:
    key = ensure_token_keys(tmp_path).read_text("ascii").strip()
    assert len(base64.urlsafe_b64decode(key)) == 32


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps permissions in another way")
@pytest.mark.parametrize("make", MAKERS)
def test_only_the_owner_may_read_the_key(tmp_path: Path, make: Maker) -> None:
    file = make(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    replace_private(file, "other")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text("ascii") == "other\n"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("make", MAKERS)
def test_later_starts_keep_the_key(tmp_path: Path, make: Maker) -> None:
    first = make(tmp_path).read_bytes()
    assert make(tmp_path).read_bytes() == first


@pytest.mark.parametrize("make", MAKERS)
def test_starts_at_the_same_time_agree_on_one_key_and_leave_nothing_else(
    tmp_path: Path, make: Maker
) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: make(tmp_path).read_bytes(), range(32)))
    assert len(set(keys)) == 1
    assert len(list(tmp_path.iterdir())) == 1
