from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.simulators.running import RunningSimulator
from tests.simulators.spotify.calls import ALL, calling


@pytest.fixture
def ana(simulator: RunningSimulator) -> Iterator[httpx.Client]:
    """An app in which Ana, who has Premium and listens to soul, has consented to much."""
    with calling(simulator, "ana", *ALL) as client:
        yield client


@pytest.fixture
def ben(simulator: RunningSimulator) -> Iterator[httpx.Client]:
    """The same of Ben, who has no Premium and listens to metal."""
    with calling(simulator, "ben", *ALL) as client:
        yield client
