"""Catalogs and source files of made-up songs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.catalog.schema import FACTS
from humoresque.catalog.source import COLUMNS

INFO = CatalogInfo(name="made-up", description="Made-up songs.", provenance="This test.")


def made_up_catalog(
    size: int = 600,
    *,
    genres: tuple[str, ...] = ("folk", "jazz", "pop", "rock"),
    artists: int = 300,
    most_popular: int = 100,
    seed: int = 0,
) -> Catalog:
    """Songs whose features are uniform, each in one genre or two, by one artist or two."""
    rng = np.random.default_rng(seed)
    unit = {
        name: rng.uniform(0, 1, size).astype(np.float32)
        for name in FACTS.names
        if FACTS.field(name).type == pa.float32()
    }
    unit["tempo"] = rng.uniform(50, 200, size).astype(np.float32)
    unit["loudness"] = rng.uniform(-40, 0, size).astype(np.float32)
    unit["key"] = rng.integers(0, 12, size).astype(np.float32)
    unit["mode"] = rng.integers(0, 2, size).astype(np.float32)
    facts = pa.table(
        {
            "track_id": [f"track{n:017d}" for n in range(size)],
            "title": [f"Song {n}" for n in range(size)],
            "artists": [
                [f"Artist {code}" for code in rng.choice(artists, rng.integers(1, 3))]
                for _ in range(size)
            ],
            "album": [None if n % 2 else f"Album {n}" for n in range(size)],
            "genres": [
                sorted(set(rng.choice(genres, rng.integers(1, 3)).tolist())) for _ in range(size)
            ],
            "popularity": pa.array(rng.integers(0, most_popular + 1, size), pa.int16()),
            "duration_ms": pa.array(rng.integers(60_000, 400_000, size), pa.int32()),
            "explicit": rng.integers(0, 2, size).astype(bool),
            **unit,
        }
    )
    return Catalog.from_facts(facts, INFO)


def write_parquet(catalog: Catalog, path: Path, **described: object) -> None:
    """What version 0.1 wrote; ``described`` changes its description."""
    facts = {
        "name": catalog.name,
        "description": catalog.description,
        "provenance": catalog.provenance,
        "version": 1,
        **described,
    }
    metadata = {b"humoresque.catalog": json.dumps(facts).encode()}
    pq.write_table(catalog.table.replace_schema_metadata(metadata), path, compression="zstd")


ROW: Mapping[str, object] = {
    "track_id": "5SuOikwiRyPMVoIQDJUgSV",
    "artists": "Anna;Ben",
    "album_name": "Album",
    "track_name": "Song",
    "popularity": 73,
    "duration_ms": 230_666,
    "explicit": False,
    "danceability": 0.676,
    "energy": 0.461,
    "key": 1,
    "loudness": -6.746,
    "mode": 0,
    "speechiness": 0.143,
    "acousticness": 0.0322,
    "instrumentalness": 0.0,
    "liveness": 0.358,
    "valence": 0.715,
    "tempo": 87.917,
    "track_genre": "acoustic",
}


def source_csv(rows: Iterable[Mapping[str, object]]) -> bytes:
    """The dataset's CSV, with its nameless first column: each row changes :data:`ROW`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["", *COLUMNS])
    for number, changed in enumerate(rows):
        row = {**ROW, **changed}
        writer.writerow([number, *(row[name] for name in COLUMNS)])
    return text.getvalue().encode()


def many_rows(count: int) -> list[dict[str, object]]:
    """Rows of different songs by different artists."""
    return [
        {"track_id": f"track{n:017d}", "track_name": f"Song {n}", "artists": f"Artist {n}"}
        for n in range(count)
    ]
