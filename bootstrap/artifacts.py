"""What is built rather than committed: the page and the face detectors.

``run.py`` and the wheel's build hook (``hatch_build.py``) build them here, and only when what they
are made from has changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from bootstrap.node import Node
from bootstrap.program import Command, run
from bootstrap.stamp import Stamp, content_hash, files_below

Step = Callable[[str], AbstractContextManager[None]]

# Found below frontend/, but not what the page is made from.
NOT_SOURCES = frozenset({"node_modules", "coverage", "dist", "test-results", ".vite", ".cache"})


@dataclass(frozen=True, slots=True)
class Artifacts:
    """The built files of one checkout.

    ``root`` is the folder that holds pyproject.toml, ``import_path`` the PYTHONPATH under which
    the build tools are found where they are not installed (pip builds wheels that way).
    """

    root: Path
    import_path: str = ""

    @property
    def frontend(self) -> Path:
        """Sources of the page."""
        return self.root / "frontend"

    @property
    def page(self) -> Path:
        """The built page, served by the web room."""
        return self.root / "src" / "humoresque" / "web" / "page"

    @property
    def detectors(self) -> tuple[Path, ...]:
        """The face detectors as ONNX files."""
        folder = self.root / "src" / "humoresque" / "emotion" / "models" / "face_detection"
        return folder / "short_range.onnx", folder / "full_range.onnx"

    def stale(self) -> list[str]:
        """Which of "page" and "face detectors" are missing or made from other sources.

        An unpacked source distribution brings both with it and counts as up to date.
        """
        if (self.root / "PKG-INFO").is_file() and self._page_exists() and self._detectors_exist():
            return []
        page = self._page_exists() and self._page_stamp.matches(self._page_inputs())
        detectors = self._detectors_exist() and self._detectors_stamp.matches(
            self._detectors_inputs()
        )
        return [
            name for name, current in (("page", page), ("face detectors", detectors)) if not current
        ]

    def build(self, python: Path, step: Step) -> None:
        """Build what is stale with the Node.js and the packages of ``python``'s environment.

        Raises SetupError. An interrupted build is begun again by the next call.
        """
        stale = self.stale()
        if not stale:
            return
        node = self.node(python)
        self.install_packages(node, step)
        if "page" in stale:
            with step("Building the page"), self._page_stamp.renewed(self._page_inputs()):
                node.run_npm(["run", "build"], self.frontend)
        if "face detectors" in stale:
            self._convert_detectors(python, step)

    def node(self, python: Path) -> Node:
        """Node.js of ``python``'s environment, ready for this checkout."""
        return Node.of(python, self.root / "build" / "commands", self.import_path)

    def install_packages(self, node: Node, step: Step) -> None:
        """``npm ci``, only when the lock changed or the last one was interrupted."""
        modules = self.frontend / "node_modules"
        lock = [self.frontend / name for name in ("package.json", "package-lock.json", ".npmrc")]
        stamp = Stamp(modules / ".complete")
        value = content_hash(lock, self.root, [str(node.program)])
        if stamp.matches(value):
            return
        with step("Installing the page's packages"), stamp.renewed(value):
            node.run_npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], self.frontend)

    def _convert_detectors(self, python: Path, step: Step) -> None:
        source = self.frontend / "node_modules" / "@mediapipe" / "face_detection"
        command: Command = [python, "-m", "humoresque.emotion.convert_detectors", source]
        with (
            step("Converting the face detectors"),
            self._detectors_stamp.renewed(self._detectors_inputs()),
        ):
            path = os.pathsep.join(filter(None, [str(self.root / "src"), self.import_path]))
            run(command, folder=self.root, extra={"PYTHONPATH": path})

    @property
    def _page_stamp(self) -> Stamp:
        return Stamp(self.root / "build" / "stamps" / "page")

    @property
    def _detectors_stamp(self) -> Stamp:
        return Stamp(self.root / "build" / "stamps" / "face-detectors")

    def _page_exists(self) -> bool:
        return (self.page / "index.html").is_file()

    def _detectors_exist(self) -> bool:
        return all(path.is_file() for path in self.detectors)

    def _page_inputs(self) -> str:
        files = files_below(self.frontend, NOT_SOURCES)
        return content_hash([*files, self.root / "openapi.json"], self.root)

    def _detectors_inputs(self) -> str:
        converter = self.root / "src" / "humoresque" / "emotion" / "convert_detectors.py"
        return content_hash([converter], self.root)
