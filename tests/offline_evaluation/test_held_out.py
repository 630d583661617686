"""Artists left out of histories."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.held_out import area, listener_lines
from humoresque.offline_evaluation.listening import Listener
from humoresque.offline_evaluation.plan import Plan
from humoresque.offline_evaluation.report import Line
from humoresque.recommender.profiles import built_in_profiles
from tests.catalog.made_up import INFO, made_up_catalog

GENRES = ("folk", "jazz", "pop", "rock")


def number(artist: str) -> int:
    return int(artist.removeprefix("Artist "))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Every artist stays in one genre: its number modulo four."""
    table = made_up_catalog(1_600, artists=200).table
    artists = [names[:1] for names in table["artists"].to_pylist()]
    genres = [[GENRES[number(names[0]) % 4]] for names in artists]
    for name, values in (("artists", artists), ("genres", genres)):
        at = table.schema.get_field_index(name)
        table = table.set_column(at, name, pa.array(values))
    return Catalog.from_table(table, INFO)


def measured(catalog: Catalog, listeners: list[Listener]) -> dict[str, Line]:
    lines = listener_lines(catalog, built_in_profiles(), Plan(), listeners)
    return {line.measure: line for line in lines}


def test_listeners_of_one_genre_are_told_from_chance(catalog: Catalog) -> None:
    rng = np.random.default_rng(0)
    listeners = [
        Listener(str(who), tuple(f"Artist {4 * n + who % 4}" for n in rng.permutation(50)[:16]))
        for who in range(24)
    ]
    lines = measured(catalog, listeners)
    for level in ("high", "medium"):
        assert lines[f"held-out artists: AUC, {level}"].ours.low > 0.8
    low = lines["held-out artists: AUC, low"].ours
    assert (low.low, low.value, low.high) == (0.5, 0.5, 0.5)
    assert lines["… medium minus low"].ours.excludes_zero


def test_listeners_of_anything_are_chance(catalog: Catalog) -> None:
    rng = np.random.default_rng(1)
    listeners = [
        Listener(str(who), tuple(f"Artist {n}" for n in rng.permutation(200)[:40]))
        for who in range(30)
    ]
    high = measured(catalog, listeners)["held-out artists: AUC, high"].ours
    assert high.low < 0.55
    assert high.high > 0.45


def test_ties_count_a_half() -> None:
    scores = np.array([3.0, 2.0, 2.0, 1.0])
    pairs = np.array([[0, 1], [1, 2], [3, 0], [1, 3]], dtype=np.int32)
    assert area(scores, pairs) == pytest.approx((1 + 0.5 + 0 + 1) / 4)
    assert np.isnan(area(scores, pairs[:0]))
