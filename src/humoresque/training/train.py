"""One readable training loop; see ``config.Recipe`` for what decides a run."""

from __future__ import annotations

import csv
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import convert_conv2d_weight_memory_format
from torch.optim.lr_scheduler import ReduceLROnPlateau
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from tqdm import tqdm

from humoresque.training.checkpoint import load_checkpoint, require_same_recipe, save_checkpoint
from humoresque.training.config import Recipe
from humoresque.training.examples import Examples, normalize, shuffled_batches
from humoresque.training.loss import Targets, batch_loss, mix
from humoresque.training.models import build_network
from humoresque.training.transforms import augment

LOG_COLUMNS = (
    "epoch", "side", "learning_rate", "train_loss", "train_accuracy",
    "validation_loss", "validation_accuracy", "seconds",
)  # fmt: skip


@dataclass(slots=True)
class Progress:
    """Where a run stands: finished epochs, the best so far, epochs since then."""

    epoch: int = 0
    best: float = -math.inf
    since_best: int = 0


def train(
    recipe: Recipe, training: Examples, validation: Examples, folder: Path, *, device: str
) -> Path:
    """Train, or continue the run in ``folder``; returns the path of the best weights.

    ``best.pt`` holds the averaged weights of the epoch with the highest validation accuracy (or
    lowest loss, by the recipe), ``last.pt`` all that is needed to continue, ``log.csv`` one line
    an epoch.
    """
    torch.manual_seed(recipe.seed)
    model = build_network(recipe).to(device)
    convert_conv2d_weight_memory_format(model, torch.channels_last)
    average = AveragedModel(
        model, multi_avg_fn=get_ema_multi_avg_fn(recipe.ema_decay), use_buffers=True
    )
    optimizer = _optimizer(model, recipe)
    plateau = ReduceLROnPlateau(optimizer, factor=0.1, patience=2, min_lr=1e-5)
    parts: dict[str, Any] = {
        "model": model,
        "average": average,
        "optimizer": optimizer,
        "plateau": plateau,
    }
    progress = _resume(folder / "last.pt", recipe, parts)

    while progress.epoch < recipe.epochs:
        began = time.monotonic()
        loss, accuracy = _train_epoch(
            model, average, optimizer, training, recipe=recipe, epoch=progress.epoch
        )
        judged = validate(average.module, validation)
        rate = float(optimizer.param_groups[0]["lr"])
        if recipe.schedule == "plateau":
            plateau.step(judged.loss)
        score = judged.accuracy if recipe.best_by == "accuracy" else -judged.loss
        side = recipe.side_at(progress.epoch)
        progress.epoch += 1
        progress.since_best += 1
        if score > progress.best:
            progress.best, progress.since_best = score, 0
            weights = {"weights": average.module.state_dict(), "epoch": progress.epoch}
            save_checkpoint(folder / "best.pt", recipe, weights)
        seconds = time.monotonic() - began
        row = (progress.epoch, side, rate, loss, accuracy, judged.loss, judged.accuracy, seconds)
        _append_log(folder / "log.csv", row)
        tqdm.write("  ".join(f"{k} {v:.4g}" for k, v in zip(LOG_COLUMNS, row, strict=True)))
        state = {name: part.state_dict() for name, part in parts.items()}
        state |= {"random": torch.get_rng_state(), "epoch": progress.epoch}
        state |= {"best": progress.best, "since_best": progress.since_best}
        save_checkpoint(folder / "last.pt", recipe, state)
        if 0 < recipe.early_stop_patience <= progress.since_best:
            break
    return folder / "best.pt"


def load_network(path: Path) -> tuple[nn.Module, Recipe, dict[str, Any]]:
    """The network of a ``best.pt``, in evaluation mode, with its recipe and remaining facts."""
    recipe, state = load_checkpoint(path)
    model = build_network(recipe)
    model.load_state_dict(state.pop("weights"))
    return model.eval(), recipe, state


@torch.inference_mode()
def predict_logits(
    model: nn.Module, examples: Examples, *, flip: bool, batch_size: int = 512
) -> Tensor:
    """FER2013-head logits (N, 7) on the CPU; with ``flip`` the mean of both mirror images."""
    model.eval()
    answers: list[Tensor] = []
    for start in range(0, len(examples), batch_size):
        images = normalize(examples.images[start : start + batch_size].float() / 255)
        logits = model(images).fer2013
        if flip:
            logits = (logits + model(images.flip(-1)).fer2013) / 2
        answers.append(logits.cpu())
    return torch.cat(answers)


