from __future__ import annotations

import dataclasses

import pytest

from humoresque.training.config import load_recipe

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

from humoresque.training.models import (  # noqa: E402
    build_network,
    count_macs,
    count_parameters,
    count_stored,
)

pytestmark = pytest.mark.training


@pytest.mark.parametrize(
    ("name", "stored", "trainable"),
    [("thesis-cnn", 7_284_871, 7_279_111), ("thesis-resnet50", 24_154_247, 22_647_047)],
)
def test_the_thesis_networks_have_the_published_parameters(
    name: str, stored: int, trainable: int
) -> None:
    network = build_network(load_recipe(name))
    assert count_stored(network) == stored
    assert count_parameters(network) == trainable


def test_frozen_stages_stay_frozen_in_training() -> None:
    network = build_network(load_recipe("thesis-resnet50")).train()
    body = network.get_submodule("network")
    assert not body.get_submodule("bn1").training
    assert not body.get_submodule("layer2.0.bn1").training
    assert body.get_submodule("layer3.0.bn1").training


@pytest.mark.parametrize(("name", "limit"), [("student", 7_300_000), ("student-slim", 1_500_000)])
def test_students_stay_within_their_size(name: str, limit: int) -> None:
    assert count_parameters(build_network(load_recipe(name))) <= limit


def test_the_browsers_network_computes_little() -> None:
    network = build_network(load_recipe("student-slim"))
    assert 50e6 < count_macs(network) <= 100e6
    assert network.training


def test_a_head_that_learns_nothing_is_frozen() -> None:
    recipe = load_recipe("cpu")
    alone = build_network(dataclasses.replace(recipe, ferplus_weight=0.0))
    assert count_parameters(build_network(recipe)) - count_parameters(alone) == 8 * 256 + 8


@pytest.mark.parametrize("name", ["cpu", "student-slim", "teacher-vgg", "thesis-cnn"])
def test_a_network_answers_with_seven_logits_a_picture(name: str) -> None:
    heads = build_network(load_recipe(name)).eval()(torch.zeros(2, 1, 48, 48))
    assert heads.fer2013.shape == (2, 7)
    assert (heads.ferplus is None) == name.startswith("thesis")
