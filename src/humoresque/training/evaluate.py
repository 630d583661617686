"""One model on one split: the figures that manifest, card and docs quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.ferplus import FERPLUS_TO_FER2013
from humoresque.training.errors import HeadNotFoundError
from humoresque.training.evaluation_set import EvaluationSet
from humoresque.training.metrics import Evaluation, Logits, evaluate_logits
from humoresque.training.predictions import Predictions
from humoresque.training.scorer import Scorer
from humoresque.training.views import VIEWS, View, score


@dataclass(frozen=True, slots=True)
class Report:
    """A model's figures by view of the face (``views.VIEWS``).

    ``unseen`` are the same figures on the rows without a copy in the training split, empty where
    the set knows of none.
    """

    predictions: Predictions
    every_row: dict[str, Evaluation]
    unseen: dict[str, Evaluation]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "model": self.predictions.model,
            "parameters": self.predictions.parameters,
            "temperature": self.predictions.temperature,
            "on": self.predictions.on,
            "every_row": {view: found.as_dict() for view, found in self.every_row.items()},
            "without_training_copy": {view: found.as_dict() for view, found in self.unseen.items()},
        }


def predict(scorer: Scorer, judged: EvaluationSet) -> Predictions:
    """Single-view logits of every row; HeadNotFoundError if the head knows other labels."""
    return Predictions(
        model=scorer.name,
        parameters=scorer.parameters,
        temperature=scorer.temperature,
        on=judged.name,
        classes=judged.classes,
        logits=_answer(scorer, judged, VIEWS["single"]),
        labels=judged.labels,
        rows=judged.rows,
    )


def evaluate_scorer(
    scorer: Scorer, judged: EvaluationSet, views: Sequence[str] = tuple(VIEWS)
) -> Report:
    """Every figure of a model on a split; ``flip`` costs 2 further runs a face, ``ten-crop`` 10.

    Raises HeadNotFoundError if the head knows other labels than the set.
    """
    predictions = predict(scorer, judged)
    every_row: dict[str, Evaluation] = {}
    unseen: dict[str, Evaluation] = {}
    for name in views:
        alone = name == "single"
        logits = predictions.logits if alone else _answer(scorer, judged, VIEWS[name])
        figures = (scorer.temperature, judged.classes)
        every_row[name] = evaluate_logits(logits, judged.labels, *figures)
        if judged.unseen is not None and judged.unseen.any():
            chosen = judged.unseen
            unseen[name] = evaluate_logits(logits[chosen], judged.labels[chosen], *figures)
    return Report(predictions, every_row, unseen)


def _answer(scorer: Scorer, judged: EvaluationSet, view: View) -> Logits:
    """Logits for the set's own labels; those of FER+ are re-ordered for sets of seven."""
    columns = _columns(scorer.logits(judged.images[:1]).shape[1], judged, scorer.name)
    return score(scorer, judged.images, view)[:, columns]


def _columns(labels: int, judged: EvaluationSet, model: str) -> list[int]:
    if labels == len(judged.classes):
        return list(range(labels))
    if judged.classes == EMOTIONS:  # contempt has no place among the seven
        return [FERPLUS_TO_FER2013.index(number) for number in range(len(EMOTIONS))]
    msg = (
        f"{judged.name} has {len(judged.classes)} labels, this head of {model} knows {labels}; "
        "add --head ferplus"
    )
    raise HeadNotFoundError(msg)
