from __future__ import annotations

import pytest

from humoresque.emotion.detector import DETECTOR_FOLDER, FaceDetector


@pytest.fixture(scope="session")
def detector() -> FaceDetector:
    if not (DETECTOR_FOLDER / "short_range.onnx").is_file():
        pytest.fail("the face detectors are not converted yet: python run.py --setup-only")
    return FaceDetector()
