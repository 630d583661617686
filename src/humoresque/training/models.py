"""The networks. Each takes (N, 1, S, S) float32 and returns two heads of logits."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

FER2013_CLASSES = 7
FERPLUS_CLASSES = 8


class Heads(NamedTuple):
    """Logits of the FER2013 head (N, 7) and of the FER+ head (N, 8)."""

    fer2013: Tensor
    ferplus: Tensor


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


def count_parameters(model: nn.Module) -> int:
    """Number of trainable parameters."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
