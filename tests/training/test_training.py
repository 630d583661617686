from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import numpy as np
import pytest

from humoresque.emotion.classifier import ExpressionClassifier
from humoresque.emotion.manifest import InputFormat, ModelManifest
from humoresque.emotion.preprocess import to_tensor
from humoresque.training.config import Augmentation, Phase, Recipe, load_recipe, parse_recipe
from humoresque.training.datasets.clean import CleanRows
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.errors import CheckpointError, RecipeError

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

from humoresque.training.checkpoint import load_checkpoint  # noqa: E402
from humoresque.training.examples import (  # noqa: E402
    PIXEL_MEAN,
    PIXEL_STD,
    normalize,
    select_examples,
)
from humoresque.training.export import export_model  # noqa: E402
from humoresque.training.models import SlimResNet, count_parameters  # noqa: E402
from humoresque.training.train import train  # noqa: E402
from humoresque.training.transforms import augment  # noqa: E402

pytestmark = pytest.mark.training
torch.set_num_threads(1)  # tiny layers gain nothing from more, and lose much on a busy machine

TINY = Recipe(
    name="tiny",
    widths=(8, 8, 16, 16),
    phases=(Phase(32, 1), Phase(48, 5)),
    batch_size=16,
    learning_rate=0.1,
    warmup_epochs=0.5,
    mixup_probability=0.25,
    ema_decay=0.9,
    dropout=0.0,
    augmentation=Augmentation(
        rotation_degrees=2, scale=0.02, shift=0.0, brightness=0.05, contrast=0.1,
        erasing_probability=0.0,
    ),
)  # fmt: skip


def rows_of(data: FaceDataset) -> CleanRows:
    test = data.rows(Split.TEST)
    return CleanRows(
        data.rows(Split.TRAINING), data.rows(Split.VALIDATION), test, test, {"nothing": 0}
    )


def run(data: FaceDataset, folder: Path, recipe: Recipe) -> Path:
    rows = rows_of(data)
    training = select_examples(data, rows.train, "cpu")
    validation = select_examples(data, rows.validation, "cpu")
    return train(recipe, training, validation, folder, device="cpu")


def test_the_shipped_recipe_builds_a_slim_network() -> None:
    recipe = load_recipe("slim-cpu")
    assert count_parameters(SlimResNet(recipe.widths)) < 3_000_000


def test_a_run_learns_continues_and_exports_what_it_learned(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    first = dataclasses.replace(TINY, phases=TINY.phases[:1])
    run(miniature, folder, first)
    with pytest.raises(CheckpointError, match="phases"):
        run(miniature, folder, TINY)

    whole = tmp_path / "whole"
    best = run(miniature, whole, TINY)
    with (whole / "log.csv").open() as file:
        log = list(csv.DictReader(file))
    assert [row["side"] for row in log] == ["32", "48", "48", "48", "48", "48"]
    assert float(log[-1]["validation_accuracy"]) > 0.6

    model = tmp_path / "model"
    manifest = export_model(best, miniature, rows_of(miniature), model, version="7")
    assert (manifest.name, manifest.version) == ("tiny", "7")
    assert manifest == ModelManifest.load(model)
    assert manifest.metrics["largest_logit_difference_from_pytorch"] < 1e-3
    classifier = ExpressionClassifier(manifest)
    test = miniature.rows(Split.TEST)
    predicted = classifier.logits(miniature.images[test]).argmax(axis=1)
    shown = manifest.metrics["private_test"]
    assert float((predicted == miniature.labels[test]).mean()) == pytest.approx(shown["accuracy"])
    card = (model / "MODEL_CARD.md").read_text()
    assert f"{shown['accuracy']:.1%}" in card
    assert manifest.sha256 in card
    assert b"/humoresque/" not in (model / "model.onnx").read_bytes()
    assert (model / "training_log.csv").read_text() == (whole / "log.csv").read_text()


def test_an_interrupted_run_ends_like_one_that_was_not(
    miniature: FaceDataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = dataclasses.replace(TINY, phases=(Phase(32, 3),))
    run(miniature, tmp_path / "whole", recipe)

    from humoresque.training import train as loop  # noqa: PLC0415

    honest = loop.validate
    calls = 0

    def breaks_off(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return honest(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(loop, "validate", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        run(miniature, tmp_path / "parts", recipe)
    run(miniature, tmp_path / "parts", recipe)

    _, whole = load_checkpoint(tmp_path / "whole" / "last.pt")
    _, parts = load_checkpoint(tmp_path / "parts" / "last.pt")
    assert whole["epoch"] == parts["epoch"] == 3
    for key, value in whole["model"].items():
        assert torch.equal(value, parts["model"][key]), key


def test_a_foreign_file_is_no_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "best.pt"
    torch.save({"weights": {}}, path)
    with pytest.raises(CheckpointError, match="not a checkpoint"):
        load_checkpoint(path)


def test_training_and_serving_normalize_alike() -> None:
    crops = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
    served = to_tensor(crops, InputFormat(16, PIXEL_MEAN, PIXEL_STD))
    trained = normalize(torch.from_numpy(crops).unsqueeze(1).float() / 255).numpy()
    assert np.allclose(served, trained, atol=1e-6)


def test_augmentation_keeps_shape_and_range() -> None:
    torch.manual_seed(0)
    images = torch.rand(12, 1, 48, 48)
    for side in (32, 48):
        changed = augment(images, Augmentation(erasing_probability=1.0), side)
        assert changed.shape == (12, 1, side, side)
        assert float(changed.min()) >= 0.0
        assert float(changed.max()) <= 1.0


def test_no_augmentation_only_mirrors() -> None:
    torch.manual_seed(0)
    still = Augmentation(0, 0, 0, 0, 0, 0, 0)
    images = torch.rand(8, 1, 48, 48)
    changed = augment(images, still, 48)
    for before, after in zip(images, changed, strict=True):
        same = torch.allclose(before, after, atol=1e-4)
        mirrored = torch.allclose(before.flip(-1), after, atol=1e-4)
        assert same or mirrored


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"colour": 1}, "unknown settings: colour"),
        ({"phases": []}, "at least one epoch"),
        ({"phases": [{"side": 50, "epochs": 1}]}, "multiples of 16"),
        ({"augmentation": {"spin": 1}}, "spin"),
    ],
)
def test_impossible_recipes_are_refused(change: dict[str, object], complaint: str) -> None:
    table = {"name": "x", "widths": [8, 8, 8, 8], "phases": [{"side": 48, "epochs": 1}]}
    with pytest.raises(RecipeError, match=complaint):
        parse_recipe({**table, **change})


def test_an_unknown_recipe_names_the_shipped_ones() -> None:
    with pytest.raises(RecipeError, match="slim-cpu"):
        load_recipe("nonsense")
