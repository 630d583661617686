"""Listeners found in a catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation import listening
from humoresque.offline_evaluation.errors import TableFormatError, TooFewListenersError
from humoresque.offline_evaluation.listening import read_listeners
from tests.catalog.made_up import made_up_catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(400, artists=40)


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "FEWEST_ARTISTS", 2)
    monkeypatch.setattr(listening, "FEWEST_LISTENERS", 1)


def test_artists_come_most_played_first_as_the_catalog_spells_them(
    catalog: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "user_id,artist,plays\n5,ARTIST 1,3\n5,artist 2,9\n5,Nobody,99\n6,Artist 3,1\n",
        encoding="utf-8",
    )
    (listener,) = read_listeners(path, catalog)
    assert listener.name == "5"
    assert listener.artists == ("Artist 2", "Artist 1")


def test_a_file_of_another_kind_is_refused_with_what_it_needs(
    catalog: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    for content, needed in (
        ("who,artist,plays\n1,Artist 1,2\n", "needs a column user_id"),
        ("user_id,artist,plays\n1,Artist 1,often\n", "plays must be numbers"),
    ):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(TableFormatError, match=needed):
            read_listeners(path, catalog)


def test_too_few_listeners_are_no_measurement(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "FEWEST_LISTENERS", 2)
    path = tmp_path / "a.csv"
    path.write_text("user_id,artist,plays\n1,Artist 1,1\n1,Artist 2,1\n", encoding="utf-8")
    with pytest.raises(TooFewListenersError, match="only 1 listeners"):
        read_listeners(path, catalog)
