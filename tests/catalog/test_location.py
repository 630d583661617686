from pathlib import Path

import pytest

from humoresque.catalog.errors import CatalogFormatError
from humoresque.catalog.location import (
    catalog_path,
    default_catalog,
    install_catalog,
    open_catalog,
)
from tests.catalog.made_up import made_up_catalog, write_parquet


def test_without_an_import_the_starter_is_in_use(tmp_path: Path) -> None:
    assert default_catalog(tmp_path) is None
    assert open_catalog(tmp_path).is_starter


def test_an_imported_catalog_is_in_use(tmp_path: Path) -> None:
    made_up_catalog(20).save(catalog_path(tmp_path))
    assert default_catalog(tmp_path) == catalog_path(tmp_path)
    assert open_catalog(tmp_path).name == "made-up"


def test_a_damaged_catalog_is_named_rather_than_replaced_by_the_starter(tmp_path: Path) -> None:
    catalog_path(tmp_path).write_bytes(b"rubbish")
    with pytest.raises(CatalogFormatError):
        open_catalog(tmp_path)


def test_the_parquet_file_of_the_first_version_stays_in_use_until_a_newer_is_there(
    tmp_path: Path,
) -> None:
    old = tmp_path / "catalog.parquet"
    write_parquet(made_up_catalog(30), old)
    assert default_catalog(tmp_path) == old
    assert open_catalog(tmp_path).size == 30
    made_up_catalog(20).save(catalog_path(tmp_path))
    assert open_catalog(tmp_path).size == 20


def test_a_new_catalog_takes_the_place_of_the_parquet_file(tmp_path: Path) -> None:
    write_parquet(made_up_catalog(30), tmp_path / "catalog.parquet")
    assert install_catalog(made_up_catalog(20), tmp_path) == catalog_path(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["catalog.arrow"]
