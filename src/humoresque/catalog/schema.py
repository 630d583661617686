"""The catalog's own columns, in the one order that every table of ours keeps."""

from __future__ import annotations

import pyarrow as pa

FEATURES = (
    "tempo",
    "key",
    "mode",
    "loudness",
    "valence",
    "energy",
    "danceability",
    "acousticness",
    "instrumentalness",
    "speechiness",
    "liveness",
)

CATEGORIES = frozenset({"key", "mode"})  # whole numbers without a rank
RANKED_FEATURES = tuple(name for name in FEATURES if name not in CATEGORIES)


def rank_column(feature: str) -> str:
    """Name of the column that holds a feature's percentile rank."""
    return f"{feature}_rank"


FACTS = pa.schema(
    [
        pa.field("track_id", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("artists", pa.list_(pa.string()), nullable=False),
        pa.field("album", pa.string()),
        pa.field("genres", pa.list_(pa.string()), nullable=False),
        pa.field("popularity", pa.int16(), nullable=False),
        pa.field("duration_ms", pa.int32(), nullable=False),
        pa.field("explicit", pa.bool_(), nullable=False),
        *(pa.field(name, pa.float32(), nullable=False) for name in FEATURES),
    ]
)

SCHEMA = pa.schema(
    [
        *FACTS,
        *(pa.field(rank_column(name), pa.float32(), nullable=False) for name in RANKED_FEATURES),
    ]
)


def whole(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece; it is copied only where it is in several."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
