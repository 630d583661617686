"""What a file says of itself, and what its name says where it is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

MAX_CHARACTERS = 300
MAX_VALUES = 8

_NAMES = ("title", "artists", "album", "genres", "year", "isrc")
_ID3 = ("TIT2", "TPE1", "TALB", "TCON", "TDRC", "TSRC")  # MP3 and WAV
_MP4 = ("\xa9nam", "\xa9ART", "\xa9alb", "\xa9gen", "\xa9day", "----:com.apple.iTunes:ISRC")
_VORBIS = ("title", "artist", "album", "genre", "date", "isrc")  # FLAC, Ogg and Opus
_SEPARATORS = re.compile(r"[;\0]")  # a slash may be a part of the name
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\s]+")
_TRACK_NUMBER = re.compile(r"^\(?(?:\d{1,2}-)?\d{1,3}\)?(?:\s*[.)_-]\s*|\s+)(?=\S)")
_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}\d{7}")  # ISO 3901
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Tags:
    """A file's own words; None and empty where it says nothing.

    ``isrc`` is the recording's international number, in twelve letters and digits.
    """

    title: str | None = None
    artists: tuple[str, ...] = ()
    album: str | None = None
    genres: tuple[str, ...] = ()
    year: int | None = None
    isrc: str | None = None


def read_tags(path: PurePath) -> Tags:
    """Tags of a file; unreadable ones are like none, for the sound may still be good."""
    import mutagen  # noqa: PLC0415
    from mutagen.id3 import ID3  # noqa: PLC0415
    from mutagen.mp4 import MP4Tags  # noqa: PLC0415

    try:
        tags = getattr(mutagen.File(path), "tags", None) or {}
        keys = _ID3 if isinstance(tags, ID3) else _MP4 if isinstance(tags, MP4Tags) else _VORBIS
        found = {name: _values(tags.get(key)) for name, key in zip(_NAMES, keys, strict=True)}
    except (mutagen.MutagenError, ValueError, LookupError, TypeError, AttributeError):
        return Tags()
    years = _YEAR.search(" ".join(found["year"]))
    return Tags(
        title=next(iter(found["title"]), None),
        artists=found["artists"],
        album=next(iter(found["album"]), None),
        genres=found["genres"],
        year=int(years[1]) if years else None,
        isrc=next(filter(None, map(_isrc, found["isrc"])), None),
    )


def completed(tags: Tags, place: PurePath) -> Tags:
    """Fill what is missing from the file's ``place`` below the scanned folder.

    ``Artist - Title`` and a leading track number are understood in the file's name, and
    ``Artist/Album/`` in the folders'. Title and artists are never empty afterwards: two songs of
    unknown artists have two artists, for a list holds one song of each.
    """
    stem = _clean(place.stem)
    named = _TRACK_NUMBER.sub("", stem)
    artist, separator, title = (part.strip() for part in named.partition(" - "))
    if not (separator and artist and title):
        artist, title = "", named
    folders = [_clean(part) for part in place.parent.parts]
    if not artist and folders:
        artist = folders[-2:][0]
    title = tags.title or title or stem or "Untitled"
    return Tags(
        title=title,
        artists=tags.artists or (artist or f"Unknown artist of {title}",),
        album=tags.album or (folders[-1] if len(folders) > 1 else None),
        genres=tags.genres,
        year=tags.year,
        isrc=tags.isrc,
    )


def _values(given: object) -> tuple[str, ...]:
    """Distinct clean texts of one tag: a list of texts, or an ID3 frame."""
    given = getattr(given, "genres", None) or getattr(given, "text", None) or given or []
    texts = map(_text, given) if isinstance(given, list) else [str(given)]
    parts = (_clean(part) for text in texts for part in _SEPARATORS.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))[:MAX_VALUES]


def _text(value: object) -> str:
    """MP4's tags of other makers are bytes."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _isrc(text: str) -> str | None:
    """Without the hyphens and spaces that people set; None for what is no ISRC."""
    written = re.sub(r"[\s-]", "", text).upper()
    return written if _ISRC.fullmatch(written) else None


def _clean(text: str) -> str:
    """On one line, without what cannot be seen or written."""
    return _UNSEEN.sub(" ", text).strip()[:MAX_CHARACTERS]
