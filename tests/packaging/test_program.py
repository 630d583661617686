from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bootstrap.program import ProgramError, advice_for, run, surroundings


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("error: dns error: failed to lookup address information", "network"),
        ("npm error code ENOTFOUND", "network"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "SSL_CERT_FILE"),
        ("ERROR: No matching distribution found for onnxruntime", "Python 3.11 to 3.14"),
        ("npm error code EACCES", "may not be written"),
        ("Segmentation fault", "lines above"),
    ],
)
def test_a_failure_comes_with_what_to_do_about_it(output: str, advice: str) -> None:
    assert advice in advice_for(output)


def test_both_streams_are_given_back(tmp_path: Path) -> None:
    code = "import sys; print('out', flush=True); print('err', file=sys.stderr)"
    assert run([sys.executable, "-c", code], folder=tmp_path).split() == ["out", "err"]


def test_a_failing_program_tells_its_last_lines_and_its_code(tmp_path: Path) -> None:
    code = "print('the reason'); raise SystemExit(3)"
    with pytest.raises(ProgramError, match="the reason") as caught:
        run([sys.executable, "-c", code], folder=tmp_path)
    assert caught.value.code == 3
    assert "goes on where it stopped" in caught.value.advice


def test_a_missing_program_is_a_failure_like_any_other(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="no-such-program"):
        run([tmp_path / "no-such-program"], folder=tmp_path)


def test_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="took longer"):
        run([sys.executable, "-c", "import time; time.sleep(30)"], folder=tmp_path, timeout_s=0.5)


def test_foreign_python_settings_do_not_reach_our_programs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("VIRTUAL_ENV", "/elsewhere")
    variables = surroundings({"EXTRA": "1"})
    assert "PYTHONPATH" not in variables
    assert "VIRTUAL_ENV" not in variables
    assert variables["EXTRA"] == "1"
    assert variables["PATH"] == os.environ["PATH"]
