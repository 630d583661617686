"""Add the native packages of every platform to ``frontend/package-lock.json``.

npm writes an entry for a native package (``@biomejs/cli-win32-x64``, ``@rolldown/binding-…``) only
where the registry could describe it at that moment, and ``npm ci`` refuses a lock with a gap. Run
this after every change of the lock; it asks the registry for what is missing and adds it as an
optional entry without any address:

    .venv/bin/python scripts/complete_lock.py            # complete the lock
    .venv/bin/python scripts/complete_lock.py --check    # only say what is missing (offline)

A package that the registry does not know yet gets its platform from its name and no integrity; the
next run fills that in.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # the folder above is not on the path when this file is started
    sys.path.insert(0, str(ROOT))

from bootstrap.node import Node  # noqa: E402 - needs the path above
from bootstrap.program import ProgramError, run  # noqa: E402

DEFAULT_LOCK = ROOT / "frontend" / "package-lock.json"

Entry = dict[str, Any]
Packages = dict[str, Entry]

SYSTEMS = ("aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "sunos", "win32")
PROCESSORS = (
    "arm",
    "arm64",
    "ia32",
    "loong64",
    "mips64el",
    "ppc64",
    "riscv64",
    "s390x",
    "wasm32",
    "x64",
)
C_LIBRARIES = {"gnu": "glibc", "musl": "musl"}

# npm sorts plain values by name after these two and puts objects last.
_FIRST_KEYS = ("version", "integrity")
_COPIED_FACTS = (
    "cpu",
    "engines",
    "hasInstallScript",
    "libc",
    "license",
    "os",
    "dependencies",
    "optionalDependencies",
)


@dataclass(frozen=True, slots=True)
class MissingPackage:
    """An optional package that a locked package names and the lock has no entry for."""

    parent: str  # key of the package that names it, e.g. "node_modules/esbuild"
    name: str
    requirement: str  # an exact version for native packages, else a range


def nearest_entry(packages: Mapping[str, Entry], parent: str, name: str) -> str | None:
    """Key under which Node.js finds ``name`` from ``parent``: its own folder, then those above."""
    folder = parent
    while True:
        key = f"{folder}/node_modules/{name}" if folder else f"node_modules/{name}"
        if key in packages:
            return key
        if not folder:
            return None
        folder = folder.rpartition("/node_modules/")[0] if "/node_modules/" in folder else ""


def missing_packages(packages: Mapping[str, Entry]) -> list[MissingPackage]:
    """Every dependency of a locked package that has no entry, in the lock's order."""
    return list(_missing(packages))


def _missing(packages: Mapping[str, Entry]) -> Iterator[MissingPackage]:
    for parent, entry in packages.items():
        optional = entry.get("optionalDependencies", {})
        wanted = {**entry.get("dependencies", {}), **optional}
        for name, requirement in wanted.items():
            key = nearest_entry(packages, parent, name)
            outdated = (
                key is not None
                and name in optional
                and requirement[:1].isdigit()
                and packages[key].get("version") != requirement
            )
            if key is None or outdated:
                yield MissingPackage(parent, name, requirement)


def platform_from_name(name: str) -> Entry:
    """``os``, ``cpu`` and ``libc`` as spelled in a native package's name.

    >>> platform_from_name("@biomejs/cli-linux-x64-musl")
    {'os': ['linux'], 'cpu': ['x64'], 'libc': ['musl']}
    """
    words = name.lower().replace("/", "-").split("-")
    facts: Entry = {}
    for key, known in (("os", SYSTEMS), ("cpu", PROCESSORS)):
        found = [word for word in words if word in known]
        if found:
            facts[key] = found[-1:]
    library = [C_LIBRARIES[word] for word in words if word in C_LIBRARIES]
    if facts.get("os") == ["linux"] and library:
        facts["libc"] = library[-1:]
    return facts


