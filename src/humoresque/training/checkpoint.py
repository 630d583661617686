"""Checkpoints that explain themselves: weights, optimizer and the recipe."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch

from humoresque.training.config import Recipe, parse_recipe
from humoresque.training.errors import CheckpointError

# What PyTorch and a foreign file raise.
UNREADABLE = (
    OSError, RuntimeError, ValueError, LookupError, TypeError, AttributeError, EOFError,
    UnpicklingError,
)  # fmt: skip


def save_checkpoint(path: Path, recipe: Recipe, state: dict[str, Any]) -> None:
    """Write atomically: a crash leaves the previous checkpoint as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    torch.save({"recipe": dataclasses.asdict(recipe), **state}, draft)
    draft.replace(path)


def load_checkpoint(path: Path) -> tuple[Recipe, dict[str, Any]]:
    """Read a checkpoint with tensors and plain values only (no pickled code).

    Raises CheckpointError when the file is not one of ours.
    """
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        table = dict(state.pop("recipe"))
        table["phases"] = [dict(phase) for phase in table["phases"]]
        table["augmentation"] = dict(table["augmentation"])
    except UNREADABLE as error:
        msg = f"{path}: not a checkpoint of ours ({error})"
        raise CheckpointError(msg) from error
    return parse_recipe(table), state


def require_same_recipe(saved: Recipe, wanted: Recipe, path: Path) -> None:
    """Refuse to continue a run under other settings than it was started with."""
    if saved != wanted:
        before, after = dataclasses.asdict(saved), dataclasses.asdict(wanted)
        changed = ", ".join(key for key in before if before[key] != after[key])
        msg = f"{path} was made with other settings ({changed}); start a new run folder"
        raise CheckpointError(msg)
