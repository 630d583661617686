"""Read and write the starter's table: plain CSV, one song a line, so that changes can be read."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TextIO

import pyarrow as pa

from humoresque.catalog.errors import CatalogFormatError
from humoresque.catalog.schema import FEATURES, RANKED_FEATURES, SCHEMA, rank_column

FILE_NAME = "tracks.csv"
SEPARATOR = ";"  # between artists and between genres; no name holds it
RANK_DECIMALS = 3

# Albums are left out: the starter keeps to the facts that a recommendation needs.
COLUMNS = (
    "track_id",
    "title",
    "artists",
    "genres",
    "popularity",
    "duration_ms",
    "explicit",
    *FEATURES,
    *(rank_column(name) for name in RANKED_FEATURES),
)

_LISTS = ("artists", "genres")
_WHOLE = ("popularity", "duration_ms", "key", "mode")


def read_tracks() -> pa.Table:
    """Table with the columns of ``schema.SCHEMA``; CatalogFormatError when the file is damaged."""
    place = Path(__file__).with_name(FILE_NAME)
    try:
        with place.open(encoding="utf-8", newline="") as file:
            return _parse(file, place)
    except (OSError, ValueError) as error:
        raise CatalogFormatError(place, f"it is damaged ({error})") from error


def write_tracks(table: pa.Table, file: TextIO) -> None:
    """Write a table with the columns of ``schema.SCHEMA`` in its row order."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    columns = [_texts(name, table[name].to_pylist()) for name in COLUMNS]
    writer.writerows(zip(*columns, strict=True))


def _parse(file: TextIO, place: Path) -> pa.Table:
    reader = csv.reader(file)
    if tuple(next(reader, ())) != COLUMNS:
        raise CatalogFormatError(place, "its header is not the starter's")
    columns = dict(zip(COLUMNS, zip(*reader, strict=True), strict=False))
    if len(columns) != len(COLUMNS):
        raise CatalogFormatError(place, "it holds no tracks")
    count = len(columns["track_id"])
    arrays = [
        pa.array([None] * count, pa.string())
        if field.name not in columns
        else pa.array(_values(field.name, columns[field.name]), field.type)
        for field in SCHEMA
    ]
    return pa.table(arrays, schema=SCHEMA)


def _values(name: str, texts: tuple[str, ...]) -> list[object]:
    if name in _LISTS:
        return [text.split(SEPARATOR) for text in texts]
    if name == "explicit":
        return [text == "1" for text in texts]
    if name in {"track_id", "title"}:
        return list(texts)
    if name in {"popularity", "duration_ms"}:
        return [int(text) for text in texts]
    return [float(text) for text in texts]


def _texts(name: str, values: list[object]) -> list[str]:
    if name in _LISTS:
        return [SEPARATOR.join(value) for value in values]  # type: ignore[arg-type]
    if name == "explicit":
        return [str(int(bool(value))) for value in values]
    if name in _WHOLE:
        return [f"{value:.0f}" for value in values]
    if name.endswith("_rank"):
        return [f"{value:.{RANK_DECIMALS}f}" for value in values]
    if name in FEATURES:
        return [f"{value:.6g}" for value in values]
    return [str(value) for value in values]
