"""Augmentation of a whole batch at once, on whatever device the batch lies."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from humoresque.training.config import Augmentation


def augment(images: Tensor, settings: Augmentation, side: int) -> Tensor:
    """Flip, rotate, scale, shift and resize to ``side``; change light; blur; erase.

    ``images`` is (N, 1, 48, 48) float32 in [0, 1]; the answer is (N, 1, side, side) in [0, 1].
    """
    warped = _warp(images, settings, side)
    lit = _relight(warped, settings)
    return _erase(_blur(lit, settings.blur_probability), settings.erasing_probability)


def _symmetric(count: int, reach: float, device: torch.device) -> Tensor:
    return (torch.rand(count, device=device) * 2 - 1) * reach


def _warp(images: Tensor, settings: Augmentation, side: int) -> Tensor:
    n, device = len(images), images.device
    angle = _symmetric(n, math.radians(settings.rotation_degrees), device)
    scale = torch.exp(_symmetric(n, math.log1p(settings.scale), device))
    flip = torch.where(torch.rand(n, device=device) < 0.5, -1.0, 1.0)  # noqa: PLR2004
    cos, sin = torch.cos(angle) * scale, torch.sin(angle) * scale
    reach = 2 * settings.shift  # grid coordinates span [-1, 1]
    theta = torch.stack(
        [
            torch.stack([cos * flip, -sin, _symmetric(n, reach, device)], dim=1),
            torch.stack([sin * flip, cos, _symmetric(n, reach, device)], dim=1),
        ],
        dim=1,
    )
    grid = functional.affine_grid(theta, [n, 1, side, side], align_corners=False)
    return functional.grid_sample(images, grid, padding_mode="reflection", align_corners=False)


def _relight(images: Tensor, settings: Augmentation) -> Tensor:
    n, device = len(images), images.device
    contrast = 1 + _symmetric(n, settings.contrast, device).view(n, 1, 1, 1)
    brightness = _symmetric(n, settings.brightness, device).view(n, 1, 1, 1)
    mean = images.mean(dim=(1, 2, 3), keepdim=True)
    return ((images - mean) * contrast + mean + brightness).clamp(0, 1)


def _blur(images: Tensor, probability: float) -> Tensor:
    chosen = torch.rand(len(images), device=images.device) < probability
    if not chosen.any():
        return images
    soft = functional.avg_pool2d(functional.pad(images[chosen], (1, 1, 1, 1), "replicate"), 3, 1)
    blurred = images.clone()
    blurred[chosen] = soft
    return blurred


def _erase(images: Tensor, probability: float) -> Tensor:
    """Replace one random rectangle (2 to 20 % of the area) by noise (Zhong et al. 2020)."""
    n, _, height, width = images.shape
    device = images.device
    area = (0.02 + 0.18 * torch.rand(n, device=device)) * height * width
    aspect = torch.exp(_symmetric(n, math.log(2.5), device))
    h = torch.sqrt(area * aspect).clamp(max=height - 1.0).floor()
    w = torch.sqrt(area / aspect).clamp(max=width - 1.0).floor()
    top = (torch.rand(n, device=device) * (height - h)).floor()
    left = (torch.rand(n, device=device) * (width - w)).floor()
    y = torch.arange(height, device=device).view(1, height, 1)
    x = torch.arange(width, device=device).view(1, 1, width)
    inside = (
        (y >= top.view(n, 1, 1)) & (y < (top + h).view(n, 1, 1))
        & (x >= left.view(n, 1, 1)) & (x < (left + w).view(n, 1, 1))
    )  # fmt: skip
    chosen = (torch.rand(n, device=device) < probability).view(n, 1, 1)
    return torch.where((inside & chosen).unsqueeze(1), torch.rand_like(images), images)
