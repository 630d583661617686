from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture
def no_waiting() -> Callable[[float], None]:
    return lambda _seconds: None
