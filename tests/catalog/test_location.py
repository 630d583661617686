from pathlib import Path

import pytest

from humoresque.catalog.errors import CatalogFormatError
from humoresque.catalog.location import (
    catalog_path,
    default_catalog,
    open_catalog,
)
from tests.catalog.made_up import made_up_catalog


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
