"""A catalog's file: written in one step, then read where it lies, without a copy.

It is four Arrow IPC streams (uncompressed) one after another: tracks, genres, spellings of
artists' names, artists. Everything that loading would have to compute is in it. The memory map
trusts nothing: every offset and every number of a row is checked before it is used.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from humoresque.catalog.artists import ARTISTS, ArtistIndex
from humoresque.catalog.columns import (
    GENRES,
    POPULARITIES,
    SPELLINGS,
    TRACKS,
    Columns,
    arrange,
    check_numbers,
    check_range,
)
from humoresque.catalog.data_folder import OWNER_ONLY
from humoresque.catalog.errors import CatalogFormatError, CatalogNotFoundError, NotWritableError
from humoresque.catalog.schema import whole

VERSION = 2
_PARQUET_VERSION = 1
_INFO_KEY = b"humoresque.catalog"
_PARQUET_MAGIC = b"PAR1"
_BY_ID = pa.field("by_id", pa.int32(), nullable=False)
_STREAMS = (TRACKS.append(_BY_ID), GENRES, SPELLINGS, ARTISTS)

Described = dict[str, str]


def write_catalog(columns: Columns, described: Mapping[str, str], path: Path) -> None:
    """Write one file; a reader sees the old file or the new one, never a part.

    NotWritableError when there is no permission or no room.
    """
    tracks = columns.tracks.append_column(_BY_ID, pa.array(columns.by_id))
    tables = [tracks, columns.genres, columns.spellings, columns.artists.table]
    metadata = {_INFO_KEY: json.dumps({**described, "version": VERSION}).encode()}
    try:
        path.parent.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
        _write_in_one_step(
            [table.combine_chunks().replace_schema_metadata(metadata) for table in tables], path
        )
    except OSError as error:
        raise NotWritableError(path, error.strerror or str(error)) from error


def read_catalog(path: Path) -> tuple[Columns, Described]:
    """Columns and description from a file of ours, or from the Parquet file of version 1.

    CatalogNotFoundError when there is none, CatalogFormatError when it is another, an incomplete
    or a damaged one.
    """
    if not path.is_file():
        raise CatalogNotFoundError(path)
    try:
        with path.open("rb") as file:
            is_parquet = file.read(len(_PARQUET_MAGIC)) == _PARQUET_MAGIC
        expected = _PARQUET_VERSION if is_parquet else VERSION
        tables = [pq.read_table(path)] if is_parquet else _map(path)
        described = json.loads((tables[0].schema.metadata or {})[_INFO_KEY])
        version = described.pop("version")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, pa.ArrowException) as error:
        raise CatalogFormatError(path, f"not one of ours, or a part of one ({error})") from error
    if version != expected:
        raise CatalogFormatError(path, f"written as version {version}, this reads {expected}")
    try:
        return (arrange(tables[0]) if is_parquet else _checked(tables)), described
    except (ValueError, KeyError, pa.ArrowException) as error:
        raise CatalogFormatError(path, f"columns do not fit ({error})") from error


def _write_in_one_step(tables: list[pa.Table], path: Path) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for table in tables:
                with pa.ipc.new_stream(file, table.schema) as stream:
                    stream.write_table(table)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _map(path: Path) -> list[pa.Table]:
    """The streams as tables whose buffers are the file's own pages."""
    with pa.memory_map(str(path)) as file:
        tables = [pa.ipc.open_stream(file).read_all() for _ in _STREAMS]
        if file.tell() != file.size():
            msg = "there is more after its end"
            raise ValueError(msg)
    return tables


def _checked(tables: list[pa.Table]) -> Columns:
    """Refuse with a ValueError what would read outside of the file or of a column."""
    for table, schema in zip(tables, _STREAMS, strict=True):
        if not table.schema.equals(schema):
            msg = f"{table.schema.names} instead of {schema.names}"
            raise ValueError(msg)
        table.validate(full=True)
        for field in schema:
            if not field.nullable and table[field.name].null_count:
                msg = f"{field.name} is missing somewhere"
                raise ValueError(msg)
    tracks, genres, spellings, artists = tables
    check_numbers(tracks)
    size = tracks.num_rows
    _check_inside("by_id", tracks["by_id"].to_numpy(), size)
    _check_inside("artists", whole(tracks["artists"]).values.to_numpy(), spellings.num_rows)
    _check_inside("genres", whole(tracks["genres"]).values.to_numpy(), genres.num_rows)
    _check_inside("rows of genres", whole(genres["rows"]).values.to_numpy(), size)
    _check_inside("rows of artists", whole(artists["rows"]).values.to_numpy(), size)
    _check_inside("by_name", artists["by_name"].to_numpy(), artists.num_rows)
    check_range("popularity of artists", artists["popularity"].to_numpy(), *POPULARITIES)
    if size and np.diff(whole(tracks["artists"]).offsets.to_numpy()).min() < 1:
        msg = "a track has no artist"
        raise ValueError(msg)
    return Columns(
        tracks=tracks.drop_columns(["by_id"]),
        genres=genres,
        spellings=spellings,
        stored_artists=ArtistIndex(artists),
        stored_by_id=tracks["by_id"].to_numpy(),
    )


def _check_inside(name: str, numbers: npt.NDArray[np.int32], end: int) -> None:
    if len(numbers) and not (numbers.min() >= 0 and numbers.max() < end):
        msg = f"{name} point outside"
        raise ValueError(msg)