@dataclass(frozen=True, slots=True)
class Validation:
    """Mean cross-entropy and share of correct top labels, without test-time augmentation."""

    loss: float
    accuracy: float


def validate(model: nn.Module, examples: Examples) -> Validation:
    """Judge a network on rows it was not trained on."""
    logits, labels = predict_logits(model, examples, flip=False), examples.labels.cpu()
    return Validation(
        float(functional.cross_entropy(logits, labels)),
        float((logits.argmax(dim=1) == labels).float().mean()),
    )


def _train_epoch(
    model: nn.Module,
    average: AveragedModel,
    optimizer: torch.optim.Optimizer,
    training: Examples,
    *,
    recipe: Recipe,
    epoch: int,
) -> tuple[float, float]:
    """One pass over the rows; mean loss and share of correct top labels while it lasted."""
    model.train()
    steps = math.ceil(len(training) / recipe.batch_size)
    loss_sum = correct = seen = 0.0
    with tqdm(
        total=len(training), desc=f"epoch {epoch + 1}/{recipe.epochs}", unit=" images", leave=False
    ) as bar:
        for step, batch in enumerate(shuffled_batches(training, recipe.batch_size)):
            if recipe.schedule == "cosine":
                _set_learning_rate(optimizer, recipe, epoch + step / steps)
            loss, hits = _step(model, batch, recipe, recipe.side_at(epoch))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            average.update_parameters(model)
            loss_sum += float(loss.detach()) * len(batch)
            correct += hits
            seen += len(batch)
            bar.update(len(batch))
            bar.set_postfix(loss=f"{loss_sum / seen:.3f}", accuracy=f"{correct / seen:.3f}")
    return loss_sum / seen, correct / seen


def _step(model: nn.Module, batch: Examples, recipe: Recipe, side: int) -> tuple[Tensor, float]:
    """Loss of one augmented batch and the number of correct top labels."""
    targets = Targets(batch, recipe.teacher_temperature)
    images = augment(batch.images.float() / 255, recipe.augmentation, side)
    inputs = normalize(mix(images, targets, recipe)).contiguous(memory_format=torch.channels_last)
    mixed = recipe.precision == "bfloat16"
    with torch.autocast(inputs.device.type, torch.bfloat16, enabled=mixed):
        heads = model(inputs)
    hits = float((heads.fer2013.argmax(dim=1) == targets.label.argmax(dim=1)).sum())
    return batch_loss(heads, targets, recipe), hits


def _optimizer(model: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    learned = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in learned if p.ndim > 1], "weight_decay": recipe.weight_decay},
        {"params": [p for p in learned if p.ndim <= 1], "weight_decay": 0.0},
    ]
    if recipe.optimizer == "adam":
        return torch.optim.Adam(groups, lr=recipe.learning_rate)
    return torch.optim.SGD(groups, lr=recipe.learning_rate, momentum=recipe.momentum, nesterov=True)


def _set_learning_rate(optimizer: torch.optim.Optimizer, recipe: Recipe, epoch: float) -> None:
    """Linear warm-up, then cosine to zero (Loshchilov & Hutter 2017)."""
    if epoch < recipe.warmup_epochs:
        factor = (epoch + 0.05) / (recipe.warmup_epochs + 0.05)
    else:
        done = (epoch - recipe.warmup_epochs) / max(recipe.epochs - recipe.warmup_epochs, 1e-9)
        factor = 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))
    for group in optimizer.param_groups:
        group["lr"] = recipe.learning_rate * factor


def _resume(path: Path, recipe: Recipe, parts: dict[str, Any]) -> Progress:
    """Load ``last.pt`` into the run's parts, if there is one."""
    if not path.is_file():
        return Progress()
    saved, state = load_checkpoint(path)
    require_same_recipe(saved, recipe, path)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    torch.set_rng_state(state["random"])
    return Progress(int(state["epoch"]), float(state["best"]), int(state["since_best"]))


def _append_log(path: Path, row: tuple[float, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.writer(file)
        if new:
            writer.writerow(LOG_COLUMNS)
        writer.writerow([f"{value:.6g}" for value in row])
