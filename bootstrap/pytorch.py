"""PyTorch, for training and its tests only.

It is in no lock: its builds for CPU and CUDA share a version but not their hashes. On Linux the
general package brings gigabytes of CUDA libraries, so unasked only a CPU build is taken.
"""

from __future__ import annotations

import platform
import tomllib
from dataclasses import dataclass
from pathlib import Path

from bootstrap.console import step
from bootstrap.program import Command, ProgramError, run


@dataclass(frozen=True, slots=True)
class PyTorch:
    """PyTorch in the environment of ``python``, at the version that pyproject.toml pins."""

    root: Path
    python: Path

    def install(self, *, forced: bool) -> str | None:
        """Install it unless it is there; gives the reason when it is left out.

        Raises ProgramError when it fails although ``forced``.
        """
        requirement = self.requirement
        version = requirement.partition("==")[2]
        if self.installed_version().partition("+")[0] == version:
            return None
        if not forced and not self._small_build_exists(version):
            return "this machine would get the CUDA build of several gigabytes."
        try:
            with step(f"Installing PyTorch {version}"):
                run([self.python, "-m", "pip", "install", "-q", requirement], folder=self.root)
        except ProgramError as error:
            if forced:
                raise
            return f"the download failed. {error.advice.splitlines()[0]}"
        return None

    @property
    def requirement(self) -> str:
        """For example ``torch==2.13.0``."""
        project = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))
        groups: dict[str, list[str]] = project["dependency-groups"]
        return groups["torch"][0]

    def installed_version(self) -> str:
        """For example ``2.13.0+cpu``; empty when it is not installed."""
        question = "import importlib.metadata as m; print(m.version('torch'))"
        try:
            return run([self.python, "-c", question], folder=self.root).strip()
        except ProgramError:
            return ""

    def _small_build_exists(self, version: str) -> bool:
        if platform.system() != "Linux":
            return True  # the general package is the CPU build there
        command: Command = [self.python, "-m", "pip", "index", "versions", "torch"]
        try:
            return f"{version}+cpu" in run(command, folder=self.root)
        except ProgramError:
            return False
