"""The tables of a catalog in PostgreSQL, and a table of songs as ``COPY`` writes and reads it.

All are in one schema, which is replaced as a whole. ``places`` holds a point for every genre of a
song: (10 x number of the genre, valence rank, energy rank, popularity / 1000). Points of different
genres are so far apart that the nearest neighbours of a point are songs of its genre, and one GiST
index answers "nearest in this genre, within this band of popularity".
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from humoresque.catalog.schema import SCHEMA, whole

VERSION = 1
SCHEMA_NAME = "humoresque_catalog"
GENRE_STEP = 10
POPULARITY_SCALE = 1000
_BATCH = 50_000  # songs sent at once
_SEPARATOR = "\x1f"  # between the names of a list; no name holds it
_TYPES = {
    pa.string(): "text",
    pa.list_(pa.string()): "text[]",
    pa.int16(): "smallint",
    pa.int32(): "integer",
    pa.bool_(): "boolean",
    pa.float32(): "real",
}
_LISTS = tuple(field.name for field in SCHEMA if field.type == pa.list_(pa.string()))

TRACK_COLUMNS = ", ".join(
    f"{field.name} {_TYPES[field.type]}{'' if field.nullable else ' NOT NULL'}" for field in SCHEMA
)
SELECTED = ", ".join(
    f"array_to_string({field.name}, E'\\x1f')" if field.name in _LISTS else field.name
    for field in SCHEMA
)

# {schema} is the place under construction.
CREATE = (
    "CREATE SCHEMA {schema}",
    """CREATE TABLE {schema}.info (
        version integer, name text, description text, provenance text, songs integer
    )""",
    "CREATE TABLE {schema}.genres (number smallint PRIMARY KEY, name text UNIQUE, songs integer)",
    """CREATE TABLE {schema}.artists (
        number integer PRIMARY KEY, name text, folded text COLLATE "C" UNIQUE,
        popularity smallint, rows integer[]
    )""",
    f"CREATE TABLE {{schema}}.tracks (song integer, {TRACK_COLUMNS})",
)
INDEX = (
    "ALTER TABLE {schema}.tracks ADD PRIMARY KEY (song)",
    "ALTER TABLE {schema}.tracks ADD UNIQUE (track_id)",
    f"""CREATE TABLE {{schema}}.places AS
        SELECT song, explicit, cube(ARRAY[
            {GENRE_STEP} * number, valence_rank, energy_rank, popularity / {POPULARITY_SCALE}.0
        ]::float8[]) AS place
        FROM {{schema}}.tracks CROSS JOIN LATERAL unnest(genres) AS genre
        JOIN {{schema}}.genres ON name = genre""",  # noqa: S608 - names of ours
    "CREATE INDEX ON {schema}.places USING gist (place)",
)


def sent_tracks(table: pa.Table) -> Iterator[bytes]:
    """CSV of all columns of ``schema.SCHEMA``, preceded by the row, some songs at a time."""
    for start in range(0, table.num_rows, _BATCH):
        part = table.slice(start, _BATCH).combine_chunks()
        columns = {name: part[name] for name in SCHEMA.names}
        columns |= {name: array_literals(part[name]) for name in _LISTS}
        rows = pa.array(range(start, start + part.num_rows), pa.int32())
        yield csv_of(pa.table({"song": rows, **columns}))


def csv_of(table: pa.Table) -> bytes:
    """Rows as PostgreSQL reads them: texts quoted, nothing at all where a value is missing."""
    buffer = io.BytesIO()
    pacsv.write_csv(table, buffer, pacsv.WriteOptions(include_header=False))
    return buffer.getvalue()


def array_literals(lists: pa.ChunkedArray) -> pa.Array:
    """Lists → PostgreSQL's text of an array: {"a","b"}."""
    array = whole(lists)
    values = array.flatten().cast(pa.string())
    for sign in ("\\", '"'):
        values = pc.replace_substring(values, sign, f"\\{sign}")
    offsets = pc.fill_null(pc.list_value_length(array), 0).to_pylist()
    quoted = pa.ListArray.from_arrays(_offsets(offsets), values)
    inner = pc.binary_join(quoted, '","')
    text = pc.binary_join_element_wise('{"', inner, '"}', "")
    return pc.if_else(pc.equal(pc.list_value_length(quoted), 0), "{}", text)


def received_tracks(content: bytes) -> pa.Table:
    """The columns of ``schema.SCHEMA`` from the CSV of :data:`SELECTED`."""
    types = {
        field.name: pa.string() if field.name in _LISTS or field.type == pa.bool_() else field.type
        for field in SCHEMA
    }
    if not content:
        return SCHEMA.empty_table()
    table = pacsv.read_csv(
        pa.BufferReader(content),
        read_options=pacsv.ReadOptions(column_names=SCHEMA.names, use_threads=False),
        parse_options=pacsv.ParseOptions(newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(
            column_types=types,
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            null_values=[""],
        ),
    )
    columns = {name: table[name] for name in SCHEMA.names}
    columns |= {name: pc.split_pattern(table[name], _SEPARATOR) for name in _LISTS}
    columns["explicit"] = pc.equal(table["explicit"], "t")
    return pa.table(columns).cast(SCHEMA)


def _offsets(lengths: list[int]) -> pa.Array:
    total, offsets = 0, [0]
    for length in lengths:
        total += length
        offsets.append(total)
    return pa.array(offsets, pa.int32())
