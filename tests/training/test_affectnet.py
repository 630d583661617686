from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.affectnet import read_affectnet, read_list
from humoresque.training.datasets.dataset import Split
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError

HEADER = (
    "subDirectory_filePath,face_x,face_y,face_width,face_height,"
    "facial_landmarks,expression,valence,arousal"
)
# AffectNet's order: neutral, happy, sad, surprise, fear, disgust, anger; then none of ours.
OURS = ["neutral", "happy", "sad", "surprise", "fear", "disgust", "angry"]


def write_picture(path: Path) -> None:
    """150x120, black, with a white face in x 40 to 100 and y 30 to 90."""
    pixels = np.zeros((120, 150, 3), np.uint8)
    pixels[30:90, 40:100] = 255
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)


def write_first_layout(folder: Path, inner: str = "") -> None:
    base = folder / inner
    lists = base / "Manually_Annotated_file_lists"
    lists.mkdir(parents=True)
    for name, first in (("training.csv", 0), ("validation.csv", 100)):
        lines = [HEADER]
        for expression in range(11):
            picture = f"{first + expression}/face{expression}.png"
            write_picture(base / "Manually_Annotated_Images" / picture)
            box = "40,30,60,60" if expression < 8 else "NULL,NULL,NULL,NULL"
            lines.append(f"{picture},{box},1.5;2.5,{expression},-2,-2")
        (lists / name).write_text("\n".join(lines) + "\n")


def write_second_layout(folder: Path) -> None:
    for part in ("train_set", "val_set"):
        (folder / part / "annotations").mkdir(parents=True)
        for expression in range(8):
            write_picture(folder / part / "images" / f"{expression}.jpg")
            label = np.array(str(expression))  # published as text
            np.save(folder / part / "annotations" / f"{expression}_exp.npy", label)
            np.save(folder / part / "annotations" / f"{expression}_val.npy", np.array("-0.5"))


@pytest.mark.parametrize("inner", ["", "Manually_Annotated"])
def test_the_first_layout_is_read_with_its_face_boxes(tmp_path: Path, inner: str) -> None:
    write_first_layout(tmp_path, inner)
    data = read_affectnet(tmp_path, check_counts=False)
    names = [EMOTIONS[label].value for label in data.labels]
    assert sorted(names[:7]) == sorted(names[7:]) == sorted(OURS)
    assert data.splits.tolist() == [Split.TRAINING] * 7 + [Split.VALIDATION] * 7
    assert (data.images == 255).all()


def test_the_second_layout_is_read_whole(tmp_path: Path) -> None:
    write_second_layout(tmp_path)
    data = read_affectnet(tmp_path, check_counts=False)
    assert [EMOTIONS[label].value for label in data.labels] == OURS * 2
    assert data.splits.tolist() == [Split.TRAINING] * 7 + [Split.VALIDATION] * 7
    assert data.images[0, 0, 0] < 5
    assert data.images[0, 24, 20] > 250


def test_a_box_that_leaves_the_picture_is_moved_into_it(tmp_path: Path) -> None:
    write_first_layout(tmp_path)
    file = tmp_path / "Manually_Annotated_file_lists" / "training.csv"
    file.write_text(f"{HEADER}\n0/face0.png,-20,-30,60,90,,0,0,0\n")
    data = read_affectnet(tmp_path, check_counts=False)
    # The square of 90 is moved to the corner; the face fills x 40 to 90 and y 30 to 90 of it.
    assert data.images[0, 47, 47] > 250
    assert data.images[0, 10, 10] < 5


def test_a_list_picks_single_pictures(tmp_path: Path) -> None:
    write_first_layout(tmp_path)
    names = tmp_path / "chosen.txt"
    names.write_text("# by hand\n1/face1.png\n\n106\\face6.png\n")
    data = read_affectnet(tmp_path, chosen=read_list(names))
    assert [EMOTIONS[label].value for label in data.labels] == ["happy", "angry"]
    assert data.splits.tolist() == [Split.TRAINING, Split.VALIDATION]


def test_a_chosen_picture_that_is_not_there_is_named(tmp_path: Path) -> None:
    write_second_layout(tmp_path)
    chosen = ["train_set/images/0.jpg", "train_set/images/7.jpg", "train_set/images/99.jpg"]
    with pytest.raises(DatasetMismatchError, match=r"2 pictures .* train_set/images/7\.jpg"):
        read_affectnet(tmp_path, chosen=chosen)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("# nothing\n", "no name in it"), ("a.jpg\na.jpg\n", "1 names .* twice")],
)
def test_a_list_without_use_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "chosen.txt").write_text(text)
    with pytest.raises(DatasetMismatchError, match=complaint):
        read_list(tmp_path / "chosen.txt")
    with pytest.raises(DatasetNotFoundError):
        read_list(tmp_path / "other.txt")


def test_other_counts_than_the_published_are_refused(tmp_path: Path) -> None:
    write_second_layout(tmp_path)
    with pytest.raises(DatasetMismatchError, match=r"7 training pictures .* 283,901"):
        read_affectnet(tmp_path)


@pytest.mark.parametrize(
    "row",
    [
        "0/face0.png,40,30,60,60,,eleven,0,0",
        "0/face0.png,40,30,60,60,,11,0,0",
        "0/face0.png,40,30,0,60,,0,0,0",
        "0/face0.png,40,30,NULL,60,,0,0,0",
    ],
)
def test_broken_rows_are_named_by_line(tmp_path: Path, row: str) -> None:
    write_first_layout(tmp_path)
    (tmp_path / "Manually_Annotated_file_lists" / "training.csv").write_text(f"{HEADER}\n{row}\n")
    with pytest.raises(DatasetMismatchError, match=r"training\.csv: line 2"):
        read_affectnet(tmp_path, check_counts=False)


def test_a_missing_list_column_or_picture_is_named(tmp_path: Path) -> None:
    write_first_layout(tmp_path)
    (tmp_path / "Manually_Annotated_Images" / "0" / "face0.png").unlink()
    with pytest.raises(DatasetMismatchError, match=r"face0\.png: the picture is missing"):
        read_affectnet(tmp_path, check_counts=False)
    lists = tmp_path / "Manually_Annotated_file_lists"
    (lists / "validation.csv").write_text("subDirectory_filePath,expression\n")
    with pytest.raises(DatasetMismatchError, match="no column face_height"):
        read_affectnet(tmp_path, check_counts=False)
    (lists / "validation.csv").unlink()
    with pytest.raises(DatasetMismatchError, match=r"validation\.csv: missing"):
        read_affectnet(tmp_path, check_counts=False)


def test_a_broken_annotation_is_named(tmp_path: Path) -> None:
    write_second_layout(tmp_path)
    np.save(tmp_path / "val_set" / "annotations" / "3_exp.npy", np.array("angry"))
    with pytest.raises(DatasetMismatchError, match="3_exp"):
        read_affectnet(tmp_path, check_counts=False)


def test_a_wrong_place_names_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match="train_set"):
        read_affectnet(tmp_path)
