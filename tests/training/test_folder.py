from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.dataset import Split
from humoresque.training.datasets.folder import label_of, list_labelled_photos, read_folder
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError


def write_picture(path: Path, size: tuple[int, int] = (60, 80), orientation: int = 1) -> None:
    """White, with a black left half as the file has it."""
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, exif=exif)


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("angry", 0), ("Anger", 0), ("disgusted", 1), ("fearful", 2), ("HAPPINESS", 3),
        ("sadness", 4), ("surprised", 5), ("neutral", 6), ("contempt", None), ("", None),
    ],
)  # fmt: skip
def test_labels_have_well_known_synonyms(word: str, label: int | None) -> None:
    assert label_of(word) == label


def test_class_folders_become_upright_grey_tiles(tmp_path: Path) -> None:
    write_picture(tmp_path / "Happiness" / "a.png")
    write_picture(tmp_path / "sad" / "more" / "b.jpg", orientation=6)  # a quarter to the right
    write_picture(tmp_path / "sad" / "tiny.png", size=(24, 24))
    (tmp_path / "sad" / "notes.txt").write_text("no picture")
    data = read_folder(tmp_path)
    assert [EMOTIONS[label].value for label in data.labels] == ["happy", "sad", "sad"]
    assert data.images.shape == (3, 48, 48)
    assert data.images[0, 24, 10] == 0
    assert data.images[0, 24, 40] == 255
    assert data.images[1, 10, 24] < 5  # the left half came to the top
    assert data.images[1, 40, 24] > 250
    assert data.images[2, 24, 40] == 255
    assert (data.splits == Split.UNSPLIT).all()


def test_a_folder_of_another_class_is_refused(tmp_path: Path) -> None:
    write_picture(tmp_path / "happy" / "a.png")
    (tmp_path / "charts").mkdir()
    assert len(read_folder(tmp_path)) == 1
    write_picture(tmp_path / "contempt" / "a.png")
    with pytest.raises(DatasetMismatchError, match="contempt: not one of the seven"):
        read_folder(tmp_path)


def test_a_wrong_place_names_the_classes(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(DatasetNotFoundError, match="angry, disgust"):
            read_folder(folder)
        with pytest.raises(DatasetNotFoundError, match=r"happy_01\.jpg"):
            list_labelled_photos(folder)


def test_photos_are_labelled_by_folder_or_by_name(tmp_path: Path) -> None:
    for name in (
        "fear/happy_01.jpg", "fear/deep/x.HEIC", "made/Joy-3.png", "surprise2.jpg",
        "unknown.jpg", "happy.txt", "42.jpg", "happyend.jpg",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = {
        path.relative_to(tmp_path).as_posix(): EMOTIONS[label].value
        for path, label in list_labelled_photos(tmp_path)
    }
    assert found == {
        "fear/happy_01.jpg": "fear",
        "fear/deep/x.HEIC": "fear",
        "made/Joy-3.png": "happy",
        "surprise2.jpg": "surprise",
    }


def test_a_tile_of_an_even_picture_is_even(tmp_path: Path) -> None:
    (tmp_path / "neutral").mkdir()
    Image.new("L", (333, 511), 77).save(tmp_path / "neutral" / "a.png")
    assert np.unique(read_folder(tmp_path).images).tolist() == [77]