def describe(node: Node, package: MissingPackage) -> Entry:
    """Facts of one published version as npm's registry states them; from the name when it can't."""
    fields = ["version", "dist.integrity", *_COPIED_FACTS]
    question = ["view", f"{package.name}@{package.requirement}", *fields, "--json"]
    try:
        answer = node.run_npm(question, ROOT)
        found = json.loads(answer[min(place for place in map(answer.find, "{[") if place >= 0) :])
    except (ProgramError, ValueError):  # not there, or not yet
        found = {}
    if isinstance(found, list):  # a range: npm lists the matching versions in rising order
        found = found[-1] if found else {}
    if "version" not in found:
        if not package.requirement[:1].isdigit():
            message = f"the registry knows no {package.name}@{package.requirement}"
            raise LookupError(message)
        return {"version": package.requirement, **platform_from_name(package.name)}
    facts: Entry = {"version": found["version"], "integrity": found["dist.integrity"]}
    for key in _COPIED_FACTS:
        if key in found:
            value = found[key]
            is_platform = key in {"os", "cpu", "libc"} and isinstance(value, str)
            facts[key] = [value] if is_platform else value
    return facts


def optional_entry(facts: Entry, parent: Entry) -> Entry:
    """Lock entry of an optional package: never an address, ``dev`` or ``peer`` like its parent."""
    entry = dict(facts, optional=True)
    for flag in ("dev", "devOptional", "peer"):
        if parent.get(flag):
            entry[flag] = True

    def position(key: str) -> tuple[int, bool, str]:
        rank = _FIRST_KEYS.index(key) if key in _FIRST_KEYS else len(_FIRST_KEYS)
        return rank, isinstance(entry[key], dict), key

    return {key: entry[key] for key in sorted(entry, key=position)}


def lacks_integrity(key: str, entry: Entry) -> bool:
    """Whether an optional package was added from its name alone."""
    return bool(key) and entry.get("optional", False) and "integrity" not in entry


def complete(packages: Packages, node: Node) -> list[str]:
    """Add what is missing, also what the added packages depend on; gives the added keys."""
    for key in [key for key, entry in packages.items() if lacks_integrity(key, entry)]:
        del packages[key]  # asked for again: the registry may know it by now
    added: list[str] = []
    while missing := missing_packages(packages):
        with ThreadPoolExecutor(max_workers=8) as pool:
            described = pool.map(lambda package: describe(node, package), missing)
            for package, facts in zip(missing, described, strict=True):
                key = f"node_modules/{package.name}"
                if key in packages:  # another version is above: this one goes below its parent
                    key = f"{package.parent}/node_modules/{package.name}"
                packages[key] = optional_entry(facts, packages[package.parent])
                added.append(key)
    return added


def in_npms_order(keys: Iterable[str], node: Node) -> list[str]:
    """Keys sorted as npm sorts them, by JavaScript's English collation."""
    sort = 'JSON.parse(process.argv[1]).sort((a, b) => a.localeCompare(b, "en"))'
    program = f"console.log(JSON.stringify({sort}))"
    answer = run([node.program, "-e", program, json.dumps(list(keys))], folder=ROOT)
    ordered: list[str] = json.loads(answer)
    return ordered


def main(arguments: list[str] | None = None) -> int:
    """Complete or check one lock file; exit code 1 when ``--check`` finds a gap."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("lock", nargs="?", type=Path, default=DEFAULT_LOCK)
    parser.add_argument("--check", action="store_true", help="change nothing, ask nobody")
    options = parser.parse_args(arguments)
    lock = json.loads(options.lock.read_text(encoding="utf-8"))
    packages: Packages = lock["packages"]
    if options.check:
        missing = missing_packages(packages)
        for package in missing:
            print(f"missing: {package.name}@{package.requirement} (wanted by {package.parent})")
        return 1 if missing else 0
    node = Node.of(Path(sys.executable), ROOT / "build" / "commands")
    added = complete(packages, node)
    for key in added:
        print(f"added {key}" + ("" if "integrity" in packages[key] else " (no integrity known)"))
    lock["packages"] = {key: packages[key] for key in in_npms_order(packages, node)}
    options.lock.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
