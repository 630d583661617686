"""The source's rows → songs worth recommending, and a report of what was dropped and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.catalog.errors import SourceFormatError
from humoresque.catalog.schema import CATEGORIES, FACTS, FEATURES
from humoresque.catalog.source import read_source

SOURCE_NAME = "spotify-tracks-dataset"

# Spotify's audio-features reference: speechiness above .66 is probably all spoken word.
MAX_SPEECHINESS = 0.66
MIN_DURATION_MS = 30_000
# Rain, fans and white noise, made to sleep by.
NOISE_MIN_INSTRUMENTALNESS = 0.8
NOISE_MAX_ENERGY = 0.1
# Pressings of one recording differ by seconds; a concert version by more.
SAME_RECORDING_MS = 10_000

_ARTIST_SEPARATOR = ";"
# What a text needs to say anything: a character that can be seen; between artists ; is none.
_VISIBLE = {
    **dict.fromkeys(("track_id", "track_name", "track_genre"), r"[^\s\pZ\pC]"),
    "artists": rf"[^\s\pZ\pC{_ARTIST_SEPARATOR}]",
}
_UNIT_FEATURES = tuple(n for n in FEATURES if n not in {*CATEGORIES, "tempo", "loudness"})

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Dropped:
    """How many rows of the source went for one reason."""

    reason: str
    rows: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """``rows`` of the source = ``tracks`` kept + all that was dropped or folded together."""

    rows: int
    tracks: int
    genres: int
    dropped: tuple[Dropped, ...]


def import_catalog(
    path: Path, on_stage: Callable[[str], None] = lambda _: None
) -> tuple[Catalog, ImportReport]:
    """Read, clean and rank a source file; ``on_stage`` is told what is being done.

    CatalogError subclasses say what is wrong with the file; one without a single usable
    track is refused as well.
    """
    on_stage("Reading rows")
    source = read_source(path)
    on_stage("Dropping what is no song")
    usable, dropped = _drop_unusable(source)
    on_stage("Folding genres and pressings together")
    facts, folded = _fold(usable)
    if facts.num_rows == 0:
        raise SourceFormatError(path, "no usable track is left of it")
    on_stage("Ranking features")
    genres = len(set(facts["genres"].combine_chunks().flatten().to_pylist()))
    info = CatalogInfo(
        name=SOURCE_NAME,
        description=f"Spotify Tracks Dataset: {facts.num_rows:,} songs in {genres} genres.",
        provenance=(
            "Spotify Tracks Dataset (M. Pandya, Kaggle, 2022; ODbL 1.0), which lists facts from "
            "Spotify's Web API of October 2022; cleaned on import."
        ),
    )
    report = ImportReport(source.num_rows, facts.num_rows, genres, (*dropped, *folded))
    return Catalog.from_facts(facts, info), report


def _drop_unusable(source: pa.Table) -> tuple[pa.Table, list[Dropped]]:
    """Leave out rows that cannot or should not be recommended; the first reason counts."""
    complete = np.ones(source.num_rows, dtype=bool)
    for name in source.column_names:
        if name != "album_name":
            complete &= pc.is_valid(source[name]).to_numpy()
    for name, visible in _VISIBLE.items():
        says = pc.match_substring_regex(source[name], visible)
        complete &= pc.fill_null(says, fill_value=False).to_numpy()
    reasons: list[tuple[str, Mask]] = [("a value is missing", ~complete)]
    number = {
        name: source[name].to_numpy().astype(np.float64)
        for name in (*FEATURES, "popularity", "duration_ms")
    }
    reasons += [
        ("a value is out of range", _out_of_range(number)),
        ("spoken word (speechiness above .66)", number["speechiness"] > MAX_SPEECHINESS),
        (
            "sleep noise (instrumentalness above .8, energy below .1)",
            (number["instrumentalness"] > NOISE_MIN_INSTRUMENTALNESS)
            & (number["energy"] < NOISE_MAX_ENERGY),
        ),
        ("no tempo was found (0)", number["tempo"] <= 0),
        ("shorter than 30 seconds", number["duration_ms"] < MIN_DURATION_MS),
    ]
    kept = np.ones(source.num_rows, dtype=bool)
    dropped = []
    for reason, mask in reasons:
        dropped.append(Dropped(reason, int((mask & kept).sum())))
        kept &= ~mask
    return _trimmed(source.filter(pa.array(kept))), dropped


def _trimmed(source: pa.Table) -> pa.Table:
    """Without blanks around ids, titles, artists and genres."""
    for name in _VISIBLE:
        position = source.column_names.index(name)
        source = source.set_column(position, name, pc.utf8_trim_whitespace(source[name]))
    return source


def _out_of_range(number: dict[str, npt.NDArray[np.float64]]) -> Mask:
    limits = {
        "popularity": (0.0, 100.0),
        "key": (0.0, 11.0),
        "mode": (0.0, 1.0),
        "duration_ms": (0.0, float(np.iinfo(np.int32).max)),
        **dict.fromkeys(_UNIT_FEATURES, (0.0, 1.0)),
    }
    wrong = np.zeros(len(number["key"]), dtype=bool)
    for name, values in number.items():
        low, high = limits.get(name, (-np.inf, np.inf))
        wrong |= ~np.isfinite(values) | (values < low) | (values > high)
    return wrong


@dataclass(slots=True)
class _Song:
    """A row that stands for a song, with what its other rows add."""

    row: int
    track_id: str
    popularity: int
    duration_ms: int
    genres: set[str]


def _fold(usable: pa.Table) -> tuple[pa.Table, list[Dropped]]:
    """One row a track with all of its genres, then one row a song with all of its pressings."""
    songs, repeated, regenred = _fold_genres(usable)
    merged = _fold_pressings(usable, songs)
    folded = [
        Dropped("the same row twice", repeated),
        Dropped("a further genre of a track (kept as its genre)", regenred),
        Dropped("the same song under another track id (its genres kept)", len(songs) - len(merged)),
    ]
    return _facts(usable, merged), folded


def _fold_genres(usable: pa.Table) -> tuple[list[_Song], int, int]:
    """Tracks in order of appearance, and how many rows were repeats or further genres."""
    songs: dict[str, _Song] = {}
    repeated = regenred = 0
    columns = ("track_id", "track_genre", "popularity", "duration_ms")
    values = zip(*(usable[name].to_pylist() for name in columns), strict=True)
    for row, (track_id, genre, popularity, duration_ms) in enumerate(values):
        song = songs.get(track_id)
        if song is None:
            songs[track_id] = _Song(row, track_id, popularity, duration_ms, {genre})
            continue
        if genre in song.genres:
            repeated += 1
        else:
            regenred += 1
            song.genres.add(genre)
        song.popularity = max(song.popularity, popularity)
    return list(songs.values()), repeated, regenred


def _fold_pressings(usable: pa.Table, songs: list[_Song]) -> list[_Song]:
    """Fold same title, same artists, durations within 10 s into the most popular of them."""
    titles = usable["track_name"].to_pylist()
    artists = usable["artists"].to_pylist()
    kept: dict[tuple[str, str], list[_Song]] = {}
    for song in sorted(songs, key=lambda s: (-s.popularity, s.row)):
        name = (_folded(titles[song.row]), _folded(artists[song.row]))
        known = kept.setdefault(name, [])
        for other in known:
            if abs(other.duration_ms - song.duration_ms) <= SAME_RECORDING_MS:
                other.genres |= song.genres
                break
        else:
            known.append(song)
    return sorted((s for known in kept.values() for s in known), key=lambda s: s.row)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _facts(usable: pa.Table, songs: list[_Song]) -> pa.Table:
    rows = usable.take(pa.array([song.row for song in songs], pa.int64()))
    artists = [
        [name.strip() for name in text.split(_ARTIST_SEPARATOR) if name.strip()]
        for text in rows["artists"].to_pylist()
    ]
    columns = {
        "track_id": rows["track_id"],
        "title": rows["track_name"],
        "artists": pa.array(artists, pa.list_(pa.string())),
        "album": rows["album_name"],
        "genres": pa.array([sorted(song.genres) for song in songs], pa.list_(pa.string())),
        "popularity": pa.array([song.popularity for song in songs], pa.int16()),
        "duration_ms": rows["duration_ms"],
        "explicit": rows["explicit"],
        **{name: rows[name].cast(pa.float32()) for name in FEATURES},
    }
    return pa.table(columns).select(FACTS.names).cast(FACTS)
