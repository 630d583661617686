"""What can be evaluated: an exported model on ONNX Runtime, or a checkpoint on PyTorch.

Both answer uint8 faces with logits. Neither library is imported before such a model is opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
import numpy.typing as npt

from humoresque.training.errors import HeadNotFoundError, ModelNotFoundError

if TYPE_CHECKING:
    from torch import nn

    from humoresque.emotion.manifest import ModelManifest, Variant

Faces = npt.NDArray[np.uint8]
Logits = npt.NDArray[np.float32]
Head = Literal["shown", "fer2013", "ferplus"]


class Scorer(Protocol):
    """A model with one head chosen; ``temperature`` divides its logits before the softmax."""

    @property
    def name(self) -> str:
        """What tables call it."""

    @property
    def parameters(self) -> int:
        """How many weights the network has."""

    @property
    def temperature(self) -> float:
        """1 where none was fitted for the head."""

    def logits(self, faces: Faces) -> Logits:
        """(N, 48, 48) uint8 → (N, 7), in FER2013's order, or (N, 8) from the FER+ head."""


def open_scorer(
    path: Path, *, head: Head = "shown", variant: Variant = "fp32", device: str = "cpu"
) -> Scorer:
    """Open a model folder (``manifest.json`` and ONNX) or a checkpoint (``best.pt``).

    ``shown`` is what the app shows; for a checkpoint, in which no decision is stored, it is the
    FER2013 head. Raises ModelNotFoundError, HeadNotFoundError, CheckpointError, or ModelError for
    a damaged model.
    """
    if path.is_dir():
        from humoresque.emotion.manifest import ModelManifest  # noqa: PLC0415

        return OnnxScorer(ModelManifest.load(path), head=head, variant=variant)
    if path.is_file():
        return TorchScorer(path, head=head, device=device)
    raise ModelNotFoundError(path)


class OnnxScorer:
    """An exported model.

    Its output ``logits`` is what the app shows; ``fer2013`` and ``ferplus`` are the bare heads. A
    model without an output ``fer2013`` shows that head unchanged.
    """

    def __init__(self, manifest: ModelManifest, *, head: Head, variant: Variant) -> None:
        from humoresque.emotion.preprocess import to_tensor  # noqa: PLC0415
        from humoresque.emotion.session import open_session  # noqa: PLC0415

        self._session = open_session(manifest.read_weights(variant), threads=0)
        outputs = {output.name for output in self._session.get_outputs()}
        self._output = head if head in outputs else "logits"
        if head == "ferplus" and "ferplus" not in outputs:
            msg = f"{manifest.name} {manifest.version} has no FER+ head"
            raise HeadNotFoundError(msg)
        shown = self._output == "logits"
        self.name = manifest.name if variant == "fp32" else f"{manifest.name} {variant}"
        self.parameters = manifest.parameters
        self.temperature = manifest.temperature if shown else 1.0
        self._input = self._session.get_inputs()[0].name
        self._to_tensor = lambda faces: to_tensor(faces, manifest.input)

    def logits(self, faces: Faces) -> Logits:
        """(N, 48, 48) uint8 → (N, 7 or 8)."""
        answer = self._session.run([self._output], {self._input: self._to_tensor(faces)})[0]
        return np.asarray(answer, dtype=np.float32)


class TorchScorer:
    """A checkpoint: no temperature was fitted yet, so its calibration is the bare network's."""

    temperature = 1.0

    def __init__(self, path: Path, *, head: Head, device: str) -> None:
        from humoresque.training.inference import load_network  # noqa: PLC0415
        from humoresque.training.models import count_parameters  # noqa: PLC0415

        network, recipe, _ = load_network(path)
        self._network: nn.Module = network.to(device)
        self._device = device
        self._head = "ferplus" if head == "ferplus" else "fer2013"
        self.name = recipe.name
        self.parameters = count_parameters(network)

    def logits(self, faces: Faces) -> Logits:
        """(N, 48, 48) uint8 → (N, 7 or 8); HeadNotFoundError for a network with one head."""
        import torch  # noqa: PLC0415

        from humoresque.training.examples import normalize  # noqa: PLC0415

        with torch.inference_mode():
            images = torch.from_numpy(faces).to(self._device).unsqueeze(1).float() / 255
            answer = getattr(self._network(normalize(images)), self._head)
        if answer is None:
            msg = f"{self.name} has no FER+ head"
            raise HeadNotFoundError(msg)
        logits: Logits = answer.float().cpu().numpy()
        return logits
