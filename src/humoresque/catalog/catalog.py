"""Tracks as immutable columns: the door of this room."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from humoresque.catalog.artists import Artist, ArtistIndex
from humoresque.catalog.data_folder import OWNER_ONLY
from humoresque.catalog.errors import (
    CatalogFormatError,
    CatalogNotFoundError,
    NotWritableError,
    UnknownTrackError,
)
from humoresque.catalog.ranks import percentile_ranks
from humoresque.catalog.schema import (
    CATEGORIES,
    FACTS,
    FEATURES,
    RANKED_FEATURES,
    SCHEMA,
    VERSION,
    rank_column,
)
from humoresque.catalog.starter.tracks import read_tracks
from humoresque.catalog.track import Track

STARTER_NAME = "starter"
_INFO_KEY = b"humoresque.catalog"

_Number = TypeVar("_Number", bound=np.generic)
Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CatalogInfo:
    """What a catalog is called, what is in it, and where its facts come from."""

    name: str
    description: str
    provenance: str


STARTER = CatalogInfo(
    name=STARTER_NAME,
    description="Starter catalog: songs in 40 genres, spread evenly over popularity and mood.",
    provenance=(
        "Selected by this project from the Spotify Tracks Dataset (M. Pandya, Kaggle, 2022; "
        "ODbL 1.0), which lists facts from Spotify's Web API of October 2022."
    ),
)


class Catalog:
    """Tracks with audio features and their percentile ranks; never changes after it is made.

    Numeric columns are read-only numpy arrays of length ``size``; a *row* is a place in them.
    Ranks lie in (0, 1) and say what share of the catalog (of the full source, for the starter)
    lies below a track's value.
    """

    def __init__(self, table: pa.Table, info: CatalogInfo) -> None:
        """Take a table with the columns of :data:`humoresque.catalog.schema.SCHEMA`."""
        self._table = table.select(SCHEMA.names).cast(SCHEMA).combine_chunks()
        self._info = info
        self._features = {name: self._floats(name) for name in FEATURES}
        self._ranks = {name: self._floats(rank_column(name)) for name in RANKED_FEATURES}
        self._popularity = self._floats("popularity")
        self._genre_rows = _rows_by_value(self._table["genres"])
        self._artist_offsets, self._artist_codes = _codes(self._table["artists"])
        self._first_artists = _frozen(self._artist_codes[self._artist_offsets[:-1]])
        explicit = self._table["explicit"].to_numpy()
        self._explicit: Mask = _frozen(explicit)
        self._row_of_id: dict[str, int] | None = None
        self._artist_index: ArtistIndex | None = None

    @classmethod
    def from_facts(cls, facts: pa.Table, info: CatalogInfo) -> Self:
        """Compute the ranks inside ``facts`` (columns of ``schema.FACTS``) and take them in."""
        table = facts.select(FACTS.names).cast(FACTS)
        for name in RANKED_FEATURES:
            ranks = percentile_ranks(table[name].to_numpy())
            table = table.append_column(SCHEMA.field(rank_column(name)), pa.array(ranks))
        return cls(table, info)

    @classmethod
    def merged(cls, one: Catalog, other: Catalog, info: CatalogInfo) -> Self:
        """All songs of both with the ranks they have there; ``one`` has what is in both."""
        known = pc.is_in(other.table["track_id"], value_set=one.table["track_id"])
        return cls(pa.concat_tables([one.table, other.table.filter(pc.invert(known))]), info)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a Parquet file that :meth:`save` wrote; CatalogError says what is wrong with it."""
        if not path.is_file():
            raise CatalogNotFoundError(path)
        try:
            table = pq.read_table(path)
            described = json.loads((table.schema.metadata or {})[_INFO_KEY])
            version = described.pop("version")
            info = CatalogInfo(**described)
        except (OSError, ValueError, TypeError, KeyError, pa.ArrowException) as error:
            raise CatalogFormatError(path, f"not one of ours ({error!r})") from error
        if version != VERSION:
            raise CatalogFormatError(path, f"written as version {version}, this reads {VERSION}")
        try:
            return cls(table, info)
        except (ValueError, KeyError, pa.ArrowException) as error:
            raise CatalogFormatError(path, f"columns do not fit ({error})") from error

    @classmethod
    def starter(cls) -> Self:
        """Read the embedded catalog, the default where none was imported."""
        return cls(read_tracks(), STARTER)

    def save(self, path: Path) -> None:
        """Write one Parquet file; a reader sees the old file or the new one, never a part.

        NotWritableError when there is no permission or no room.
        """
        described = json.dumps({**asdict(self._info), "version": VERSION})
        table = self._table.replace_schema_metadata({_INFO_KEY: described.encode()})
        try:
            path.parent.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
            _write_in_one_step(table, path)
        except OSError as error:
            raise NotWritableError(path, error.strerror or str(error)) from error

    @property
    def name(self) -> str:
        """Short name, such as ``starter``."""
        return self._info.name

    @property
    def description(self) -> str:
        """One sentence for people."""
        return self._info.description

    @property
    def provenance(self) -> str:
        """Where the facts come from, and under which terms."""
        return self._info.provenance

    @property
    def is_starter(self) -> bool:
        """Whether this is the embedded default."""
        return self.name == STARTER_NAME

    @property
    def size(self) -> int:
        """How many tracks there are."""
        return int(self._table.num_rows)

    def __len__(self) -> int:
        """How many tracks there are."""
        return self.size

    @property
    def genres(self) -> tuple[str, ...]:
        """Names of all genres, sorted."""
        return tuple(self._genre_rows)

    @property
    def genre_sizes(self) -> Mapping[str, int]:
        """Tracks in each genre; a track may be in several."""
        return MappingProxyType({genre: len(rows) for genre, rows in self._genre_rows.items()})

    @property
    def table(self) -> pa.Table:
        """The columns of ``schema.SCHEMA`` as an (immutable) Arrow table."""
        return self._table

    @property
    def popularity(self) -> Floats:
        """Spotify's popularity of every track, (size,) in [0, 100]."""
        return self._popularity

    @property
    def explicit(self) -> Mask:
        """Whether every track is marked as explicit, (size,)."""
        return self._explicit

    def feature(self, name: str) -> Floats:
        """One feature of every track in its own unit, (size,); see :class:`Track`."""
        return self._features[name]

    def rank(self, name: str) -> Floats:
        """Percentile ranks of one of ``schema.RANKED_FEATURES``, (size,) in (0, 1)."""
        return self._ranks[name]

    def rows_of(self, genres: Iterable[str]) -> Rows:
        """Rows that are in any of the genres, ascending; KeyError for an unknown genre."""
        chosen = [self._genre_rows[genre] for genre in genres]
        if len(chosen) == 1:
            return chosen[0]
        return np.unique(np.concatenate(chosen)) if chosen else np.empty(0, dtype=np.int32)

    @property
    def first_artists(self) -> Rows:
        """Number of every track's first named artist, (size,); see :meth:`artist_codes`."""
        return self._first_artists

    def artist_codes(self, row: int) -> Rows:
        """Numbers of a track's artists, first named first; equal numbers are equal names."""
        return self._artist_codes[self._artist_offsets[row] : self._artist_offsets[row + 1]]

    def search_artists(self, text: str, limit: int) -> list[Artist]:
        """Artists for what was typed so far, without regard to case, accents and punctuation.

        The very name first, then names that begin with it, then names with a word that does, then
        any that contain it; each by popularity.
        """
        return self._artists().search(text, limit)

    def artist_rows(self, name: str) -> Rows:
        """Rows of all tracks by an artist, ascending; folded as in :meth:`search_artists`."""
        return self._artists().rows_of(name)

    def track(self, row: int) -> Track:
        """Everything known of one track."""
        column = self._table
        album = column["album"][row].as_py()
        return Track(
            track_id=column["track_id"][row].as_py(),
            title=column["title"][row].as_py(),
            artists=tuple(column["artists"][row].as_py()),
            album=album or None,
            genres=tuple(column["genres"][row].as_py()),
            popularity=int(self._popularity[row]),
            duration_ms=column["duration_ms"][row].as_py(),
            explicit=column["explicit"][row].as_py(),
            features=MappingProxyType(
                {name: _plain(name, values[row]) for name, values in self._features.items()}
            ),
        )

    def row_of(self, track_id: str) -> int:
        """Row of a Spotify track id; UnknownTrackError when it is not there."""
        if self._row_of_id is None:
            ids = self._table["track_id"].to_pylist()
            self._row_of_id = {known: row for row, known in enumerate(ids)}
        try:
            return self._row_of_id[track_id]
        except KeyError:
            raise UnknownTrackError(track_id) from None

    def _artists(self) -> ArtistIndex:
        if self._artist_index is None:
            lists = self._table["artists"].combine_chunks()
            encoded = lists.flatten().dictionary_encode()
            self._artist_index = ArtistIndex.build(
                encoded.dictionary.to_pylist(),
                self._artist_codes,
                pc.list_parent_indices(lists).to_numpy(zero_copy_only=False).astype(np.int32),
                self._popularity,
            )
        return self._artist_index

    def _floats(self, column: str) -> Floats:
        values = self._table[column].to_numpy().astype(np.float32)
        if not np.isfinite(values).all():
            msg = f"column {column} has values that are no numbers"
            raise ValueError(msg)
        return _frozen(values)


