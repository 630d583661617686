"""Names that every file system takes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.playlist_files.text import file_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Happy songs", "Happy songs.csv"),
        ("Zażółć gęślą jaźń", "Zażółć gęślą jaźń.csv"),
        ("東京の夜", "東京の夜.csv"),
        ("Smile 😀", "Smile 😀.csv"),
        ("AC/DC: a<b>c?", "AC-DC- a-b-c.csv"),
        ("../../etc/passwd", "etc-passwd.csv"),
        ("C:\\Windows\\x", "C--Windows-x.csv"),
        ("", "playlist.csv"),
        ("...", "playlist.csv"),
        ("a\u202ecsv.exe", "acsv.exe.csv"),
        ("line\nbreak", "line break.csv"),
        ("con", "con playlist.csv"),
        ("LPT1.txt", "playlist LPT1.txt.csv"),
        ("e\u0301", "\u00e9.csv"),
    ],
)
def test_a_name_keeps_what_every_system_takes(name: str, safe: str) -> None:
    assert file_name(name, "csv") == safe


@settings(deadline=None)
@given(st.text(max_size=400) | st.text(st.characters(), max_size=40))
def test_any_name_can_be_saved(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    safe = file_name(name, "xspf")
    assert safe.endswith(".xspf")
    assert len(safe.encode()) <= 140
    assert not set(safe) & set('<>:"/\\|?*')
    assert not [c for c in safe if unicodedata.category(c) in {"Cc", "Cf", "Cs"}]
    assert safe[0] not in " ."
    assert Path(safe).name == safe
    file = tmp_path_factory.getbasetemp() / safe
    file.write_bytes(b"")
    file.unlink()
