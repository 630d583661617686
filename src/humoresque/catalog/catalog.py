"""Tracks as immutable columns: the door of this room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from humoresque.catalog.artists import Artist
from humoresque.catalog.catalog_source import Wanted
from humoresque.catalog.columns import NUMBERS, TRACKS, Columns, arrange
from humoresque.catalog.errors import CatalogFormatError, UnknownTrackError
from humoresque.catalog.files import read_catalog, write_catalog
from humoresque.catalog.finding import find_all
from humoresque.catalog.ranks import percentile_ranks
from humoresque.catalog.schema import (
    CATEGORIES,
    FACTS,
    FEATURES,
    RANKED_FEATURES,
    SCHEMA,
    rank_column,
    whole,
)
from humoresque.catalog.starter.tracks import read_tracks
from humoresque.catalog.track import Track

STARTER_NAME = "starter"

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


class Described:
    """What a catalog says of itself, wherever its songs are."""

    _info: CatalogInfo

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
        """Whether it is the embedded default."""
        return self.name == STARTER_NAME


class Catalog(Described):
    """Tracks with audio features and their percentile ranks; never changes after it is made.

    Numeric columns are read-only numpy arrays of length ``size``; a *row* is a place in them.
    Ranks lie in (0, 1) and say what share of the catalog (of the full source, for the starter)
    lies below a track's value.
    """

    def __init__(self, columns: Columns, info: CatalogInfo) -> None:
        """Take columns as ``columns.arrange`` makes them or ``files.read_catalog`` finds them."""
        self._columns = columns
        self._info = info
        tracks = columns.tracks
        self._numbers: dict[str, Floats] = {
            name: _frozen(tracks[name].to_numpy()) for name in NUMBERS
        }
        self._explicit: Mask = _frozen(tracks["explicit"].to_numpy())
        self._texts = {name: whole(tracks[name]) for name in TRACKS.names if name not in NUMBERS}
        self._spellings = whole(columns.spellings["name"])
        self._genre_rows = _by_name(columns.genres)
        self._genre_names: list[str] = columns.genres["name"].to_pylist()
        artists = whole(tracks["artists"])
        self._artist_offsets: Rows = artists.offsets.to_numpy()
        self._artist_codes: Rows = artists.values.to_numpy()
        self._first_artists: Rows = _frozen(self._artist_codes[self._artist_offsets[:-1]])

    @classmethod
    def from_table(cls, table: pa.Table, info: CatalogInfo) -> Self:
        """Take a table with the columns of :data:`humoresque.catalog.schema.SCHEMA`."""
        return cls(arrange(table), info)

    @classmethod
    def from_facts(cls, facts: pa.Table, info: CatalogInfo) -> Self:
        """Compute the ranks inside ``facts`` (columns of ``schema.FACTS``) and take them in."""
        table = facts.select(FACTS.names).cast(FACTS)
        for name in RANKED_FEATURES:
            ranks = percentile_ranks(table[name].to_numpy())
            table = table.append_column(SCHEMA.field(rank_column(name)), pa.array(ranks))
        return cls.from_table(table, info)

    @classmethod
    def merged(cls, one: Catalog, other: Catalog, info: CatalogInfo) -> Self:
        """All songs of both with the ranks they have there; ``one`` has what is in both."""
        first, second = one.table, other.table
        known = pc.is_in(second["track_id"], value_set=first["track_id"])
        return cls.from_table(pa.concat_tables([first, second.filter(pc.invert(known))]), info)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Open a file that :meth:`save` wrote; CatalogError says what is wrong with it.

        The file is mapped into memory and must not be changed in place, only replaced. The Parquet
        files of version 0.1 are read as well.
        """
        columns, described = read_catalog(path)
        try:
            info = CatalogInfo(**described)
        except TypeError as error:
            raise CatalogFormatError(path, f"its description is not ours ({error})") from error
        return cls(columns, info)

    @classmethod
    def starter(cls) -> Self:
        """Read the embedded catalog, the default where none was imported."""
        return cls.from_table(read_tracks(), STARTER)

    def save(self, path: Path) -> None:
        """Write one file; a reader sees the old file or the new one, never a part.

        NotWritableError when there is no permission or no room.
        """
        write_catalog(self._columns, asdict(self._info), path)

    @property
    def size(self) -> int:
        """How many tracks there are."""
        return int(self._columns.tracks.num_rows)

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
        """The columns of ``schema.SCHEMA`` as an (immutable) Arrow table; made anew."""
        return self._columns.table

    @property
    def popularity(self) -> Floats:
        """Spotify's popularity of every track, (size,) in [0, 100]."""
        return self._numbers["popularity"]

    @property
    def explicit(self) -> Mask:
        """Whether every track is marked as explicit, (size,)."""
        return self._explicit

    def feature(self, name: str) -> Floats:
        """One feature of every track in its own unit, (size,); see :class:`Track`."""
        return self._numbers[name]

    def rank(self, name: str) -> Floats:
        """Percentile ranks of one of ``schema.RANKED_FEATURES``, (size,) in (0, 1)."""
        return self._numbers[rank_column(name)]

    def rows_of(self, genres: Iterable[str]) -> Rows:
        """Rows that are in any of the genres, ascending; KeyError for an unknown genre."""
        chosen = [self._genre_rows[genre] for genre in genres]
        if len(chosen) == 1:
            return chosen[0]
        marked = np.zeros(self.size, dtype=bool)
        for rows in chosen:
            marked[rows] = True
        return np.flatnonzero(marked).astype(np.int32)

    @property
    def first_artists(self) -> Rows:
        """Number of every track's first named artist, (size,); see :meth:`artist_codes`."""
        return self._first_artists

    def count_artists(self, rows: Rows) -> int:
        """How many different first named artists some tracks have."""
        marked = np.zeros(len(self._columns.spellings), dtype=bool)
        marked[self._first_artists[rows]] = True
        return int(np.count_nonzero(marked))

    def artist_codes(self, row: int) -> Rows:
        """Numbers of a track's artists, first named first; equal numbers are equal names."""
        return self._artist_codes[self._artist_offsets[row] : self._artist_offsets[row + 1]]

    def check(self) -> None:
        """Nothing can have happened to what is in memory; see ``CatalogSource``."""

    def search_artists(self, text: str, limit: int) -> list[Artist]:
        """Artists for what was typed so far, without regard to case, accents and punctuation.

        The very name first, then names that begin with it, then names with a word that does, then
        any that contain it; each by popularity.
        """
        return self._columns.artists.search(text, limit)

    def artist_rows(self, name: str) -> Rows:
        """Rows of all tracks by an artist, ascending; folded as in :meth:`search_artists`."""
        return self._columns.artists.rows_of(name)

    def rows_of_artists(self, names: Iterable[str]) -> Rows:
        """Rows of all tracks by any of some artists; folded as in :meth:`search_artists`."""
        return self._columns.artists.rows_of_all(names)

    @property
    def artist_table(self) -> pa.Table:
        """One row an artist, most popular first; columns of ``artists.ARTISTS``."""
        return self._columns.artists.table

    def songs(self, *, artists: Iterable[str] = (), track_ids: Iterable[str] = ()) -> Catalog:  # noqa: ARG002
        """The catalog itself, which has all songs of any artist; see ``CatalogSource``."""
        return self

    def narrowed(self, wanted: Wanted) -> Catalog:  # noqa: ARG002
        """The catalog itself, which has every candidate; see ``CatalogSource``."""
        return self

    def track(self, row: int) -> Track:
        """Everything known of one track."""
        column, numbers = self._texts, self._numbers
        return Track(
            track_id=column["track_id"][row].as_py(),
            title=column["title"][row].as_py(),
            artists=tuple(
                self._spellings[code].as_py() for code in self.artist_codes(row).tolist()
            ),
            album=column["album"][row].as_py() or None,
            genres=tuple(self._genre_names[code] for code in column["genres"][row].as_py()),
            popularity=int(numbers["popularity"][row]),
            duration_ms=column["duration_ms"][row].as_py(),
            explicit=bool(self._explicit[row]),
            features=MappingProxyType(
                {name: _plain(name, numbers[name][row]) for name in FEATURES}
            ),
        )

    def row_of(self, track_id: str) -> int:
        """Row of a Spotify track id; UnknownTrackError when it is not there."""
        ids, order = self._texts["track_id"], self._columns.by_id
        place = bisect_left(order, track_id, key=lambda row: ids[row].as_py())
        if place < len(order) and ids[row := int(order[place])].as_py() == track_id:
            return row
        raise UnknownTrackError(track_id)

    def rows_of_ids(self, track_ids: Iterable[str]) -> Rows:
        """Rows of those track ids that are there, ascending."""
        wanted = pa.array([*set(track_ids)], pa.string())
        return np.sort(find_all(self._texts["track_id"], self._columns.by_id, wanted))


def _plain(name: str, value: np.float32) -> float:
    """Shortest decimal that stands for a 32-bit value: .65, not .6499999761581421."""
    return int(value) if name in CATEGORIES else float(str(value))


def _frozen(values: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    values.setflags(write=False)
    return values


def _by_name(genres: pa.Table) -> dict[str, Rows]:
    lists = whole(genres["rows"])
    offsets, rows = lists.offsets.to_numpy(), _frozen(lists.values.to_numpy())
    names = genres["name"].to_pylist()
    return {name: rows[offsets[n] : offsets[n + 1]] for n, name in enumerate(names)}
