"""Spellings of the same artist and the same song."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}`\N{ACUTE ACCENT}"
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "&": " and "}
    | dict.fromkeys(_APOSTROPHES)
)
_ACCENTS = re.compile("[\u0300-\u036f]")  # of European letters; those of kana tell syllables apart
_MARKS = re.compile(r"[\W_]+")

_GUESTS = re.compile(r"\s+[(\[]?(?:feat|ft|featuring)\b\.?\s.*", re.IGNORECASE)
_JOINED = re.compile(r"\s*[,;]\s*|\s+(?:&|and|x|vs\.?|with)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])")
_DASH = re.compile(r"\s+[-\N{EN DASH}\N{EM DASH}]\s+")
_EDITION = re.compile(
    r"""(?:\d{4}\s+)?(?:digital(?:ly)?\s+)?(?:re-?master(?:ed)?)\b.*
    | live(?:\s+(?:at|in|from|on|version|sessions?|performance|recording|acoustic|\d).*)?
    | (?:mono|stereo)(?:\s+(?:mix|version))?
    | (?:album|single|original|radio|studio|lp|full(?:\ length)?)\s+(?:version|edit|mix)
    | (?:feat|ft|featuring|with)\b\.?\s.*
    | from\s+.*
    | (?:bonus|deluxe|explicit|clean)\b.*
    | .*\banniversary\b.*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What is added to a title without making it another song; a remix or a cover is another one."""


def folded(text: str) -> str:
    """Without case, accents and marks: ``Beyoncé`` → ``beyonce``, ``AC/DC`` → ``ac dc``.

    A name of nothing but marks (``!!!``) stays as it is.
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = _ACCENTS.sub("", letters.translate(_LETTERS))
    return _MARKS.sub(" ", plain).strip() or text.casefold().strip()


def bare_title(title: str) -> str:
    """Folded, without guests and the edition: ``Help! (Remastered 2009)`` → ``help``."""
    bare = _BRACKETS.sub(_kept_bracket, title)
    parts = _DASH.split(bare)
    while len(parts) > 1 and _EDITION.fullmatch(parts[-1].strip()):
        parts.pop()
    bare = _GUESTS.sub("", " - ".join(parts))
    return folded(bare if bare.strip() else title)


def main_artist(name: str) -> str:
    """A name without the guests behind it: ``Anna feat. Ben`` → ``Anna``."""
    return _GUESTS.sub("", name).strip() or name


def joined_artists(name: str) -> tuple[str, ...]:
    """The parts of a name that may be several: ``Anna, Ben & Cora``; empty when it is one."""
    parts = tuple(part for part in _JOINED.split(name) if part)
    return parts if len(parts) > 1 else ()


def _kept_bracket(found: re.Match[str]) -> str:
    inside = found.group(1) if found.group(1) is not None else found.group(2)
    return "" if _EDITION.fullmatch(inside.strip()) else found.group(0)
