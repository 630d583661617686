import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from humoresque.catalog.errors import CatalogNotFoundError, SourceFormatError
from humoresque.catalog.source import COLUMNS, read_source
from tests.catalog.made_up import many_rows, source_csv


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dataset"


def test_csv_gzipped_csv_and_parquet_give_the_same_rows(path: Path) -> None:
    content = source_csv(many_rows(3))
    path.write_bytes(content)
    plain = read_source(path)
    path.write_bytes(gzip.compress(content))
    zipped = read_source(path)
    pq.write_table(pacsv.read_csv(pa.BufferReader(content)), path)
    parquet = read_source(path)
    assert plain.column_names == list(COLUMNS)
    assert plain.equals(zipped)
    assert plain.equals(parquet)


def test_a_line_break_in_a_title_stays_in_it(path: Path) -> None:
    path.write_bytes(source_csv([{"track_name": 'One\n"two", three'}]))
    assert read_source(path)["track_name"].to_pylist() == ['One\n"two", three']


def test_a_missing_file_is_said_to_be_missing(path: Path) -> None:
    with pytest.raises(CatalogNotFoundError):
        read_source(path)


def test_a_column_twice_in_parquet_is_refused(path: Path) -> None:
    table = pacsv.read_csv(pa.BufferReader(source_csv(many_rows(3))))
    pq.write_table(table.append_column("tempo", table["tempo"]), path)
    with pytest.raises(SourceFormatError, match="it has the column tempo twice"):
        read_source(path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "Empty CSV"),
        (b"a,b\n1,2\n", "lacks the columns track_id, artists"),
        (source_csv([]).replace(b"album_name", b"track_id"), "lacks the columns album_name"),
        (b"tempo," + source_csv([]), "it has the column tempo twice"),
        (source_csv([{"tempo": "fast"}]), "fast"),
        (gzip.compress(source_csv(many_rows(50)))[:-20], "end-of-stream"),
        (b"\x1f\x8bno gzip at all", "."),
        (b"PAR1 no parquet", "Parquet"),
    ],
)
def test_what_is_no_dataset_is_refused_with_its_problem(
    content: bytes, problem: str, path: Path
) -> None:
    path.write_bytes(content)
    with pytest.raises(SourceFormatError, match=problem) as refused:
        read_source(path)
    assert str(path) in str(refused.value)
