from __future__ import annotations

import dataclasses

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

from torch.nn import functional  # noqa: E402

from humoresque.training.config import Recipe  # noqa: E402
from humoresque.training.examples import Examples  # noqa: E402
from humoresque.training.loss import Targets, balanced_weights, batch_loss, mix  # noqa: E402
from humoresque.training.models import Heads  # noqa: E402
from tests.training.tiny import TINY  # noqa: E402

pytestmark = pytest.mark.training
PLAIN = dataclasses.replace(
    TINY, label_smoothing=0.0, ferplus_weight=0.0, mixup_probability=0.0, cutmix_probability=0.0
)


def batch(size: int = 4) -> Examples:
    torch.manual_seed(3)
    return Examples(
        images=torch.zeros(size, 1, 48, 48, dtype=torch.uint8),
        labels=torch.arange(size) % 7,
        ferplus=functional.softmax(torch.randn(size, 8), dim=1),
        teacher=torch.randn(size, 7),
    )


def test_without_extras_the_loss_is_cross_entropy() -> None:
    rows = batch()
    heads = Heads(torch.randn(4, 7), torch.randn(4, 8))
    loss = batch_loss(heads, Targets(rows, 2.0), PLAIN)
    assert float(loss) == pytest.approx(float(functional.cross_entropy(heads.fer2013, rows.labels)))


def test_a_student_that_answers_like_its_teachers_has_nothing_to_learn_from_them() -> None:
    recipe = dataclasses.replace(PLAIN, teacher_weight=1.0, teacher_temperature=2.0)
    rows = batch()
    same = batch_loss(Heads(rows.teacher, None), Targets(rows, 2.0), recipe)
    other = batch_loss(Heads(-rows.teacher, None), Targets(rows, 2.0), recipe)
    assert float(same) == pytest.approx(0.0, abs=1e-6)
    assert float(other) > 0.1


def test_ferplus_counts_by_its_weight() -> None:
    rows = batch()
    logits = torch.randn(4, 8)
    heads = Heads(torch.randn(4, 7), logits)
    only = dataclasses.replace(PLAIN, ferplus_weight=1.0)
    expected = functional.cross_entropy(logits, rows.ferplus)
    assert float(batch_loss(heads, Targets(rows, 2.0), only)) == pytest.approx(float(expected))


@pytest.mark.parametrize(
    "recipe",
    [
        dataclasses.replace(PLAIN, mixup_probability=1.0),
        dataclasses.replace(PLAIN, cutmix_probability=1.0),
    ],
    ids=["mixup", "cutmix"],
)
def test_mixed_targets_stay_shares(recipe: Recipe) -> None:
    rows = batch(8)
    targets = Targets(rows, 2.0)
    images = torch.rand(8, 1, 48, 48)
    mixed = mix(images, targets, recipe)
    assert mixed.shape == images.shape
    assert not torch.equal(mixed, images)
    for shares in (targets.label, targets.ferplus, targets.teacher):
        assert torch.allclose(shares.sum(dim=1), torch.ones(8))


def test_cutmix_blends_labels_by_the_area_that_was_pasted() -> None:
    targets = Targets(batch(7), 2.0)
    images = torch.arange(7.0).view(7, 1, 1, 1).expand(7, 1, 48, 48)
    recipe = dataclasses.replace(PLAIN, cutmix_probability=1.0)
    torch.manual_seed(11)
    mixed = mix(images, targets, recipe)
    pasted = float((mixed[3] != 3).float().mean())
    assert 0 < pasted < 1
    assert float(targets.label[3, 2]) == pytest.approx(pasted)


def test_rare_labels_weigh_more() -> None:
    weights = balanced_weights(torch.tensor([0] * 90 + [1] * 10))
    assert float(weights[1] / weights[0]) == pytest.approx(9.0)
    counts = torch.tensor([90.0, 10.0])
    assert float((weights[:2] * counts).sum()) == pytest.approx(100 * 2 / 7)
