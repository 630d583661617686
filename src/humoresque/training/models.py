"""The networks. Each takes (N, 1, S, S) float32 and returns one or two heads of logits."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from humoresque.training.config import Recipe
from humoresque.training.thesis_models import ThesisCnn, ThesisResNet50

FER2013_CLASSES = 7
FERPLUS_CLASSES = 8


class Heads(NamedTuple):
    """Logits of the FER2013 head (N, 7) and, where there is one, of the FER+ head (N, 8)."""

    fer2013: Tensor
    ferplus: Tensor | None


class BasicBlock(nn.Module):
    """Two 3x3 convolutions with a shortcut (He et al. 2016, figure 2)."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(inplace=True),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False),
            nn.BatchNorm2d(outputs),
        )
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x: Tensor) -> Tensor:
        """Map (N, inputs, H, W) to (N, outputs, H/stride, W/stride)."""
        return torch.relu(self.body(x) + self.shortcut(x))


class TwoHeads(nn.Module):
    """Convolutional features, global average pooling, and both heads on top."""

    def __init__(self, layers: list[nn.Module], width: int, dropout: float) -> None:
        super().__init__()
        self.features = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.fer2013 = nn.Linear(width, FER2013_CLASSES)
        self.ferplus = nn.Linear(width, FERPLUS_CLASSES)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: Tensor) -> Heads:
        """Map (N, 1, S, S), S a multiple of 16, to both heads' logits."""
        pooled = self.dropout(self.features(x).mean(dim=(2, 3)))
        return Heads(self.fer2013(pooled), self.ferplus(pooled))


def slim_resnet(recipe: Recipe) -> TwoHeads:
    """ResNet-18's shape, slimmed: a stem of two convolutions, then stages of basic blocks.

    With widths (32, 64, 128, 256) and a stem of stride 2 it has 2.8 M parameters and about
    84 MMAC at 48x48.
    """
    inputs = recipe.widths[0]
    layers = [*_convolution(1, inputs), *_convolution(inputs, inputs, recipe.stem_stride)]
    for stage, (width, blocks) in enumerate(zip(recipe.widths, recipe.blocks, strict=True)):
        for block in range(blocks):
            layers.append(BasicBlock(inputs, width, 2 if stage and not block else 1))
            inputs = width
    return TwoHeads(layers, inputs, recipe.dropout)


def vgg(recipe: Recipe) -> TwoHeads:
    """Plain 3x3 convolutions with batch norm, halved by max pooling before every later stage."""
    inputs = recipe.widths[0]
    layers = _convolution(1, inputs, recipe.stem_stride)
    for stage, (width, convolutions) in enumerate(zip(recipe.widths, recipe.blocks, strict=True)):
        if stage:
            layers.append(nn.MaxPool2d(2))
        for _ in range(convolutions):
            layers += _convolution(inputs, width)
            inputs = width
    return TwoHeads(layers, inputs, recipe.dropout)


class OneHead(nn.Module):
    """A network of the thesis, which knows FER2013's labels only."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Heads:
        """Map (N, 1, 48, 48) to one head's logits."""
        return Heads(self.network(x), None)


def build_network(recipe: Recipe) -> nn.Module:
    """The untrained network that a recipe names."""
    match recipe.architecture:
        case "thesis-cnn":
            return OneHead(ThesisCnn(recipe.dropout))
        case "thesis-resnet50":
            frozen = recipe.initial_weights == "imagenet"
            return OneHead(ThesisResNet50(recipe.dropout, frozen=frozen))
        case architecture:
            network = vgg(recipe) if architecture == "vgg" else slim_resnet(recipe)
            # A head without a loss has no gradient, which several processes would wait for.
            network.ferplus.requires_grad_(requires_grad=recipe.ferplus_weight > 0)
            return network


def count_parameters(model: nn.Module) -> int:
    """Number of trainable parameters."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def count_stored(model: nn.Module) -> int:
    """Trainable and frozen parameters and moving statistics, as Keras counts a network."""
    statistics = sum(
        b.numel() for name, b in model.named_buffers() if name.endswith(("_mean", "_var"))
    )
    return sum(p.numel() for p in model.parameters()) + statistics


def count_macs(model: nn.Module) -> int:
    """Multiplications and additions for one picture of 48x48."""
    training = model.training
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        model.eval()(torch.zeros(1, 1, 48, 48))
    model.train(training)
    return int(counter.get_total_flops()) // 2


def _convolution(inputs: int, outputs: int, stride: int = 1) -> list[nn.Module]:
    return [
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    ]
