"""Fixtures for every room: one public-domain face, and the optional data sets."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from skimage.data import astronaut

from tests.catalog.postgres.cluster import Cluster, find_binaries, running
from tests.simulators.proof import Proof
from tests.simulators.running import RunningSimulator, running_simulator

REPOSITORY = Path(__file__).parents[1]
BROWSER_TESTS = Path(__file__).parent / "e2e"


@pytest.fixture(scope="session")
def astronaut_pixels() -> npt.NDArray[np.uint8]:
    """Eileen Collins, smiling (NASA, public domain): (512, 512, 3)."""
    return np.asarray(astronaut(), dtype=np.uint8)


@pytest.fixture(scope="session")
def astronaut_jpeg(astronaut_pixels: npt.NDArray[np.uint8]) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(astronaut_pixels).save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


DATA_SETS = Path(os.environ.get("HUMORESQUE_DATA_SETS", REPOSITORY.parent / "shared" / "data"))
SPOTIFY_REFERENCE = DATA_SETS.parent / "spotify"


@pytest.fixture(scope="session")
def data_sets() -> Path:
    """The folder of optional data sets; tests that need it are skipped where it is absent."""
    if not DATA_SETS.is_dir():
        pytest.skip("no data sets here: set HUMORESQUE_DATA_SETS to their folder")
    return DATA_SETS


@pytest.fixture(scope="session")
def spotify_reference(data_sets: Path) -> Path:
    """Schemas and recorded answers of Spotify, beside the data sets; skipped where absent."""
    _ = data_sets
    if not SPOTIFY_REFERENCE.is_dir():
        pytest.skip("no folder spotify beside the data sets: its schemas and captures are not here")
    return SPOTIFY_REFERENCE


@pytest.fixture(scope="session")
def proof() -> Proof | None:
    """What holds the simulator and our client to Spotify's schemas; None without the schemas."""
    return Proof(SPOTIFY_REFERENCE) if SPOTIFY_REFERENCE.is_dir() else None


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A real PostgreSQL of the tests' own; skipped where its programs are not installed."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here: install it (Debian: apt install postgresql)")
    with running(binaries) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def spotify_simulator() -> Iterator[RunningSimulator]:
    """One simulated Spotify for all tests; ask for ``simulator`` instead."""
    with running_simulator() as simulator:
        yield simulator


@pytest.fixture
def simulator(
    spotify_simulator: RunningSimulator, proof: Proof | None
) -> Iterator[RunningSimulator]:
    """A simulated Spotify as new: nobody logged in, no playlists, no faults.

    Afterwards what went to and fro has to be as at the real one (docs/spotify-simulator.md).
    """
    spotify_simulator.reset()
    yield spotify_simulator
    if proof is not None:
        complaints = proof.complaints(spotify_simulator.exchanges())
        assert not complaints, "\n".join(complaints)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's folder last: Playwright leaves an event loop, beside which Django refuses."""
    items.sort(key=lambda item: item.path.is_relative_to(BROWSER_TESTS))
