"""Models side by side: the same rows, paired tests, and a choice that never sees the test split.

Section 5.4 of the 2024 thesis, which weighed a small network against ResNet50 by accuracy and by
the gap between training and validation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from scipy.stats import binom, binomtest

from humoresque.training.errors import PredictionsError
from humoresque.training.evaluate import predict
from humoresque.training.evaluation_set import EvaluationSets
from humoresque.training.metrics import Evaluation
from humoresque.training.predictions import Predictions
from humoresque.training.scorer import Scorer

SIGNIFICANCE = 0.05


@dataclass(frozen=True, slots=True)
class McNemar:
    """A paired test of two models on the same rows (McNemar 1947).

    ``only_first`` and ``only_second`` count the rows that one model alone gets right, ``exact``
    and ``mid_p`` are two-sided. The mid-p variant (Fagerland et al. 2013) decides: the exact one
    is needlessly cautious.
    """

    first: str
    second: str
    only_first: int
    only_second: int
    exact: float
    mid_p: float

    @property
    def separates(self) -> bool:
        """Whether the models differ at the .05 level."""
        return self.mid_p < SIGNIFICANCE


@dataclass(frozen=True, slots=True)
class Contestant:
    """One model: its answers on the judged split, and on the others where the set has them."""

    judged: Predictions
    validation: Predictions | None = None
    training: Predictions | None = None

    @property
    def name(self) -> str:
        """The model's name."""
        return self.judged.model

    def renamed(self, name: str) -> Contestant:
        """The same answers under another name, where two models share one."""
        others = (self.validation, self.training)
        return Contestant(
            replace(self.judged, model=name), *(a and replace(a, model=name) for a in others)
        )

    @property
    def training_accuracy(self) -> float | None:
        """On the clean training rows, not augmented, in one view."""
        return None if self.training is None else float(self.training.hits.mean())

    def gap(self, other: Predictions | None) -> float | None:
        """Over-fit gap: training accuracy minus the accuracy on another split."""
        accuracy = self.training_accuracy
        return None if accuracy is None or other is None else accuracy - float(other.hits.mean())


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen model and why, in a sentence.

    ``on`` is the split that decided; ``tests`` compare the most accurate model on it with each of
    the others, in the order of their accuracy.
    """

    model: str
    on: str
    reason: str
    tests: tuple[McNemar, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All contestants on one split; ``choice`` is None where there is no validation split."""

    on: str
    contestants: tuple[Contestant, ...]
    evaluations: tuple[Evaluation, ...]
    tests: tuple[McNemar, ...]
    choice: Choice | None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        models = [
            {
                "model": contestant.name,
                "parameters": contestant.judged.parameters,
                "training_accuracy": contestant.training_accuracy,
                "gap": contestant.gap(contestant.judged),
                "validation_gap": contestant.gap(contestant.validation),
                **evaluation.as_dict(),
            }
            for contestant, evaluation in zip(self.contestants, self.evaluations, strict=True)
        ]
        return {
            "on": self.on,
            "models": models,
            "mcnemar": [asdict(test) for test in self.tests],
            "choice": None if self.choice is None else asdict(self.choice),
        }


def score_splits(scorer: Scorer, sets: EvaluationSets) -> Contestant:
    """Run a model over the judged split, the validation split and the training rows."""
    judged = predict(scorer, sets.judged)
    same = sets.validation is not None and sets.validation.name == sets.judged.name
    validation = None if sets.validation is None or same else predict(scorer, sets.validation)
    training = None if sets.training is None else predict(scorer, sets.training)
    return Contestant(judged, judged if same else validation, training)


def compare(contestants: Sequence[Contestant]) -> Comparison:
    """Compare two or more models by their answers.

    Raises PredictionsError unless all answered the same rows of the same split.
    """
    first = contestants[0].judged
    for other in contestants[1:]:
        if other.judged.on != first.on or not np.array_equal(other.judged.rows, first.rows):
            msg = (
                f"{other.name} answered {len(other.judged.rows):,} rows of {other.judged.on}, "
                f"{first.model} {len(first.rows):,} of {first.on}: only the same rows can be "
                "compared"
            )
            raise PredictionsError(msg)
    return Comparison(
        on=first.on,
        contestants=tuple(contestants),
        evaluations=tuple(contestant.judged.evaluate() for contestant in contestants),
        tests=tuple(mcnemar(a.judged, b.judged) for a, b in combinations(contestants, 2)),
        choice=choose(contestants),
    )


def mcnemar(first: Predictions, second: Predictions) -> McNemar:
    """Test whether two models' shares of right answers differ on the same rows."""
    a, b = first.hits, second.hits
    only_first, only_second = int((a & ~b).sum()), int((b & ~a).sum())
    exact, mid_p = mcnemar_p(only_first, only_second)
    return McNemar(first.model, second.model, only_first, only_second, exact, mid_p)


def mcnemar_p(only_first: int, only_second: int) -> tuple[float, float]:
    """Two-sided exact and mid-p values of two discordant counts; 1 and 1 without any.

    The mid-p value takes half of the observed counts' own probability off either side:
    https://doi.org/10.1186/1471-2288-13-91.
    """
    rows = only_first + only_second
    if rows == 0:
        return 1.0, 1.0
    exact = float(binomtest(only_first, rows, 0.5).pvalue)
    observed = float(binom.pmf(min(only_first, only_second), rows, 0.5))
    return exact, exact - (observed / 2 if only_first == only_second else observed)


def choose(contestants: Sequence[Contestant]) -> Choice | None:
    """The highest validation accuracy, or the smallest gap among models as good as the best.

    As good are those that a paired test cannot tell from the best one. Only validation and
    training rows are looked at. None without validation answers.
    """
    judged = [(c, c.validation) for c in contestants if c.validation is not None]
    if len(judged) < len(contestants) or not judged:
        return None
    ranked = sorted(judged, key=lambda pair: -float(pair[1].hits.mean()))
    (best, answers), *others = ranked
    tests = tuple(mcnemar(answers, other) for _, other in others)
    equals = [pair for pair, test in zip(others, tests, strict=True) if not test.separates]
    named = equals or others[:1]
    figures = (
        f"{float(answers.hits.mean()):.1%} against "
        + _listed([f"{float(other.hits.mean()):.1%} of {model.name}" for model, other in named])
        + "; McNemar mid-p "
        + _listed([f"{mcnemar(answers, other).mid_p:.2g}" for _, other in named])
    )
    on = answers.on
    if not equals:
        reason = f"{best.name} is best on {on}, beyond chance ({figures})."
        return Choice(best.name, on, reason, tests)
    names = _listed([model.name for model, _ in equals])
    tie = f"{best.name} cannot be told from {names} on {on} ({figures})"
    gaps = [
        (gap, model.name)
        for model, rows in ((best, answers), *equals)
        if (gap := model.gap(rows)) is not None
    ]
    if len(gaps) <= len(equals):
        reason = f"{tie}; the higher accuracy decides, for want of training rows to compare gaps."
        return Choice(best.name, on, reason, tests)
    (smallest, chosen), *larger = sorted(gaps, key=lambda pair: pair[0])
    reason = (
        f"{tie}; {chosen} fits its training rows least tightly: a gap of "
        f"{100 * smallest:.1f} points against "
        f"{_listed([f'{100 * gap:.1f} of {name}' for gap, name in larger])}."
    )
    return Choice(chosen, on, reason, tests)


def _listed(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last
