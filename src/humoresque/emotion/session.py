"""ONNX Runtime, loaded in one place so that its telemetry is off before it is loaded."""

from __future__ import annotations

import os
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime


def load_onnxruntime() -> ModuleType:
    """The ``onnxruntime`` package; import it, or a part of it, only after this has run.

    ONNX Runtime's packages count and send usage unless ``ORT_DISABLE_TELEMETRY`` is set before
    the library is loaded (https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md),
    and write an identifier below the home folder.
    """
    os.putenv("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime  # noqa: PLC0415 - after the switch

    onnxruntime.disable_telemetry_events()  # Windows has a switch of its own
    module: ModuleType = onnxruntime
    return module


def open_session(weights: bytes, *, threads: int = 1) -> onnxruntime.InferenceSession:
    """A session on the CPU with ``threads`` threads a run; 0 leaves ONNX Runtime's choice.

    Raises whatever ONNX Runtime raises, which has no common root, when the weights are no model.
    """
    runtime = load_onnxruntime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return runtime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
