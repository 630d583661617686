"""Artists by name: search as one types, and the songs of one artist."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from humoresque.catalog.finding import find_all
from humoresque.catalog.schema import whole

Rows = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

_SILENT = re.compile("['\u2019.]")  # R.E.M. is found as rem, Destiny's Child as destinys
_GAPS = re.compile(r"[\W_]+")
# Letters that Unicode does not take apart into a plain one and a mark.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
    }
)


@dataclass(frozen=True, slots=True)
class Artist:
    """Someone in the catalog: the name as most often read, songs, and the best known one's fame.

    ``tracks`` counts songs; ``popularity`` in [0, 100] is that of the most popular of them.
    """

    name: str
    tracks: int
    popularity: int


def fold_name(name: str) -> str:
    """What of a name has to be typed: no case, accents or punctuation, single spaces.

    A name of punctuation alone (``!!!``) keeps it.
    """
    text = name.casefold()
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        text = "".join(sign for sign in apart if not unicodedata.category(sign).startswith("M"))
    words = _GAPS.sub(" ", _SILENT.sub("", text)).split()
    return " ".join(words or name.casefold().split())


ARTISTS = pa.schema(
    [
        pa.field("name", pa.string(), nullable=False),
        pa.field("folded", pa.binary(), nullable=False),
        pa.field("popularity", pa.float32(), nullable=False),
        pa.field("by_name", pa.int32(), nullable=False),
        pa.field("rows", pa.list_(pa.int32()), nullable=False),
    ]
)


class ArtistIndex:
    """Artists whose names fold to the same text are one; the most popular come first."""

    def __init__(self, table: pa.Table) -> None:
        """Take one row an artist with the columns of :data:`ARTISTS`.

        ``name`` is shown; ``folded`` is a line feed and the folded name; ``by_name`` holds the
        numbers of all artists in the order of ``folded``, and ``rows`` the catalog's, ascending.
        """
        self.table = table.combine_chunks()
        folded, rows = self._column("folded"), self._column("rows")
        self._names = self._column("name")
        _, starts, content = folded.buffers()
        self._starts: Rows = np.frombuffer(starts, np.int32, len(table) + 1)
        self._content = memoryview(b"" if content is None else content)
        self._by_name: Rows = self._column("by_name").to_numpy()
        self._popularity: Floats = self._column("popularity").to_numpy()
        self._offsets: Rows = rows.offsets.to_numpy()
        self._rows: Rows = rows.values.to_numpy()

    @classmethod
    def build(cls, names: list[str], codes: Rows, rows: Rows, popularity: Floats) -> Self:
        """Number the artists: ``names`` by code, and parallel (n,) ``codes`` and ``rows``.

        ``popularity`` is that of every row of the catalog.
        """
        group_of_text: dict[str, int] = {}
        group = np.array(
            [group_of_text.setdefault(fold_name(name), len(group_of_text)) for name in names],
            dtype=np.int64,
        )
        best_of_code = np.zeros(len(names), dtype=np.float32)
        np.maximum.at(best_of_code, codes, popularity[rows])
        best = np.zeros(len(group_of_text), dtype=np.float32)
        np.maximum.at(best, group, best_of_code)
        texts = list(group_of_text)
        order = sorted(range(len(texts)), key=lambda place: (-best[place], texts[place]))
        number = np.empty(len(texts), dtype=np.int64)
        number[order] = np.arange(len(texts))
        shown = [""] * len(texts)
        for code in np.argsort(best_of_code, kind="stable").tolist():  # the best known last: stays
            shown[number[group[code]]] = names[code]
        pairs = np.unique(number[group[codes]] * len(popularity) + rows)
        owners, owned = np.divmod(pairs, max(len(popularity), 1))
        offsets = np.searchsorted(owners, np.arange(len(texts) + 1)).astype(np.int32)
        folded = [f"\n{texts[place]}".encode() for place in order]
        columns = [
            pa.array(shown, pa.string()),
            pa.array(folded, pa.binary()),
            pa.array(best[order]),
            pa.array(sorted(range(len(order)), key=folded.__getitem__), pa.int32()),
            pa.ListArray.from_arrays(offsets, owned.astype(np.int32)),
        ]
        return cls(pa.table(columns, schema=ARTISTS))

    def search(self, text: str, limit: int) -> list[Artist]:
        """Up to ``limit`` artists: the very name, then names, then words, then any part of one.

        Each of the four comes by popularity. Nothing typed finds the most popular artists.
        """
        typed = fold_name(text).encode()
        found: dict[int, None] = {}
        for wanted in (b"\n" + typed + b"\n", b"\n" + typed, b" " + typed, typed):
            place = self._text.find(wanted)
            while place >= 0 and len(found) < limit:
                number = int(np.searchsorted(self._starts, place, side="right")) - 1
                if number >= len(self._names):
                    break
                found[number] = None
                place = self._text.find(wanted, int(self._starts[number + 1]))
        return [self._artist(number) for number in found]

    def rows_of(self, name: str) -> Rows:
        """Rows of all songs by an artist, ascending; none for a name that is not there."""
        wanted = b"\n" + fold_name(name).encode()
        place = bisect_left(self._by_name, wanted, key=self._folded)
        if place == len(self._by_name) or self._folded(self._by_name[place]) != wanted:
            return np.empty(0, dtype=np.int32)
        number = self._by_name[place]
        return self._rows[self._offsets[number] : self._offsets[number + 1]]

    def rows_of_all(self, names: Iterable[str]) -> Rows:
        """Rows of all songs by any of some artists, all looked up at once."""
        folded = [*{b"\n" + fold_name(name).encode() for name in names}]
        numbers = find_all(self._column("folded"), self._by_name, pa.array(folded, pa.binary()))
        parts = [self._rows[self._offsets[n] : self._offsets[n + 1]] for n in numbers.tolist()]
        rows: Rows = np.unique(np.concatenate([np.empty(0, dtype=np.int32), *parts]))
        return rows

    @cached_property
    def _text(self) -> bytes:
        """All folded names, each after a line feed, the most popular first, and a line feed."""
        return bytes(self._content)[: self._starts[-1]] + b"\n"

    def _folded(self, number: int) -> bytes:
        return bytes(self._content[self._starts[number] : self._starts[number + 1]])

    def _artist(self, number: int) -> Artist:
        return Artist(
            name=self._names[number].as_py(),
            tracks=int(self._offsets[number + 1] - self._offsets[number]),
            popularity=int(self._popularity[number]),
        )

    def _column(self, name: str) -> pa.Array:
        return whole(self.table[name])
