from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bootstrap.stamp import Stamp, content_hash, files_below


def test_the_hash_does_not_depend_on_the_order_of_the_files(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("1")
    second.write_text("2")
    assert content_hash([first, second], tmp_path) == content_hash([second, first], tmp_path)


def test_the_hash_sees_content_name_absence_and_facts(tmp_path: Path) -> None:
    file = tmp_path / "a"
    absent = content_hash([file], tmp_path)
    file.write_text("1")
    one = content_hash([file], tmp_path)
    file.write_text("2")
    two = content_hash([file], tmp_path)
    renamed = content_hash([file.rename(tmp_path / "b")], tmp_path)
    with_fact = content_hash([tmp_path / "b"], tmp_path, ["Python 3.11"])
    assert len({absent, one, two, renamed, with_fact}) == 5


def test_touching_a_file_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    before = content_hash([file], tmp_path)
    os.utime(file, (0, 0))
    assert content_hash([file], tmp_path) == before


@given(st.lists(st.binary(max_size=8), min_size=2, max_size=2, unique=True))
def test_moving_bytes_between_files_is_seen(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("files")
    files = [folder / "a", folder / "b"]
    hashes = set()
    for order in (contents, contents[::-1], [contents[0] + contents[1], b""]):
        for file, data in zip(files, order, strict=True):
            file.write_bytes(data)
        hashes.add(content_hash(files, folder))
    assert len(hashes) >= 2


def test_folders_left_out_are_left_out_at_every_depth(tmp_path: Path) -> None:
    for name in ("src/a.ts", "node_modules/b.js", "src/node_modules/c.js"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    assert files_below(tmp_path, {"node_modules"}) == [tmp_path / "src" / "a.ts"]


def test_a_stamp_matches_only_what_was_written(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "stamps" / "page")
    assert not stamp.matches("abc")
    stamp.write("abc")
    assert stamp.matches("abc")
    assert not stamp.matches("abd")


def test_an_interrupted_step_leaves_no_stamp(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "page")
    stamp.write("old")
    with pytest.raises(KeyboardInterrupt), stamp.renewed("new"):
        raise KeyboardInterrupt
    assert not stamp.path.exists()


def test_a_finished_step_leaves_a_new_stamp(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "page")
    with stamp.renewed("new"):
        assert not stamp.path.exists()
    assert stamp.matches("new")


def test_an_unreadable_stamp_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"\xff\xfe")
    assert not Stamp(path).matches("abc")
