"""``catalog push``: bring a catalog into PostgreSQL, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.postgres.address import DatabaseAddress
from humoresque.catalog.postgres.connections import Connections
from humoresque.catalog.postgres.tables import (
    CREATE,
    INDEX,
    SCHEMA_NAME,
    VERSION,
    array_literals,
    csv_of,
    sent_tracks,
)

EXTENSION = "cube"
_NEW = f"{SCHEMA_NAME}_new"


def push_catalog(
    catalog: Catalog,
    address: DatabaseAddress,
    on_stage: Callable[[str], None] = lambda _: None,
) -> None:
    """Replace the catalog of a database in one transaction; readers see the old or the new one.

    CatalogDatabaseErrors say what fails, and then what was there is untouched. The schema
    ``humoresque_catalog`` belongs to this alone.
    """
    connections = Connections(address)
    with connections.borrowed(for_long=True) as connection:
        run = connection.run
        run("BEGIN")
        run("SELECT pg_advisory_xact_lock(hashtext(:name))", name=SCHEMA_NAME)
        run("SET LOCAL client_min_messages = warning")
        run("SET LOCAL maintenance_work_mem = '256MB'")
        if not run("SELECT FROM pg_extension WHERE extname = :name", name=EXTENSION):
            run(f"CREATE EXTENSION {EXTENSION}")
        run(f"DROP SCHEMA IF EXISTS {_NEW} CASCADE")
        for statement in CREATE:
            run(statement.format(schema=_NEW))
        on_stage("Sending songs")
        run(
            f"INSERT INTO {_NEW}.info VALUES (:version, :name, :description, :provenance, :songs)",  # noqa: S608
            version=VERSION,
            name=catalog.name,
            description=catalog.description,
            provenance=catalog.provenance,
            songs=catalog.size,
        )
        for table, content in (
            ("genres", iter([csv_of(_genres(catalog))])),
            ("artists", iter([csv_of(_artists(catalog))])),
            ("tracks", sent_tracks(catalog.table)),
        ):
            run(f"COPY {_NEW}.{table} FROM STDIN (FORMAT csv)", stream=content)
        on_stage("Building indexes")
        for statement in INDEX:
            run(statement.format(schema=_NEW))
        for table in ("genres", "artists", "tracks", "places"):
            run(f"ANALYZE {_NEW}.{table}")
        run(f"DROP SCHEMA IF EXISTS {SCHEMA_NAME} CASCADE")
        run(f"ALTER SCHEMA {_NEW} RENAME TO {SCHEMA_NAME}")
        run("COMMIT")


def _genres(catalog: Catalog) -> pa.Table:
    sizes = catalog.genre_sizes
    return pa.table(
        {
            "number": pa.array(range(len(sizes)), pa.int16()),
            "name": [*sizes],
            "songs": [*sizes.values()],
        }
    )


def _artists(catalog: Catalog) -> pa.Table:
    table = catalog.artist_table
    return pa.table(
        {
            "number": pa.array(range(table.num_rows), pa.int32()),
            "name": table["name"],
            "folded": pc.utf8_slice_codeunits(table["folded"].cast(pa.string()), start=1),
            "popularity": table["popularity"].cast(pa.int16()),
            "rows": array_literals(table["rows"]),
        }
    )
