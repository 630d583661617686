from __future__ import annotations

from pathlib import Path

import pytest

from humoresque.emotion.convert_detectors import SOURCES, convert_detectors

PACKAGE = Path(__file__).parents[2] / "frontend/node_modules/@mediapipe/face_detection"


@pytest.fixture
def source() -> Path:
    if not PACKAGE.is_dir():
        pytest.skip("the page's packages are not installed")
    return PACKAGE


def test_detectors_are_converted_once(source: Path, tmp_path: Path) -> None:
    assert convert_detectors(source, tmp_path)
    first = {path.name: path.read_bytes() for path in tmp_path.glob("*.onnx")}
    assert set(first) == {f"{name}.onnx" for name in SOURCES}
    assert not convert_detectors(source, tmp_path)


def test_a_damaged_result_is_converted_again(source: Path, tmp_path: Path) -> None:
    convert_detectors(source, tmp_path)
    (tmp_path / "full_range.onnx").write_bytes(b"junk")
    assert convert_detectors(source, tmp_path)
    assert len((tmp_path / "full_range.onnx").read_bytes()) > 1_000_000


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="short_range"):
        convert_detectors(tmp_path, tmp_path / "target")


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "face_detection_short_range.tflite").write_bytes(b"something else")
    with pytest.raises(ValueError, match="is not the file"):
        convert_detectors(tmp_path, tmp_path / "target")
