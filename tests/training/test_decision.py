from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from humoresque.affect import EMOTIONS
from humoresque.emotion.calibration import softmax
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.ferplus import FERPLUS_LABELS
from humoresque.training.decision import Decision, LabelShares, decide, read_decision
from humoresque.training.errors import DecisionError

RNG = np.random.default_rng(3)
FER2013 = RNG.normal(0, 3, (40, 7)).astype(np.float32)
FERPLUS = RNG.normal(0, 3, (40, 8)).astype(np.float32)
SHARES = LabelShares(
    (0.14, 0.02, 0.14, 0.25, 0.17, 0.11, 0.17), (0.1, 0.02, 0.03, 0.27, 0.13, 0.13, 0.32)
)
OURS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
THEIRS = ("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral")


def test_the_plain_rule_shows_the_fer2013_head_unchanged() -> None:
    for ferplus in (FERPLUS, None):
        assert np.array_equal(decide(Decision(), SHARES, FER2013, ferplus), FER2013)


def test_the_ferplus_rule_drops_contempt_and_renormalizes() -> None:
    eight = softmax(FERPLUS, 1.0)
    seven = np.stack([eight[:, FERPLUS_LABELS.index(name)] for name in THEIRS], axis=1)
    seven /= seven.sum(axis=1, keepdims=True)
    shown = softmax(decide(Decision.parse("ferplus"), SHARES, FER2013, FERPLUS), 1.0)
    assert tuple(emotion.value for emotion in EMOTIONS) == OURS
    assert np.allclose(shown, seven, atol=1e-6)


def test_a_corrected_mixture_is_the_weighted_product_over_the_weighted_prior() -> None:
    first = softmax(FER2013, 1.0)
    second = softmax(decide(Decision.parse("ferplus"), SHARES, FER2013, FERPLUS), 1.0)
    prior = np.array(SHARES.fer2013) ** 0.7 * np.array(SHARES.ferplus) ** 0.3
    expected = first**0.7 * second**0.3 / prior**0.5
    expected /= expected.sum(axis=1, keepdims=True)
    decision = Decision.parse("mixture:0.3+prior:0.5")
    assert np.allclose(softmax(decide(decision, SHARES, FER2013, FERPLUS), 1.0), expected)


@pytest.mark.parametrize("rule", ["fer2013", "ferplus", "mixture:0.25", "ferplus+prior:1"])
def test_a_rule_reads_as_it_is_written(rule: str) -> None:
    assert Decision.parse(rule).rule == rule


@pytest.mark.parametrize("rule", ["", "best", "mixture:2", "mixture:x", "fer2013+prior:-1"])
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(DecisionError, match="write fer2013"):
        Decision.parse(rule)


def test_a_network_with_one_head_cannot_show_the_other() -> None:
    with pytest.raises(DecisionError, match="FER\\+ head"):
        decide(Decision.parse("ferplus"), SHARES, FER2013, None)
    with pytest.raises(DecisionError, match="FER\\+ head"):
        decide(Decision.parse("ferplus"), LabelShares(SHARES.fer2013, None), FER2013, FERPLUS)


def test_label_shares_count_labels_and_votes_of_the_rows(miniature: FaceDataset) -> None:
    shares = LabelShares.of(miniature, miniature.rows(Split.TRAINING))
    assert shares.fer2013 == pytest.approx((1 / 7,) * 7)
    assert shares.ferplus == pytest.approx((1 / 7,) * 7)
    happy = np.flatnonzero(miniature.labels == 3)
    only = LabelShares.of(miniature, happy)
    assert only.ferplus is not None
    assert only.fer2013[3] == only.ferplus[3] == pytest.approx(1, abs=0.01)
    assert min(only.fer2013) > 0


def test_a_measured_decision_belongs_to_its_checkpoint(tmp_path: Path) -> None:
    checkpoint, file = tmp_path / "best.pt", tmp_path / "decision.json"
    checkpoint.write_bytes(b"weights")
    digest = hashlib.sha256(b"weights").hexdigest()
    file.write_text(json.dumps({"rule": "ferplus", "checkpoint_sha256": digest, "rows": []}))
    assert read_decision(str(file), checkpoint) == (Decision(0.0, 1.0), {"rows": []})
    checkpoint.write_bytes(b"other weights")
    with pytest.raises(DecisionError, match="measure it again"):
        read_decision(str(file), checkpoint)
    file.write_text("[]")
    with pytest.raises(DecisionError, match="no measured decision"):
        read_decision(str(file), checkpoint)
