"""The networks. Each takes (N, 1, S, S) float32 and returns two heads of logits."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from humoresque.training.config import Recipe

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


class SlimResNet(nn.Module):
    """ResNet-18's shape, slimmed: a two-convolution stem of stride 2, four stages of two blocks.

    With widths (32, 64, 128, 256) it has 2.8 M parameters and about 85 MMAC at 48x48.
    """

    def __init__(self, widths: tuple[int, ...] = (32, 64, 128, 256), dropout: float = 0.3) -> None:
        super().__init__()
        layers: list[nn.Module] = [
            nn.Conv2d(1, widths[0], 3, 1, 1, bias=False),
            nn.BatchNorm2d(widths[0]),
            nn.ReLU(inplace=True),
            nn.Conv2d(widths[0], widths[0], 3, 2, 1, bias=False),
            nn.BatchNorm2d(widths[0]),
            nn.ReLU(inplace=True),
        ]
        inputs = widths[0]
        for stage, width in enumerate(widths):
            layers += [
                BasicBlock(inputs, width, 1 if stage == 0 else 2),
                BasicBlock(width, width, 1),
            ]
            inputs = width
        self.features = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.fer2013 = nn.Linear(inputs, FER2013_CLASSES)
        self.ferplus = nn.Linear(inputs, FERPLUS_CLASSES)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: Tensor) -> Heads:
        """Map (N, 1, S, S), S a multiple of 16, to both heads' logits."""
        pooled = self.dropout(self.features(x).mean(dim=(2, 3)))
        return Heads(self.fer2013(pooled), self.ferplus(pooled))


class ThesisCnn(nn.Module):
    """The CNN of the 2024 thesis: 7,284,871 parameters as Keras counts, 7,279,111 trainable.

    Convolution, ReLU and batch norm in blocks of 1, 2, 2 and 3, each halved by max pooling;
    average pooling; a dense layer of 512. Batch norm follows Keras' defaults.
    """

    def __init__(self, dropout: float = 0.3) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        inputs = 1
        for width, convolutions in ((64, 1), (128, 2), (256, 2), (512, 3)):
            for _ in range(convolutions):
                layers += [
                    nn.Conv2d(inputs, width, 3, 1, 1),
                    nn.ReLU(inplace=True),
                    nn.BatchNorm2d(width, eps=1e-3, momentum=0.01),
                ]
                inputs = width
            layers += [nn.MaxPool2d(2), nn.Dropout(dropout)]
        self.features = nn.Sequential(*layers, nn.AvgPool2d(2), nn.Flatten())
        self.classifier = nn.Sequential(
            nn.Linear(512, 512),
            nn.ReLU(inplace=True),
            nn.BatchNorm1d(512, eps=1e-3, momentum=0.01),
            nn.Dropout(0.5),
            nn.Linear(512, FER2013_CLASSES),
        )
        for module in self.modules():  # Keras' default: Glorot uniform, zero bias
            if isinstance(module, nn.Conv2d | nn.Linear):
                nn.init.xavier_uniform_(module.weight)
        for name, parameter in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(parameter)

    def forward(self, x: Tensor) -> Heads:
        """Map (N, 1, 48, 48) to one head's logits."""
        return Heads(self.classifier(self.features(x)), None)


def build_network(recipe: Recipe) -> nn.Module:
    """The untrained network that a recipe names."""
    match recipe.architecture:
        case "thesis-cnn":
            return ThesisCnn(recipe.dropout)
        case _:
            return SlimResNet(recipe.widths, recipe.dropout)


def count_parameters(model: nn.Module) -> int:
    """Number of trainable parameters."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def count_stored(model: nn.Module) -> int:
    """Trainable and frozen parameters and moving statistics, as Keras counts a network."""
    buffers = sum(b.numel() for b in model.buffers() if b.is_floating_point())
    return sum(p.numel() for p in model.parameters()) + buffers
