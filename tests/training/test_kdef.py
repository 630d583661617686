from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.dataset import Split
from humoresque.training.datasets.kdef import expected_names, read_kdef
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError


def write_portrait(path: Path, grey: int) -> None:
    """562x762, with a white square of 562x562 in the middle that holds a square of ``grey``."""
    pixels = np.zeros((762, 562, 3), np.uint8)
    pixels[100:662] = 255
    pixels[200:562, 100:462] = grey
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, "JPEG", quality=94)


def test_there_are_2938_pictures_to_be_read() -> None:
    names = expected_names()
    assert len(names) == 2938
    assert {"AF01ANS", "BM35SUHR"} <= names
    assert not {"AF01ANFL", "AF31SAHL", "AM31SUHR"} & names


@pytest.mark.parametrize("nested", [True, False])
def test_pictures_are_read_by_their_names(tmp_path: Path, *, nested: bool) -> None:
    greys = {"AF01AFHL": 10, "AF01ANS": 50, "BM02NEHR": 90, "BM02SUS": 130}
    for name, grey in greys.items():
        folder = tmp_path / name[:4] if nested else tmp_path
        write_portrait(folder / f"{name}.JPG", grey)
    data = read_kdef(tmp_path, check_counts=False)
    assert [EMOTIONS[label].value for label in data.labels] == [
        "fear", "angry", "neutral", "surprise",
    ]  # fmt: skip
    assert data.images.shape == (4, 48, 48)
    assert np.allclose(data.images[:, 24, 24], list(greys.values()), atol=3)
    assert (data.splits == Split.UNSPLIT).all()


def test_the_tile_is_the_square_in_the_middle_averaged_down(tmp_path: Path) -> None:
    write_portrait(tmp_path / "AF01ANS.JPG", 0)
    tile = read_kdef(tmp_path, check_counts=False).images[0]
    assert tile[0, 24] > 250  # the black rows above and below are cut off
    assert tile[47, 24] > 250
    share = 100 / 562 * 48  # the inner square begins in pixel 8, at .54 of it
    assert tile[24, 7] > 250
    assert tile[24, 8] == pytest.approx(255 * (share - 8), abs=4)
    assert tile[24, 9] < 4


def test_profiles_and_truncated_names_are_left_out(tmp_path: Path) -> None:
    for name in ("AF01ANS", "AF01ANFL", "AF01ANFR", "AF31V", "AM31H", "AF31SAHL", "notes"):
        write_portrait(tmp_path / f"{name}.JPG", 90)
    assert len(read_kdef(tmp_path, check_counts=False)) == 1


def test_missing_pictures_are_counted_and_named(tmp_path: Path) -> None:
    write_portrait(tmp_path / "AF01ANS.JPG", 90)
    with pytest.raises(DatasetMismatchError, match=r"2,937 pictures missing \(AF01AFHL, AF01AFHR"):
        read_kdef(tmp_path)


def test_people_that_kdef_does_not_have_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("humoresque.training.datasets.kdef.PEOPLE", 0)
    write_portrait(tmp_path / "AF77ANS.JPG", 90)
    with pytest.raises(DatasetMismatchError, match=r"1 pictures unknown \(AF77ANS\)"):
        read_kdef(tmp_path)


def test_two_copies_of_a_picture_are_refused(tmp_path: Path) -> None:
    write_portrait(tmp_path / "AF01" / "AF01ANS.JPG", 90)
    write_portrait(tmp_path / "copy" / "af01ans.jpg", 90)
    with pytest.raises(DatasetMismatchError, match="twice"):
        read_kdef(tmp_path, check_counts=False)


def test_a_damaged_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "AF01ANS.JPG").write_bytes(b"\xff\xd8\xff\xe0 cut off")
    with pytest.raises(DatasetMismatchError, match=r"AF01ANS\.JPG: not a readable picture"):
        read_kdef(tmp_path, check_counts=False)


def test_a_wrong_place_names_what_was_expected(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(DatasetNotFoundError, match="AF01ANS"):
            read_kdef(folder)
