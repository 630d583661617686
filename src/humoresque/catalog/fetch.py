"""``catalog fetch``: download the full dataset, verify it, and only then replace the catalog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.download import PartialFile, Progress, download
from humoresque.catalog.errors import NotTheDatasetError, SourceFormatError
from humoresque.catalog.importers import ImportReport, import_catalog
from humoresque.catalog.location import install_catalog
from humoresque.catalog.source import ROWS

DEFAULT_REVISION = "main"
_URL = (
    "https://huggingface.co/datasets/maharshipandya/spotify-tracks-dataset"
    "/resolve/{revision}/dataset.csv"
)
_PART_NAME = "spotify-tracks-dataset.part"
_LFS_POINTER = b"version https://git-lfs"


def dataset_url(revision: str = DEFAULT_REVISION) -> str:
    """Where a revision (branch, tag or commit) of the dataset is published; about 20 MB."""
    return _URL.format(revision=revision)


def fetch_catalog(
    url: str,
    data_folder: Path,
    *,
    rows: int | None = ROWS,
    on_progress: Progress = lambda _received, _total: None,
    on_stage: Callable[[str], None] = lambda _: None,
) -> tuple[Catalog, ImportReport]:
    """Download, verify, import and save into the data folder's catalog file.

    The dataset must have all its columns and exactly ``rows`` rows (None: any number). On any
    CatalogError what was there is untouched; a broken download is kept and continued by the
    next call, rubbish is thrown away.
    """
    part = PartialFile(data_folder / _PART_NAME)
    try:
        download(url, part, on_progress)
        catalog, report = _verified(url, part.path, rows, on_stage)
    except NotTheDatasetError:
        part.discard()
        raise
    install_catalog(catalog, data_folder)
    part.discard()
    return catalog, report


def _verified(
    url: str, path: Path, rows: int | None, on_stage: Callable[[str], None]
) -> tuple[Catalog, ImportReport]:
    with path.open("rb") as file:
        beginning = file.read(len(_LFS_POINTER))
    if beginning == _LFS_POINTER:
        problem = (
            "it is a Git LFS pointer, a note of where the data is; ask for 'resolve', not 'raw'"
        )
        raise NotTheDatasetError(url, problem)
    if beginning.lstrip()[:1] == b"<":
        raise NotTheDatasetError(url, "it is a web page")
    try:
        catalog, report = import_catalog(path, on_stage)
    except SourceFormatError as error:
        raise NotTheDatasetError(url, error.problem) from error
    if rows is not None and report.rows != rows:
        raise NotTheDatasetError(url, f"it has {report.rows:,} rows instead of {rows:,}")
    return catalog, report
