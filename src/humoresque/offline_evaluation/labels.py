"""Songs whose mood others labelled, found in a catalog."""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.errors import TableFormatError, TooFewSongsError

FEWEST_SONGS = 120

_TITLES = ("track_name", "title", "track", "song")
_ARTISTS = ("artist_name", "artist", "artists")
_MOODS = ("mood", "label", "quadrant")
_NO_WORD = re.compile(r"[\W_]+")
_IN_BRACKETS = re.compile(r"\s*[(\[].*$| - .*$")

Rows = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int8]


class Mood(StrEnum):
    """The four quarters of the plane of valence and arousal."""

    HAPPY = "happy"
    ANGRY = "angry"
    SAD = "sad"
    CALM = "calm"


MOODS = tuple(Mood)
_WORDS: Mapping[str, Mood] = MappingProxyType(
    {mood.value: mood for mood in Mood}
    | {"relaxed": Mood.CALM, "relax": Mood.CALM, "peaceful": Mood.CALM, "anger": Mood.ANGRY}
    | {f"q{number}": mood for number, mood in enumerate(Mood, 1)}
)


@dataclass(frozen=True, slots=True)
class LabelledSongs:
    """Rows of a catalog (n,) and the place of each one's mood in ``MOODS``, (n,)."""

    rows: Rows
    moods: Codes

    def bearing(self, mood: Mood) -> npt.NDArray[np.bool_]:
        """Which of the songs bear a mood, (n,)."""
        bearing: npt.NDArray[np.bool_] = self.moods == MOODS.index(mood)
        return bearing


def read_labels(path: Path, catalog: Catalog) -> LabelledSongs:
    """Read a CSV file, gzipped or not, and find its songs in the catalog.

    Songs are named by ``track_id`` or, where that is missing, empty or unknown, by artist and
    title. Moods are a column ``mood`` (happy, angry, sad, calm or relaxed; Q1 to Q4) or the signs
    of ``valence`` and ``arousal`` around the middle of their scale: 0 where a value is negative,
    .5 where none exceeds 1, else 5. A song labelled twice counts once, and not at all where its
    labels disagree. TableFormatError, TooFewSongsError.
    """
    table = read_table(path)
    header = tuple(table[0]) if table else ()
    moods = _moods(path, table, header)
    find = _Finder(catalog)
    found: dict[int, set[Mood]] = {}
    for song, mood in zip(table, moods, strict=True):
        row = find(song, header)
        if row is not None and mood is not None:
            found.setdefault(row, set()).add(mood)
    agreed = {row: next(iter(some)) for row, some in sorted(found.items()) if len(some) == 1}
    if len(agreed) < FEWEST_SONGS:
        raise TooFewSongsError(path, len(agreed), FEWEST_SONGS)
    codes = [MOODS.index(mood) for mood in agreed.values()]
    return LabelledSongs(np.array(list(agreed), np.int32), np.array(codes, np.int8))


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file by lower-case column; TableFormatError when it cannot be read."""
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
            rows = [{name: value or "" for name, value in row.items() if name} for row in reader]
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise TableFormatError(path, f"cannot be read as CSV ({error})") from error
    if not rows:
        raise TableFormatError(path, "holds no rows")
    return rows


def column(path: Path, header: Sequence[str], names: Sequence[str]) -> str:
    """First of the names that is a column; TableFormatError when none is."""
    for name in names:
        if name in header:
            return name
    raise TableFormatError(path, f"needs a column {' or '.join(names)}; it has {', '.join(header)}")


def plain(name: str) -> str:
    """A name without case, accents and punctuation, so that two spellings meet."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NO_WORD.sub(" ", kept.replace("&", " and ")).strip()


class _Finder:
    """Finds a labelled song's row: by id, by title, by title without what stands in brackets."""

    def __init__(self, catalog: Catalog) -> None:
        table = catalog.table
        ids = table["track_id"].to_pylist()
        self._by_id = {known: row for row, known in enumerate(ids)}
        self._by_name: dict[tuple[str, str], int] = {}
        titles, artists = table["title"].to_pylist(), table["artists"].to_pylist()
        order = np.argsort(-catalog.popularity, kind="stable").tolist()
        for shorten in (False, True):
            for row in order:
                for title in _spellings(titles[row], shorten=shorten):
                    for artist in artists[row]:
                        self._by_name.setdefault((title, plain(artist)), row)

    def __call__(self, song: Mapping[str, str], header: Sequence[str]) -> int | None:
        row = self._by_id.get(song.get("track_id", ""))
        if row is not None:
            return row
        title = next((song[name] for name in _TITLES if name in header), "")
        artist = next((song[name] for name in _ARTISTS if name in header), "")
        for shorten in (False, True):
            for spelling in _spellings(title, shorten=shorten):
                row = self._by_name.get((spelling, plain(artist)))
                if row is not None:
                    return row
        return None


def _spellings(title: str, *, shorten: bool) -> Iterator[str]:
    spelling = plain(_IN_BRACKETS.sub("", title) if shorten else title)
    if spelling:
        yield spelling


def _moods(
    path: Path, table: Sequence[Mapping[str, str]], header: Sequence[str]
) -> list[Mood | None]:
    named = next((name for name in _MOODS if name in header), None)
    if named is not None:
        moods = [_WORDS.get(row[named].strip().lower()) for row in table]
        if not any(moods):
            words = ", ".join(_WORDS)
            raise TableFormatError(path, f"has no known word in column {named}: {words}")
        return moods
    columns = [column(path, header, (name,)) for name in ("valence", "arousal")]
    try:
        values = np.array([[float(row[name]) for name in columns] for row in table])
    except ValueError as error:
        raise TableFormatError(path, f"valence and arousal must be numbers ({error})") from error
    high = values > [_middle(axis[np.isfinite(axis)]) for axis in values.T]
    quarter = {
        (True, True): Mood.HAPPY,
        (False, True): Mood.ANGRY,
        (False, False): Mood.SAD,
        (True, False): Mood.CALM,
    }
    known = np.isfinite(values).all(axis=1)
    return [
        quarter[bool(pleasant), bool(aroused)] if finite else None
        for (pleasant, aroused), finite in zip(high, known, strict=True)
    ]


def _middle(values: npt.NDArray[np.float64]) -> float:
    """Middle of the scale that values seem to be on: -x to x, 0 to 1, or 1 to 9."""
    if values.min(initial=np.inf) < 0.0:
        return 0.0
    return 0.5 if values.max(initial=0.0) <= 1.0 else 5.0
