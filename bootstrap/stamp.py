"""Stamps: what a finished step was made from, so that the next run can skip it.

A stamp is removed before its step begins and written after it has ended. An interrupted step
therefore leaves none and is done again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


def content_hash(files: Iterable[Path], root: Path, facts: Iterable[str] = ()) -> str:
    """SHA-256 over the names (relative to ``root``) and contents of ``files``, and ``facts``."""
    digest = hashlib.sha256()
    for fact in facts:
        digest.update(f"fact {fact}\0".encode())
    for path in sorted(files):
        data = path.read_bytes() if path.is_file() else b"\0absent"
        name = os.path.relpath(path, root).replace(os.sep, "/")
        digest.update(f"file {name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def files_below(folder: Path, without: Collection[str] = ()) -> list[Path]:
    """All files below ``folder``, leaving out folders and files named in ``without``."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in without]
        found += [Path(parent, name) for name in names if name not in without]
    return found


@dataclass(frozen=True, slots=True)
class Stamp:
    """One small file that holds the hash of what a step was made from."""

    path: Path

    def matches(self, value: str) -> bool:
        """Whether the step has ended with exactly these inputs."""
        try:
            return self.path.read_text(encoding="utf-8").strip() == value
        except (OSError, UnicodeDecodeError):
            return False

    def write(self, value: str) -> None:
        """Say that the step is finished."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        draft.write_text(f"{value}\n", encoding="utf-8")
        draft.replace(self.path)

    @contextmanager
    def renewed(self, value: str) -> Iterator[None]:
        """Around a step: no stamp while it runs, a new one when it ends well."""
        self.path.unlink(missing_ok=True)
        yield
        self.write(value)
