from __future__ import annotations

from pathlib import Path

import pytest

from humoresque.catalog.catalog import Catalog
from tests.own_music.generated import song, write


@pytest.fixture(scope="session")
def reference() -> Catalog:
    return Catalog.starter()


@pytest.fixture(scope="session")
def songs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of songs in six formats, tempi and keys; tests copy what they change."""
    folder = tmp_path_factory.mktemp("songs")
    for number, suffix in enumerate(("wav", "flac", "ogg", "mp3", "opus", "m4a")):
        sound = song(80 + 10 * number, key=number, seconds=31, seed=number)
        write(folder / f"Artist {number} - Song {number}.{suffix}", sound)
    return folder
