"""One readable training loop; see ``config.Recipe`` for what decides a run."""

from __future__ import annotations

import csv
import math
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import convert_conv2d_weight_memory_format
from torch.optim.lr_scheduler import ReduceLROnPlateau
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from tqdm import tqdm

from humoresque.training.checkpoint import load_checkpoint, require_same_recipe, save_checkpoint
from humoresque.training.config import Recipe
from humoresque.training.examples import Examples, normalize
from humoresque.training.inference import validate
from humoresque.training.loss import Targets, balanced_weights, batch_loss, mix
from humoresque.training.models import build_network
from humoresque.training.optimization import build_optimizer, set_cosine_rate
from humoresque.training.processes import Processes
from humoresque.training.transforms import augment

LOG_COLUMNS = (
    "epoch", "side", "learning_rate", "train_loss", "train_accuracy",
    "validation_loss", "validation_accuracy", "seconds",
)  # fmt: skip
_SHOW_EVERY = 20  # batches; reading a loss waits for the device


@dataclass(slots=True)
class Progress:
    """Where a run stands: finished epochs, the best score so far, epochs since then."""

    epoch: int = 0
    best: float = -math.inf
    since_best: int = 0

    def stopped(self, recipe: Recipe) -> bool:
        """Whether the recipe's patience is at its end."""
        return 0 < recipe.early_stop_patience <= self.since_best


def train(
    recipe: Recipe,
    training: Examples,
    validation: Examples,
    folder: Path,
    *,
    device: str,
    initial_weights: dict[str, Tensor] | None = None,
    origin: dict[str, Any] | None = None,
) -> Path:
    """Train, or continue the run in ``folder``; returns the path of the best weights.

    ``best.pt`` holds the averaged weights of the epoch with the highest validation accuracy (or
    lowest loss, by the recipe), ``last.pt`` all that is needed to continue, ``log.csv`` one line
    an epoch. A new run starts from ``initial_weights``, a state of the recipe's network, if given;
    ``origin`` (what it started from, who taught it) is kept in ``best.pt`` for the model card.
    Under ``torchrun`` every process takes its share of each batch.
    """
    processes = Processes.joined()
    torch.manual_seed(recipe.seed)
    model = build_network(recipe).to(device)
    if initial_weights is not None:
        model.load_state_dict(initial_weights)
    convert_conv2d_weight_memory_format(model, torch.channels_last)
    average = AveragedModel(
        model, multi_avg_fn=get_ema_multi_avg_fn(recipe.ema_decay), use_buffers=True
    )
    optimizer = build_optimizer(model, recipe)
    plateau = _plateau(optimizer)
    parts: dict[str, Any] = {"model": model, "average": average}
    parts |= {"optimizer": optimizer, "plateau": plateau}
    progress = _resume(folder / "last.pt", recipe, parts)
    epochs = Epochs(recipe, processes, processes.wrap(model), average, optimizer)

    while progress.epoch < recipe.epochs and not progress.stopped(recipe):
        began = time.monotonic()
        loss, accuracy = epochs.run(training, progress.epoch)
        judged = validate(average.module, validation) if processes.first else None
        measured = (judged.loss, judged.accuracy) if judged else (0.0, 0.0)
        judged_loss, judged_accuracy = processes.from_first([*measured], device)
        row = [progress.epoch + 1, recipe.side_at(progress.epoch), _rate(optimizer), loss, accuracy]
        row += [judged_loss, judged_accuracy]
        if recipe.schedule == "plateau":
            plateau.step(judged_loss)
        score = judged_accuracy if recipe.best_by == "accuracy" else -judged_loss
        better = score > progress.best
        progress.epoch += 1
        progress.since_best = 0 if better else progress.since_best + 1
        progress.best = max(score, progress.best)
        if processes.first:
            if better:
                best = {"weights": average.module.state_dict(), "epoch": progress.epoch}
                save_checkpoint(folder / "best.pt", recipe, {**best, "origin": origin or {}})
            _log(folder / "log.csv", [*row, time.monotonic() - began])
            state = {name: part.state_dict() for name, part in parts.items()}
            save_checkpoint(folder / "last.pt", recipe, {**state, "progress": asdict(progress)})
    return folder / "best.pt"


