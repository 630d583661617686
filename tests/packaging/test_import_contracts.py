"""The import contracts of pyproject.toml hold, and each of them notices a breach."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: list[str] = [
    contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]
]

# One forbidden import for each contract: (contract, module that gets it, what it imports).
# Modules of the package, or of the simulators beside it.
BREACHES = [
    (
        "Rooms look down only, and never at a sibling",
        "humoresque/web/urls.py",
        "humoresque.training.config",
    ),
    (
        "Photos know nothing of music, and tracks nothing of faces",
        "humoresque/emotion/face.py",
        "humoresque.catalog.catalog",
    ),
    ("Only the web room knows Django", "humoresque/recommender/request.py", "django.conf"),
    ("PyTorch and its company stay in training", "humoresque/emotion/face.py", "torch"),
    (
        "Sound is analysed on the command line; the server only plays it",
        "humoresque/web/ranged_file.py",
        "librosa",
    ),
    ("The recommender computes with numpy alone", "humoresque/recommender/request.py", "pyarrow"),
    (
        "The package never looks at what is around it",
        "humoresque/catalog/catalog.py",
        "tests.conftest",
    ),
    (
        "Spotify's room knows nothing of songs and faces here",
        "humoresque/spotify/scopes.py",
        "humoresque.affect",
    ),
    (
        "The simulator is nobody's part, and knows nobody",
        "simulators/spotify/__main__.py",
        "humoresque.affect",
    ),
]


def lint_imports(source: Path, config: Path) -> subprocess.CompletedProcess[str]:
    name = "lint-imports.exe" if os.name == "nt" else "lint-imports"
    return subprocess.run(
        [Path(sys.executable).with_name(name), "--config", config, "--no-cache"],
        cwd=source,
        env={**os.environ, "PYTHONPATH": f"{source}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_contract_has_a_breach_here() -> None:
    assert [contract for contract, _, _ in BREACHES] == CONTRACTS


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy of the sources with all breaches in it."""
    source = tmp_path_factory.mktemp("breached")
    shutil.copytree(
        ROOT / "src",
        source,
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("page", "__pycache__", "*.onnx", "*.parquet"),
    )
    shutil.copytree(ROOT / "simulators", source / "simulators")
    for _, module, imported in BREACHES:
        file = source / module
        file.write_text(f"{file.read_text(encoding='utf-8')}\nimport {imported}\n")
    shutil.copyfile(ROOT / "pyproject.toml", source / "pyproject.toml")
    finished = lint_imports(source, source / "pyproject.toml")
    assert finished.returncode == 1, finished.stdout + finished.stderr
    return finished.stdout


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_breach_is_noticed(contract: str, verdict: str) -> None:
    assert f"{contract} BROKEN" in " ".join(verdict.split())


def test_the_sources_keep_every_contract() -> None:
    finished = lint_imports(ROOT / "src", ROOT / "pyproject.toml")
    assert finished.returncode == 0, finished.stdout
