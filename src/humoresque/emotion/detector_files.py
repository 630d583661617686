"""Where the converted face detectors lie, and how their integrity is known."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from humoresque.emotion.errors import ModelError

DETECTOR_FOLDER = Path(__file__).parent / "models" / "face_detection"
RECORD_NAME = "record.json"


def sha256_of(data: bytes) -> str:
    """Hexadecimal digest."""
    return hashlib.sha256(data).hexdigest()


def read_record(folder: Path) -> dict[str, str]:
    """What the conversion wrote down: digests of its sources and results; empty without one."""
    try:
        record = json.loads((folder / RECORD_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in record.items()}


def read_detector(folder: Path, name: str) -> bytes:
    """One ONNX file, checked against the digest that its conversion wrote down.

    Raises ModelError when it is missing or is not what was converted.
    """
    path = folder / f"{name}.onnx"
    try:
        weights = path.read_bytes()
    except OSError as error:
        msg = (
            f"{path} is missing: run `python run.py`, or "
            "`python -m humoresque.emotion.convert_detectors FOLDER`"
        )
        raise ModelError(msg) from error
    if sha256_of(weights) != read_record(folder).get(path.name):
        msg = f"{path} is not what was converted: delete {folder} and run `python run.py` again"
        raise ModelError(msg)
    return weights
