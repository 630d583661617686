"""What a file says of itself, and what its name says where it is silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

UNKNOWN_ARTIST = "Unknown artist"
MAX_CHARACTERS = 300
MAX_VALUES = 8

# ID3 (MP3, WAV), MP4 (M4A) and Vorbis comments (FLAC, Ogg, Opus).
_KEYS = {
    "title": ("TIT2", "\xa9nam", "title"),
    "artists": ("TPE1", "\xa9ART", "artist"),
    "album": ("TALB", "\xa9alb", "album"),
    "genres": ("TCON", "\xa9gen", "genre"),
    "year": ("TDRC", "\xa9day", "date", "year"),
}
_SEPARATORS = re.compile(r"[;\0]")  # a slash may be a part of the name
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\s]+")
_TRACK_NUMBER = re.compile(r"^\(?(?:\d{1,2}-)?\d{1,3}\)?(?:\s*[.)_-]\s*|\s+)(?=\S)")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Tags:
    """A file's own words; None and empty where it says nothing."""

    title: str | None = None
    artists: tuple[str, ...] = ()
    album: str | None = None
    genres: tuple[str, ...] = ()
    year: int | None = None


def read_tags(path: PurePath) -> Tags:
    """Tags of a file; unreadable ones are like none, for the sound may still be good."""
    import mutagen  # noqa: PLC0415

    try:
        tags = getattr(mutagen.File(path), "tags", None)
        found = {name: _values(tags, keys) for name, keys in _KEYS.items()} if tags else {}
    except (mutagen.MutagenError, ValueError, LookupError, TypeError, AttributeError):
        return Tags()
    years = _YEAR.search(" ".join(found.get("year", ())))
    return Tags(
        title=next(iter(found.get("title", ())), None),
        artists=found.get("artists", ()),
        album=next(iter(found.get("album", ())), None),
        genres=found.get("genres", ()),
        year=int(years[1]) if years else None,
    )


def completed(tags: Tags, place: PurePath) -> Tags:
    """Fill what is missing from the file's ``place`` below the scanned folder.

    ``Artist - Title`` and a leading track number are understood in the file's name, and
    ``Artist/Album/`` in the folders'. Title and artists are never empty afterwards.
    """
    stem = _clean(place.stem)
    named = _TRACK_NUMBER.sub("", stem)
    artist, separator, title = (part.strip() for part in named.partition(" - "))
    if not (separator and artist and title):
        artist, title = "", named
    folders = [_clean(part) for part in place.parent.parts]
    if not artist and folders:
        artist = folders[-2:][0]
    return Tags(
        title=tags.title or title or stem or "Untitled",
        artists=tags.artists or ((artist,) if artist else (UNKNOWN_ARTIST,)),
        album=tags.album or (folders[-1] if len(folders) > 1 else None),
        genres=tags.genres,
        year=tags.year,
    )


def _values(tags: Mapping[str, object], keys: Iterable[str]) -> tuple[str, ...]:
    """Distinct clean texts under the first of the keys that has any."""
    for key in keys:
        given = tags.get(key)
        if given is None:
            continue
        given = getattr(given, "genres", None) or getattr(given, "text", None) or given
        texts = map(str, given) if isinstance(given, list) else [str(given)]
        parts = (_clean(part) for text in texts for part in _SEPARATORS.split(text))
        values = tuple(dict.fromkeys(part for part in parts if part))
        if values:
            return values[:MAX_VALUES]
    return ()


def _clean(text: str) -> str:
    """On one line, without what cannot be seen or written."""
    return _UNSEEN.sub(" ", text).strip()[:MAX_CHARACTERS]
