"""A trained network as one ONNX file: heads, decision and nothing of the machine it was made on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional

from humoresque.emotion.manifest import InputFormat
from humoresque.emotion.preprocess import to_tensor
from humoresque.emotion.session import open_session
from humoresque.training.datasets.dataset import SIDE
from humoresque.training.decision import Decision, LabelShares
from humoresque.training.errors import ExportError
from humoresque.training.examples import PIXEL_MEAN, PIXEL_STD
from humoresque.training.models import Heads
from humoresque.training.quiet import quiet

INPUT_FORMAT = InputFormat(SIDE, PIXEL_MEAN, PIXEL_STD)
_BATCH = 256

Faces = npt.NDArray[np.uint8]
Outputs = dict[str, npt.NDArray[np.float32]]


class ShownNetwork(nn.Module):
    """A network with its decision on top: ``logits``, ``fer2013`` and, with two heads, ``ferplus``.

    ``names`` are the outputs in their order.
    """

    def __init__(self, network: nn.Module, decision: Decision, shares: LabelShares) -> None:
        super().__init__()
        self.network = network
        with torch.inference_mode():
            heads: Heads = network.eval()(torch.zeros(1, 1, SIDE, SIDE))
        two = heads.ferplus is not None
        self.names = ("logits", "fer2013", "ferplus") if two else ("logits", "fer2013")
        matrix, offset = decision.linear_map(shares, two_heads=two)
        self.matrix = nn.Buffer(torch.from_numpy(matrix.T.astype(np.float32)))
        self.offset = nn.Buffer(torch.from_numpy(offset.astype(np.float32)))
        self.eval()

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """Map (N, 1, 48, 48) to shown logits (N, 7), then (N, 7) and (N, 8) of the heads."""
        heads: Heads = self.network(x)
        own = tuple(head for head in heads if head is not None)
        return (functional.linear(torch.cat(own, dim=1), self.matrix, self.offset), *own)


def write_onnx(network: ShownNetwork, path: Path) -> None:
    """Write the file, with batch norm folded into the convolutions before it.

    Raises ExportError if one is left after a convolution.
    """
    batch = torch.export.Dim("batch", min=1, max=1024)
    with quiet(FutureWarning):  # raised inside the exporter
        torch.onnx.export(
            network,
            (torch.zeros(2, 1, SIDE, SIDE),),
            str(path),
            input_names=["input"],
            output_names=list(network.names),
            dynamic_shapes=({0: batch},),
            external_data=False,
            verbose=False,
        )
    require_folded(onnx.load(path))
    strip_traces(path)


def require_folded(model: onnx.ModelProto) -> None:
    """Raise ExportError if batch norm follows a convolution, where it costs time for nothing."""
    convolved = {
        name for node in model.graph.node if node.op_type == "Conv" for name in node.output
    }
    for node in model.graph.node:
        if node.op_type == "BatchNormalization" and node.input[0] in convolved:
            msg = f"{node.name} was not folded into the convolution before it"
            raise ExportError(msg)


def strip_traces(path: Path) -> None:
    """Remove what the exporter notes of this machine: stack traces with the paths of sources."""
    model = onnx.load(path)
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.input, *graph.output, *graph.value_info,
                 *graph.initializer, *model.functions):  # fmt: skip
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    onnx.save(model, path)


@torch.inference_mode()
def answer_with_torch(network: ShownNetwork, images: Faces) -> Outputs:
    """Every output for faces (N, 48, 48)."""
    parts = [
        network(torch.from_numpy(to_tensor(images[start : start + _BATCH], INPUT_FORMAT)))
        for start in range(0, len(images), _BATCH)
    ]
    joined = (torch.cat(blocks).numpy() for blocks in zip(*parts, strict=True))
    return dict(zip(network.names, joined, strict=True))


def answer_with_onnx(path: Path, images: Faces) -> Outputs:
    """Every output for faces (N, 48, 48), by ONNX Runtime."""
    session = open_session(path.read_bytes(), threads=0)
    names = [output.name for output in session.get_outputs()]
    parts = [
        session.run(names, {"input": to_tensor(images[start : start + _BATCH], INPUT_FORMAT)})
        for start in range(0, len(images), _BATCH)
    ]
    joined = (np.concatenate(blocks) for blocks in zip(*parts, strict=True))
    return dict(zip(names, joined, strict=True))


def largest_difference(first: Outputs, second: Outputs) -> float:
    """Over all outputs; both must have the same ones."""
    if set(first) != set(second):
        msg = f"outputs {', '.join(first)} and {', '.join(second)}"
        raise ExportError(msg)
    return max(float(np.abs(first[name] - second[name]).max()) for name in first)
