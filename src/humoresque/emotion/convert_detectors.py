"""Build step: BlazeFace's tflite files (npm package ``@mediapipe/face_detection``) → ONNX.

``python -m humoresque.emotion.convert_detectors FOLDER`` does nothing when the ONNX files are up
to date. The weights are Google's, Apache-2.0; they are not kept in the repository.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from pathlib import Path

from humoresque.emotion.detector_files import (
    DETECTOR_FOLDER,
    RECORD_NAME,
    read_record,
    sha256_of,
)

SOURCES = {
    "short_range": "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633",
    "full_range": "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3",
}


def convert_detectors(source: Path, target: Path = DETECTOR_FOLDER) -> bool:
    """Convert what is missing or stale; True when something was written.

    Raises FileNotFoundError when ``source`` lacks a file and ValueError when a file is not
    the one that the detector was written for.
    """
    inputs = {f"{name}.tflite": sha256 for name, sha256 in SOURCES.items()}
    inputs["converter"] = sha256_of(Path(__file__).read_bytes())
    record = read_record(target)
    outputs = {path.name: sha256_of(path.read_bytes()) for path in target.glob("*.onnx")}
    if len(outputs) == len(SOURCES) and record == {**inputs, **outputs}:
        return False
    target.mkdir(parents=True, exist_ok=True)
    (target / RECORD_NAME).unlink(missing_ok=True)
    written = {}
    for name, sha256 in SOURCES.items():
        tflite = source / f"face_detection_{name}.tflite"
        if sha256_of(tflite.read_bytes()) != sha256:
            msg = f"{tflite} is not the file of @mediapipe/face_detection 0.4.1657300184"
            raise ValueError(msg)
        onnx = target / f"{name}.onnx"
        _convert(tflite, onnx)
        written[onnx.name] = sha256_of(onnx.read_bytes())
    (target / RECORD_NAME).write_text(json.dumps({**inputs, **written}, indent=2) + "\n")
    return True


def _convert(tflite: Path, onnx: Path) -> None:
    import tflite2onnx  # noqa: PLC0415 - a build requirement, absent from the running app

    logging.disable(logging.WARNING)  # it warns once per half-precision tensor
    try:
        with tempfile.TemporaryDirectory(dir=onnx.parent) as folder:
            draft = Path(folder) / onnx.name
            tflite2onnx.convert(str(tflite), str(draft))
            draft.replace(onnx)
    finally:
        logging.disable(logging.NOTSET)


def main() -> int:
    """Convert from the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder that holds face_detection_*.tflite")
    try:
        written = convert_detectors(parser.parse_args().source)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("face detectors converted\n" if written else "face detectors up to date\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
