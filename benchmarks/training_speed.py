"""Training images a second of each recipe's network, against the usual settings, in one run.

``python benchmarks/training_speed.py [RECIPE …] --device cuda`` takes whole steps of the training
loop (augmentation, loss, gradients, optimizer, moving average) on noise of the recipe's last side
and batch size. "Usual" is the same loop in float32 with images and weights laid out channels first,
as PyTorch does by itself; "ours" is the recipe's precision with channels last. They take turns.
"""

from __future__ import annotations

import argparse
import dataclasses
import statistics
import time
from importlib import resources

import torch
from torch import Tensor, nn
from torch.nn.utils import convert_conv2d_weight_memory_format
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from humoresque.training.config import Phase, Recipe, load_recipe
from humoresque.training.datasets.dataset import SIDE
from humoresque.training.examples import Examples
from humoresque.training.models import FER2013_CLASSES, FERPLUS_CLASSES, Heads, build_network
from humoresque.training.optimization import build_optimizer
from humoresque.training.processes import Processes
from humoresque.training.train import Epochs

SHIPPED = resources.files("humoresque.training") / "recipes"
RECIPES = sorted(path.name.removesuffix(".toml") for path in SHIPPED.iterdir())


class ChannelsFirst(nn.Module):
    """A network that is fed as PyTorch lays images out by itself."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Heads:
        """Undo the loop's own layout, then run."""
        heads: Heads = self.network(x.contiguous(memory_format=torch.contiguous_format))
        return heads


def noise(rows: int, device: str) -> Examples:
    """Random faces with random labels, votes and teachers."""
    return Examples(
        images=torch.randint(0, 256, (rows, 1, SIDE, SIDE), dtype=torch.uint8).to(device),
        labels=torch.randint(0, FER2013_CLASSES, (rows,)).to(device),
        ferplus=torch.rand(rows, FERPLUS_CLASSES).softmax(dim=1).to(device),
        teacher=torch.randn(rows, FER2013_CLASSES).to(device),
    )


def prepare(recipe: Recipe, device: str, *, usual: bool) -> Epochs:
    """The parts of a run, not yet started."""
    model = build_network(recipe).to(device)
    if usual:
        model = ChannelsFirst(model)
        recipe = dataclasses.replace(recipe, precision="float32")
    else:
        convert_conv2d_weight_memory_format(model, torch.channels_last)
    function = get_ema_multi_avg_fn(recipe.ema_decay)  # type: ignore[no-untyped-call]
    average = AveragedModel(model, multi_avg_fn=function, use_buffers=True)
    return Epochs(recipe, Processes.joined(), model, average, build_optimizer(model, recipe))


def main() -> None:
    """Print one row a recipe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipes", nargs="*", default=RECIPES)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=0, help="0 leaves PyTorch's choice")
    parser.add_argument("--steps", type=int, default=10, help="steps a turn")
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    print(f"training images a second on {options.device}, whole steps")
    print(f"{'recipe':<18} {'batch':>6} {'side':>5} {'usual':>9} {'ours':>9} {'ratio':>6}")
    for name in options.recipes:
        recipe = load_recipe(name)
        recipe = dataclasses.replace(recipe, phases=(Phase(recipe.phases[-1].side, 1),))
        both = [prepare(recipe, options.device, usual=usual) for usual in (True, False)]
        examples = noise(recipe.batch_size * options.steps, options.device)
        few = examples.take(torch.arange(recipe.batch_size, device=options.device))
        rates: list[list[float]] = [[], []]
        for epochs in both:
            epochs.run(few, 0)  # warm up
        for _ in range(options.turns):
            for epochs, found in zip(both, rates, strict=True):
                start = time.perf_counter()
                epochs.run(examples, 0)
                found.append(len(examples) / (time.perf_counter() - start))
        usual, ours = map(statistics.median, rates)
        print(
            f"{name:<18} {recipe.batch_size:>6} {recipe.phases[0].side:>5} {usual:>9,.0f} "
            f"{ours:>9,.0f} {ours / usual:>6.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
