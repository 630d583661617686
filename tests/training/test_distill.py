from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from humoresque.training.datasets.dataset import FaceDataset
from humoresque.training.errors import InitialWeightsError, TeacherError

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

from humoresque.training.checkpoint import save_checkpoint  # noqa: E402
from humoresque.training.config import Recipe, load_recipe  # noqa: E402
from humoresque.training.distill import read_teacher_logits, store_teacher_logits  # noqa: E402
from humoresque.training.initial import choose_initial_weights  # noqa: E402
from humoresque.training.models import OneHead, build_network  # noqa: E402
from humoresque.training.thesis_models import ThesisResNet50  # noqa: E402
from tests.training.tiny import TINY  # noqa: E402

pytestmark = pytest.mark.training


def untrained(folder: Path, recipe: Recipe) -> Path:
    torch.manual_seed(recipe.seed)
    path = folder / f"{recipe.name}.pt"
    save_checkpoint(path, recipe, {"weights": build_network(recipe).state_dict(), "epoch": 1})
    return path


def every_row(data: FaceDataset) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.arange(len(data))


def test_stored_logits_are_the_mean_of_the_teachers(miniature: FaceDataset, tmp_path: Path) -> None:
    pair = [untrained(tmp_path, dataclasses.replace(TINY, name=f"t{n}", seed=n)) for n in (1, 2)]
    answers = []
    for number, teachers in enumerate([pair[:1], pair[1:], pair]):
        path = tmp_path / f"{number}.npz"
        store_teacher_logits(teachers, miniature, every_row(miniature), path, device="cpu")
        logits, names = read_teacher_logits(path, miniature, every_row(miniature))
        answers.append(logits)
        assert names == [teacher.stem for teacher in teachers]
    assert answers[2].shape == (len(miniature), 7)
    assert np.allclose(answers[2], (answers[0] + answers[1]) / 2, atol=2e-3)


def test_logits_of_other_images_are_refused(miniature: FaceDataset, tmp_path: Path) -> None:
    path = tmp_path / "teachers.npz"
    rows = every_row(miniature)
    store_teacher_logits([untrained(tmp_path, TINY)], miniature, rows[:9], path, device="cpu")
    read_teacher_logits(path, miniature, rows[:9])
    with pytest.raises(TeacherError, match="other images"):
        read_teacher_logits(path, miniature, rows[:10])
    other = dataclasses.replace(miniature, images=miniature.images[::-1].copy())
    with pytest.raises(TeacherError, match="other images"):
        read_teacher_logits(path, other, rows[:9])
    path.write_bytes(b"nothing")
    with pytest.raises(TeacherError, match="humoresque distill"):
        read_teacher_logits(path, miniature, rows)


def test_a_run_may_start_from_a_checkpoint_of_the_same_network(tmp_path: Path) -> None:
    path = untrained(tmp_path, TINY)
    recipe, state, notice = choose_initial_weights(dataclasses.replace(TINY, name="next"), path)
    assert recipe.initial_weights == "checkpoint"
    assert notice == "the weights of tiny"
    assert state is not None
    build_network(recipe).load_state_dict(state)
    with pytest.raises(InitialWeightsError, match="give --weights"):
        choose_initial_weights(recipe, None)
    with pytest.raises(InitialWeightsError, match="not those of cpu"):
        choose_initial_weights(load_recipe("cpu"), path)


def test_without_imagenet_weights_every_layer_is_trained_and_said_so() -> None:
    recipe, state, notice = choose_initial_weights(load_recipe("thesis-resnet50"), None)
    if recipe.initial_weights == "imagenet":
        pytest.skip("torchvision and a network are at hand")
    assert state is None
    assert "random weights in all layers" in notice
    assert all(p.requires_grad for p in build_network(recipe).parameters())


def test_torchvisions_names_are_taken_over_but_for_its_classifier(tmp_path: Path) -> None:
    own = ThesisResNet50().state_dict()
    foreign = {
        name: torch.full_like(value, 0.5) if value.is_floating_point() else value
        for name, value in own.items()
        if not name.startswith("top.") and not (".conv" in name and name.endswith(".bias"))
    }
    foreign.pop("conv1.bias")
    foreign["fc.weight"] = torch.zeros(1000, 2048)
    path = tmp_path / "resnet50.pth"
    torch.save(foreign, path)
    recipe, state, _ = choose_initial_weights(load_recipe("thesis-resnet50"), path)
    assert recipe.initial_weights == "imagenet"
    assert state is not None
    network = build_network(recipe)
    network.load_state_dict(state)
    assert isinstance(network, OneHead)
    assert torch.equal(
        network.state_dict()["network.layer4.2.conv3.weight"].unique(), torch.tensor([0.5])
    )
    torch.save({"conv1.weight": torch.zeros(64, 3, 7, 7)}, path)
    with pytest.raises(InitialWeightsError, match="torchvision"):
        choose_initial_weights(load_recipe("thesis-resnet50"), path)
