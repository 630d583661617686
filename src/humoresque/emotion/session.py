"""ONNX Runtime sessions, opened in one place so that its telemetry is off before it is loaded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime


def open_session(weights: bytes, *, threads: int = 1) -> onnxruntime.InferenceSession:
    """A session on the CPU with ``threads`` threads a run; 0 leaves ONNX Runtime's choice.

    ONNX Runtime's packages count and send usage unless ``ORT_DISABLE_TELEMETRY`` is set before
    the library is loaded (https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md),
    and write an identifier below the home folder. Raises whatever ONNX Runtime raises, which
    has no common root, when the weights are no model.
    """
    os.putenv("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime  # noqa: PLC0415 - after the switch

    onnxruntime.disable_telemetry_events()  # Windows has a switch of its own
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
