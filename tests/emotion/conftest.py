from __future__ import annotations

import pytest

from humoresque.emotion.detector import FaceDetector
from humoresque.emotion.detector_files import DETECTOR_FOLDER


@pytest.fixture(scope="session")
def detector() -> FaceDetector:
    if not (DETECTOR_FOLDER / "short_range.onnx").is_file():
        pytest.fail("the face detectors are not converted yet: python run.py --setup-only")
    return FaceDetector()
