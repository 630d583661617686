"""A catalog's columns as they lie in memory and in its file: numbers first, names by number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from humoresque.catalog.artists import ArtistIndex
from humoresque.catalog.schema import (
    CATEGORIES,
    FACTS,
    FEATURES,
    RANKED_FEATURES,
    SCHEMA,
    rank_column,
    whole,
)

Rows = npt.NDArray[np.int32]

NUMBERS = ("popularity", *FEATURES, *(rank_column(name) for name in RANKED_FEATURES))
POPULARITIES = (0.0, 100.0)
_NUMBERED = ("artists", "genres")  # lists of names, kept as numbers

_FLOATS = np.finfo(np.float32)
_RANGES = {
    "popularity": POPULARITIES,
    "key": (0.0, 11.0),
    "mode": (0.0, 1.0),
    "tempo": (float(_FLOATS.tiny), float(_FLOATS.max)),
    "loudness": (float(_FLOATS.min), float(_FLOATS.max)),
    "duration_ms": (1.0, float(np.iinfo(np.int32).max)),
}
"""Least and largest value; 0 and 1 for all others."""

TRACKS = pa.schema(
    [
        *(field for field in FACTS if field.name not in {*NUMBERS, *_NUMBERED}),
        *(pa.field(name, pa.list_(pa.int32()), nullable=False) for name in _NUMBERED),
        *(pa.field(name, pa.float32(), nullable=False) for name in NUMBERS),
    ]
)
GENRES = pa.schema(
    [
        pa.field("name", pa.string(), nullable=False),
        pa.field("rows", pa.list_(pa.int32()), nullable=False),
    ]
)
SPELLINGS = pa.schema([pa.field("name", pa.string(), nullable=False)])


@dataclass(frozen=True)
class Columns:
    """Tracks, genres by name with their rows ascending, and names of artists.

    ``tracks`` has the columns of :data:`TRACKS`, in which ``artists`` and ``genres`` are numbers
    of rows of ``spellings`` and ``genres``. ``stored_artists`` and ``stored_by_id`` come from a
    file; without one they are made when they are first asked for.
    """

    tracks: pa.Table
    genres: pa.Table
    spellings: pa.Table
    stored_artists: ArtistIndex | None = None
    stored_by_id: Rows | None = None

    @cached_property
    def artists(self) -> ArtistIndex:
        """What artists are searched with."""
        if self.stored_artists is not None:
            return self.stored_artists
        lists = whole(self.tracks["artists"])
        return ArtistIndex.build(
            self.spellings["name"].to_pylist(),
            lists.flatten().to_numpy(),
            pc.list_parent_indices(lists).to_numpy().astype(np.int32),
            self.tracks["popularity"].to_numpy(),
        )

    @cached_property
    def by_id(self) -> Rows:
        """Rows in the order of their track ids, (size,)."""
        if self.stored_by_id is not None:
            return self.stored_by_id
        order: Rows = pc.sort_indices(self.tracks["track_id"]).to_numpy().astype(np.int32)
        return order

    @property
    def table(self) -> pa.Table:
        """The columns of ``schema.SCHEMA``, names spelled out."""
        spelled = {
            "artists": _spelled(self.tracks["artists"], self.spellings["name"]),
            "genres": _spelled(self.tracks["genres"], self.genres["name"]),
        }
        columns = [spelled.get(name, self.tracks[name]) for name in _names(self.tracks)]
        return (
            pa.table(columns, names=_names(self.tracks))
            .select(SCHEMA.names)
            .cast(SCHEMA, safe=False)
        )


def _names(table: pa.Table) -> list[str]:
    names: list[str] = table.column_names
    return names


def arrange(table: pa.Table) -> Columns:
    """Number the names of a table with the columns of ``schema.SCHEMA``.

    ValueError when a number is none, KeyError or pyarrow's errors when columns are missing or of
    another kind.
    """
    table = table.select(SCHEMA.names).cast(SCHEMA)
    artists, spellings = _numbered(table["artists"])
    genres, names = _numbered(table["genres"])
    order = np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int32)
    number = np.empty_like(order)
    number[order] = np.arange(len(order), dtype=np.int32)
    codes = number[genres.values.to_numpy()]
    genres = pa.ListArray.from_arrays(genres.offsets, pa.array(codes))
    columns = {name: table[name] for name in SCHEMA.names} | {"artists": artists, "genres": genres}
    made = Columns(
        tracks=pa.table([columns[name] for name in TRACKS.names], names=TRACKS.names).cast(TRACKS),
        genres=pa.table(
            [[names[place] for place in order], _rows_of(genres, codes, len(names))], schema=GENRES
        ),
        spellings=pa.table([spellings], schema=SPELLINGS),
    )
    check_numbers(made.tracks)
    return made


def check_numbers(tracks: pa.Table) -> None:
    """ValueError when a song has a number that no song can have."""
    for name in (*NUMBERS, "duration_ms"):
        values = tracks[name].to_numpy()
        check_range(name, values, *_RANGES.get(name, (0.0, 1.0)))
        if name in CATEGORIES and (values % 1).any():
            msg = f"{name} has values that are no whole numbers"
            raise ValueError(msg)


def check_range(name: str, values: npt.NDArray[np.number], low: float, high: float) -> None:
    """ValueError when a value is none or lies outside."""
    # The least and the largest are no numbers where any value is none.
    if len(values) and not (values.min() >= low and values.max() <= high):
        msg = f"{name} has values that are no numbers from {low:g} to {high:g}"
        raise ValueError(msg)


def _numbered(lists: pa.ChunkedArray) -> tuple[pa.ListArray, list[str]]:
    """Lists of names → lists of numbers, and the names by number."""
    array = whole(lists)
    encoded = array.flatten().dictionary_encode()
    lengths = pc.list_value_length(array).to_numpy(zero_copy_only=False)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, encoded.indices), encoded.dictionary.to_pylist()


def _rows_of(lists: pa.ListArray, codes: Rows, count: int) -> pa.ListArray:
    """Rows of each number, ascending."""
    rows = pc.list_parent_indices(lists).to_numpy().astype(np.int32)
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], np.arange(count + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(bounds, rows[order])


def _spelled(numbers: pa.ChunkedArray, names: pa.ChunkedArray) -> pa.ListArray:
    array = whole(numbers)
    return pa.ListArray.from_arrays(array.offsets, whole(names).take(array.values))
