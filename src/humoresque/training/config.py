"""A recipe: everything that decides a training run, as one small typed TOML file."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from humoresque.training.errors import RecipeError

CHOICES = {
    "architecture": ("slim-resnet", "vgg", "thesis-cnn", "thesis-resnet50"),
    "optimizer": ("sgd", "adam"),
    "schedule": ("cosine", "plateau"),
    "best_by": ("accuracy", "loss"),
    "initial_weights": ("random", "imagenet", "checkpoint"),
    "precision": ("float32", "bfloat16"),
}

_POSITIVE = {
    "batch_size", "epochs", "side", "stem_stride", "learning_rate", "teacher_temperature",
    "mixup_alpha",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Augmentation:
    """Random changes of a training batch; shares of the side, degrees, or probabilities."""

    rotation_degrees: float = 12.0
    scale: float = 0.12
    shift: float = 0.10
    brightness: float = 0.2
    contrast: float = 0.25
    blur_probability: float = 0.1
    erasing_probability: float = 0.25


@dataclass(frozen=True, slots=True)
class Phase:
    """Consecutive epochs at one input side (progressive resizing)."""

    side: int
    epochs: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """Hyper-parameters of one network; see ``recipes/*.toml`` for the ones we use.

    The loss is ``(1 - ferplus_weight - teacher_weight)`` of cross-entropy with FER2013's label,
    ``ferplus_weight`` of cross-entropy with FER+'s shares and ``teacher_weight`` of the
    divergence from stored teachers at ``teacher_temperature`` (Hinton et al. 2015).
    ``ema_decay`` 0 keeps the weights themselves; ``early_stop_patience`` 0 never stops.
    ``widths`` and ``blocks`` (a stage each) and ``stem_stride`` shape slim-resnet and vgg.
    """

    name: str
    phases: tuple[Phase, ...]
    architecture: str = "slim-resnet"
    widths: tuple[int, ...] = ()
    blocks: tuple[int, ...] = (2, 2, 2, 2)
    stem_stride: int = 2
    initial_weights: str = "random"
    batch_size: int = 64
    optimizer: str = "sgd"
    schedule: str = "cosine"
    best_by: str = "accuracy"
    early_stop_patience: int = 0
    learning_rate: float = 0.1
    warmup_epochs: float = 1.0
    momentum: float = 0.9
    weight_decay: float = 5e-4
    class_weights: bool = False
    label_smoothing: float = 0.1
    ferplus_weight: float = 0.35
    teacher_weight: float = 0.0
    teacher_temperature: float = 2.0
    mixup_probability: float = 0.0
    mixup_alpha: float = 0.2
    cutmix_probability: float = 0.0
    ema_decay: float = 0.998
    dropout: float = 0.3
    precision: str = "float32"
    seed: int = 2024
    augmentation: Augmentation = dataclasses.field(default_factory=Augmentation)

    @property
    def epochs(self) -> int:
        """Epochs of all phases together."""
        return sum(phase.epochs for phase in self.phases)

    def side_at(self, epoch: int) -> int:
        """Input side in pixels at a zero-based epoch."""
        for phase in self.phases:
            if epoch < phase.epochs:
                return phase.side
            epoch -= phase.epochs
        return self.phases[-1].side


def load_recipe(name_or_path: str) -> Recipe:
    """Read a recipe by the name of a shipped one or by its path.

    Raises RecipeError naming the setting that is unknown, missing or of the wrong type.
    """
    path = Path(name_or_path)
    if path.suffix == ".toml":
        if not path.is_file():
            msg = f"{path}: no such recipe file"
            raise RecipeError(msg)
        text = path.read_text(encoding="utf-8")
    else:
        shipped = resources.files("humoresque.training") / "recipes"
        resource = shipped / f"{name_or_path}.toml"
        if not resource.is_file():
            known = sorted(p.name.removesuffix(".toml") for p in shipped.iterdir())
            msg = f"no recipe {name_or_path!r}; shipped are {', '.join(known)}"
            raise RecipeError(msg)
        text = resource.read_text(encoding="utf-8")
    try:
        return parse_recipe(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        msg = f"{name_or_path}: not valid TOML ({error})"
        raise RecipeError(msg) from error


def parse_recipe(table: dict[str, Any]) -> Recipe:
    """Build a recipe from a parsed TOML table, refusing what it does not know."""
    known = {field.name for field in dataclasses.fields(Recipe)}
    if unknown := sorted(set(table) - known):
        msg = f"unknown settings: {', '.join(unknown)}"
        raise RecipeError(msg)
    settings = dict(table)
    try:
        settings["widths"] = tuple(int(width) for width in table.get("widths", ()))
        if "blocks" in table:
            settings["blocks"] = tuple(int(count) for count in table["blocks"])
        settings["phases"] = tuple(Phase(**phase) for phase in table["phases"])
        settings["augmentation"] = Augmentation(**table.get("augmentation", {}))
        recipe = Recipe(**settings)
    except KeyError as error:
        msg = f"missing setting: {error.args[0]}"
        raise RecipeError(msg) from error
    except (TypeError, ValueError) as error:
        raise RecipeError(str(error)) from error
    _check_types(recipe)
    _check_types(recipe.augmentation)
    for phase in recipe.phases:
        _check_types(phase)
    _check(recipe)
    return recipe


def _check_types(part: Recipe | Augmentation | Phase) -> None:
    """Numbers where numbers belong, inside the ranges that their names promise."""
    kinds = {"str": str, "int": int, "float": int | float, "bool": bool}
    for field in dataclasses.fields(part):
        value, kind = getattr(part, field.name), kinds.get(str(field.type))
        if kind and (not isinstance(value, kind) or (kind is not bool and value is True)):
            msg = f"{field.name} must be of type {field.type}, got {value!r}"
            raise RecipeError(msg)
        share = field.name.endswith(("_probability", "_weight", "_decay", "dropout", "smoothing"))
        if share and not 0 <= value <= 1:
            msg = f"{field.name} must lie between 0 and 1, got {value}"
            raise RecipeError(msg)
        if field.name in _POSITIVE and not value > 0:
            msg = f"{field.name} must be above 0, got {value}"
            raise RecipeError(msg)


def _check(recipe: Recipe) -> None:
    for setting, choices in CHOICES.items():
        value = getattr(recipe, setting)
        if value not in choices:
            msg = f"{setting} must be one of {', '.join(choices)}, got {value!r}"
            raise RecipeError(msg)
    if recipe.epochs < 1 or any(p.side % 16 for p in recipe.phases):
        msg = "phases need at least one epoch and sides that are multiples of 16"
        raise RecipeError(msg)
    for pair in (("ferplus_weight", "teacher_weight"), ("mixup_probability", "cutmix_probability")):
        if sum(getattr(recipe, setting) for setting in pair) > 1:
            msg = f"{' and '.join(pair)} together must not exceed 1"
            raise RecipeError(msg)
    if (recipe.architecture in {"slim-resnet", "vgg"}) != bool(recipe.widths):
        msg = f"widths are for slim-resnet and vgg, architecture is {recipe.architecture}"
        raise RecipeError(msg)
    if recipe.widths and len(recipe.widths) != len(recipe.blocks):
        msg = f"{len(recipe.widths)} widths but {len(recipe.blocks)} blocks: one of each a stage"
        raise RecipeError(msg)
    if recipe.initial_weights == "imagenet" and recipe.architecture != "thesis-resnet50":
        msg = "ImageNet weights are for thesis-resnet50"
        raise RecipeError(msg)
