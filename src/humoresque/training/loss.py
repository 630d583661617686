"""What a step minimizes: FER2013's label, FER+'s shares and stored teachers, mixed or cut."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from humoresque.training.config import Recipe
from humoresque.training.examples import Examples
from humoresque.training.models import FER2013_CLASSES, Heads


class Targets:
    """Soft targets of one batch: FER2013 (N, 7), FER+ (N, 8), teacher (N, 7), each a share."""

    __slots__ = ("ferplus", "label", "teacher")

    def __init__(self, batch: Examples, temperature: float) -> None:
        self.label = functional.one_hot(batch.labels, FER2013_CLASSES).float()
        self.ferplus = batch.ferplus
        self.teacher = functional.softmax(batch.teacher / temperature, dim=1)

    def blend(self, share: float) -> None:
        """Mix every row with the row before it: ``share`` of itself, the rest of the other."""
        for name in self.__slots__:
            own: Tensor = getattr(self, name)
            setattr(self, name, share * own + (1 - share) * own.roll(1, 0))


def mix(images: Tensor, targets: Targets, recipe: Recipe) -> Tensor:
    """Mixup (Zhang et al. 2018) or CutMix (Yun et al. 2019) of a batch, by the recipe's odds."""
    draw = float(torch.rand(()))
    if draw < recipe.mixup_probability:
        share = _beta(recipe.mixup_alpha)
        targets.blend(share)
        return share * images + (1 - share) * images.roll(1, 0)
    if draw < recipe.mixup_probability + recipe.cutmix_probability:
        return _cutmix(images, targets)
    return images


def batch_loss(
    heads: Heads, targets: Targets, recipe: Recipe, class_weights: Tensor | None = None
) -> Tensor:
    """The recipe's weighted sum over the heads; a network without a FER+ head skips that part."""
    own = 1 - recipe.ferplus_weight - recipe.teacher_weight
    fer2013 = heads.fer2013.float()
    loss = own * functional.cross_entropy(
        fer2013, targets.label, weight=class_weights, label_smoothing=recipe.label_smoothing
    )
    if recipe.ferplus_weight and heads.ferplus is not None:
        log_shares = functional.log_softmax(heads.ferplus.float(), dim=1)
        loss = loss - recipe.ferplus_weight * (targets.ferplus * log_shares).sum(dim=1).mean()
    if recipe.teacher_weight:
        t = recipe.teacher_temperature
        student = functional.log_softmax(fer2013 / t, dim=1)
        divergence = functional.kl_div(student, targets.teacher, reduction="batchmean")
        loss = loss + recipe.teacher_weight * t * t * divergence
    return loss


def balanced_weights(labels: Tensor) -> Tensor:
    """(7,) weights of the labels, inverse to how often they occur, 1 on the average row."""
    counts = torch.bincount(labels, minlength=FER2013_CLASSES).clamp(min=1)
    return len(labels) / (FER2013_CLASSES * counts.float())


def _cutmix(images: Tensor, targets: Targets) -> Tensor:
    """Paste a random rectangle of the row before; targets follow the area that was left."""
    side = images.shape[-1]
    cut = round(side * math.sqrt(1 - float(torch.rand(()))))
    top, left = (int(v) for v in torch.randint(0, side - cut + 1, (2,)))
    pasted = images.clone()
    block = (..., slice(top, top + cut), slice(left, left + cut))
    pasted[block] = images.roll(1, 0)[block]
    targets.blend(1 - (cut / side) ** 2)
    return pasted


def _beta(alpha: float) -> float:
    seed = int(torch.randint(2**31, ()))  # so that an epoch's seed decides this draw too
    return float(np.random.default_rng(seed).beta(alpha, alpha))
