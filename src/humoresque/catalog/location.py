"""Where the user's catalog lives, and which one is in use."""

from __future__ import annotations

from pathlib import Path

from humoresque.catalog.catalog import Catalog

CATALOG_NAME = "catalog.parquet"


def catalog_path(data_folder: Path) -> Path:
    """Name the file that ``catalog import`` and ``catalog fetch`` write."""
    return data_folder / CATALOG_NAME


def default_catalog(data_folder: Path) -> Path | None:
    """Find the imported catalog of a data folder; None when there is only the starter."""
    path = catalog_path(data_folder)
    return path if path.is_file() else None


def open_catalog(data_folder: Path) -> Catalog:
    """Load the imported catalog if there is one, else the embedded starter."""
    path = default_catalog(data_folder)
    return Catalog.starter() if path is None else Catalog.load(path)
