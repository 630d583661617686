from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bootstrap.node import Node
from scripts import complete_lock
from scripts.complete_lock import MissingPackage

PARENT = "node_modules/bundler"


def lock(**others: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A lock of one bundler with a native package for each of two platforms."""
    native = {"@bundler/linux-x64": "1.2.3", "@bundler/win32-x64": "1.2.3"}
    parent = {"version": "1.2.3", "dev": True, "optionalDependencies": native}
    linux = {"version": "1.2.3", "integrity": "sha512-a", "os": ["linux"], "optional": True}
    return {
        "": {"devDependencies": {"bundler": "^1"}},
        PARENT: parent,
        "node_modules/@bundler/linux-x64": linux,
        **others,
    }


def registry_that_knows(monkeypatch: pytest.MonkeyPatch, known: dict[str, dict[str, Any]]) -> None:
    def describe(_: Node, package: MissingPackage) -> dict[str, Any]:
        facts = known.get(f"{package.name}@{package.requirement}")
        if facts is not None:
            return facts
        return {
            "version": package.requirement,
            **complete_lock.platform_from_name(package.name),
        }

    monkeypatch.setattr(complete_lock, "describe", describe)


NODE = Node(program=Path("node"), npm=Path("npm"), commands=Path("commands"))


def test_a_native_package_without_an_entry_is_missing() -> None:
    missing = complete_lock.missing_packages(lock())
    assert missing == [MissingPackage(PARENT, "@bundler/win32-x64", "1.2.3")]


def test_a_native_package_of_another_version_is_missing_too() -> None:
    packages = lock(**{"node_modules/@bundler/win32-x64": {"version": "1.2.2"}})
    assert [package.name for package in complete_lock.missing_packages(packages)] == [
        "@bundler/win32-x64"
    ]


def test_the_nearest_entry_is_searched_upwards_as_node_does() -> None:
    packages: dict[str, dict[str, Any]] = {"node_modules/a": {}, "node_modules/b": {}}
    packages["node_modules/b/node_modules/a"] = {}
    nearest = complete_lock.nearest_entry
    assert nearest(packages, "node_modules/b", "a") == "node_modules/b/node_modules/a"
    assert nearest(packages, "node_modules/b/node_modules/a", "b") == "node_modules/b"
    assert nearest(packages, "", "a") == "node_modules/a"
    assert nearest(packages, "node_modules/a", "c") is None


def test_added_entries_are_optional_like_npms_own_and_have_no_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facts = {"os": ["win32"], "cpu": ["x64"], "version": "1.2.3", "integrity": "sha512-b"}
    registry_that_knows(monkeypatch, {"@bundler/win32-x64@1.2.3": facts})
    packages = lock()
    assert complete_lock.complete(packages, NODE) == ["node_modules/@bundler/win32-x64"]
    entry = packages["node_modules/@bundler/win32-x64"]
    assert entry == {**facts, "dev": True, "optional": True}
    assert list(entry) == ["version", "integrity", "cpu", "dev", "optional", "os"]
    assert complete_lock.missing_packages(packages) == []


def test_what_an_added_package_needs_is_added_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    wasm = {"version": "1.2.3", "integrity": "sha512-b", "dependencies": {"runtime": "^2"}}
    runtime = {"version": "2.5.0", "integrity": "sha512-c"}
    registry_that_knows(monkeypatch, {"@bundler/win32-x64@1.2.3": wasm, "runtime@^2": runtime})
    packages = lock()
    complete_lock.complete(packages, NODE)
    assert packages["node_modules/runtime"] == {**runtime, "dev": True, "optional": True}


def test_an_entry_without_integrity_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    registry_that_knows(monkeypatch, {})
    packages = lock()
    complete_lock.complete(packages, NODE)
    assert "integrity" not in packages["node_modules/@bundler/win32-x64"]
    facts = {"version": "1.2.3", "integrity": "sha512-b", "os": ["win32"]}
    registry_that_knows(monkeypatch, {"@bundler/win32-x64@1.2.3": facts})
    complete_lock.complete(packages, NODE)
    assert packages["node_modules/@bundler/win32-x64"]["integrity"] == "sha512-b"


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("@biomejs/cli-linux-x64-musl", {"os": ["linux"], "cpu": ["x64"], "libc": ["musl"]}),
        ("lightningcss-linux-arm64-gnu", {"os": ["linux"], "cpu": ["arm64"], "libc": ["glibc"]}),
        ("@esbuild/darwin-arm64", {"os": ["darwin"], "cpu": ["arm64"]}),
        ("@rolldown/binding-win32-x64-msvc", {"os": ["win32"], "cpu": ["x64"]}),
        ("fsevents", {}),
    ],
)
def test_a_platform_is_read_from_a_native_packages_name(
    name: str, facts: dict[str, list[str]]
) -> None:
    assert complete_lock.platform_from_name(name) == facts


def test_checking_names_the_gaps_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "package-lock.json"
    file.write_text(json.dumps({"packages": lock()}))
    assert complete_lock.main(["--check", str(file)]) == 1
    assert "@bundler/win32-x64@1.2.3" in capsys.readouterr().out
    file.write_text(json.dumps({"packages": {"": {}}}))
    assert complete_lock.main(["--check", str(file)]) == 0
