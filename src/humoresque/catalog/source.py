"""Reading the "Spotify Tracks Dataset" as it is published, before anything is dropped.

M. Pandya, Kaggle 2022 (ODbL 1.0): one row for each track and genre, 114,000 rows. The copies
in use are a CSV file, plain or gzipped, and the same table as Parquet.
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from humoresque.catalog.errors import CatalogNotFoundError, SourceFormatError

ROWS = 114_000
_GZIP_MAGIC = b"\x1f\x8b"
_PARQUET_MAGIC = b"PAR1"

COLUMNS: dict[str, pa.DataType] = {
    "track_id": pa.string(),
    "artists": pa.string(),
    "album_name": pa.string(),
    "track_name": pa.string(),
    "popularity": pa.int64(),
    "duration_ms": pa.int64(),
    "explicit": pa.bool_(),
    "danceability": pa.float64(),
    "energy": pa.float64(),
    "key": pa.int64(),
    "loudness": pa.float64(),
    "mode": pa.int64(),
    "speechiness": pa.float64(),
    "acousticness": pa.float64(),
    "instrumentalness": pa.float64(),
    "liveness": pa.float64(),
    "valence": pa.float64(),
    "tempo": pa.float64(),
    "track_genre": pa.string(),
}


def read_source(path: Path) -> pa.Table:
    """Rows with :data:`COLUMNS` from CSV, gzipped CSV or Parquet, told apart by their first bytes.

    CatalogNotFoundError when there is no such file, SourceFormatError when it is another.
    """
    if not path.is_file():
        raise CatalogNotFoundError(path)
    try:
        content = path.read_bytes()
        if content.startswith(_GZIP_MAGIC):
            content = gzip.decompress(content)
        if content.startswith(_PARQUET_MAGIC):
            table = pq.ParquetFile(pa.BufferReader(content)).read()
        else:
            table = _read_csv(content)
        _check_columns(path, table.column_names)
        return table.select(list(COLUMNS)).cast(pa.schema(COLUMNS.items()))
    except (OSError, EOFError, zlib.error, ValueError, pa.ArrowException) as error:
        raise SourceFormatError(path, _first_line(error)) from error


def _check_columns(path: Path, names: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise SourceFormatError(path, f"it lacks the columns {', '.join(missing)}")
    repeated = [name for name in COLUMNS if names.count(name) > 1]
    if repeated:
        raise SourceFormatError(path, f"it has the column {repeated[0]} twice")


def _read_csv(content: bytes) -> pa.Table:
    return pacsv.read_csv(
        pa.BufferReader(content),
        parse_options=pacsv.ParseOptions(newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(
            column_types=COLUMNS,
            include_columns=None,
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            null_values=[""],
        ),
    )


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
