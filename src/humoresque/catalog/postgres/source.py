"""Candidates from PostgreSQL: the nearest few thousand songs, as a catalog in memory."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from humoresque.catalog.artists import Artist, fold_name
from humoresque.catalog.catalog import Catalog, CatalogInfo, Described
from humoresque.catalog.catalog_source import Wanted
from humoresque.catalog.errors import DatabaseEmptyError, DatabaseVersionError
from humoresque.catalog.postgres.address import DatabaseAddress
from humoresque.catalog.postgres.connections import Connections
from humoresque.catalog.postgres.tables import (
    GENRE_STEP,
    POPULARITY_SCALE,
    SCHEMA_NAME,
    SELECTED,
    VERSION,
    received_tracks,
)

if TYPE_CHECKING:
    from pg8000.native import Connection

IN_BAND = 0.7  # of the candidates; the others may be of any popularity
FEWEST = 60  # songs around each point of the path
APART = 0.08  # nearer points of a path are looked up as one
FEW = 300  # genres with fewer songs together get neighbours from all others
NEIGHBOURS = 20  # songs of each other genre then
OF_AN_ARTIST = 20  # songs of each artist of a taste that come along
MAX_POPULARITY = 100.0
_LAST = "\U0010ffff"  # sorts behind every text that goes on

# Names of ours and numbers are put into the text, what others wrote only by _quoted: COPY takes
# no parameters.
_NEAREST = f"""
    SELECT near.song
    FROM (VALUES {{wishes}}) AS wish (name, valence, energy, low, high, songs)
    JOIN {SCHEMA_NAME}.genres USING (name)
    CROSS JOIN LATERAL (
        SELECT song FROM {SCHEMA_NAME}.places
        WHERE place <@ cube(
            ARRAY[{GENRE_STEP} * number, 0, 0, low], ARRAY[{GENRE_STEP} * number, 1, 1, high]
        ) {{explicit}}
        ORDER BY place <-> cube(ARRAY[{GENRE_STEP} * number, valence, energy, (low + high) / 2])
        LIMIT wish.songs
    ) AS near"""  # noqa: S608
_BY_ARTISTS = f"SELECT unnest({{rows}}) FROM {SCHEMA_NAME}.artists WHERE folded IN ({{names}})"  # noqa: S608
_SOME_ROWS = f"trim_array(rows, greatest(cardinality(rows) - {OF_AN_ARTIST}, 0))"
_BY_IDS = f"SELECT song FROM {SCHEMA_NAME}.tracks WHERE track_id IN ({{ids}})"  # noqa: S608
_COPY = (
    f"COPY (SELECT {SELECTED} FROM {SCHEMA_NAME}.tracks "  # noqa: S608
    "WHERE song IN ({songs}) ORDER BY song) TO STDOUT (FORMAT csv)"
)
_ARTISTS = f"SELECT name, cardinality(rows), popularity, number FROM {SCHEMA_NAME}.artists"  # noqa: S608


class PostgresCatalog(Described):
    """A catalog that was pushed into PostgreSQL; a ``CatalogSource``, usable by several threads.

    What it is called and which genres it has is read once, like a catalog's file.
    """

    def __init__(self, dsn: str) -> None:
        """Connect; CatalogDatabaseErrors say what is wrong, and never repeat the password."""
        address = DatabaseAddress.parse(dsn)
        self._connections = Connections(address)
        try:
            sizes = self._read(address)
        except BaseException:
            self.close()
            raise
        self._genre_sizes = sizes

    def _read(self, address: DatabaseAddress) -> dict[str, int]:
        """Check the version, take over the description, and tell the genres' sizes."""
        with self._connections.borrowed() as connection:
            rows = connection.run(
                f"SELECT version, name, description, provenance, songs FROM {SCHEMA_NAME}.info"  # noqa: S608
            )
            if not rows:
                raise DatabaseEmptyError(str(address))
            version, name, description, provenance, size = rows[0]
            if version != VERSION:
                raise DatabaseVersionError(str(address), str(version), VERSION)
            sizes = connection.run(f"SELECT name, songs FROM {SCHEMA_NAME}.genres ORDER BY number")  # noqa: S608
        self._size = int(size)
        self._info = CatalogInfo(name, description, provenance)
        return dict(sizes)

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._connections.close()

    @property
    def size(self) -> int:
        """How many tracks there are."""
        return self._size

    @property
    def genres(self) -> tuple[str, ...]:
        """Names of all genres, sorted."""
        return tuple(self._genre_sizes)

    @property
    def genre_sizes(self) -> Mapping[str, int]:
        """Tracks in each genre."""
        return MappingProxyType(self._genre_sizes)

    def check(self) -> None:
        """Raise a CatalogDatabaseError when the server does not answer."""
        with self._connections.borrowed():
            pass

    def search_artists(self, text: str, limit: int) -> list[Artist]:
        """Artists for what was typed so far, in the order of ``Catalog.search_artists``."""
        typed = fold_name(text)
        by_fame = "ORDER BY number LIMIT :limit"
        steps = (
            "WHERE folded = :typed",
            f"WHERE folded >= :typed AND folded < :last {by_fame}",
            f"WHERE position(' ' || :typed IN folded) > 0 {by_fame}",
            f"WHERE position(:typed IN folded) > 0 {by_fame}",
        )
        found: dict[int, Artist] = {}
        with self._connections.borrowed() as connection:
            for step in steps:
                if len(found) >= limit:
                    break
                parameters = {"typed": typed, "last": typed + _LAST, "limit": limit}
                used = {name: value for name, value in parameters.items() if f":{name}" in step}
                for name, tracks, popularity, number in connection.run(
                    f"{_ARTISTS} {step}", **used
                ):
                    found.setdefault(number, Artist(name, tracks, popularity))
        return [*found.values()][:limit]

    def songs(self, *, artists: Iterable[str] = (), track_ids: Iterable[str] = ()) -> Catalog:
        """All songs of these artists, and these tracks; what is not there is passed over."""
        return self._fetch(_chosen(artists, track_ids, "rows"))

    def narrowed(self, wanted: Wanted) -> Catalog:
        """The nearest candidates for a list, by genre, place and popularity, and songs of taste.

        Most are inside of the band of popularity, the others wherever; genres with few songs
        bring in the nearest of all others. Ranks are those of the whole catalog.
        """
        parts = _chosen(wanted.artists, wanted.track_ids, _SOME_ROWS)
        if wishes := self._wishes(wanted):
            values = ", ".join(
                f"({_quoted(genre)}, {', '.join(format(number, '.6f') for number in numbers)}, "
                f"{songs})"
                for genre, numbers, songs in wishes
            )
            explicit = "" if wanted.explicit else "AND NOT explicit"
            parts.append(_NEAREST.format(wishes=values, explicit=explicit))
        return self._fetch(parts)

    def _wishes(self, wanted: Wanted) -> list[tuple[str, tuple[float, ...], int]]:
        """Genre; valence, energy, least and largest popularity; and how many songs of it."""
        genres = [genre for genre in wanted.genres if genre in self._genre_sizes]
        points = _apart(wanted.points)
        if not genres or not points:
            return []
        each = max(math.ceil(wanted.count / (len(genres) * len(points))), FEWEST)
        anything = (0.0, MAX_POPULARITY)
        bands = (
            [(anything, each)]
            if wanted.popularity is None
            else [
                (wanted.popularity, math.ceil(each * IN_BAND)),
                (anything, math.ceil(each * (1 - IN_BAND))),
            ]
        )
        asked = [(genre, point, *band) for genre in genres for point in points for band in bands]
        if sum(self._genre_sizes[genre] for genre in genres) < FEW:
            middle = points[len(points) // 2]
            others = [genre for genre in self._genre_sizes if genre not in genres]
            asked += [(genre, middle, anything, NEIGHBOURS) for genre in others]
        return [
            (genre, (*point, low / POPULARITY_SCALE, high / POPULARITY_SCALE), songs)
            for genre, point, (low, high), songs in asked
        ]

    def _fetch(self, parts: list[str]) -> Catalog:
        content = io.BytesIO()
        if parts:
            with self._connections.borrowed() as connection:
                _copy(connection, _COPY.format(songs=" UNION ALL ".join(parts)), content)
        return Catalog.from_table(received_tracks(content.getvalue()), self._info)


def _copy(connection: Connection, statement: str, into: io.BytesIO) -> None:
    connection.run(statement, stream=into)


def _apart(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points of which none is near another before it."""
    kept: list[tuple[float, float]] = []
    for valence, energy in points:
        if all(max(abs(valence - v), abs(energy - e)) >= APART for v, e in kept):
            kept.append((valence, energy))
    return kept


def _chosen(artists: Iterable[str], track_ids: Iterable[str], rows: str) -> list[str]:
    """Queries for the rows of tracks, and of artists, ``rows`` of them."""
    names, ids = {fold_name(name) for name in artists}, set(track_ids)
    quoted = ", ".join(map(_quoted, sorted(names)))
    found = [_BY_ARTISTS.format(names=quoted, rows=rows)] if names else []
    return [*found, _BY_IDS.format(ids=", ".join(map(_quoted, sorted(ids))))] if ids else found


def _quoted(text: str) -> str:
    """A text in SQL, in digits and letters only. No text in PostgreSQL holds a NUL."""
    digits = text.replace("\0", "").encode(errors="ignore").hex()
    return f"convert_from(decode('{digits}', 'hex'), 'UTF8')"
