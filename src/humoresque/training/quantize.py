"""Weights and activations in 8 bits: static quantization, and the gate before it is shipped."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from humoresque.emotion.manifest import InputFormat
from humoresque.emotion.preprocess import to_tensor
from humoresque.emotion.session import load_onnxruntime, open_session
from humoresque.training.quiet import quiet

LARGEST_LOSS = 0.003
CALIBRATION_ROWS = 640
CALIBRATION_DRAWS = 3
_CALIBRATION_BATCH = 32
_BATCH = 256
_QUANTIZED = ["Conv", "Relu", "Add", "MaxPool", "AveragePool"]

Faces = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quantization:
    """What 8 bits cost: shares of PublicTest read right, and the sizes of both files."""

    fp32_accuracy: float
    int8_accuracy: float
    fp32_bytes: int
    int8_bytes: int

    @property
    def loss(self) -> float:
        """How much lower the accuracy is, as a share; negative for a gain."""
        return self.fp32_accuracy - self.int8_accuracy

    @property
    def good_enough(self) -> bool:
        """Whether at most .3 points are lost, the condition to ship the file."""
        return self.loss <= LARGEST_LOSS


def quantize_model(
    source: Path, target: Path, calibration: Faces, validation: tuple[Faces, Ints], fmt: InputFormat
) -> Quantization:
    """Write ``target``, the fp32 ONNX ``source`` in 8 bits, if it loses at most .3 points.

    ``calibration`` are training images (N, 48, 48), of which 640 are drawn three times: the draw
    whose ranges lose least on ``validation``, PublicTest's images and labels, is kept. Fewer are
    all taken. A target from before is removed where the loss is too large.
    """
    target.unlink(missing_ok=True)
    before = _accuracy(source, *validation, fmt)
    attempts: list[tuple[Quantization, bytes]] = []
    with TemporaryDirectory() as folder:
        draft = Path(folder) / "int8.onnx"
        for seed in range(CALIBRATION_DRAWS if len(calibration) > CALIBRATION_ROWS else 1):
            rows = np.random.default_rng(seed).permutation(len(calibration))[:CALIBRATION_ROWS]
            _quantize(source, draft, calibration[rows], fmt)
            after = _accuracy(draft, *validation, fmt)
            sizes = source.stat().st_size, draft.stat().st_size
            attempts.append((Quantization(before, after, *sizes), draft.read_bytes()))
    best, weights = min(attempts, key=lambda attempt: attempt[0].loss)
    if best.good_enough:
        target.write_bytes(weights)
    return best


def _quantize(source: Path, target: Path, calibration: Faces, fmt: InputFormat) -> None:
    """QDQ form by the ranges that activations take on some images.

    Activations are unsigned and weights signed, each channel with its own scale, the form with
    the fastest kernels on x86 (signed activations took 3.7 times as long). Weights have 7 bits, so
    that processors without VNNI do not saturate where they add two products in 16 bits:
    https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html.
    Ranges are minimum and maximum: entropy calibration gave the same accuracy on PublicTest,
    percentiles a lower one. Dense layers, the heads and the decision keep 32 bits; they are small.
    """
    load_onnxruntime()
    from onnxruntime import quantization as ort  # noqa: PLC0415 - after the telemetry switch

    class Batches(ort.CalibrationDataReader):
        def __init__(self) -> None:
            starts = range(0, len(calibration), _CALIBRATION_BATCH)
            self._batches = (
                {"input": to_tensor(calibration[i : i + _CALIBRATION_BATCH], fmt)} for i in starts
            )

        def get_next(self) -> dict[str, npt.NDArray[np.float32]] | None:
            return next(self._batches, None)

    # The quantizer leaves a file beside its source, so it gets one of its own.
    with TemporaryDirectory() as folder, quiet(DeprecationWarning):
        copy = Path(folder) / "fp32.onnx"
        shutil.copyfile(source, copy)
        ort.quantize_static(
            copy,
            target,
            Batches(),
            quant_format=ort.QuantFormat.QDQ,
            per_channel=True,
            reduce_range=True,
            activation_type=ort.QuantType.QUInt8,
            weight_type=ort.QuantType.QInt8,
            op_types_to_quantize=_QUANTIZED,
            calibrate_method=ort.CalibrationMethod.MinMax,
        )


def _accuracy(weights: Path, images: Faces, labels: Ints, fmt: InputFormat) -> float:
    session = open_session(weights.read_bytes(), threads=0)
    hits = 0
    for start in range(0, len(images), _BATCH):
        block = slice(start, start + _BATCH)
        shown = session.run(["logits"], {"input": to_tensor(images[block], fmt)})[0]
        hits += int((np.asarray(shown).argmax(axis=1) == labels[block]).sum())
    return hits / len(images)
