"""What the app shows of a network's two heads, chosen on labelled photos outside FER2013.

A log-linear mixture of two softmax distributions, less a share of the log prior (Menon et al.
2021, post-hoc logit adjustment), is a linear map of the heads' logits up to a constant a row, which
no softmax sees. Dropping contempt and renormalizing is leaving out its logit. So a decision is one
matrix and one offset, the same in NumPy, PyTorch and ONNX.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.dataset import FaceDataset
from humoresque.training.datasets.ferplus import FERPLUS_LABELS, FERPLUS_TO_FER2013
from humoresque.training.errors import DecisionError

Logits = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
_SMALLEST_SHARE = 1e-3  # of a label that training rows lack


@dataclass(frozen=True, slots=True)
class LabelShares:
    """How often the training rows have each of the seven labels, by FER2013 and by FER+.

    ``ferplus`` is the mean share of the votes without contempt, None for rows without votes.
    """

    fer2013: tuple[float, ...]
    ferplus: tuple[float, ...] | None

    @classmethod
    def of(cls, data: FaceDataset, rows: npt.NDArray[np.int64]) -> Self:
        """Count the labels and votes of some rows."""
        counts = np.bincount(data.labels[rows], minlength=len(EMOTIONS))
        if data.votes is None:
            return cls(_shares(counts), None)
        votes = data.votes[rows][:, : len(FERPLUS_LABELS)]
        means = (votes / np.maximum(votes.sum(axis=1, keepdims=True), 1)).sum(axis=0)
        return cls(_shares(counts), _shares(means @ _ferplus_to_seven()))


@dataclass(frozen=True, slots=True)
class Decision:
    """``fer2013_weight`` and ``ferplus_weight`` of the heads, which sum to 1.

    ``prior_correction`` is the share (0 to 1) of the log prior that is taken off.
    """

    fer2013_weight: float = 1.0
    ferplus_weight: float = 0.0
    prior_correction: float = 0.0

    @property
    def rule(self) -> str:
        """As text that ``parse`` reads: ``fer2013``, ``ferplus`` or ``mixture:0.5+prior:0.25``."""
        match self.ferplus_weight:
            case 0.0:
                name = "fer2013"
            case 1.0:
                name = "ferplus"
            case share:
                name = f"mixture:{share:g}"
        return f"{name}+prior:{self.prior_correction:g}" if self.prior_correction else name

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a rule; ``mixture:0.3`` gives the FER+ head .3 and the FER2013 head .7."""
        heads, _, prior = text.partition("+prior:")
        try:
            share = {"fer2013": 0.0, "ferplus": 1.0}.get(heads)
            if share is None:
                share = float(heads.removeprefix("mixture:"))
            correction = float(prior or 0)
        except ValueError:
            share = correction = -1.0
        if not (0 <= share <= 1 and 0 <= correction <= 1):
            msg = (
                f"{text!r} is no decision: write fer2013, ferplus or mixture:SHARE (of the FER+ "
                "head, 0 to 1), optionally followed by +prior:SHARE"
            )
            raise DecisionError(msg)
        return cls(1 - share, share, correction)

    def linear_map(self, shares: LabelShares, *, two_heads: bool) -> tuple[Floats, Floats]:
        """Matrix (7 or 15, 7) and offset (7,): ``concatenated logits @ matrix + offset``."""
        if self.ferplus_weight and not (two_heads and shares.ferplus):
            msg = f"{self.rule} needs a network with a FER+ head that was trained on its votes"
            raise DecisionError(msg)
        blocks = [self.fer2013_weight * np.eye(len(EMOTIONS))]
        prior = self.fer2013_weight * np.log(shares.fer2013)
        if two_heads:
            blocks.append(self.ferplus_weight * _ferplus_to_seven())
        if shares.ferplus:
            prior = prior + self.ferplus_weight * np.log(shares.ferplus)
        return np.concatenate(blocks), -self.prior_correction * prior


def decide(
    decision: Decision, shares: LabelShares, fer2013: Logits, ferplus: Logits | None
) -> Logits:
    """Heads' logits (N, 7) and (N, 8) → shown logits (N, 7), in FER2013's order."""
    matrix, offset = decision.linear_map(shares, two_heads=ferplus is not None)
    heads = fer2013 if ferplus is None else np.concatenate([fer2013, ferplus], axis=1)
    shown: Logits = (heads @ matrix + offset).astype(np.float32)
    return shown


def read_decision(text: str, checkpoint: Path) -> tuple[Decision, dict[str, Any]]:
    """A rule, or the file that ``benchmarks/labelled_photos.py --decisions`` wrote, with its table.

    Raises DecisionError when the file is none, or was measured with another checkpoint.
    """
    if not text.endswith(".json"):
        return Decision.parse(text), {}
    try:
        table: dict[str, Any] = json.loads(Path(text).read_text(encoding="utf-8"))
        rule, measured_with = str(table.pop("rule")), table.pop("checkpoint_sha256")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{text}: no measured decision ({error!r}); benchmarks/labelled_photos.py writes one"
        raise DecisionError(msg) from error
    if measured_with != hashlib.sha256(checkpoint.read_bytes()).hexdigest():
        msg = f"{text} was measured with other weights than {checkpoint}; measure it again"
        raise DecisionError(msg)
    return Decision.parse(rule), table


def _ferplus_to_seven() -> Floats:
    """(8, 7): FER+'s classes in the order of ours; contempt has no column."""
    matrix = np.zeros((len(FERPLUS_LABELS), len(EMOTIONS)))
    for row, column in enumerate(FERPLUS_TO_FER2013):
        if column is not None:
            matrix[row, column] = 1
    return matrix


def _shares(counts: npt.NDArray[Any]) -> tuple[float, ...]:
    shares = np.maximum(counts / max(counts.sum(), 1), _SMALLEST_SHARE)
    return tuple(map(float, shares / shares.sum()))
