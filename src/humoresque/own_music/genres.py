"""Genre tags → the catalog's own spelling of genres."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from humoresque.catalog.families import FAMILIES

UNKNOWN_GENRE = "unknown"
MAX_GENRES = 5

_PARTS = re.compile(r"\s*[/,|+\\]\s*|\s+-\s+")
_AND = re.compile(r"\s*(?:&|\band\b|\bn\b|'n'?)\s*", re.IGNORECASE)
_SAME = MappingProxyType(
    {
        "rap": "hip-hop",
        "rnb": "r-n-b",
        "dnb": "drum-and-bass",
        "electronica": "electronic",
        "alternativerock": "alt-rock",
        "rocknroll": "rock-n-roll",
        "childrensmusic": "children",
        "electropop": "synth-pop",
        "world": "world-music",
        "soundtrack": "soundtrack",
    }
)


class GenreSpelling:
    """Finds the catalog's name for what a tag calls a genre."""

    def __init__(self, genres: Iterable[str]) -> None:
        """Know the genres of a catalog, and all those that have a family."""
        named = {genre for family in FAMILIES.values() for genre in family} | set(genres)
        self._names: Mapping[str, str] = {_key(genre): genre for genre in sorted(named)}

    def fold(self, tags: Iterable[str]) -> tuple[str, ...]:
        """Sorted genres of a song: the catalog's where they are known, else the tag's own words.

        A tag is tried whole, then in parts (``Hip-Hop/Rap``), then by its last word (``Progressive
        Rock`` is rock). Without any tag it is ``unknown``.
        """
        found: dict[str, None] = {}
        for tag in tags:
            parts = [tag] if self._exact(tag) else _PARTS.split(tag)
            for part in parts:
                name = self._exact(part) or self._by_last_word(part) or _plain(part)
                if name:
                    found[name] = None
        return tuple(sorted(list(found)[:MAX_GENRES])) or (UNKNOWN_GENRE,)

    def _exact(self, text: str) -> str | None:
        key = _key(text)
        return self._names.get(key) or _SAME.get(key)

    def _by_last_word(self, text: str) -> str | None:
        words = text.replace("-", " ").split()
        return self._exact(words[-1]) if len(words) > 1 else None


def _key(text: str) -> str:
    """Without case, blanks and hyphens; "and", "&" and "n" are one."""
    spaced = _AND.sub("n", text.casefold().replace("-", " "))
    return "".join(character for character in spaced if character.isalnum())


def _plain(text: str) -> str:
    return "-".join(text.casefold().split()).strip("-")
