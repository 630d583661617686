from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.ferplus import FERPLUS_LABELS
from humoresque.training.datasets.prepared import write_prepared
from humoresque.training.datasets.rows import load_rows
from humoresque.training.errors import DatasetMismatchError, NoRowsError, UnknownSetError
from humoresque.training.evaluation_set import is_validation, load_set, load_sets, parse_name
from humoresque.training.prepare import Sources, prepare_clean, prepare_thesis
from tests.training.bars import write_bars
from tests.training.test_affectnet import write_second_layout
from tests.training.test_fer2013 import write_csv, write_mosaics
from tests.training.test_ferplus import write_votes


def test_a_bare_name_means_the_split_that_papers_report() -> None:
    assert parse_name("fer2013") == ("fer2013", "private-test")
    assert parse_name("ferplus:public-test") == ("ferplus", "public-test")
    assert parse_name("kdef") == ("kdef", "")


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("imagenet", "fer2013:private-test or fer2013:public-test"),
        ("fer2013:training", "choose fer2013:private-test or fer2013:public-test"),
        ("kdef:test", "it has none"),
    ],
)
def test_unknown_names_are_answered_with_the_known_ones(name: str, complaint: str) -> None:
    with pytest.raises(UnknownSetError, match=complaint):
        parse_name(name)


def test_only_validation_splits_may_be_chosen_on() -> None:
    assert is_validation("fer2013:public-test")
    assert is_validation("thesis:validation")
    assert not is_validation("fer2013:private-test")
    assert not is_validation("holiday photos")


def test_fer2013s_splits_come_with_their_row_numbers(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    write_csv(miniature, tmp_path / "fer2013.csv", ("emotion", "pixels", "Usage"))
    sets = load_sets("fer2013", tmp_path, check_counts=False)
    test = miniature.rows(Split.TEST)
    assert np.array_equal(sets.judged.rows, test)
    assert np.array_equal(sets.judged.labels, miniature.labels[test])
    assert sets.judged.unseen is not None
    assert sets.judged.unseen.all()
    assert sets.validation is not None
    assert sets.validation.name == "fer2013:public-test"
    assert sets.validation.unseen is None
    assert sets.training is not None
    assert set(sets.training.rows) <= set(miniature.rows(Split.TRAINING))


def test_the_clean_set_is_fer2013_and_is_judged_as_that(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    write_csv(miniature, tmp_path / "fer2013.csv", ("emotion", "pixels", "Usage"))
    write_votes(miniature, tmp_path / "fer2013new.csv")
    voted = Sources(tmp_path, ferplus=tmp_path, check_counts=False)
    folder = write_prepared(prepare_clean(voted), tmp_path / "clean")
    test = miniature.images[miniature.rows(Split.TEST)]
    for name in ("fer2013", "ferplus"):
        sets = load_sets(name, folder)
        assert np.array_equal(sets.judged.images, test)
        assert sets.training is not None
        assert len(sets.training.rows)
    assert sets.judged.classes == FERPLUS_LABELS
    assert load_rows(folder)[0].name == "fer2013"
    plain = prepare_clean(Sources(tmp_path, check_counts=False))
    with pytest.raises(NoRowsError, match="prepare it with --ferplus"):
        load_set("ferplus", write_prepared(plain, tmp_path / "plain"))


def test_a_gap_is_measured_without_offline_copies(miniature: FaceDataset, tmp_path: Path) -> None:
    write_csv(miniature, tmp_path / "fer2013.csv", ("emotion", "pixels", "Usage"))
    sources = Sources(tmp_path, check_counts=False)
    made = prepare_thesis(sources, seed=0, allow_partial=True)
    folder = write_prepared(made, tmp_path / "thesis")
    training = load_sets("thesis", folder).training
    assert training is not None
    assert len(training.rows) == 203
    published = {image.tobytes() for image in miniature.images}
    assert {image.tobytes() for image in training.images} <= published
    assert len(load_rows(folder)[1].train) == 203 + made.facts["augmented_copies"]


def test_affectnets_other_split_is_read_for_comparisons_alone(tmp_path: Path) -> None:
    write_second_layout(tmp_path)
    sets = load_sets("affectnet", tmp_path, check_counts=False)
    assert sets.training is not None
    assert (len(sets.judged.rows), len(sets.training.rows)) == (7, 7)
    for picture in (tmp_path / "train_set" / "images").iterdir():
        picture.unlink()
    assert len(load_set("affectnet:validation", tmp_path, check_counts=False).rows) == 7
    with pytest.raises(DatasetMismatchError, match="the picture is missing"):
        load_sets("affectnet:validation", tmp_path, check_counts=False)


def test_ferplus_keeps_the_rows_with_a_majority_and_names_eight_labels(
    miniature: FaceDataset, tmp_path: Path
) -> None:
    test = miniature.rows(Split.TEST)
    votes = np.array(miniature.votes)
    votes[test[0]] = [5, 5, 0, 0, 0, 0, 0, 0, 0, 0]  # a tie
    votes[test[1]] = [0, 0, 0, 0, 0, 0, 0, 9, 1, 0]  # contempt
    data = FaceDataset("tie", miniature.images, miniature.labels, miniature.splits, votes)
    write_mosaics(data, tmp_path)
    judged = load_sets("ferplus", tmp_path, check_counts=False).judged
    assert judged.classes == FERPLUS_LABELS
    assert judged.rows[0] == test[1]
    assert judged.classes[judged.labels[0]] == "contempt"


def test_a_set_mixed_from_several_is_not_taken_for_fer2013(tmp_path: Path) -> None:
    folder = write_bars(tmp_path / "mixed")
    with pytest.raises(UnknownSetError, match="--on thesis"):
        load_sets("fer2013", folder)
    sets = load_sets("thesis", folder)
    assert (len(sets.judged.rows), sets.judged.name) == (35, "thesis:test")
    assert sets.judged.unseen is not None
    assert sets.judged.unseen.sum() == 30


def test_class_folders_have_no_other_splits(tmp_path: Path) -> None:
    for label in (0, 3):
        folder = tmp_path / EMOTIONS[label]
        folder.mkdir()
        Image.new("L", (60, 50), 100).save(folder / "face.png")
    sets = load_sets("folder", tmp_path)
    assert sets.judged.labels.tolist() == [0, 3]
    assert sets.validation is None
    assert sets.training is None


def test_an_empty_split_is_said(tmp_path: Path, miniature: FaceDataset) -> None:
    path = tmp_path / "fer2013.csv"
    write_csv(miniature, path, ("emotion", "pixels", "Usage"))
    with path.open(newline="") as file:
        rows = [row for row in csv.reader(file) if row[-1] != "PrivateTest"]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    with pytest.raises(NoRowsError, match="fer2013:private-test has no rows"):
        load_sets("fer2013", tmp_path, check_counts=False)
