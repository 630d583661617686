from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from humoresque.web.api.errors import NotThisMachineError, OwnMusicOffError
from humoresque.web.this_machine import is_this_machine, may_hear_own_music, require_own_music


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.168.1.2", False),
        ("0.0.0.0", False),
        ("::ffff:192.168.1.2", False),
        ("2001:db8::1", False),
        ("", False),
        ("unix:", False),
        ("localhost", False),
    ],
)
def test_only_the_loopback_address_is_this_machine(address: str, here: bool) -> None:  # noqa: FBT001
    assert is_this_machine(RequestFactory().get("/", REMOTE_ADDR=address)) is here


@pytest.mark.parametrize(
    "header",
    [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Server",
        "X-Real-IP",
        "X-Client-IP",
        "True-Client-IP",
        "CF-Connecting-IP",
    ],
)
def test_who_comes_through_a_proxy_on_this_machine_is_elsewhere(header: str) -> None:
    assert not is_this_machine(RequestFactory().get("/", headers={header: "127.0.0.1"}))


def test_behind_a_trusted_proxy_nobody_is_here(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    assert not is_this_machine(RequestFactory().get("/"))


def test_own_music_is_off_unless_a_folder_is_set(settings: Any, tmp_path: Path) -> None:
    here, there = RequestFactory().get("/"), RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
    settings.MUSIC_FOLDER = None
    assert not may_hear_own_music(here)
    with pytest.raises(OwnMusicOffError):
        require_own_music(here)
    settings.MUSIC_FOLDER = tmp_path
    assert may_hear_own_music(here)
    require_own_music(here)
    assert not may_hear_own_music(there)
    with pytest.raises(NotThisMachineError):
        require_own_music(there)
