"""The virtual environment: made, filled from the hashed lock files, repaired when broken."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bootstrap.console import SetupError, step, warn
from bootstrap.program import Command, ProgramError, run
from bootstrap.stamp import Stamp, content_hash

RUN_LOCK = "requirements.txt"
OWN_MUSIC_LOCK = "requirements-own-music.txt"
TEST_LOCK = "requirements-dev.txt"
LOCKS = (RUN_LOCK, OWN_MUSIC_LOCK, TEST_LOCK)  # each holds all of those before it

IDENTITY = (
    "import platform, sys; assert sys.version_info >= (3, 11);"
    "print(sys.version_info[:2], platform.machine(), sys.prefix)"
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The folder ``.venv`` of one checkout."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where the environment is."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """A command installed into the environment."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def prepare(self, lock: str = RUN_LOCK) -> None:
        """Make the environment and install the locked packages, as far as that isn't done yet.

        Raises SetupError.
        """
        identity = self._make()
        self._install_lock(lock, identity)
        self._install_humoresque(identity)

    def _make(self) -> str:
        """Make the environment where there is none that works; gives what identifies it."""
        stamp = self._stamp("environment")
        identity = self._identity()
        if identity is not None:
            if stamp.matches(identity):
                return identity
            if not stamp.path.exists() and self._has_pip():  # made by other hands, and complete
                stamp.write(identity)
                return identity
        if self.folder.exists():
            warn("The folder .venv is unfinished, broken or was moved: it is made anew.")
            shutil.rmtree(self.folder, ignore_errors=True)
        with step("Making the virtual environment"):
            create(self.folder, self.python)
        identity = self._identity()
        if identity is None:
            raise SetupError(
                f"The new environment {self.folder} does not start.",
                "Install Python again, or start with another one.",
            )
        stamp.write(identity)
        return identity

    def _identity(self) -> str | None:
        """Python version, processor and place; None when the environment does not start."""
        try:
            return run([self.python, "-I", "-c", IDENTITY], folder=self.root).strip()
        except ProgramError:
            return None

    def _has_pip(self) -> bool:
        try:
            run([self.python, "-I", "-m", "pip", "--version"], folder=self.root)
        except ProgramError:
            return False
        return True

    def _install_lock(self, lock: str, identity: str) -> None:
        held = LOCKS[: LOCKS.index(lock) + 1]
        stamps = [(self._stamp(name), self._lock_inputs(name, identity)) for name in held]
        if stamps[-1][0].matches(stamps[-1][1]):
            return
        for stamp, _ in stamps:
            stamp.path.unlink(missing_ok=True)
        wants = ["--require-hashes", "-r", str(self.root / lock)]
        with step(f"Installing Python packages ({lock}; a minute the first time)"):
            self._install_uv()
            self._install(wants)
        for stamp, value in stamps:
            stamp.write(value)

    def _install_uv(self) -> None:
        locked = locked_block((self.root / RUN_LOCK).read_text(encoding="utf-8"), "uv")
        with tempfile.TemporaryDirectory() as folder:
            lock = Path(folder) / "uv.txt"
            lock.write_text(locked, encoding="utf-8")
            pip: Command = [
                self.python,
                "-m",
                "pip",
                "install",
                "-q",
                "--require-hashes",
                "-r",
                lock,
            ]
            with suppress(ProgramError):  # pip alone can do the rest, only slower
                run(pip, folder=self.root)

    def _install(self, wants: Sequence[str]) -> None:
        """``uv pip install``, or pip where uv fails."""
        uv: Command = [self.program("uv"), "pip", "install", "-q", "--python", self.python]
        try:
            run([*uv, *wants], folder=self.root)
        except ProgramError:
            run([self.python, "-m", "pip", "install", "-q", *wants], folder=self.root)

    def _install_humoresque(self, identity: str) -> None:
        files = [self.root / name for name in ("pyproject.toml", "hatch_build.py")]
        stamp = self._stamp("humoresque")
        value = content_hash(files, self.root, [identity])
        if stamp.matches(value) and self.program("humoresque").is_file():
            return
        with step("Installing humoresque"), stamp.renewed(value):
            self._install(["--no-deps", "--no-build-isolation", "-e", str(self.root)])

    def _lock_inputs(self, lock: str, identity: str) -> str:
        return content_hash([self.root / lock], self.root, [identity])

    def _stamp(self, name: str) -> Stamp:
        return Stamp(self.folder / ".stamps" / name)


def locked_block(lock: str, name: str) -> str:
    """The lines of one package in a lock file: its version and its hashes."""
    found = re.search(rf"^{re.escape(name)}==.*\n(?:[ \t]+--hash=.*\n)*", lock, re.MULTILINE)
    if found is None:
        message = f"{name} is not in the lock"
        raise LookupError(message)
    return found.group().rstrip("\n").rstrip("\\").rstrip() + "\n"


def create(folder: Path, python: Path) -> None:
    """Make a virtual environment with pip, also where Debian left ``ensurepip`` out.

    Raises SetupError that says what to install when there is no way.
    """
    parent = folder.parent
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        run([sys.executable, "-m", "venv", folder], folder=parent)
        return
    if importlib.util.find_spec("venv") and importlib.util.find_spec("pip"):
        run([sys.executable, "-m", "venv", "--without-pip", folder], folder=parent)
        run([sys.executable, "-m", "pip", "--python", python, "install", "pip"], folder=parent)
        return
    if uv := shutil.which("uv"):
        run([uv, "venv", "--seed", "--python", sys.executable, folder], folder=parent)
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise SetupError(
        "This Python can't make virtual environments: its module venv or ensurepip is missing.",
        f"On Debian and Ubuntu: sudo apt install python3-venv (or python{version}-venv)."
        " Then run the same command again.",
    )
