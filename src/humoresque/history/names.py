"""Spellings of the same artist and the same song."""

from __future__ import annotations

import re

from humoresque.catalog.artists import fold_name

_GUESTS = re.compile(r"\s+[(\[]?(?:feat|ft|featuring)\b\.?\s.*", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
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
    """Without case, accents and marks, and with ``and`` for ``&``."""
    return fold_name(text.replace("&", " and "))


def bare_title(title: str) -> str:
    """Folded, without guests and the edition: ``Help! (Remastered 2009)`` → ``help``."""
    bare = _BRACKETS.sub(_kept_bracket, title)
    parts = _DASH.split(bare)
    while len(parts) > 1 and _EDITION.fullmatch(parts[-1].strip()):
        parts.pop()
    bare = _GUESTS.sub("", " - ".join(parts))
    return folded(bare if bare.strip() else title)


def spellings(artist: str) -> tuple[str, ...]:
    """The names under which a catalog may have an artist, the likeliest first.

    As it stands, without guests (``Anna feat. Ben``), and with ``and`` and ``&`` exchanged.
    """
    alone = _GUESTS.sub("", artist).strip() or artist
    names = (artist, alone, alone.replace(" & ", " and "), _AND.sub(" & ", alone))
    return tuple(dict.fromkeys(names))


def joined_artists(artist: str) -> tuple[str, ...]:
    """The parts of a name that may be several: ``Anna, Ben & Cora``; empty when it is one."""
    alone = _GUESTS.sub("", artist).strip() or artist
    parts = tuple(part for part in _JOINED.split(alone) if part)
    return parts if len(parts) > 1 else ()


def _kept_bracket(found: re.Match[str]) -> str:
    inside = found.group(1) if found.group(1) is not None else found.group(2)
    return "" if _EDITION.fullmatch(inside.strip()) else found.group(0)
