from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from humoresque.affect import EMOTIONS
from humoresque.training.compare import (
    Contestant,
    choose,
    compare,
    mcnemar,
    mcnemar_p,
    score_splits,
)
from humoresque.training.errors import PredictionsError
from humoresque.training.evaluation_set import EvaluationSets, load_sets
from humoresque.training.plots import plot_comparison
from humoresque.training.predictions import Predictions
from tests.training.bars import BarReader, write_bars


def answers(model: str, right: list[bool], on: str = "fer2013:public-test") -> Predictions:
    """Rows labelled happy, answered happy or sad."""
    predicted = np.where(right, 3, 4)
    return Predictions(
        model=model,
        parameters=1,
        temperature=1.0,
        on=on,
        classes=tuple(EMOTIONS),
        logits=(np.eye(7)[predicted] * 3).astype(np.float32),
        labels=np.full(len(right), 3, np.int64),
        rows=np.arange(len(right)),
    )


def contestant(model: str, *, validation: int, training: int) -> Contestant:
    """Right on so many of 100 rows: the first ones, so that models differ in few rows."""
    return Contestant(
        answers(model, [True] * 50 + [False] * 50, "fer2013:private-test"),
        answers(model, [row < validation for row in range(100)]),
        answers(model, [row < training for row in range(100)], "fer2013:training"),
    )


@pytest.fixture
def sets(tmp_path: Path) -> EvaluationSets:
    return load_sets("thesis", write_bars(tmp_path / "bars"))


def test_the_published_example_gives_the_published_values() -> None:
    # Bentur et al. in Fagerland et al. 2013: 1 and 7 discordant pairs.
    exact, mid_p = mcnemar_p(1, 7)
    assert exact == pytest.approx(0.0703, abs=5e-5)
    assert mid_p == pytest.approx(0.0391, abs=5e-5)


def test_as_many_one_way_as_the_other_is_no_difference() -> None:
    assert mcnemar_p(0, 0) == (1, 1)
    assert mcnemar_p(1, 1) == pytest.approx((1, 0.75))


@settings(deadline=None)  # SciPy is slow on its first call
@given(st.integers(0, 400), st.integers(0, 400))
def test_the_order_of_two_models_does_not_matter(first: int, second: int) -> None:
    exact, mid_p = mcnemar_p(first, second)
    assert mcnemar_p(second, first) == pytest.approx((exact, mid_p))
    assert 0 <= mid_p <= exact <= 1


@settings(deadline=None)
@given(st.integers(0, 100), st.integers(0, 100))
def test_a_larger_difference_is_less_likely_by_chance(few: int, more: int) -> None:
    assert mcnemar_p(few, few + more + 1)[1] < mcnemar_p(few, few + more)[1]


def test_discordant_rows_are_counted() -> None:
    test = mcnemar(
        answers("a", [True, True, True, False]), answers("b", [True, False, False, True])
    )
    assert (test.only_first, test.only_second) == (2, 1)
    assert not test.separates


def test_a_clear_lead_on_validation_decides() -> None:
    choice = choose(
        [
            contestant("small", validation=60, training=61),
            contestant("large", validation=80, training=99),
        ]
    )
    assert choice is not None
    assert choice.model == "large"
    assert "large is best on fer2013:public-test, beyond chance (80.0% against" in choice.reason
    assert choice.on == "fer2013:public-test"


def test_what_cannot_be_told_apart_is_decided_by_the_gap() -> None:
    choice = choose(
        [
            contestant("large", validation=69, training=99),
            contestant("small", validation=68, training=70),
            contestant("poor", validation=20, training=20),
        ]
    )
    assert choice is not None
    assert choice.model == "small"
    assert "a gap of 2.0 points against 30.0 of large." in choice.reason


def test_every_model_as_good_as_the_best_may_be_chosen() -> None:
    choice = choose(
        [
            contestant("large", validation=70, training=99),
            contestant("middle", validation=69, training=90),
            contestant("small", validation=68, training=70),
            contestant("tight", validation=20, training=20),
        ]
    )
    assert choice is not None
    assert choice.model == "small"
    assert choice.reason == (
        "large cannot be told from middle and small on fer2013:public-test (70.0% against 69.0% "
        "of middle and 68.0% of small; McNemar mid-p 0.5 and 0.25); small fits its training rows "
        "least tightly: a gap of 2.0 points against 21.0 of middle and 29.0 of large."
    )
    assert [test.second for test in choice.tests] == ["middle", "small", "tight"]


def test_the_test_split_alone_chooses_nothing() -> None:
    judged = [
        Contestant(answers(name, [True, False], "fer2013:private-test")) for name in ("a", "b")
    ]
    assert compare(judged).choice is None


def test_validation_without_training_rows_takes_the_higher_accuracy() -> None:
    a, b = answers("a", [True, True, False]), answers("b", [True, False, False])
    choice = choose([Contestant(a, a), Contestant(b, b)])
    assert choice is not None
    assert choice.model == "a"
    assert "for want of training rows" in choice.reason


def test_answers_to_other_rows_are_not_compared() -> None:
    with pytest.raises(PredictionsError, match="only the same rows"):
        compare(
            [Contestant(answers("a", [True] * 3)), Contestant(answers("b", [True] * 2))],
        )
    with pytest.raises(PredictionsError, match="fer2013:private-test"):
        compare(
            [
                Contestant(answers("a", [True])),
                Contestant(answers("b", [True], "fer2013:private-test")),
            ]
        )


def test_models_are_scored_on_judged_validation_and_training_rows(sets: EvaluationSets) -> None:
    comparison = compare(
        [
            score_splits(BarReader("sharp"), sets),
            score_splits(BarReader("blind", blind=(0, 1)), sets),
        ]
    )
    sharp, blind = comparison.as_dict()["models"]
    assert sharp["accuracy"] == sharp["training_accuracy"] == 1
    assert blind["accuracy"] == pytest.approx(25 / 35)
    assert blind["gap"] == pytest.approx(0)
    (test,) = comparison.tests
    assert (test.only_first, test.only_second) == (10, 0)
    assert comparison.choice is not None
    assert comparison.choice.model == "sharp"
    assert comparison.choice.on == "thesis:validation"


def test_models_are_drawn_side_by_side(sets: EvaluationSets, tmp_path: Path) -> None:
    models = [BarReader("sharp"), BarReader("blind", blind=(0, 1))]
    comparison = compare([score_splits(model, sets) for model in models])
    for path in plot_comparison(comparison, tmp_path / "figures"):
        with Image.open(path) as image:
            assert image.width > 1000
