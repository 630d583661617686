from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bootstrap.environment import locked_block
from scripts.complete_lock import missing_packages

ROOT = Path(__file__).resolve().parents[2]
# Each holds all of the one before it, at the same versions.
LOCKS = ("requirements.txt", "requirements-own-music.txt", "requirements-dev.txt")
LOCK_GROUPS = {
    "requirements.txt": ["build"],
    "requirements-own-music.txt": ["build"],
    "requirements-dev.txt": ["build", "dev"],
}
LOCK_EXTRAS: dict[str, list[str]] = {
    "requirements.txt": [],
    "requirements-own-music.txt": ["own-music"],
    "requirements-dev.txt": ["own-music", "postgres"],
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKED_PAGE = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))

# Put together from parts: a test that names them would find itself.
REGISTRY_HOSTS = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("yarnpkg", "com"),
            ("download", "pytorch", "org"),
        )
    ),
    re.IGNORECASE,
)


def locked_versions(lock: str) -> dict[str, set[str]]:
    """Versions by name; a package may have one for each Python or system."""
    versions: dict[str, set[str]] = {}
    text = (ROOT / lock).read_text(encoding="utf-8")
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), set()).add(version)
    return versions


def required(groups: list[str]) -> list[Requirement]:
    found: list[Requirement] = []
    for entry in (item for group in groups for item in PROJECT["dependency-groups"][group]):
        nested = entry["include-group"] if isinstance(entry, dict) else None
        found += required([nested]) if nested else [Requirement(entry)]
    return found


def tracked_files() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nobody can say which files are tracked")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes_and_nothing_else_is_in_the_lock(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    names = re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)
    assert names
    without = [name for name in names if "--hash=sha256:" not in locked_block(text, name)]
    assert without == []
    odd = [
        line
        for line in text.splitlines()
        if not re.match(
            r"[A-Za-z0-9._-]+==\S+( ;.*)? \\$|    --hash=sha256:[0-9a-f]{64}|    #", line
        )
    ]
    assert odd == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_pyproject_asks_for_is_locked_at_a_version_it_allows(lock: str) -> None:
    project = PROJECT["project"]
    extras = [text for name in LOCK_EXTRAS[lock] for text in project["optional-dependencies"][name]]
    direct = [Requirement(text) for text in [*project["dependencies"], *extras]]
    versions = locked_versions(lock)
    for requirement in [*direct, *required(LOCK_GROUPS[lock])]:
        locked = versions.get(canonicalize_name(requirement.name), set())
        assert locked, f"{requirement.name} is missing in {lock}: lock again"
        assert all(requirement.specifier.contains(version) for version in locked), requirement


@pytest.mark.parametrize(("smaller", "larger"), list(itertools.pairwise(LOCKS)))
def test_a_larger_lock_holds_all_of_a_smaller_one_at_the_same_versions(
    smaller: str, larger: str
) -> None:
    base, all_of_it = locked_versions(smaller), locked_versions(larger)
    assert {name: all_of_it.get(name) for name in base} == base


@pytest.mark.parametrize("lock", LOCKS)
def test_locking_again_gives_the_same_lock(lock: str, tmp_path: Path) -> None:
    """Asks the package registry, which may be out of reach; then nothing can be said."""
    groups = [option for group in LOCK_GROUPS[lock] for option in ("--group", group)]
    extras = [option for extra in LOCK_EXTRAS[lock] for option in ("--extra", extra)]
    place = LOCKS.index(lock)
    constraint = ["-c", LOCKS[place - 1]] if place else []
    again = tmp_path / lock
    shutil.copyfile(ROOT / lock, again)  # versions that still fit are kept
    uv = Path(sys.executable).with_name("uv.exe" if os.name == "nt" else "uv")
    command = [str(uv), "pip", "compile", "-q", "--universal", "--generate-hashes", "--no-header"]
    command += ["--python-version", "3.11", "pyproject.toml"]
    command += [*groups, *extras, *constraint]
    finished = subprocess.run(
        [*command, "-o", str(again)],
        cwd=ROOT,
        env={**os.environ, "UV_HTTP_TIMEOUT": "20"},
        capture_output=True,
        text=True,
        check=False,
    )
    if re.search(r"dns error|error sending request|[Ff]ailed to fetch", finished.stderr):
        pytest.skip("the package registry can't be reached")
    assert finished.returncode == 0, finished.stderr
    assert again.read_text(encoding="utf-8") == (ROOT / lock).read_text(encoding="utf-8")


def test_no_tracked_file_names_a_package_registry() -> None:
    naming = [
        file.relative_to(ROOT).as_posix()
        for file in tracked_files()
        if file.is_file()
        and REGISTRY_HOSTS.search(file.read_bytes().decode("utf-8", errors="replace"))
    ]
    assert naming == []


def test_the_pages_lock_names_no_address_and_every_package_has_its_integrity() -> None:
    packages = {key: entry for key, entry in LOCKED_PAGE["packages"].items() if key}
    assert [key for key, entry in packages.items() if "resolved" in entry] == []
    without = [key for key, entry in packages.items() if "integrity" not in entry]
    assert without == [], "the registry did not know them: scripts/complete_lock.py asks again"


def test_the_pages_lock_is_complete_for_every_platform() -> None:
    missing = missing_packages(LOCKED_PAGE["packages"])
    assert missing == [], "run: .venv/bin/python scripts/complete_lock.py"


def test_the_pages_lock_was_made_from_its_package_json() -> None:
    package = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))
    locked = LOCKED_PAGE["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        assert locked.get(kind, {}) == package.get(kind, {})
