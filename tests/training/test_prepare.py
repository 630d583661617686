from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from typer.testing import CliRunner

from humoresque.cli import app
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.prepared import PreparedSet, read_prepared
from humoresque.training.datasets.rows import load_rows
from humoresque.training.errors import (
    DatasetMismatchError,
    FolderTakenError,
    IncompleteSetError,
)
from humoresque.training.prepare import (
    Sources,
    prepare_clean,
    prepare_thesis,
    stratify,
    stratify_with_test,
)
from tests.training.test_affectnet import write_second_layout
from tests.training.test_fer2013 import write_csv, write_mosaics
from tests.training.test_ferplus import write_votes

CODES = ("AF", "AN", "DI", "HA", "NE", "SA", "SU")
LABELS = st.lists(st.integers(0, 6), max_size=300).map(lambda v: np.array(v, np.int64))


@pytest.fixture
def sources(miniature: FaceDataset, tmp_path: Path) -> Sources:
    """Miniatures of the three sets: 280 rows, 140 portraits, 14 pictures of which 10 are chosen."""
    fer2013, kdef, affectnet = (tmp_path / name for name in ("fer2013", "kdef", "affectnet"))
    for folder in (fer2013, kdef, affectnet):
        folder.mkdir()
    write_mosaics(miniature, fer2013)
    rng = np.random.default_rng(3)
    for number in range(1, 21):
        for code in CODES:
            grey = rng.integers(0, 256, (76, 56), dtype=np.uint8)
            Image.fromarray(grey).save(kdef / f"AF{number:02d}{code}S.JPG")
    write_second_layout(affectnet)
    names = [f"{part}_set/images/{n}.jpg" for part in ("train", "val") for n in range(5)]
    (tmp_path / "chosen.txt").write_text("\n".join(names))
    return Sources(
        fer2013=fer2013,
        kdef=kdef,
        affectnet=affectnet,
        affectnet_list=tmp_path / "chosen.txt",
        check_counts=False,
    )


def thesis(sources: Sources, seed: int = 0) -> PreparedSet:
    return prepare_thesis(sources, seed=seed, allow_partial=True)


@given(LABELS, st.integers(0, 9))
def test_a_stratified_split_has_its_share_of_every_class(
    labels: np.ndarray[tuple[int], np.dtype[np.int64]], seed: int
) -> None:
    splits = stratify_with_test(labels, np.random.default_rng(seed))
    assert len(splits) == len(labels)
    assert set(splits) <= {Split.TRAINING, Split.VALIDATION, Split.TEST}
    for label in range(7):
        of_class = splits[labels == label]
        for split, share in ((0, 0.75), (1, 0.15), (2, 0.10)):
            assert abs((of_class == split).sum() - share * len(of_class)) < (2 if split == 0 else 1)
    assert np.array_equal(splits, stratify_with_test(labels, np.random.default_rng(seed)))


@given(LABELS, st.integers(0, 9))
def test_a_split_with_a_test_elsewhere_takes_its_share_of_the_whole(
    labels: np.ndarray[tuple[int], np.dtype[np.int64]], seed: int
) -> None:
    counts = np.bincount(labels, minlength=7)
    totals = counts + counts // 9  # the test part
    splits = stratify(labels, totals, np.random.default_rng(seed))
    for label in range(7):
        validation = (splits[labels == label] == Split.VALIDATION).sum()
        assert 0 <= validation - 0.15 * totals[label] < 1
    assert set(splits) <= {Split.TRAINING, Split.VALIDATION}


def test_the_thesis_set_joins_three_sets_and_adds_copies_to_training(sources: Sources) -> None:
    made = thesis(sources)
    counts = made.facts["counts_before_augmentation"]
    sums = {
        split: {name: sum(classes.values()) for name, classes in sets.items()}
        for split, sets in counts.items()
    }
    assert sums == {
        "train": {"fer2013": 203, "kdef": 105, "affectnet": 0},
        "validation": {"fer2013": 42, "kdef": 21, "affectnet": 5},
        "test": {"fer2013": 35, "kdef": 14, "affectnet": 5},
    }
    before = {
        name: sum(c[name] for c in counts["train"].values()) for name in made.facts["read"]["kdef"]
    }
    copies = sum(
        2 * n if name == "disgust" else round(0.45 * n) if name == "happy" else n
        for name, n in before.items()
    )
    originals = 280 + 140 + 10
    assert made.facts["augmented_copies"] == copies
    assert len(made.data) == originals + copies
    assert (made.data.splits[originals:] == Split.TRAINING).all()
    assert made.sources == ("fer2013", "kdef", "affectnet")
    assert np.bincount(made.source[:originals]).tolist() == [280, 140, 10]


def test_the_test_of_fer2013_stays_its_test(sources: Sources, miniature: FaceDataset) -> None:
    made = thesis(sources)
    test = made.data.images[(made.data.splits == Split.TEST) & (made.source == 0)]
    assert np.array_equal(test, miniature.images[miniature.rows(Split.TEST)])


def test_votes_go_with_their_rows_and_other_sets_have_none(
    sources: Sources, miniature: FaceDataset
) -> None:
    made = thesis(sources)
    assert made.data.votes is not None
    assert np.array_equal(made.data.votes[:280], np.asarray(miniature.votes))
    assert not made.data.votes[made.source != 0].any()
    fer2013 = made.source == 0
    assert (made.data.votes[fer2013].sum(axis=1) == 10).all()


