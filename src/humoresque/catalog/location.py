"""Where the user's catalog lives, and which one is in use."""

from __future__ import annotations

import contextlib
from pathlib import Path

from humoresque.catalog.catalog import Catalog

CATALOG_NAME = "catalog.arrow"
OLD_CATALOG_NAME = "catalog.parquet"  # what version 0.1 wrote


def catalog_path(data_folder: Path) -> Path:
    """Name the file that ``catalog import`` and ``catalog fetch`` write."""
    return data_folder / CATALOG_NAME


def install_catalog(catalog: Catalog, data_folder: Path) -> Path:
    """Make this the catalog of a data folder, instead of one that version 0.1 wrote; its path."""
    path = catalog_path(data_folder)
    catalog.save(path)
    with contextlib.suppress(OSError):  # the new file comes first anyway
        (data_folder / OLD_CATALOG_NAME).unlink()
    return path


def default_catalog(data_folder: Path) -> Path | None:
    """Find the imported catalog of a data folder; None when there is only the starter."""
    paths = (catalog_path(data_folder), data_folder / OLD_CATALOG_NAME)
    return next((path for path in paths if path.is_file()), None)


def open_catalog(data_folder: Path) -> Catalog:
    """Load the imported catalog if there is one, else the embedded starter."""
    path = default_catalog(data_folder)
    return Catalog.starter() if path is None else Catalog.load(path)
