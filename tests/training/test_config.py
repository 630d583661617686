from __future__ import annotations

from importlib import resources

import pytest

from humoresque.training.config import load_recipe, parse_recipe
from humoresque.training.errors import RecipeError
from scripts.train_all import STUDENTS, TEACHERS, THESIS

SHIPPED = sorted(
    path.name.removesuffix(".toml")
    for path in (resources.files("humoresque.training") / "recipes").iterdir()
)


def test_every_recipe_but_the_one_for_cpus_is_trained_on_an_accelerator() -> None:
    assert {*TEACHERS, *STUDENTS, *THESIS} == set(SHIPPED) - {"cpu"}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_recipe_is_named_like_its_file(name: str) -> None:
    assert load_recipe(name).name == name


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"colour": 1}, "unknown settings: colour"),
        ({"phases": []}, "at least one epoch"),
        ({"phases": [{"side": 50, "epochs": 1}]}, "multiples of 16"),
        ({"augmentation": {"spin": 1}}, "spin"),
        ({"optimizer": "lion"}, "optimizer must be one of sgd, adam"),
        ({"ferplus_weight": 0.8, "teacher_weight": 0.3}, "must not exceed 1"),
        ({"widths": [8, 8]}, "2 widths but 4 blocks"),
        ({"architecture": "thesis-cnn"}, "widths are for"),
        ({"initial_weights": "imagenet"}, "thesis-resnet50"),
        ({"batch_size": "64"}, "batch_size must be of type int"),
        ({"batch_size": 0}, "batch_size must be above 0"),
        ({"name": 3}, "name must be of type str"),
        ({"widths": ["a"]}, "invalid literal"),
        ({"ema_decay": 2.0}, "ema_decay must lie between 0 and 1"),
        ({"augmentation": {"blur_probability": -1}}, "blur_probability must lie between"),
        ({"mixup_probability": 0.9, "cutmix_probability": 0.9}, "cutmix_probability together"),
    ],
)
def test_impossible_recipes_are_refused(change: dict[str, object], complaint: str) -> None:
    table = {"name": "x", "widths": [8, 8, 8, 8], "phases": [{"side": 48, "epochs": 1}]}
    with pytest.raises(RecipeError, match=complaint):
        parse_recipe({**table, **change})


def test_a_recipe_without_phases_is_refused() -> None:
    with pytest.raises(RecipeError, match="missing setting: phases"):
        parse_recipe({"name": "x", "widths": [8, 8, 8, 8]})


def test_an_unknown_recipe_names_the_shipped_ones() -> None:
    with pytest.raises(RecipeError, match="student-slim"):
        load_recipe("nonsense")
