from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_in_memory() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
