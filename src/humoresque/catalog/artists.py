"""Artists by name: search as one types, and the songs of one artist."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

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


@dataclass(frozen=True, slots=True)
class ArtistIndex:
    """Artists whose names fold to the same text are one; the most popular come first.

    ``text`` is a line feed and the folded name of every artist, one after another, with a last
    line feed, in UTF-8; ``starts`` (n + 1,) says where in it each begins. ``rows`` holds the rows
    of all artists, those of number ``i`` between ``offsets[i]`` and ``offsets[i + 1]``.
    """

    names: tuple[str, ...]
    text: bytes
    starts: npt.NDArray[np.int64]
    by_name: Rows
    popularity: Floats
    offsets: npt.NDArray[np.int64]
    rows: Rows

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
        owner = number[group[codes]]
        pairs = np.unique(owner * len(popularity) + rows) if len(popularity) else owner
        owners, owned = np.divmod(pairs, max(len(popularity), 1))
        encoded = [f"\n{texts[place]}".encode() for place in order]
        return cls(
            names=tuple(shown),
            text=b"".join(encoded) + b"\n",
            starts=np.concatenate([[0], np.cumsum([len(part) for part in encoded])]).astype(int),
            by_name=np.array(sorted(range(len(order)), key=encoded.__getitem__), dtype=np.int32),
            popularity=best[order],
            offsets=np.searchsorted(owners, np.arange(len(texts) + 1)),
            rows=owned.astype(np.int32),
        )

    def search(self, text: str, limit: int) -> list[Artist]:
        """Up to ``limit`` artists: the very name, then names, then words, then any part of one.

        Each of the four comes by popularity. Nothing typed finds the most popular artists.
        """
        typed = fold_name(text).encode()
        found: dict[int, None] = {}
        for wanted in (b"\n" + typed + b"\n", b"\n" + typed, b" " + typed, typed):
            place = self.text.find(wanted)
            while place >= 0 and len(found) < limit:
                number = int(np.searchsorted(self.starts, place, side="right")) - 1
                if number >= len(self.names):
                    break
                found[number] = None
                place = self.text.find(wanted, int(self.starts[number + 1]))
        return [self._artist(number) for number in found][:limit]

    def rows_of(self, name: str) -> Rows:
        """Rows of all songs by an artist, ascending; none for a name that is not there."""
        wanted = b"\n" + fold_name(name).encode()
        place = bisect_left(self.by_name, wanted, key=self._text_of)
        if place == len(self.by_name) or self._text_of(self.by_name[place]) != wanted:
            return np.empty(0, dtype=np.int32)
        number = self.by_name[place]
        return self.rows[self.offsets[number] : self.offsets[number + 1]]

    def _text_of(self, number: int) -> bytes:
        return self.text[self.starts[number] : self.starts[number + 1]]

    def _artist(self, number: int) -> Artist:
        return Artist(
            name=self.names[number],
            tracks=int(self.offsets[number + 1] - self.offsets[number]),
            popularity=int(self.popularity[number]),
        )
