"""About twenty families for people over the catalog's genres.

The genres are labels of playlists in the Spotify Tracks Dataset. A family goes by what is in them,
not by the label: ``happy`` is happy hardcore, ``sad`` and ``study`` are lo-fi, ``party`` is German.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OTHER = "other"

FAMILIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pop": ("pop", "dance", "indie-pop", "power-pop", "synth-pop"),
        "rock": (
            *("rock", "alt-rock", "alternative", "garage", "grunge", "hard-rock", "indie"),
            *("psych-rock", "rock-n-roll", "rockabilly"),
        ),
        "punk-and-emo": ("punk", "punk-rock", "emo"),
        "metal": (
            *("metal", "black-metal", "death-metal", "goth", "grindcore", "heavy-metal"),
            *("industrial", "metalcore"),
        ),
        "hip-hop": ("hip-hop", "hardcore"),
        "soul-and-gospel": ("soul", "r-n-b", "gospel"),
        "funk-and-disco": ("funk", "disco", "groove"),
        "jazz-and-blues": ("jazz", "blues"),
        "folk-and-songwriters": (
            *("folk", "acoustic", "guitar", "singer-songwriter", "songwriter"),
        ),
        "country": ("country", "bluegrass", "honky-tonk"),
        "classical": ("classical", "opera", "piano"),
        "calm": ("ambient", "chill", "new-age", "sad", "sleep", "study"),
        "electronic": ("electronic", "club", "edm", "electro", "idm", "trip-hop"),
        "house": ("house", "chicago-house", "deep-house", "progressive-house"),
        "techno-and-trance": (
            *("techno", "detroit-techno", "minimal-techno", "trance", "hardstyle", "happy"),
        ),
        "bass-and-breaks": ("drum-and-bass", "breakbeat", "dubstep"),
        "reggae-and-ska": ("reggae", "dancehall", "dub", "ska"),
        "latin": ("latin", "latino", "reggaeton", "salsa", "spanish", "tango"),
        "brazil": ("brazil", "forro", "mpb", "pagode", "samba", "sertanejo"),
        "east-asia": (
            *("anime", "cantopop", "j-dance", "j-idol", "j-pop", "j-rock", "k-pop", "mandopop"),
        ),
        "europe": ("british", "french", "german", "party", "romance", "swedish"),
        "africa-and-asia": (
            *("world-music", "afrobeat", "indian", "iranian", "malay", "pop-film", "turkish"),
        ),
        "stage-and-children": ("show-tunes", "children", "comedy", "disney", "kids"),
    }
)

_FAMILY_OF = {genre: family for family, genres in FAMILIES.items() for genre in genres}


def family_of(genre: str) -> str:
    """Name of a genre's family, a key of :data:`FAMILIES`; ``other`` for a genre not in it."""
    return _FAMILY_OF.get(genre, OTHER)
