"""Grey crops → calibrated expression scores, with our own weights on ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from humoresque.affect import Emotion, EmotionScores
from humoresque.emotion.calibration import softmax
from humoresque.emotion.errors import ModelError
from humoresque.emotion.manifest import ModelManifest, Variant
from humoresque.emotion.preprocess import Grey, to_tensor
from humoresque.emotion.session import open_session

_OUTPUT = "logits"  # heads a model has besides are for measuring


class ExpressionClassifier:
    """One ONNX session and the manifest that explains it. Safe to share between threads.

    ``variant`` picks the weights; ModelError when they are missing, damaged or no classifier.
    """

    def __init__(
        self, manifest: ModelManifest, *, threads: int = 1, variant: Variant = "fp32"
    ) -> None:
        self.manifest = manifest
        self._labels = tuple(Emotion(label) for label in manifest.labels)
        weights = manifest.read_weights(variant)
        try:
            self._session = open_session(weights, threads=threads)
        except Exception as error:
            msg = f"the {variant} weights of {manifest.name} cannot be loaded: {error}"
            raise ModelError(msg) from error
        if _OUTPUT not in {output.name for output in self._session.get_outputs()}:
            msg = f"the {variant} weights of {manifest.name} have no output {_OUTPUT!r}"
            raise ModelError(msg)
        self._input = self._session.get_inputs()[0].name

    def logits(self, crops: Grey) -> npt.NDArray[np.float32]:
        """(N, side, side) uint8 → (N, 7), in the manifest's order of labels."""
        tensor = to_tensor(crops, self.manifest.input)
        answer = self._session.run([_OUTPUT], {self._input: tensor})[0]
        return np.asarray(answer, dtype=np.float32)

    def classify(self, crops: Sequence[Grey]) -> tuple[EmotionScores, ...]:
        """Seven calibrated probabilities a crop; no crops give no scores."""
        if not crops:
            return ()
        probabilities = softmax(self.logits(np.stack(crops)), self.manifest.temperature)
        return tuple(
            EmotionScores(dict(zip(self._labels, map(float, row), strict=True)))
            for row in probabilities
        )
