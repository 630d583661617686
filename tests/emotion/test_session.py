from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from humoresque.emotion.session import open_session


def test_reading_a_photo_leaves_nothing_in_the_home_folder(
    tmp_path: Path, astronaut_jpeg: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ONNX Runtime would write an identifier and a queue of events to be sent."""
    home, photo = tmp_path / "home", tmp_path / "photo.jpg"
    home.mkdir()
    photo.write_bytes(astronaut_jpeg)
    program = (
        "import pathlib, sys\n"
        "from humoresque.emotion.analyzer import EmotionAnalyzer\n"
        "print(EmotionAnalyzer.load().analyze(pathlib.Path(sys.argv[1]).read_bytes()).faces[0]"
        ".scores.top)"
    )
    for variable in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.delenv("CI", raising=False)  # ONNX Runtime keeps quiet there of its own accord
    answer = subprocess.run(
        [sys.executable, "-c", program, str(photo)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "happy"
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_weights_that_are_no_model_are_refused() -> None:
    with pytest.raises(Exception, match=r"(?i)protobuf|model"):
        open_session(b"junk")
