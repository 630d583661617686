"""A trained network in PyTorch: its weights, its answers, how good they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from humoresque.training.checkpoint import load_checkpoint
from humoresque.training.config import Recipe
from humoresque.training.errors import CheckpointError
from humoresque.training.examples import Examples, normalize
from humoresque.training.models import build_network

_BATCH = 128


@dataclass(frozen=True, slots=True)
class Validation:
    """Mean cross-entropy and share of correct top labels, without test-time augmentation."""

    loss: float
    accuracy: float


def load_network(path: Path) -> tuple[nn.Module, Recipe, dict[str, Any]]:
    """The network of a ``best.pt``, in evaluation mode, with its recipe and remaining facts.

    Raises CheckpointError when the file is none, or holds the weights of another network.
    """
    recipe, state = load_checkpoint(path)
    model = build_network(recipe)
    try:
        model.load_state_dict(state.pop("weights"))
    except (KeyError, RuntimeError) as error:
        msg = f"{path}: not the weights of {recipe.architecture} ({error})"
        raise CheckpointError(msg) from error
    return model.eval(), recipe, state


@torch.inference_mode()
def predict_logits(model: nn.Module, examples: Examples, *, flip: bool) -> Tensor:
    """FER2013-head logits (N, 7) on the CPU; with ``flip`` the mean of both mirror images."""
    model.eval()
    answers: list[Tensor] = []
    for images in examples.images.split(_BATCH):
        inputs = normalize(images.float() / 255)
        logits = model(inputs).fer2013
        if flip:
            logits = (logits + model(inputs.flip(-1)).fer2013) / 2
        answers.append(logits.cpu())
    return torch.cat(answers)


def validate(model: nn.Module, examples: Examples) -> Validation:
    """Judge a network on rows it was not trained on."""
    logits, labels = predict_logits(model, examples, flip=False), examples.labels.cpu()
    return Validation(
        float(functional.cross_entropy(logits, labels)),
        float((logits.argmax(dim=1) == labels).float().mean()),
    )