def _write_in_one_step(table: pa.Table, path: Path) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            pq.write_table(table, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _plain(name: str, value: np.float32) -> float:
    """Shortest decimal that stands for a 32-bit value: .65, not .6499999761581421."""
    return int(value) if name in CATEGORIES else float(str(value))


def _frozen(values: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    values.setflags(write=False)
    return values


def _codes(lists: pa.ChunkedArray) -> tuple[Rows, Rows]:
    """Offsets (size + 1,) and flat codes of a list column: equal text, equal code."""
    array = lists.combine_chunks()
    encoded = array.flatten().dictionary_encode()
    lengths = pc.list_value_length(array).to_numpy(zero_copy_only=False)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
    return _frozen(offsets), _frozen(codes)


def _rows_by_value(lists: pa.ChunkedArray) -> dict[str, Rows]:
    """Rows that hold each text of a list column, keys sorted, rows ascending."""
    array = lists.combine_chunks()
    encoded = array.flatten().dictionary_encode()
    rows = pc.list_parent_indices(array).to_numpy(zero_copy_only=False).astype(np.int32)
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    order = np.argsort(codes, kind="stable")
    names = encoded.dictionary.to_pylist()
    bounds = np.searchsorted(codes[order], np.arange(len(names) + 1))
    return {
        names[code]: _frozen(rows[order[bounds[code] : bounds[code + 1]]])
        for code in sorted(range(len(names)), key=names.__getitem__)
    }
