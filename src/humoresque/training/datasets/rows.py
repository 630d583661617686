"""One door to the rows that training and evaluation use, whatever form they lie in."""

from __future__ import annotations

from pathlib import Path

from humoresque.training.datasets.clean import CleanRows, clean_rows
from humoresque.training.datasets.dataset import FaceDataset
from humoresque.training.datasets.fer2013 import read_fer2013, require_official_splits
from humoresque.training.datasets.prepared import is_prepared, read_prepared


def load_rows(path: Path, *, check_counts: bool = True) -> tuple[FaceDataset, CleanRows]:
    """Read a prepared folder, or any layout of FER2013, which is cleaned on the way.

    Raises DatasetNotFoundError for a wrong place and DatasetMismatchError for data that are not
    the published set, were changed after ``prepare``, or have no validation rows.
    ``check_counts=False`` lets miniature FER2013s through.
    """
    if is_prepared(path):
        return read_prepared(path)
    data = read_fer2013(path, check_counts=check_counts)
    require_official_splits(data, path)
    return data, clean_rows(data)
