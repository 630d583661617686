"""Precision against moods that others gave."""

from __future__ import annotations

import numpy as np
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation import labelled_lists
from humoresque.offline_evaluation.labelled import label_lines
from humoresque.offline_evaluation.labelled_lists import AT
from humoresque.offline_evaluation.labels import LabelledSongs
from humoresque.offline_evaluation.plan import Plan
from humoresque.offline_evaluation.points import MOOD
from humoresque.offline_evaluation.report import Line
from humoresque.recommender.profiles import built_in_profiles
from tests.catalog.made_up import made_up_catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return made_up_catalog(500, artists=400)


@pytest.fixture(autouse=True)
def _few_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled_lists, "_SEEDS", 3)
    monkeypatch.setattr(labelled_lists, "_DRAWS", 5)


def measured(catalog: Catalog, moods: np.ndarray, plan: Plan | None = None) -> dict[str, Line]:
    songs = LabelledSongs(np.arange(catalog.size, dtype=np.int32), moods.astype(np.int8))
    lines, note = label_lines(catalog, built_in_profiles(), plan or Plan(), songs)
    assert "best plain points" in note
    return {line.measure: line for line in lines}


def test_labels_that_follow_valence_and_energy_are_found(catalog: Catalog) -> None:
    pleasant, aroused = (catalog.rank(name) > 0.5 for name in MOOD)
    moods = np.select(
        [pleasant & aroused, ~pleasant & aroused, ~pleasant & ~aroused], [0, 1, 2], default=3
    )
    lines = measured(catalog, moods)
    mean = lines[f"precision@{AT} mean"]
    assert mean.ours.low > 0.8
    assert mean.differences["random"].low > 0.5
    assert mean.figures["nearest"].value > 0.9
    assert lines[f"lists of {AT}, mean"].ours.value > 0.7
    assert set(lines[f"lists of {AT}, mean"].differences) == {"thesis-2024"}


def test_labels_at_random_are_chance(catalog: Catalog) -> None:
    moods = np.random.default_rng(0).integers(4, size=catalog.size)
    mean = measured(catalog, moods)[f"precision@{AT} mean"]
    assert mean.ours.low < 0.25 < mean.ours.high
    assert mean.figures["random"].value == pytest.approx(0.25)


def test_only_the_baselines_that_were_asked_for_are_there(catalog: Catalog) -> None:
    moods = np.random.default_rng(0).integers(4, size=catalog.size)
    lines = measured(catalog, moods, Plan(baselines=("popular",)))
    assert set(lines[f"precision@{AT} sad"].figures) == {"humoresque", "popular"}
