"""Spotify's objects, as far as they are read (Spotify: Web API Reference).

Keys that are not named here are ignored. Of those that are, any may be missing or null but what
makes an object the object: apps of different age are told different things.
"""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, RootModel, model_validator

T = TypeVar("T")


def _without_nulls(items: object) -> object:
    """Spotify leaves holes where content is gone or its own."""
    return [item for item in items if item is not None] if isinstance(items, list) else items


Listed = Annotated[tuple[T, ...], BeforeValidator(_without_nulls)]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_missing(cls, told: object) -> object:
        if not isinstance(told, dict):
            return told
        return {key: value for key, value in told.items() if value is not None}


class Image(_Answer):
    """Artwork, to be shown as it is; ``width`` in pixels."""

    url: str
    width: int | None = None


class _Linked(_Answer):
    external_urls: dict[str, str | None] = {}

    @property
    def page(self) -> str | None:
        """Where Spotify shows it to people."""
        return self.external_urls.get("spotify")


class User(_Linked):
    """The listener. ``account_id`` never changes; ``id`` may, and old apps are told only that."""

    id: str
    account_id: str | None = None
    display_name: str | None = None
    images: Listed[Image] = ()


class Artist(_Linked):
    """An artist; one that is a mere name on a local file has no id."""

    name: str
    id: str | None = None


class Album(_Linked):
    """What a track is on."""

    name: str
    images: Listed[Image] = ()


class ExternalIds(_Answer):
    """Names that others know a recording by."""

    isrc: str | None = None


class Track(_Linked):
    """A song, or an episode (then without artists and album); a listener's own file has no id."""

    name: str
    uri: str
    id: str | None = None
    type: str = "track"
    artists: Listed[Artist] = ()
    album: Album | None = None
    duration_ms: int | None = None
    explicit: bool | None = None
    external_ids: ExternalIds = ExternalIds()
    is_local: bool | None = None
    is_playable: bool | None = None
    popularity: int | None = None

    @property
    def isrc(self) -> str | None:
        """The recording's international number."""
        return self.external_ids.isrc


class Page(_Answer, Generic[T]):
    """Part of a longer list; ``next`` is None on its last page."""

    items: Listed[T] = ()
    next: str | None = None


class PlaylistItem(_Answer):
    """A place in a list; ``song`` is None where it is empty."""

    item: Track | None = None
    track: Track | None = None

    @property
    def song(self) -> Track | None:
        """What is there, under either name."""
        return self.item or self.track


class Playlist(_Linked):
    """A list, without what is in it; some among a listener's have been told without a name."""

    id: str
    name: str = ""
    uri: str
    description: str | None = None


class Device(_Answer):
    """Something that plays; ``id`` changes over time, and is None for some; volume 0 to 100."""

    id: str | None = None
    name: str = ""
    type: str = ""
    is_active: bool = False
    is_restricted: bool = False
    supports_volume: bool = True
    volume_percent: int | None = None


class Actions(_Answer):
    """What the player does not do now, by Spotify's names."""

    disallows: dict[str, bool | None] = {}


class Playback(_Answer):
    """What is playing; ``item`` is None during advertisements."""

    is_playing: bool = False
    progress_ms: int | None = None
    item: Track | None = None
    currently_playing_type: str = "unknown"
    device: Device | None = None
    actions: Actions = Actions()

    @property
    def disallowed(self) -> tuple[str, ...]:
        """What the player does not do now."""
        return tuple(sorted(name for name, applies in self.actions.disallows.items() if applies))


class Devices(_Answer):
    """All players of a listener."""

    devices: Listed[Device] = ()


class Found(_Answer):
    """What a search for songs found."""

    tracks: Page[Track] = Page()


class Recommendations(_Answer):
    """Songs that Spotify recommends, best first."""

    tracks: Listed[Track] = ()


class Contained(RootModel[tuple[bool, ...]]):
    """Whether each thing asked for is in the listener's library."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)
