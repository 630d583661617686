"""One readable training loop; see ``config.Recipe`` for what decides a run."""

from __future__ import annotations

import csv
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import convert_conv2d_weight_memory_format
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from tqdm import tqdm

from humoresque.training.checkpoint import load_checkpoint, require_same_recipe, save_checkpoint
from humoresque.training.config import Recipe
from humoresque.training.datasets.fer2013 import Fer2013
from humoresque.training.models import FER2013_CLASSES, FERPLUS_CLASSES, Heads, SlimResNet
from humoresque.training.transforms import augment

# Mean and deviation of FER2013's training pixels on [0, 1].
PIXEL_MEAN = 0.5077
PIXEL_STD = 0.2550

LOG_COLUMNS = ("epoch", "side", "train_loss", "train_accuracy", "public_test_accuracy", "seconds")


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows on a device: images (N, 1, 48, 48) uint8, labels (N,), FER+ shares (N, 8) or zeros."""

    images: Tensor
    labels: Tensor
    ferplus: Tensor

    def __len__(self) -> int:
        return len(self.labels)


def select_examples(data: Fer2013, rows: npt.NDArray[np.int64], device: str) -> Examples:
    """Copy rows to a device; FER+ votes become shares of its eight emotions."""
    shares = np.zeros((len(rows), FERPLUS_CLASSES), dtype=np.float32)
    if data.votes is not None:
        votes = data.votes[rows][:, :FERPLUS_CLASSES].astype(np.float32)
        shares = votes / np.maximum(votes.sum(axis=1, keepdims=True), 1)
    return Examples(
        images=torch.from_numpy(data.images[rows]).unsqueeze(1).to(device),
        labels=torch.from_numpy(data.labels[rows]).to(device),
        ferplus=torch.from_numpy(shares).to(device),
    )


def normalize(images: Tensor) -> Tensor:
    """[0, 1] to zero mean and unit deviation: the numbers that go into the manifest."""
    return (images - PIXEL_MEAN) / PIXEL_STD


def train(
    recipe: Recipe, training: Examples, validation: Examples, folder: Path, *, device: str
) -> Path:
    """Train, or continue the run in ``folder``; returns the path of the best weights.

    ``best.pt`` holds the averaged weights of the epoch with the highest validation accuracy,
    ``last.pt`` everything needed to continue, ``log.csv`` one line an epoch.
    """
    torch.manual_seed(recipe.seed)
    model = SlimResNet(recipe.widths, recipe.dropout).to(device)
    convert_conv2d_weight_memory_format(model, torch.channels_last)
    average = AveragedModel(
        model, multi_avg_fn=get_ema_multi_avg_fn(recipe.ema_decay), use_buffers=True
    )
    optimizer = _optimizer(model, recipe)
    steps_per_epoch = math.ceil(len(training) / recipe.batch_size)
    start, best = _resume(folder / "last.pt", recipe, model, average, optimizer)

    for epoch in range(start, recipe.epochs):
        began = time.monotonic()
        model.train()
        loss_sum = correct = seen = 0.0
        batches = _batches(training, recipe.batch_size)
        progress = tqdm(
            batches,
            total=steps_per_epoch,
            desc=f"epoch {epoch + 1}/{recipe.epochs}",
            unit_scale=recipe.batch_size,
            unit=" images",
            leave=False,
        )
        for step, batch in enumerate(progress):
            _set_learning_rate(optimizer, recipe, epoch + step / steps_per_epoch)
            loss, hits = _step(model, batch, recipe, recipe.side_at(epoch))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            average.update_parameters(model)
            loss_sum += float(loss.detach()) * len(batch)
            correct += hits
            seen += len(batch)
            progress.set_postfix(loss=f"{loss_sum / seen:.3f}", accuracy=f"{correct / seen:.3f}")
        accuracy = validation_accuracy(average.module, validation)
        seconds = time.monotonic() - began
        row = (epoch + 1, recipe.side_at(epoch), loss_sum / seen, correct / seen, accuracy, seconds)
        _append_log(folder / "log.csv", row)
        tqdm.write("  ".join(f"{k} {v:.4g}" for k, v in zip(LOG_COLUMNS, row, strict=True)))
        if accuracy > best:
            best = accuracy
            weights = {"weights": average.module.state_dict(), "epoch": epoch + 1}
            save_checkpoint(folder / "best.pt", recipe, weights)
        state = {
            "model": model.state_dict(),
            "average": average.state_dict(),
            "optimizer": optimizer.state_dict(),
            "random": torch.get_rng_state(),
            "epoch": epoch + 1,
            "best": best,
        }
        save_checkpoint(folder / "last.pt", recipe, state)
    return folder / "best.pt"


def load_network(path: Path) -> tuple[SlimResNet, Recipe, dict[str, Any]]:
    """The network of a ``best.pt``, in evaluation mode, with its recipe and remaining facts."""
    recipe, state = load_checkpoint(path)
    model = SlimResNet(recipe.widths, recipe.dropout)
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


def validation_accuracy(model: nn.Module, examples: Examples) -> float:
    """Share of correct top labels, without test-time augmentation."""
    logits = predict_logits(model, examples, flip=False)
    return float((logits.argmax(dim=1) == examples.labels.cpu()).float().mean())


def _optimizer(model: nn.Module, recipe: Recipe) -> torch.optim.SGD:
    decay = [p for p in model.parameters() if p.ndim > 1]
    plain = [p for p in model.parameters() if p.ndim <= 1]
    groups = [
        {"params": decay, "weight_decay": recipe.weight_decay},
        {"params": plain, "weight_decay": 0.0},
    ]
    return torch.optim.SGD(groups, lr=recipe.learning_rate, momentum=recipe.momentum, nesterov=True)


def _set_learning_rate(optimizer: torch.optim.SGD, recipe: Recipe, epoch: float) -> None:
    """Linear warm-up, then cosine to zero (Loshchilov & Hutter 2017)."""
    if epoch < recipe.warmup_epochs:
        factor = (epoch + 0.05) / (recipe.warmup_epochs + 0.05)
    else:
        done = (epoch - recipe.warmup_epochs) / max(recipe.epochs - recipe.warmup_epochs, 1e-9)
        factor = 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))
    for group in optimizer.param_groups:
        group["lr"] = recipe.learning_rate * factor


def _batches(examples: Examples, size: int) -> Iterator[Examples]:
    order = torch.randperm(len(examples)).to(examples.labels.device)
    for start in range(0, len(examples), size):
        rows = order[start : start + size]
        yield Examples(examples.images[rows], examples.labels[rows], examples.ferplus[rows])


def _step(model: nn.Module, batch: Examples, recipe: Recipe, side: int) -> tuple[Tensor, float]:
    """Loss of one augmented batch and the number of correct top labels."""
    images = augment(batch.images.float() / 255, recipe.augmentation, side)
    target = functional.one_hot(batch.labels, FER2013_CLASSES).float()
    ferplus = batch.ferplus
    if recipe.mixup_probability and float(torch.rand(())) < recipe.mixup_probability:
        share = float(np.random.default_rng(int(torch.randint(2**31, ()))).beta(
            recipe.mixup_alpha, recipe.mixup_alpha))  # fmt: skip
        images = share * images + (1 - share) * images.roll(1, 0)
        target = share * target + (1 - share) * target.roll(1, 0)
        ferplus = share * ferplus + (1 - share) * ferplus.roll(1, 0)
    inputs = normalize(images).contiguous(memory_format=torch.channels_last)
    mixed = recipe.precision == "bfloat16"
    with torch.autocast(inputs.device.type, torch.bfloat16, enabled=mixed):
        heads: Heads = model(inputs)
    fer2013, shares = heads.fer2013.float(), heads.ferplus.float()
    first = functional.cross_entropy(fer2013, target, label_smoothing=recipe.label_smoothing)
    second = -(ferplus * functional.log_softmax(shares, dim=1)).sum(dim=1).mean()
    loss = (1 - recipe.ferplus_weight) * first + recipe.ferplus_weight * second
    hits = float((fer2013.argmax(dim=1) == target.argmax(dim=1)).sum())
    return loss, hits


def _resume(
    path: Path, recipe: Recipe, model: nn.Module, average: nn.Module, optimizer: torch.optim.SGD
) -> tuple[int, float]:
    """Load ``last.pt`` if there is one; returns the next epoch and the best accuracy so far."""
    if not path.is_file():
        return 0, 0.0
    saved, state = load_checkpoint(path)
    require_same_recipe(saved, recipe, path)
    model.load_state_dict(state["model"])
    average.load_state_dict(state["average"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    return int(state["epoch"]), float(state["best"])


def _append_log(path: Path, row: tuple[float, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.writer(file)
        if new:
            writer.writerow(LOG_COLUMNS)
        writer.writerow([f"{value:.6g}" for value in row])
