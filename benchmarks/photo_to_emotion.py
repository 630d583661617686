"""One thread, a 640 x 480 JPEG to probabilities: ours against the PyPI package ``fer``, in one run.

``python benchmarks/photo_to_emotion.py --peer-python PYTHON`` where PYTHON belongs to a virtual
environment of its own with ``fer``, ``tensorflow-cpu`` and ``opencv-python-headless<5``. The photo
is scikit-image's astronaut. Both decode the same bytes and find the face themselves; the runs
alternate, so a busy moment of the machine hits both. The peer is measured with its default
detector (OpenCV's Haar cascade); ``--mtcnn`` measures its MTCNN instead.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

PEER_PROGRAM = """
import json, os, sys, time
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import cv2, numpy as np
cv2.setNumThreads(1)
import tensorflow as tf
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)
from fer.fer import FER
answers, sys.stdout = sys.stdout, sys.stderr
peer = FER(mtcnn=sys.argv[2] == "mtcnn")
data = np.fromfile(sys.argv[1], np.uint8)
for line in sys.stdin:
    start = time.perf_counter()
    faces = peer.detect_emotions(cv2.imdecode(data, cv2.IMREAD_COLOR))
    seconds = time.perf_counter() - start
    top = max(faces[0]["emotions"], key=faces[0]["emotions"].get) if faces else None
    print(json.dumps([seconds, top]), file=answers, flush=True)
"""


def photo() -> bytes:
    """The astronaut on a 640 x 480 frame, as a JPEG of quality 90."""
    from skimage.data import astronaut  # noqa: PLC0415 - a development requirement

    pixels = cv2.resize(astronaut(), (480, 480), interpolation=cv2.INTER_AREA)
    frame = cv2.copyMakeBorder(pixels, 0, 0, 80, 80, cv2.BORDER_REPLICATE)
    buffer = io.BytesIO()
    Image.fromarray(np.asarray(frame, np.uint8)).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


class Peer:
    """A process that answers each line with seconds and the top label."""

    def __init__(self, python: Path, path: Path, *, mtcnn: bool) -> None:
        self._process = subprocess.Popen(
            [str(python), "-c", PEER_PROGRAM, str(path), "mtcnn" if mtcnn else "haar"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )

    def measure(self) -> tuple[float, str | None]:
        """Seconds of one photo, and what it read."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError
        self._process.stdin.write("again\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            sys.exit("the peer stopped: does its Python have fer and tensorflow-cpu?")
        seconds, top = json.loads(line)
        return float(seconds), top

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()


def row(name: str, seconds: list[float], top: str | None) -> str:
    """One line of the table, in milliseconds."""
    ordered = sorted(seconds)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return (
        f"{name:<24} median {statistics.median(seconds) * 1e3:7.1f} ms   "
        f"p95 {p95 * 1e3:7.1f} ms   reads {top}"
    )


def main() -> None:
    """Print both medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-python", type=Path, help="Python of an environment with fer")
    parser.add_argument("--mtcnn", action="store_true", help="the peer's MTCNN detector")
    parser.add_argument("--runs", type=int, default=60)
    options = parser.parse_args()

    from humoresque.emotion.analyzer import EmotionAnalyzer  # noqa: PLC0415 - after the arguments

    cv2.setNumThreads(1)
    analyzer = EmotionAnalyzer.load(threads=1)
    data = photo()
    path = Path("build/benchmark-photo.jpg")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    peer = Peer(options.peer_python, path, mtcnn=options.mtcnn) if options.peer_python else None
    ours: list[float] = []
    theirs: list[float] = []
    ours_top = theirs_top = None
    for turn in range(options.runs + 5):
        start = time.perf_counter()
        faces = analyzer.analyze(data).faces
        seconds = time.perf_counter() - start
        ours_top = faces[0].scores.top.value if faces else None
        if turn >= 5:  # noqa: PLR2004 - the first five warm up
            ours.append(seconds)
        if peer:
            seconds, theirs_top = peer.measure()
            if turn >= 5:  # noqa: PLR2004
                theirs.append(seconds)
    print(f"640 x 480 JPEG of {len(data):,} bytes, one thread, {options.runs} runs each")
    print(row(f"humoresque {analyzer.manifest.name}", ours, ours_top))
    if peer:
        peer.close()
        print(row(f"fer ({'MTCNN' if options.mtcnn else 'Haar'})", theirs, theirs_top))
        print(f"ratio of medians: {statistics.median(theirs) / statistics.median(ours):.1f}")


if __name__ == "__main__":
    main()
