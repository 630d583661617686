"""The two networks of the 2024 thesis, rebuilt from the parameter counts that it published.

Counts are Keras': they include batch norm's moving statistics and convolutions' biases.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

import torch
from torch import Tensor, nn
from torch.nn import functional

from humoresque.training.errors import InitialWeightsError

_CLASSES = 7
_RESNET_SIDE = 224
_BOTTLENECKS = ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2))
_EXPANSION = 4


class ThesisCnn(nn.Sequential):
    """7,284,871 parameters, of which 7,279,111 trainable; (N, 1, 48, 48) → (N, 7) logits.

    Convolution, ReLU and batch norm in blocks of 1, 2, 2 and 3, each halved by max pooling;
    average pooling; a dense layer of 512. Initial weights and batch norm follow Keras' defaults.
    """

    def __init__(self, dropout: float = 0.3) -> None:
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
        super().__init__(
            *layers,
            nn.AvgPool2d(2),
            nn.Flatten(),
            nn.Linear(512, 512),
            nn.ReLU(inplace=True),
            nn.BatchNorm1d(512, eps=1e-3, momentum=0.01),
            nn.Dropout(0.5),
            nn.Linear(512, _CLASSES),
        )
        _initialize_like_keras(self)


class Bottleneck(nn.Module):
    """1x1, 3x3, 1x1 convolutions with a shortcut; names and strides are torchvision's."""

    def __init__(self, inputs: int, width: int, stride: int) -> None:
        super().__init__()
        outputs = width * _EXPANSION
        self.conv1 = nn.Conv2d(inputs, width, 1)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outputs, 1)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.downsample: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs)
            )

    def forward(self, x: Tensor) -> Tensor:
        """Map (N, inputs, H, W) to (N, 4 * width, H/stride, W/stride)."""
        y = torch.relu(self.bn1(self.conv1(x)))
        y = torch.relu(self.bn2(self.conv2(y)))
        return torch.relu(self.bn3(self.conv3(y)) + self.downsample(x))


class ThesisResNet50(nn.Module):
    """24,154,247 parameters; with ``frozen`` 22,647,047 are trainable: stages 4 and 5 and the top.

    (N, 1, S, S) grey is enlarged to 224x224 and repeated into three planes; the answer is (N, 7)
    logits. Every convolution has a bias, as in Keras. Strides lie in the 3x3 convolutions, as in
    torchvision's weights; Keras has them in the first 1x1, which changes no count.
    """

    def __init__(self, dropout: float = 0.3, *, frozen: bool = True) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3)
        self.bn1 = nn.BatchNorm2d(64)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        inputs = 64
        for number, (width, blocks, stride) in enumerate(_BOTTLENECKS, start=1):
            stage = []
            for block in range(blocks):
                stage.append(Bottleneck(inputs, width, 1 if block else stride))
                inputs = width * _EXPANSION
            self.add_module(f"layer{number}", nn.Sequential(*stage))
        self.top = nn.Sequential(
            nn.BatchNorm1d(inputs, eps=1e-3, momentum=0.01),
            nn.Dropout(dropout),
            nn.Linear(inputs, 256),
            nn.ReLU(inplace=True),
            nn.Dropout(dropout),
            nn.Linear(256, 128),
            nn.ReLU(inplace=True),
            nn.Linear(128, _CLASSES),
        )
        _initialize_like_keras(self)
        early = ("conv1", "bn1", "layer1", "layer2") if frozen else ()
        self.frozen = [self.get_submodule(name) for name in early]
        for module in self.frozen:
            module.requires_grad_(requires_grad=False)

    def train(self, mode: bool = True) -> Self:  # noqa: FBT001, FBT002 - PyTorch's signature
        """Switch modes; frozen batch norm keeps its moving statistics, as in Keras."""
        super().train(mode)
        for module in self.frozen:
            module.eval()
        return self

    def forward(self, x: Tensor) -> Tensor:
        """Map (N, 1, S, S) to (N, 7) logits."""
        size = (_RESNET_SIDE, _RESNET_SIDE)
        large = functional.interpolate(x, size, mode="bilinear", align_corners=False)
        y = self.maxpool(torch.relu(self.bn1(self.conv1(large.expand(-1, 3, -1, -1)))))
        for number in range(1, len(_BOTTLENECKS) + 1):
            y = self.get_submodule(f"layer{number}")(y)
        answer: Tensor = self.top(y.mean(dim=(2, 3)))
        return answer

    def load_imagenet(self, weights: Mapping[str, Tensor]) -> None:
        """Take over torchvision's ``resnet50`` weights; its classifier is left out.

        Raises InitialWeightsError when they are of another network.
        """
        body = {key: value for key, value in weights.items() if not key.startswith("fc.")}
        try:
            missing, unexpected = self.load_state_dict(body, strict=False)
        except RuntimeError as error:
            raise InitialWeightsError(str(error)) from error
        own = [k for k in missing if not k.startswith("top.") and not k.endswith(".bias")]
        if own or unexpected:
            odd = ", ".join([*own, *unexpected][:3])
            msg = f"not the weights of torchvision's resnet50: {odd} …"
            raise InitialWeightsError(msg)


def _initialize_like_keras(network: nn.Module) -> None:
    """Glorot uniform weights, zero biases."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.Linear):
            nn.init.xavier_uniform_(module.weight)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
