"""Optimizer and learning rate of a run, by its recipe."""

from __future__ import annotations

import math

import torch
from torch import nn

from humoresque.training.config import Recipe


def build_optimizer(model: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    """Adam, or SGD with Nesterov momentum; no weight decay on norms and biases."""
    learned = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in learned if p.ndim > 1], "weight_decay": recipe.weight_decay},
        {"params": [p for p in learned if p.ndim <= 1], "weight_decay": 0.0},
    ]
    if recipe.optimizer == "adam":
        return torch.optim.Adam(groups, lr=recipe.learning_rate)
    return torch.optim.SGD(groups, lr=recipe.learning_rate, momentum=recipe.momentum, nesterov=True)


def set_cosine_rate(optimizer: torch.optim.Optimizer, recipe: Recipe, epoch: float) -> None:
    """Linear warm-up, then cosine to zero (Loshchilov & Hutter 2017)."""
    if epoch < recipe.warmup_epochs:
        factor = (epoch + 0.05) / (recipe.warmup_epochs + 0.05)
    else:
        done = (epoch - recipe.warmup_epochs) / max(recipe.epochs - recipe.warmup_epochs, 1e-9)
        factor = 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))
    for group in optimizer.param_groups:
        group["lr"] = recipe.learning_rate * factor
