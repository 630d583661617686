from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from bootstrap import environment
from bootstrap.console import SetupError
from bootstrap.environment import Environment, create, locked_block
from bootstrap.program import Command, ProgramError, run
from bootstrap.pytorch import PyTorch

ROOT = Path(__file__).resolve().parents[2]

LOCK = """\
asgiref==3.13.0 \\
    --hash=sha256:aa
    # via django
uv==0.13.9 \\
    --hash=sha256:bb \\
    --hash=sha256:cc
    # via humoresque (pyproject.toml)
whitenoise==6.12.0 \\
    --hash=sha256:dd
"""


@pytest.fixture
def installs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Commands that would reach the network, written down instead of run."""
    commands: list[str] = []

    def note(command: Command, **options: object) -> str:
        words = [str(word) for word in command]
        if "install" not in words and "--without-pip" not in words:
            return run(command, folder=Path(str(options["folder"])))
        commands.append(" ".join([Path(words[0]).name, *words[1:]]))
        return ""

    monkeypatch.setattr(environment, "run", note)
    return commands


@pytest.fixture
def checkout(tmp_path: Path) -> Environment:
    """An empty checkout whose environment has been made and is not filled yet."""
    for name in environment.LOCKS:
        (tmp_path / name).write_text(LOCK)
    for name in ("pyproject.toml", "hatch_build.py"):
        (tmp_path / name).write_text("")
    made = Environment(tmp_path)
    run([sys.executable, "-m", "venv", "--without-pip", made.folder], folder=tmp_path)
    (made.folder / ".stamps").mkdir()
    identity = run([made.python, "-I", "-c", environment.IDENTITY], folder=tmp_path).strip()
    (made.folder / ".stamps" / "environment").write_text(identity)
    return made


def without_modules(monkeypatch: pytest.MonkeyPatch, *missing: str) -> None:
    found = importlib.util.find_spec

    def find_spec(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name in missing else found(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)


def test_one_package_is_cut_out_of_a_lock_with_its_hashes() -> None:
    assert locked_block(LOCK, "uv") == (
        "uv==0.13.9 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    )
    assert locked_block(LOCK, "whitenoise") == "whitenoise==6.12.0 \\\n    --hash=sha256:dd\n"
    with pytest.raises(LookupError, match="django"):
        locked_block(LOCK, "django")


def test_a_second_set_up_installs_nothing(checkout: Environment, installs: list[str]) -> None:
    checkout.program("humoresque").write_text("")
    checkout.prepare()
    assert len(installs) == 3  # uv, the lock, humoresque itself
    installs.clear()
    checkout.prepare()
    assert installs == []


def test_the_test_tools_include_what_the_app_needs(
    checkout: Environment, installs: list[str]
) -> None:
    checkout.program("humoresque").write_text("")
    checkout.prepare(environment.TEST_LOCK)
    assert sum("requirements-dev.txt" in command for command in installs) == 1
    installs.clear()
    checkout.prepare()
    assert installs == []


def test_a_changed_lock_is_installed(checkout: Environment, installs: list[str]) -> None:
    checkout.program("humoresque").write_text("")
    checkout.prepare()
    installs.clear()
    (checkout.root / "requirements.txt").write_text(LOCK.replace("3.13.0", "3.13.1"))
    checkout.prepare()
    assert any("--require-hashes" in command for command in installs)


def test_pip_installs_what_uv_can_not(
    checkout: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def uv_fails(command: Command, **options: object) -> str:
        words = [str(word) for word in command]
        if "install" not in words:
            return run(command, folder=Path(str(options["folder"])))
        tried.append(Path(words[0]).stem)
        if Path(words[0]).stem == "uv":
            raise ProgramError(words, 2, "uv does not work here")
        return ""

    monkeypatch.setattr(environment, "run", uv_fails)
    checkout.program("humoresque").write_text("")
    checkout.prepare()
    assert tried == ["python", "uv", "python", "uv", "python"]


def test_an_interrupted_installation_is_done_again(
    checkout: Environment, installs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(command: Command, **options: object) -> str:
        if "install" in command:
            raise KeyboardInterrupt
        return run(command, folder=Path(str(options["folder"])))

    with monkeypatch.context() as patch:
        patch.setattr(environment, "run", interrupt)
        with pytest.raises(KeyboardInterrupt):
            checkout.prepare()
    checkout.program("humoresque").write_text("")
    checkout.prepare()
    assert any("requirements.txt" in command for command in installs)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders in which an environment was really made, without pip."""
    folders: list[Path] = []

    def remake(folder: Path, _: Path) -> None:
        folders.append(folder)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)

    monkeypatch.setattr(environment, "create", remake)
    return folders


def test_a_broken_environment_is_made_anew(
    checkout: Environment, installs: list[str], made: list[Path]
) -> None:
    checkout.python.unlink()
    checkout.prepare()
    assert made == [checkout.folder]
    assert installs


def test_a_moved_environment_is_made_anew(
    checkout: Environment, installs: list[str], made: list[Path]
) -> None:
    (checkout.folder / ".stamps" / "environment").write_text("(3, 11) x86_64 /elsewhere/.venv")
    checkout.prepare()
    assert made == [checkout.folder]
    assert installs


def test_without_ensurepip_the_systems_pip_fills_the_environment(
    tmp_path: Path, installs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_modules(monkeypatch, "ensurepip")
    create(tmp_path / ".venv", tmp_path / ".venv" / "bin" / "python")
    assert "--without-pip" in installs[0]
    assert "-m pip --python" in installs[1]


def test_without_any_way_the_debian_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_modules(monkeypatch, "ensurepip", "pip")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupError) as caught:
        create(tmp_path / ".venv", tmp_path / ".venv" / "bin" / "python")
    assert "apt install python3-venv" in caught.value.advice


def test_the_large_build_of_pytorch_is_not_installed_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text('[dependency-groups]\ntorch = ["torch==9.9.9"]\n')
    asked: list[list[str]] = []

    def offers(version: str) -> None:
        def answer(command: Command, **_: object) -> str:
            words = [str(word) for word in command]
            asked.append(words)
            return f"Available versions: {version}, 9.9.8" if "index" in words else "9.9.8+cpu"

        monkeypatch.setattr("bootstrap.pytorch.run", answer)

    monkeypatch.setattr("platform.system", lambda: "Linux")
    pytorch = PyTorch(tmp_path, Path("python"))
    offers("9.9.9")
    left_out = pytorch.install(forced=False)
    assert left_out is not None
    assert "several gigabytes" in left_out
    assert not any("install" in words for words in asked)
    assert pytorch.install(forced=True) is None
    assert "torch==9.9.9" in asked[-1]
    asked.clear()
    offers("9.9.9+cpu")
    assert pytorch.install(forced=False) is None
    assert "torch==9.9.9" in asked[-1]


def test_pytorch_is_pinned_in_pyproject() -> None:
    requirement = PyTorch(ROOT, Path(os.devnull)).requirement
    assert requirement.startswith("torch==")
