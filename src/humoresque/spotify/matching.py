"""A song of ours → its URI on Spotify, or none rather than another song's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from humoresque.spotify.models import Track

# A recording may be cut or padded differently, but then it is another one.
_TOLERANCE_MS = 20_000
_TRACK_ID = re.compile(r"[A-Za-z0-9]{22}")
_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")
_LATIN_MARKS = re.compile(r"[\u0300-\u036f]")
_UNDIVIDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
_APOSTROPHES = re.compile(r"['`\u00b4\u02b9-\u02bd\u2018\u2019\u2032]")
# Additions that name the same recording: guests and new masters. Other takes keep their names, also
# where they stand with the guests: "(feat. Somebody - Live)", "(with Somebody, Acoustic)".
_TAKE = r"(?:acoustic|demo|edit|instrumental|karaoke|live|remix(?:ed)?|version)"
_NAMES = rf"(?:(?!\s-\s|\b{_TAKE}\b)[^()\[\]])*"
_MASTER = r"(?:\d{4}\s+)?(?:digital(?:ly)?\s+)?remaster(?:ed)?(?:\s+version)?(?:\s+\d{4})?"
_ADDITION = re.compile(
    rf"\s+-\s+{_MASTER}$"
    rf"|\s*[(\[](?:(?:feat\.?|ft\.?|featuring)\s{_NAMES}|{_MASTER})[)\]]"
    rf"|\s+(?:feat\.|ft\.)\s{_NAMES}(?=\s-\s|$)",
    re.IGNORECASE,
)
# Guests as well where they are among the artists, and another take where not: "(with Strings)".
_WITH = re.compile(rf"\s*[(\[]with\s(?P<names>{_NAMES})[)\]]", re.IGNORECASE)
# Spotify takes no more than 250 characters altogether.
_LONGEST_SEARCHED = 100


@dataclass(frozen=True, slots=True)
class WantedSong:
    """What is known of it; ``duration_ms`` None or 0 is unknown."""

    title: str
    artists: tuple[str, ...]
    duration_ms: int | None = None
    track_id: str | None = None
    isrc: str | None = None


class Search(Protocol):
    """What is needed of ``SpotifyApi``."""

    def search_tracks(self, query: str, limit: int = 10) -> Sequence[Track]:
        """Songs, best first."""


def resolve(song: WantedSong, api: Search) -> str | None:
    """Spotify's URI of a song, after at most two calls.

    Its Spotify id needs none; then its ISRC is looked for, then its title by its first artist. Of
    songs found by title only one that has the same title and no other artists is it, and that
    lasts as long within 20 seconds; the nearest in length goes first. Raises what ``api`` does.
    """
    if song.track_id and _TRACK_ID.fullmatch(song.track_id):
        return f"spotify:track:{song.track_id}"
    isrc = (song.isrc or "").replace("-", "").upper()
    if _ISRC.fullmatch(isrc):
        for track in api.search_tracks(f"isrc:{isrc}", limit=1):
            if (track.isrc or isrc).upper() == isrc:
                return track.uri
    title, artist = _searched(song.title), _searched(song.artists[0] if song.artists else "")
    if not title or not artist:
        return None
    found = api.search_tracks(f'track:"{title}" artist:"{artist}"', limit=10)
    fitting = [track for track in found if is_same(song, track)]
    return min(fitting, key=lambda track: _gap(song, track)).uri if fitting else None


def is_same(song: WantedSong, track: Track) -> bool:
    """Whether a track found by its title is the song wanted.

    One of the two may name fewer artists; where each names one whom the other does not, another
    orchestra plays the work, or another guest sings.
    """
    if track.is_local or track.type != "track" or track.is_playable is False:
        return False
    wanted = {normal_title(name) for name in song.artists}
    found = {normal_title(artist.name) for artist in track.artists}
    if not (wanted and found and (wanted <= found or found <= wanted)):
        return False
    if normal_title(song.title, wanted | found) != normal_title(track.name, wanted | found):
        return False
    return _gap(song, track) <= _TOLERANCE_MS


def normal_title(title: str, artists: Iterable[str] = ()) -> str:
    """A title, or an artist's name, without guests and remasters, as ``normal``.

    ``artists`` are the normal names of those who are guests after a mere "with".
    """

    def without_guests(addition: re.Match[str]) -> str:
        named = f" {normal(addition['names'])} "
        return "" if any(f" {name} " in named for name in artists) else addition[0]

    return normal(_without_additions(_WITH.sub(without_guests, title)))


def normal(text: str) -> str:
    """Without case, accents and punctuation, words one space apart.

    Of a text that is all punctuation, that.
    """
    text = _APOSTROPHES.sub("", text)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", folded)).translate(_UNDIVIDED)
    plain = _APOSTROPHES.sub("", plain).replace("&", " and ")
    words = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain)
    return " ".join(words.split()) or " ".join(plain.split())


def _gap(song: WantedSong, track: Track) -> int:
    """Milliseconds between the two; the whole tolerance where either is unknown."""
    if not song.duration_ms or not track.duration_ms:
        return _TOLERANCE_MS
    return abs(song.duration_ms - track.duration_ms)


def _without_additions(title: str) -> str:
    shorter = title.strip()
    while (stripped := _ADDITION.sub("", shorter).strip()) != shorter and stripped:
        shorter = stripped
    return shorter


def _searched(text: str) -> str:
    """The words before any addition; Spotify's search takes them literally, as one phrase."""
    for addition in (_WITH, _ADDITION):
        text = addition.split(text, maxsplit=1)[0].strip() or text
    words = re.sub(r'["\\:*]', " ", text).split()
    while len(" ".join(words)) > _LONGEST_SEARCHED and len(words) > 1:
        words.pop()
    return " ".join(words)[:_LONGEST_SEARCHED]
