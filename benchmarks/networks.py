"""The network alone, one thread: every model folder in 32 and 8 bits, and ``fer``'s, in one run.

``python benchmarks/networks.py [FOLDER …] --peer-python PYTHON`` where PYTHON belongs to a virtual
environment of its own with ``fer`` and ``tensorflow-cpu``; without folders, every shipped model.
Each network gets noise of its own input's size as a ready tensor. The contestants take turns, so a
busy moment of the machine hits all. The peer's Keras network is called as the package calls it, and
as a compiled graph, which the package does not do; its TFLite file takes one face at a time. On a
busy machine look at the least times: TensorFlow's threads wait for one another.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from humoresque.emotion.analyzer import MODELS_FOLDER
from humoresque.emotion.manifest import MANIFEST_NAME, ModelManifest, Variant
from humoresque.emotion.session import open_session

BATCH = 64
WARM_UP = 5
PEER_MODES = {
    "keras": "fer: Keras, as the package calls it",
    "graph": "fer: Keras, compiled to a graph",
    "tflite": "fer: TFLite, 8 bits",
}
PEER_PROGRAM = """
import json, os, sys, time
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
answers, sys.stdout = sys.stdout, sys.stderr
import numpy as np, tensorflow as tf, fer
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)
data = os.path.join(os.path.dirname(fer.__file__), "data")
files = {"keras": "emotion_model.hdf5", "graph": "emotion_model.hdf5",
         "tflite": "emotion_model_quantized.tflite"}
network = tf.keras.models.load_model(os.path.join(data, files["keras"]), compile=False)
graph = tf.function(lambda x: network(x, training=False))
lite = tf.lite.Interpreter(os.path.join(data, files["tflite"]), num_threads=1)
lite.allocate_tensors()
entry, leave = lite.get_input_details()[0], lite.get_output_details()[0]
def tflite(faces):
    for face in faces:
        lite.set_tensor(entry["index"], face[None].astype(entry["dtype"]))
        lite.invoke()
        lite.get_tensor(leave["index"])
ways = {"keras": lambda x: network(x).numpy(), "graph": lambda x: graph(x).numpy(),
        "tflite": lambda x: tflite(x.numpy())}
sizes = {mode: os.path.getsize(os.path.join(data, name)) for mode, name in files.items()}
print(json.dumps(sizes), file=answers, flush=True)
noise = np.random.default_rng(0).random((256, 64, 64, 1), np.float32)
for line in sys.stdin:
    mode, count = json.loads(line)
    faces = tf.constant(noise[:count])
    start = time.perf_counter()
    ways[mode](faces)
    print(json.dumps(time.perf_counter() - start), file=answers, flush=True)
"""


@dataclass(slots=True)
class Contestant:
    """One network: ``run(faces)`` answers the seconds that so many faces took."""

    name: str
    megabytes: float
    run: Callable[[int], float]
    single: list[float] = field(default_factory=list)
    batch: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Milliseconds a face alone, faces a second in batches."""
        ordered = sorted(self.single)
        median, p95 = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
        rate = BATCH / statistics.median(self.batch)
        return (
            f"{self.name:<38} {self.megabytes:5.1f} MB {median * 1e3:8.2f} {p95 * 1e3:8.2f} "
            f"{ordered[0] * 1e3:8.2f} {rate:9,.0f}"
        )


def ours(folder: Path, variant: Variant) -> Contestant:
    """A model folder's weights on ONNX Runtime."""
    manifest = ModelManifest.load(folder)
    weights = manifest.read_weights(variant)
    session = open_session(weights, threads=1)
    side = manifest.input.side
    noise = np.random.default_rng(0).normal(size=(BATCH, 1, side, side)).astype(np.float32)

    def run(faces: int) -> float:
        tensor = noise[:faces]
        start = time.perf_counter()
        session.run(["logits"], {"input": tensor})
        return time.perf_counter() - start

    return Contestant(f"{manifest.name} {variant}", len(weights) / 1e6, run)


class Peer:
    """A process that answers each request with seconds."""

    def __init__(self, python: Path) -> None:
        self._process = subprocess.Popen(
            [str(python), "-c", PEER_PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        self._sizes: dict[str, int] = json.loads(self._read())

    def contestants(self) -> list[Contestant]:
        """One for each way to run it."""
        return [
            Contestant(name, self._sizes[mode] / 1e6, partial(self._ask, mode))
            for mode, name in PEER_MODES.items()
        ]

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()

    def _ask(self, mode: str, faces: int) -> float:
        if self._process.stdin is None:
            raise RuntimeError
        self._process.stdin.write(json.dumps([mode, faces]) + "\n")
        self._process.stdin.flush()
        return float(json.loads(self._read()))

    def _read(self) -> str:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            sys.exit("the peer stopped: does its Python have fer and tensorflow-cpu?")
        return line


def race(contestants: list[Contestant], runs: int) -> None:
    """Let everyone take turns; the first turns warm up and are not kept."""
    for turn in range(runs + WARM_UP):
        for contestant in contestants:
            seconds = contestant.run(1)
            if turn >= WARM_UP:
                contestant.single.append(seconds)
    for turn in range(runs // 20 + 2):
        for contestant in contestants:
            seconds = contestant.run(BATCH)
            if turn:
                contestant.batch.append(seconds)


def main() -> None:
    """Print the table and how our networks compare with the fastest way to run the peer's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--peer-python", type=Path, help="Python of an environment with fer")
    parser.add_argument("--runs", type=int, default=100)
    options = parser.parse_args()
    shipped = sorted(path.parent for path in MODELS_FOLDER.glob(f"*/{MANIFEST_NAME}"))
    own = []
    for folder in options.folders or shipped:
        own.append(ours(folder, "fp32"))
        if ModelManifest.load(folder).int8:
            own.append(ours(folder, "int8"))
    peer = Peer(options.peer_python) if options.peer_python else None
    theirs = peer.contestants() if peer else []
    race(own + theirs, options.runs)
    if peer:
        peer.close()

    print(f"one thread, {options.runs} runs each; milliseconds a face, faces a second by {BATCH}")
    print(f"{'network':<38} {'weights':>8} {'median':>8} {'p95':>8} {'least':>8} {'faces/s':>9}")
    for contestant in own + theirs:
        print(contestant.row())
    for mine in own:
        for other in theirs:
            usual = statistics.median(other.single) / statistics.median(mine.single)
            least = min(other.single) / min(mine.single)
            print(f"{mine.name}: {usual:.1f} (least: {least:.1f}) times as fast as {other.name}")


if __name__ == "__main__":
    main()
