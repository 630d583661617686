"""Tables as text: CSV with any usual separator, with a line of column names or as scrobbles."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from typing import TextIO

from humoresque.history import values
from humoresque.history.column import Role, columns_of, play_of
from humoresque.history.listening import HistoryFormat, LeftOut, Play

_SEPARATORS = ",;\t|"
_SCROBBLE = (Role.ARTIST, None, Role.TITLE, Role.WHEN)  # artist, album, song, date
_MOST_COLUMNS = 6  # of scrobbles without column names; album artist and length may follow
_LASTFM_MARKS = frozenset({"uts", "albumid", "albummbid", "artistmbid"})
LONGEST_LINE = 100_000  # characters


class TableError(ValueError):
    """The table cannot be read to its end."""


def plays_of_table(text: TextIO) -> tuple[HistoryFormat, Iterator[Play | LeftOut]] | None:
    """The format of a table and what its rows say; None when it is no table of plays.

    The iterator raises TableError where a row cannot be read.
    """
    line = text.readline(LONGEST_LINE)
    if not line.strip() or len(line) >= LONGEST_LINE:
        return None
    for separator in _SEPARATORS:
        first = _cells(line, separator)
        columns = columns_of(first)
        if columns is not None:
            places = {role: first.index(name) for role, name in columns.items()}
            known = _told(first)
            return known, _rows(_lines(text), separator, places)
        if len(_SCROBBLE) <= len(first) <= _MOST_COLUMNS and values.moment(first[3]):
            places = {role: at for at, role in enumerate(_SCROBBLE) if role is not None}
            lines = itertools.chain([line], _lines(text))
            return HistoryFormat.LASTFM, _rows(lines, separator, places)
    return None


def _told(header: list[str]) -> HistoryFormat:
    """Last.fm's exporters have columns that nobody else writes."""
    plain = {"".join(c for c in name.casefold() if c.isalnum()) for name in header}
    return HistoryFormat.LASTFM if plain & _LASTFM_MARKS else HistoryFormat.COLUMNS


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _lines(text: TextIO) -> Iterator[str]:
    """The lines of a text; TableError for one that no exporter would write."""
    while line := text.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            message = "a row is longer than any that a service writes"
            raise TableError(message)
        yield line


def _rows(
    lines: Iterator[str], separator: str, places: dict[Role, int]
) -> Iterator[Play | LeftOut]:
    try:
        for row in csv.reader(lines, delimiter=separator):
            if row:
                cells = {role: row[at] for role, at in places.items() if at < len(row)}
                yield play_of(cells) if Role.ARTIST in cells else LeftOut.UNREADABLE
    except csv.Error:
        message = "a row is no valid CSV"
        raise TableError(message) from None