def test_the_seed_alone_decides(sources: Sources) -> None:
    first, again, other = thesis(sources), thesis(sources), thesis(sources, seed=1)
    assert np.array_equal(first.data.images, again.data.images)
    assert np.array_equal(first.data.splits, again.data.splits)
    assert not np.array_equal(first.data.splits, other.data.splits)
    same = "counts_before_augmentation"
    assert first.facts[same] == other.facts[same]


def test_a_sets_split_does_not_depend_on_the_other_sets(sources: Sources) -> None:
    alone = thesis(Sources(sources.fer2013, check_counts=False))
    assert np.array_equal(alone.data.splits[:280], thesis(sources).data.splits[:280])
    assert alone.facts["partial"] == ["without kdef", "without affectnet"]


def test_without_all_three_sets_the_thesis_set_is_refused(sources: Sources) -> None:
    with pytest.raises(IncompleteSetError, match="--kdef and --affectnet must"):
        prepare_thesis(Sources(sources.fer2013, check_counts=False), seed=0)
    with pytest.raises(IncompleteSetError, match="--affectnet-list"):
        prepare_thesis(Sources(sources.fer2013, affectnet=sources.affectnet), seed=0)
    with pytest.raises(DatasetMismatchError, match="10 names, the thesis chose 1,730"):
        prepare_thesis(sources, seed=0)


def test_the_clean_set_has_the_rows_that_cleaning_on_the_fly_gives(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    images = miniature.images.copy()
    train, test = miniature.rows(Split.TRAINING), miniature.rows(Split.TEST)
    images[train[0]] = images[test[0]]
    data = FaceDataset("fer2013", images, miniature.labels, miniature.splits, miniature.votes)
    write_csv(data, tmp_path / "fer2013.csv", ("emotion", "pixels", "Usage"))
    write_votes(data, tmp_path / "fer2013new.csv")
    made = prepare_clean(Sources(tmp_path, ferplus=tmp_path, check_counts=False))
    _, rows = load_rows(tmp_path, check_counts=False)
    assert len(made.data) == len(rows.train) + 70 < 280
    assert np.array_equal(made.data.images[made.data.rows(Split.TRAINING)], images[rows.train])
    assert np.array_equal(
        made.data.images[made.test_without_training_copy], images[rows.test_without_training_copy]
    )
    assert made.facts["dropped"]["exact copy of a test image"] == 1
    assert made.data.votes is not None


def test_the_command_writes_arrays_manifest_and_charts(
    sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("humoresque.training.datasets.fer2013.OFFICIAL_COUNTS", {})
    monkeypatch.setattr("humoresque.training.datasets.kdef.PEOPLE", 20)
    monkeypatch.setattr("humoresque.training.datasets.kdef.VIEWS", ("S",))
    for code in CODES:  # the other people of the miniature
        for kind in ("AM", "BF", "BM"):
            for number in range(1, 21):
                Image.new("L", (56, 76), number).save(
                    sources.kdef / f"{kind}{number:02d}{code}S.JPG"  # type: ignore[operator]
                )
    options = ["--fer2013", sources.fer2013, "--kdef", sources.kdef, "--affectnet",
               sources.affectnet, "--affectnet-list", sources.affectnet_list]  # fmt: skip
    out = tmp_path / "out"
    command = ["prepare", "thesis", "--allow-partial", "--seed", "3", "--out", out, *options]
    result = CliRunner().invoke(app, [str(word) for word in command])
    assert result.exit_code == 0, result.output
    assert "fer2013 203, kdef 420, affectnet 0" in result.output
    assert "test images of fer2013 with an exact copy in training: 0" in result.output
    assert {path.name for path in (out / "charts").iterdir()} == {
        "fer2013-classes.png", "kdef-classes.png", "affectnet-classes.png",
        "joined-classes.png", "splits.png", "augmentation.png",
    }  # fmt: skip
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["seed"] == 3
    assert manifest["partial"] == ["10 affectnet pictures, not 1,730"]
    data, rows = read_prepared(out)
    assert len(rows.train) + len(rows.validation) + len(rows.test) == len(data)
    again = CliRunner().invoke(app, [str(word) for word in command])
    assert isinstance(again.exception, FolderTakenError)


def test_the_command_makes_no_clean_set_of_other_sets(tmp_path: Path) -> None:
    command = ["prepare", "clean", "--out", "x", "--fer2013", str(tmp_path), "--kdef", "y"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 2
    assert "clean is FER2013 alone" in result.output


def test_data_can_be_prepared_without_pytorch_or_the_app() -> None:
    code = (
        "import sys, humoresque.training.prepare, humoresque.training.distribution\n"
        "unwanted = {'torch', 'django', 'onnxruntime', 'onnx', 'pi_heif', 'pydantic'}\n"
        "sys.exit(', '.join(unwanted & sys.modules.keys()) or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.data
def test_the_published_set_splits_into_the_published_numbers(data_sets: Path) -> None:
    made = prepare_thesis(Sources(data_sets / "fer2013"), seed=0, allow_partial=True)
    before = made.facts["counts_before_augmentation"]
    sums = {split: sum(sets["fer2013"].values()) for split, sets in before.items()}
    assert sums == {"train": 26_911, "validation": 5_387, "test": 3_589}
    disgust, happy = before["train"]["fer2013"]["disgust"], before["train"]["fer2013"]["happy"]
    copies = 2 * disgust + round(0.45 * happy) + (26_911 - disgust - happy)
    assert made.facts["augmented_copies"] == copies == 23_601
    assert made.facts["test_rows_with_training_copy"] == {"fer2013": 272}
    assert len(made.data) == 35_887 + copies
