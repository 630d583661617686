from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.api.spotify_lists import Listener
from tests.web.browsing import Browser


@pytest.fixture
def listener(at_spotify: Browser) -> Listener:
    """Ana, who lets her lists be saved and played."""
    at_spotify.connect("ana", "log-in", "save", "play")
    return Listener(at_spotify)


@pytest.fixture
def created(listener: Listener, wishes: dict[str, Any]) -> Any:
    return listener.create(wishes)


@pytest.fixture
def no_waiting() -> Callable[[float], None]:
    return lambda _seconds: None
