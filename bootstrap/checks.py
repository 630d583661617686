"""``python3 run.py test``: every check, each run to its end, and one table at the close."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bootstrap.artifacts import Artifacts
from bootstrap.console import step, warn
from bootstrap.environment import Environment
from bootstrap.node import Node
from bootstrap.program import Command, ProgramError, run, surroundings, without_colors
from bootstrap.stamp import files_below

AREAS = ("python", "frontend", "browser")

# A file's tests share what is dear to start; in the files' own order, the browser's last.
SIDE_BY_SIDE = ("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder")

CLOSING_LINE = re.compile(
    r"(?:\b\d+ (?:passed|failed|skipped|deselected|errors?|xfailed|warnings?)|no tests ran)"
    r".* in \d+(?:\.\d+)?s"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: ``run`` raises ProgramError when it fails."""

    name: str
    run: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Result:
    """How a check went. ``passed`` is None for one that could not be done here."""

    name: str
    passed: bool | None
    seconds: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckRun:
    """One run of the checks of ``areas`` (empty: all), with ``pytest_arguments`` handed on."""

    root: Path
    areas: Collection[str]
    pytest_arguments: Sequence[str]
    browser: Path | None

    def wants(self, area: str) -> bool:
        """Whether an area belongs to this run; arguments for pytest alone leave the rest out."""
        if self.areas:
            return area in self.areas
        return area in {"python", "browser"} or not self.pytest_arguments

    def run(self, notes: Sequence[Result]) -> int:
        """Run the checks and print the table; ``notes`` are results that are known before.

        Gives the exit code: 1 when anything failed. pytest's closing line is printed last.
        """
        results = [*notes, *self._run_static_checks()]
        closing = ""
        if self.wants("python") or self.wants("browser"):
            result, closing = self._run_pytest()
            results.append(result)
        return report(results, closing)

    def _run_static_checks(self) -> list[Result]:
        lanes: list[list[Check]] = []
        alone: list[Check] = []  # they have time limits and want the machine for themselves
        if self.wants("python") and not self.pytest_arguments:
            lanes.append(python_checks(self.root))
        if self.wants("frontend"):
            artifacts = Artifacts(self.root)
            node = artifacts.node(Environment(self.root).python)
            artifacts.install_packages(node, step)
            *static, unit_tests = frontend_checks(artifacts.frontend, node)
            lanes.append(static)
            alone.append(unit_tests)
        with ThreadPoolExecutor(max_workers=2) as pool:  # one lane a core of a small machine
            results = [result for lane in pool.map(run_lane, lanes) for result in lane]
        return results + run_lane(alone)

    def _run_pytest(self) -> tuple[Result, str]:
        command = [str(Environment(self.root).python), "-m", "pytest", *self.pytest_choice()]
        if sys.stdout.isatty():
            command.append("--color=yes")
        variables = surroundings({"HUMORESQUE_CHROMIUM": str(self.browser)} if self.browser else {})
        started = time.monotonic()
        closing = ""
        with subprocess.Popen(
            command,
            cwd=self.root,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            for line in process.stdout or ():
                print(line, end="")
                if CLOSING_LINE.search(without_colors(line)):
                    closing = line.rstrip("\n")
        seconds = time.monotonic() - started
        return Result("pytest", process.returncode == 0, seconds), closing

    def pytest_choice(self) -> list[str]:
        """Arguments that make pytest run the wanted areas.

        Three files at a time, as tests wait as much as they compute; one where a person chooses.
        """
        choice = list(self.pytest_arguments or SIDE_BY_SIDE)
        if self.wants("python") and not self.wants("browser"):
            return ["-m", "not browser", *choice]
        if self.wants("browser") and not self.wants("python"):
            return ["-m", "browser", *choice]
        return choice


def python_checks(root: Path) -> list[Check]:
    """Lint, format, import contracts and types of the Python sources."""
    environment = Environment(root)

    def check(name: str, program: str, *arguments: str) -> Check:
        command: Command = [environment.program(program), *arguments]
        return Check(name, lambda: run(command, folder=root))

    return [
        check("ruff check", "ruff", "check", "."),
        check("ruff format", "ruff", "format", "--check", "."),
        check("import contracts", "lint-imports"),
        check("mypy", "mypy"),
    ]


def frontend_checks(frontend: Path, node: Node) -> list[Check]:
    """Client, lint, types and, last, unit tests of the page, as its package.json defines them."""

    def check(name: str, script: str) -> Check:
        return Check(name, lambda: node.run_npm(["run", script], frontend))

    return [
        Check("page: client", lambda: require_current_client(frontend, node)),
        check("page: lint", "lint"),
        check("page: types", "typecheck"),
        check("page: unit tests", "test"),
    ]


def require_current_client(frontend: Path, node: Node) -> str:
    """Generate the typed client again; raises ProgramError when openapi.json gives another one.

    The committed client is put back, whatever comes of it.
    """
    client = frontend / "src" / "api" / "generated"
    before = {path: path.read_bytes() for path in files_below(client)}
    try:
        said = node.run_npm(["run", "generate"], frontend)
        after = {path: path.read_bytes() for path in files_below(client)}
    finally:
        shutil.rmtree(client, ignore_errors=True)
        for path, data in before.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if after != before:
        changed = {path for path in after | before if after.get(path) != before.get(path)}
        names = "\n".join(sorted(path.relative_to(frontend).as_posix() for path in changed))
        raise ProgramError(
            ["npm", "run", "generate"],
            1,
            f"openapi.json gives another client than the committed one:\n{names}\n"
            "Run npm run generate in frontend/ and commit what it writes.",
        )
    return said


def run_lane(checks: Sequence[Check]) -> list[Result]:
    """Run checks one after the other, printing what a failed one said."""
    results = []
    for check in checks:
        started = time.monotonic()
        try:
            check.run()
        except ProgramError as error:
            results.append(Result(check.name, passed=False, seconds=time.monotonic() - started))
            print(f"- {check.name}: FAILED\n{error.output.rstrip()}\n", flush=True)
        else:
            results.append(Result(check.name, passed=True, seconds=time.monotonic() - started))
            print(f"- {check.name}: passed", flush=True)
    return results


def report(results: Sequence[Result], closing: str) -> int:
    """Print the table and, as the very last line, pytest's closing line (or our own count)."""
    words = {True: "passed", False: "FAILED", None: "skipped"}
    width = max(len(result.name) for result in results)
    print()
    for result in results:
        duration = f"{result.seconds:6.1f} s" if result.seconds else " " * 8
        line = f"{words[result.passed]:8}{result.name:{width}}  {duration}  {result.note}"
        print(line.rstrip())
    failed = sum(result.passed is False for result in results)
    passed = sum(result.passed is True for result in results)
    print(closing or f"checks: {passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def is_ci() -> bool:
    """Whether this runs in continuous integration, where nothing may be left out."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def browser_result(browser: Path | None, reason: str) -> Result | None:
    """A failure (under CI) or a loud word (elsewhere) when there is no browser to test with."""
    if browser is not None:
        return None
    warn(
        "No Chromium or Chrome was found, and none could be installed:",
        "THE BROWSER TESTS ARE LEFT OUT.",
        "Install Chromium or Chrome, or name it in HUMORESQUE_CHROMIUM.",
        *reason.splitlines()[:8],
    )
    return Result("browser for the tests", False if is_ci() else None, note="none found")