@dataclass(frozen=True, slots=True)
class Epochs:
    """What runs over the rows: the model (wrapped for several processes), average, optimizer."""

    recipe: Recipe
    processes: Processes
    model: nn.Module
    average: AveragedModel
    optimizer: torch.optim.Optimizer

    def run(self, training: Examples, epoch: int) -> tuple[float, float]:
        """One pass over the rows; mean loss and share of correct top labels while it lasted."""
        recipe, processes = self.recipe, self.processes
        order = processes.seed_epoch(recipe.seed, epoch)
        self.model.train()
        # Batch norm needs two rows in every process: a smaller rest is left for another epoch.
        batches = [
            rows
            for rows in torch.randperm(len(training), generator=order).split(recipe.batch_size)
            if len(rows) >= 2 * processes.count
        ]
        weights = balanced_weights(training.labels) if recipe.class_weights else None
        sums = torch.zeros(3, device=training.labels.device)
        with tqdm(
            total=len(training),
            desc=f"epoch {epoch + 1}/{recipe.epochs}",
            unit=" images",
            leave=False,
            disable=not processes.first,
        ) as bar:
            for step, rows in enumerate(batches):
                if recipe.schedule == "cosine":
                    set_cosine_rate(self.optimizer, recipe, epoch + step / len(batches))
                batch = training.take(processes.share(rows).to(training.labels.device))
                loss, hits = self._step(batch, recipe.side_at(epoch), weights)
                sums += torch.stack([loss * len(batch), hits, torch.full_like(loss, len(batch))])
                bar.update(len(rows))
                if step % _SHOW_EVERY == 0 or step + 1 == len(batches):
                    shown = (sums / sums[2]).tolist()
                    bar.set_postfix(loss=f"{shown[0]:.3f}", accuracy=f"{shown[1]:.3f}")
        loss_sum, correct, seen = processes.total(sums).tolist()
        return loss_sum / seen, correct / seen

    def _step(self, batch: Examples, side: int, weights: Tensor | None) -> tuple[Tensor, Tensor]:
        """Learn from one batch; its mean loss and the number of correct top labels."""
        recipe = self.recipe
        targets = Targets(batch, recipe.teacher_temperature)
        images = mix(
            augment(batch.images.float() / 255, recipe.augmentation, side), targets, recipe
        )
        inputs = normalize(images).contiguous(memory_format=torch.channels_last)
        mixed = recipe.precision == "bfloat16"
        with torch.autocast(inputs.device.type, torch.bfloat16, enabled=mixed):
            heads = self.model(inputs)
        loss = batch_loss(heads, targets, recipe, weights)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        self.average.update_parameters(getattr(self.model, "module", self.model))
        hits = heads.fer2013.argmax(dim=1) == targets.label.argmax(dim=1)
        return loss.detach(), hits.sum().float()


def _plateau(optimizer: torch.optim.Optimizer) -> ReduceLROnPlateau:
    """A tenth of the rate after two epochs without a lower loss, as Keras counts them."""
    return ReduceLROnPlateau(
        optimizer, factor=0.1, patience=1, threshold=1e-4, threshold_mode="abs", min_lr=1e-5
    )


def _rate(optimizer: torch.optim.Optimizer) -> float:
    return float(optimizer.param_groups[0]["lr"])


def _resume(path: Path, recipe: Recipe, parts: dict[str, Any]) -> Progress:
    """Load ``last.pt`` into the run's parts, if there is one."""
    progress = Progress()
    if path.is_file():
        saved, state = load_checkpoint(path)
        require_same_recipe(saved, recipe, path)
        for name, part in parts.items():
            part.load_state_dict(state[name])
        progress = Progress(**state["progress"])
    _forget_later(path.with_name("log.csv"), progress.epoch)
    return progress


def _forget_later(log: Path, epoch: int) -> None:
    """Drop lines of epochs that were logged, but not saved before the run broke off."""
    if log.is_file():
        lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
        log.write_text("".join(lines[: 1 + epoch]), encoding="utf-8")


def _log(path: Path, row: list[float]) -> None:
    tqdm.write("  ".join(f"{k} {v:.4g}" for k, v in zip(LOG_COLUMNS, row, strict=True)))
    new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.writer(file)
        if new:
            writer.writerow(LOG_COLUMNS)
        writer.writerow([f"{value:.6g}" for value in row])
