"""Teachers' answers, stored once, so that a student's training never runs them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from humoresque.training.datasets.dataset import FaceDataset
from humoresque.training.errors import TeacherError
from humoresque.training.examples import select_examples
from humoresque.training.inference import load_network, predict_logits
from humoresque.training.models import FER2013_CLASSES

Logits = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


def store_teacher_logits(
    checkpoints: Sequence[Path], data: FaceDataset, rows: Rows, path: Path, *, device: str
) -> None:
    """Write the teachers' mean logits (N, 7) of ``data``, averaged over mirror images.

    Only ``rows`` are asked; the others stay unknown (NaN). The file is an ``.npz`` of float16
    logits, the teachers' names and the digest of the images.
    """
    total = np.zeros((len(rows), FER2013_CLASSES), dtype=np.float64)
    names = []
    examples = select_examples(data, rows, device)
    for checkpoint in checkpoints:
        network, recipe, _ = load_network(checkpoint)
        total += predict_logits(network.to(device), examples, flip=True).numpy()
        names.append(recipe.name)
    logits = np.full((len(data), FER2013_CLASSES), np.nan, dtype=np.float16)
    logits[rows] = (total / len(checkpoints)).astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez(file, logits=logits, teachers=np.array(names), images=np.array(_digest(data)))


def read_teacher_logits(path: Path, data: FaceDataset, rows: Rows) -> tuple[Logits, list[str]]:
    """Stored logits (N, 7) of ``data``, known for ``rows``, and the teachers' names.

    Raises TeacherError when the file cannot be read, was made from other images, or lacks rows.
    """
    try:
        with np.load(path) as stored:
            logits, images = stored["logits"].astype(np.float32), str(stored["images"])
            names = [str(name) for name in stored["teachers"]]
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        msg = f"{path}: no stored teachers' logits ({error}); `humoresque distill` writes them"
        raise TeacherError(msg) from error
    if images != _digest(data) or not np.isfinite(logits[rows]).all():
        msg = f"{path} was made from other images; run `humoresque distill` on this data set"
        raise TeacherError(msg)
    return logits, names


def _digest(data: FaceDataset) -> str:
    return hashlib.sha256(data.images.tobytes()).hexdigest()
