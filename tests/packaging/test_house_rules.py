"""Sizes and names that no linter here checks."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

MODULE_LINES = 400
FUNCTION_LINES = 60
TRAINING_LOOP_LINES = 80
PAGE_FILE_LINES = 250
VAGUE_NAMES = {"common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}

PYTHON = sorted(
    path
    for folder in ("src", "tests", "bootstrap", "scripts", "benchmarks", "simulators")
    for path in (ROOT / folder).rglob("*.py")
)
PAGE = sorted(
    path
    for pattern in ("*.ts", "*.tsx")
    for path in (ROOT / "frontend" / "src").rglob(pattern)
    if "generated" not in path.parts
)


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def long_functions(path: Path) -> list[str]:
    limit = TRAINING_LOOP_LINES if path.name == "train.py" else FUNCTION_LINES
    return [
        f"{path.relative_to(ROOT)}: {node.name}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > limit
    ]


def test_there_is_something_to_measure() -> None:
    assert PYTHON
    assert PAGE


def test_no_module_is_too_long() -> None:
    assert [str(path) for path in PYTHON if lines(path) > MODULE_LINES] == []


def test_no_function_is_too_long() -> None:
    assert [name for path in PYTHON for name in long_functions(path)] == []


def test_no_file_of_the_page_is_too_long() -> None:
    assert [str(path) for path in PAGE if lines(path) > PAGE_FILE_LINES] == []


def test_nothing_has_a_name_that_says_nothing() -> None:
    named = [
        str(path.relative_to(ROOT))
        for path in [*PYTHON, *PAGE]
        if VAGUE_NAMES & {part.lower() for part in path.relative_to(ROOT).with_suffix("").parts}
    ]
    assert named == []


def test_a_long_function_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    body = "    pass\n" * FUNCTION_LINES
    (tmp_path / "x.py").write_text(f"def far_too_long():\n{body}")
    assert long_functions(tmp_path / "x.py") == ["x.py: far_too_long"]
