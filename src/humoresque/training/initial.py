"""Where a run's weights start: at random, from a checkpoint of ours, or from ImageNet."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from urllib.error import URLError

import torch
from torch import Tensor

from humoresque.training.checkpoint import UNREADABLE
from humoresque.training.config import Recipe
from humoresque.training.errors import CheckpointError, InitialWeightsError
from humoresque.training.inference import load_network
from humoresque.training.models import OneHead, build_network
from humoresque.training.thesis_models import ThesisResNet50

State = dict[str, Tensor]


def choose_initial_weights(recipe: Recipe, path: Path | None) -> tuple[Recipe, State | None, str]:
    """The recipe as it will run, a state to start from, and where its weights start, in words.

    ImageNet weights come from ``path`` or from torchvision's download; where neither can be had,
    the recipe runs from random weights with nothing frozen, and the words say so. Raises
    InitialWeightsError for a file that does not fit the network.
    """
    if recipe.initial_weights == "imagenet":
        return _imagenet(recipe, path)
    if path is None:
        if recipe.initial_weights == "checkpoint":
            msg = f"{recipe.name} starts from a checkpoint of the same network: give --weights"
            raise InitialWeightsError(msg)
        return recipe, None, "random weights"
    try:
        network, other, _ = load_network(path)
    except CheckpointError as error:
        raise InitialWeightsError(str(error)) from error
    state = network.state_dict()
    wanted = {name: value.shape for name, value in build_network(recipe).state_dict().items()}
    if {name: value.shape for name, value in state.items()} != wanted:
        msg = f"{path} holds {other.name}, whose layers are not those of {recipe.name}"
        raise InitialWeightsError(msg)
    notice = f"the weights of {other.name}"
    return dataclasses.replace(recipe, initial_weights="checkpoint"), state, notice


def _imagenet(recipe: Recipe, path: Path | None) -> tuple[Recipe, State | None, str]:
    if path is None:
        try:
            weights, source = _download(), "torchvision"
        except (ImportError, URLError, OSError) as error:
            notice = (
                f"random weights in all layers, as ImageNet's cannot be had ({error}); --weights "
                "takes torchvision's resnet50 file"
            )
            return dataclasses.replace(recipe, initial_weights="random"), None, notice
    else:
        weights, source = _read(path), str(path)
    network = ThesisResNet50(recipe.dropout)
    network.load_imagenet(weights)
    state = OneHead(network).state_dict()
    return recipe, state, f"ImageNet weights ({source})"


def _read(path: Path) -> State:
    try:
        weights: State = torch.load(path, map_location="cpu", weights_only=True)
    except UNREADABLE as error:
        msg = f"{path}: no PyTorch weights ({error})"
        raise InitialWeightsError(msg) from error
    return weights


def _download() -> State:
    from torchvision.models import ResNet50_Weights  # noqa: PLC0415 - optional, large

    weights: State = ResNet50_Weights.IMAGENET1K_V1.get_state_dict(check_hash=True)
    return weights
