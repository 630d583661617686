"""Which keys Spotify's objects have: the OpenAPI documents prove types, hardly ever presence.

``Shape.complaints`` names keys that are missing, and keys that an app of its mode does not get.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Inside = Mapping[str, "Shape"]


@dataclass(frozen=True, slots=True)
class Shape:
    """``always`` there, there ``perhaps``; ``old``: always for legacy apps, never for new ones.

    ``old_perhaps``: as ``perhaps`` for legacy apps, never for new ones. ``inside``: the shapes
    of keys' values, or of the items where the value is a list; null is looked at no further.
    """

    name: str
    always: str
    perhaps: str = ""
    old: str = ""
    old_perhaps: str = ""
    inside: Inside = field(default_factory=dict)

    def complaints(self, value: object, mode: str, at: str = "$") -> Iterator[str]:
        """Return what is wrong with the keys of an object and of what is inside of it."""
        if not isinstance(value, dict):
            yield f"{at}: no {self.name}, but {type(value).__name__}"
            return
        legacy = mode == "legacy"
        required = set(self.always.split()) | (set(self.old.split()) if legacy else set())
        allowed = required | set(self.perhaps.split())
        allowed |= set(self.old_perhaps.split()) if legacy else set()
        if missing := required - value.keys():
            yield f"{at}: {self.name} without {', '.join(sorted(missing))}"
        if strange := value.keys() - allowed:
            yield f"{at}: {self.name} of {mode} with {', '.join(sorted(strange))}"
        for key, shape in self.inside.items():
            held = value.get(key)
            parts = held if isinstance(held, list) else [held]
            for number, part in enumerate(parts):
                if part is not None:
                    yield from shape.complaints(part, mode, f"{at}.{key}[{number}]")


def paged(shape: Shape, name: str = "page") -> Shape:
    """A page of a list of such things."""
    keys = "href limit next offset previous total items"
    return Shape(name, keys, inside={"items": shape})


_NAMED = "external_urls href id type uri"
URLS = Shape("external_urls", "spotify")
IMAGE = Shape("image", "url height width")
FOLLOWERS = Shape("followers", "href total")
USER = Shape("user", _NAMED, perhaps="display_name", inside={"external_urls": URLS})
PRIVATE_USER = Shape(
    "private user",
    f"{_NAMED} account_id display_name images",
    old="followers",
    old_perhaps="country email explicit_content product",
    inside={
        "external_urls": URLS,
        "images": IMAGE,
        "followers": FOLLOWERS,
        "explicit_content": Shape("explicit_content", "filter_enabled filter_locked"),
    },
)
SIMPLE_ARTIST = Shape("simplified artist", f"{_NAMED} name", inside={"external_urls": URLS})
ARTIST = Shape(
    "artist",
    f"{_NAMED} name images",
    old="followers genres popularity",
    inside={"external_urls": URLS, "images": IMAGE, "followers": FOLLOWERS},
)
ALBUM = Shape(
    "album",
    f"{_NAMED} name album_type artists images release_date release_date_precision total_tracks",
    perhaps="is_playable restrictions",
    old="available_markets",
    old_perhaps="album_group",
    inside={"external_urls": URLS, "images": IMAGE, "artists": SIMPLE_ARTIST},
)
TRACK = Shape(
    "track",
    f"{_NAMED} name album artists disc_number duration_ms explicit external_ids is_local"
    " track_number",
    perhaps="is_playable restrictions",
    old="available_markets popularity preview_url",
    old_perhaps="linked_from",
    inside={
        "external_urls": URLS,
        "album": ALBUM,
        "artists": SIMPLE_ARTIST,
        "external_ids": Shape("external_ids", "isrc", perhaps="ean upc"),
        "restrictions": Shape("restrictions", "reason"),
    },
)
OWNER = Shape("owner", f"{_NAMED} display_name", inside={"external_urls": URLS})
PLAYLIST_ITEM = Shape(
    "playlist item",
    "added_at added_by is_local primary_color item video_thumbnail",
    perhaps="track",
    inside={
        "item": TRACK,
        "track": TRACK,
        "added_by": USER,
        "video_thumbnail": Shape("video thumbnail", "url"),
    },
)
_PLAYLIST = f"{_NAMED} name collaborative description images owner primary_color public snapshot_id"
PLAYLIST = Shape(
    "playlist",
    _PLAYLIST,
    perhaps="items",  # for owner and collaborators
    old="followers",
    old_perhaps="tracks",
    inside={
        "external_urls": URLS,
        "images": IMAGE,
        "owner": OWNER,
        "followers": FOLLOWERS,
        "items": paged(PLAYLIST_ITEM),
        "tracks": paged(PLAYLIST_ITEM),
    },
)
OWN_PLAYLIST = Shape(
    "playlist of one's own",
    f"{_PLAYLIST} items",
    old="followers",
    old_perhaps="tracks",
    inside=PLAYLIST.inside,
)
_CONTENTS = Shape("contents", "href total")
LISTED_PLAYLIST = Shape(
    "listed playlist",
    f"{_PLAYLIST} items",
    old_perhaps="tracks",
    inside={
        "external_urls": URLS,
        "images": IMAGE,
        "owner": OWNER,
        "items": _CONTENTS,
        "tracks": _CONTENTS,
    },
)
DEVICE = Shape(
    "device",
    "id is_active is_private_session is_restricted name type volume_percent supports_volume",
)
CONTEXT = Shape("context", "type href external_urls uri", inside={"external_urls": URLS})
_PLAYING = "timestamp context progress_ms is_playing item currently_playing_type actions"
_DISALLOWS = Shape(
    "disallows",
    "",
    perhaps="interrupting_playback pausing resuming seeking skipping_next skipping_prev"
    " toggling_repeat_context toggling_shuffle toggling_repeat_track transferring_playback",
)
_IN_PLAYBACK = {
    "context": CONTEXT,
    "item": TRACK,
    "actions": Shape("actions", "disallows", inside={"disallows": _DISALLOWS}),
}
CURRENTLY_PLAYING = Shape("what plays", _PLAYING, inside=_IN_PLAYBACK)
PLAYBACK = Shape(
    "playback",
    f"{_PLAYING} device repeat_state shuffle_state",
    perhaps="smart_shuffle",
    inside={**_IN_PLAYBACK, "device": DEVICE},
)
DEVICES = Shape("devices", "devices", inside={"devices": DEVICE})
QUEUE = Shape(
    "queue", "currently_playing queue", inside={"currently_playing": TRACK, "queue": TRACK}
)
PLAY_HISTORY = Shape(
    "recently played",
    "href limit next cursors items",
    perhaps="total",
    inside={
        "items": Shape(
            "play", "track played_at context", inside={"track": TRACK, "context": CONTEXT}
        ),
        "cursors": Shape("cursors", "after before"),
    },
)
FOUND = Shape(
    "search result",
    "",
    perhaps="albums artists playlists tracks shows episodes audiobooks",
    inside={
        "albums": paged(ALBUM),
        "artists": paged(ARTIST),
        "playlists": paged(LISTED_PLAYLIST),
        "tracks": paged(TRACK),
    },
)
RECOMMENDATIONS = Shape(
    "recommendations",
    "seeds tracks",
    inside={
        "seeds": Shape(
            "seed", "initialPoolSize afterFilteringSize afterRelinkingSize id type href"
        ),
        "tracks": TRACK,
    },
)
SNAPSHOT = Shape("snapshot", "snapshot_id")
ERROR = Shape(
    "refusal", "error", inside={"error": Shape("error", "status message", perhaps="reason")}
)

# What each operation answers when it succeeds with something to say.
ANSWERS: dict[tuple[str, str], Shape] = {
    ("GET", "/artists/{id}"): ARTIST,
    ("GET", "/tracks/{id}"): TRACK,
    ("GET", "/search"): FOUND,
    ("GET", "/me"): PRIVATE_USER,
    ("GET", "/me/top/artists"): paged(ARTIST),
    ("GET", "/me/top/tracks"): paged(TRACK),
    ("GET", "/me/playlists"): paged(LISTED_PLAYLIST),
    ("POST", "/me/playlists"): OWN_PLAYLIST,
    ("POST", "/users/{user_id}/playlists"): OWN_PLAYLIST,
    ("GET", "/playlists/{playlist_id}"): PLAYLIST,
    ("GET", "/playlists/{playlist_id}/items"): paged(PLAYLIST_ITEM),
    ("GET", "/playlists/{playlist_id}/tracks"): paged(PLAYLIST_ITEM),
    **{
        (method, f"/playlists/{{playlist_id}}/{last}"): SNAPSHOT
        for method in ("POST", "PUT", "DELETE")
        for last in ("items", "tracks")
    },
    ("GET", "/me/player"): PLAYBACK,
    ("GET", "/me/player/currently-playing"): CURRENTLY_PLAYING,
    ("GET", "/me/player/devices"): DEVICES,
    ("GET", "/me/player/queue"): QUEUE,
    ("GET", "/me/player/recently-played"): PLAY_HISTORY,
    ("GET", "/recommendations"): RECOMMENDATIONS,
}
