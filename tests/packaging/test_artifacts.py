from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bootstrap import artifacts
from bootstrap.artifacts import Artifacts
from bootstrap.checks import require_current_client
from bootstrap.console import step
from bootstrap.node import Node
from bootstrap.program import Command, ProgramError

SOURCES = {
    "frontend/package.json": "{}",
    "frontend/package-lock.json": "{}",
    "frontend/src/main.tsx": "start()",
    "frontend/src/api/generated/client.ts": "client of openapi",
    "openapi.json": "openapi",
    "src/humoresque/emotion/convert_detectors.py": "convert()",
}


class Npm(Node):
    """Does what our npm scripts do, and notes what it was asked for."""

    asked: list[str]
    fails = False

    def run_npm(
        self, arguments: Sequence[str], folder: Path, *, timeout_s: float | None = None
    ) -> str:
        assert timeout_s is None
        self.asked.append(" ".join(arguments[:2]))
        if self.fails:
            raise ProgramError(["npm", *arguments], 1, "npm failed")
        if arguments[0] == "ci":
            (folder / "node_modules").mkdir(exist_ok=True)
        if arguments[1] == "build":
            page = Artifacts(folder.parent).page
            page.mkdir(parents=True, exist_ok=True)
            (page / "index.html").write_text("<title>Humoresque</title>")
        if arguments[1] == "generate":
            client = folder / "src" / "api" / "generated"
            shutil.rmtree(client)
            client.mkdir()
            contract = (folder.parent / "openapi.json").read_text()
            (client / "client.ts").write_text(f"client of {contract}")
        return ""


@pytest.fixture
def checkout(tmp_path: Path) -> Artifacts:
    for name, text in SOURCES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return Artifacts(tmp_path)


@pytest.fixture
def npm(tmp_path: Path, checkout: Artifacts, monkeypatch: pytest.MonkeyPatch) -> type[Npm]:
    def convert(command: Command, **_: object) -> str:
        assert "humoresque.emotion.convert_detectors" in command
        for detector in checkout.detectors:
            detector.parent.mkdir(parents=True, exist_ok=True)
            detector.write_text("weights")
        return ""

    monkeypatch.setattr(artifacts, "run", convert)
    monkeypatch.setattr(Npm, "asked", [], raising=False)
    monkeypatch.setattr(Npm, "fails", False)
    monkeypatch.setattr(Artifacts, "node", lambda *_: Npm(tmp_path, tmp_path, tmp_path))
    return Npm


def test_everything_is_built_once(checkout: Artifacts, npm: type[Npm]) -> None:
    assert checkout.stale() == ["page", "face detectors"]
    checkout.build(Path("python"), step)
    assert npm.asked == ["ci --ignore-scripts", "run build"]
    assert checkout.stale() == []
    checkout.build(Path("python"), step)
    assert len(npm.asked) == 2


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        ("frontend/src/main.tsx", ["page"]),
        ("frontend/package-lock.json", ["page"]),
        ("openapi.json", ["page"]),
        ("src/humoresque/emotion/convert_detectors.py", ["face detectors"]),
        ("frontend/node_modules/react/index.js", []),
    ],
)
def test_only_what_is_made_from_a_changed_file_is_stale(
    changed: str, stale: list[str], checkout: Artifacts, npm: type[Npm]
) -> None:
    checkout.build(Path("python"), step)
    assert npm.asked
    file = checkout.root / changed
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("changed")
    assert checkout.stale() == stale


def test_packages_are_installed_again_only_for_another_lock(
    checkout: Artifacts, npm: type[Npm]
) -> None:
    checkout.build(Path("python"), step)
    npm.asked.clear()
    (checkout.root / "frontend" / "src" / "main.tsx").write_text("changed")
    checkout.build(Path("python"), step)
    assert npm.asked == ["run build"]
    (checkout.root / "frontend" / "package-lock.json").write_text("changed")
    checkout.build(Path("python"), step)
    assert npm.asked[1:] == ["ci --ignore-scripts", "run build"]


def test_a_failed_build_is_tried_again(checkout: Artifacts, npm: type[Npm]) -> None:
    checkout.build(Path("python"), step)
    (checkout.root / "openapi.json").write_text("changed")
    npm.fails = True
    with pytest.raises(ProgramError, match="npm failed"):
        checkout.build(Path("python"), step)
    assert checkout.stale() == ["page"]
    npm.fails = False
    checkout.build(Path("python"), step)
    assert checkout.stale() == []


def test_deleted_files_are_built_again(checkout: Artifacts, npm: type[Npm]) -> None:
    checkout.build(Path("python"), step)
    assert npm.asked
    shutil.rmtree(checkout.page)
    checkout.detectors[0].unlink()
    assert checkout.stale() == ["page", "face detectors"]


def test_an_unpacked_source_distribution_needs_no_node(checkout: Artifacts, npm: type[Npm]) -> None:
    checkout.build(Path("python"), step)
    assert npm.asked
    shutil.rmtree(checkout.root / "build")
    assert checkout.stale() == ["page", "face detectors"]
    (checkout.root / "PKG-INFO").write_text("Name: humoresque")
    assert checkout.stale() == []


def test_a_client_of_another_contract_is_noticed_and_left_as_it_was(
    checkout: Artifacts, npm: type[Npm]
) -> None:
    node = npm(Path("node"), Path("npm"), Path("commands"))
    client = checkout.frontend / "src" / "api" / "generated" / "client.ts"
    require_current_client(checkout.frontend, node)
    (checkout.root / "openapi.json").write_text("another contract")
    with pytest.raises(ProgramError, match=r"generated/client\.ts"):
        require_current_client(checkout.frontend, node)
    assert client.read_text() == "client of openapi"
