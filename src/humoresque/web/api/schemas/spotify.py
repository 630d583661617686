"""Spotify on the wire: who is connected, what is saved, what plays. Times in milliseconds."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from humoresque.spotify.scopes import Purpose
from humoresque.web.api.schemas.base import ONE_LINE, Strict, readable

# What Spotify's own apps allow.
MAX_NAME = 100
MAX_DESCRIPTION = 300
MAX_QUEUED = 50
_DEVICE = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_LONGEST_MS = 24 * 3600 * 1000


class SpotifyMode(StrEnum):
    """What Spotify lets the operator's app do: a new one, or one with extended quota."""

    DEVMODE = "devmode"
    LEGACY = "legacy"


class SpotifyListener(BaseModel):
    """Whose Spotify account is connected."""

    display_name: str | None
    image_url: str | None
    profile_url: str | None
    granted: list[Purpose] = Field(description="What the listener has agreed to")
    needs_reconnect: bool = Field(description="Spotify no longer accepts the log-in; log in again")
    authorization_expires_at: datetime = Field(description="Six months after the log-in")
    expires_soon: bool = Field(description="Within 30 days")


class SpotifyState(BaseModel):
    """Whether Spotify can be used, by whom, and where its player comes from. Calls nobody."""

    configured: bool
    simulated: bool = Field(description="It is the simulator, not Spotify")
    mode: SpotifyMode
    recommendations: bool = Field(description="Spotify's own recommendations are asked first")
    address: str | None = Field(description="Where to open the page to log in; null: right here")
    account: SpotifyListener | None
    sdk_url: str
    embed_url: str


class AuthorizationUrl(BaseModel):
    """Where the browser goes to log in and agree."""

    url: str


class Authenticated(BaseModel):
    """Whether the stored access token is still valid."""

    authenticated: bool
    needs_reconnect: bool
    expires_at: datetime | None


class TokenExpiry(BaseModel):
    """When the refreshed access token ends."""

    expires_at: datetime


class AccessToken(BaseModel):
    """A fresh access token, for Spotify's player in this page alone."""

    access_token: str
    expires_at: datetime


class LoggedOut(BaseModel):
    """``logged_out`` is false when nobody was logged in."""

    logged_out: bool
    logout_url: str = Field(description="Where to log out of Spotify itself")


class SpotifyProfile(BaseModel):
    """The listener as Spotify describes them now."""

    account_id: str
    display_name: str | None
    image_url: str | None
    profile_url: str | None
    scopes: list[str]


def _readable_or_empty(text: str) -> str:
    return text and readable(text)


class SavePlaylistRequest(Strict):
    """Which list, and how it is to look on Spotify."""

    playlist_id: UUID
    name: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=1, max_length=MAX_NAME, pattern=ONE_LINE
        ),
        AfterValidator(readable),
    ]
    description: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=MAX_DESCRIPTION, pattern=ONE_LINE),
        AfterValidator(_readable_or_empty),
    ] = Field("", description="One line; may be empty")
    public: bool = Field(
        default=False, strict=True, description="False hides it from the profile, no more"
    )


class NotFoundSong(BaseModel):
    """A song of the list (its place from 1) that Spotify does not have."""

    position: int
    title: str
    artists: list[str]


class SavedPlaylist(BaseModel):
    """The list as it is on Spotify."""

    playlist_id: UUID
    name: str
    description: str
    public: bool
    spotify_url: str
    songs: int = Field(description="How many are in it")
    not_found: list[NotFoundSong]
    waiting: int = Field(description="Own songs not looked up yet; save again to go on with them")
    saved_at: datetime


class Device(BaseModel):
    """Something that plays; without an id it cannot be addressed."""

    id: str | None
    name: str
    type: str = Field(description="Such as Computer, Smartphone, Speaker")
    is_active: bool
    is_restricted: bool
    volume_percent: int | None = Field(ge=0, le=100)
    supports_volume: bool


class DeviceList(BaseModel):
    """The listener's devices that are on."""

    devices: list[Device]


class PlayingSong(BaseModel):
    """What plays."""

    uri: str
    title: str
    artists: list[str]
    album: str | None
    image_url: str | None
    duration_ms: int
    spotify_url: str | None


class Playback(BaseModel):
    """The state of the listener's player."""

    is_playing: bool
    progress_ms: int | None
    kind: Literal["track", "episode", "ad", "unknown"]
    song: PlayingSong | None = Field(description="Null in advertisements and podcasts")
    device: Device | None
    disallows: list[str] = Field(description="Such as skipping_prev, pausing")


class CurrentlyPlaying(BaseModel):
    """Null when nothing plays anywhere."""

    playing: Playback | None


class OnDevice(Strict):
    """Null is the active device."""

    device_id: _DEVICE | None = None


class PlayRequest(OnDevice):
    """With a list: plays it from ``position`` (from 1). Without either: goes on where it was."""

    playlist_id: UUID | None = None
    position: int | None = Field(None, ge=1, le=100, strict=True)
    position_ms: int | None = Field(None, ge=0, le=_LONGEST_MS, strict=True)

    @model_validator(mode="after")
    def _position_in_a_list(self) -> Self:
        if self.position is not None and self.playlist_id is None:
            msg = "give 'playlist_id' with 'position': the list whose song is meant"
            raise ValueError(msg)
        return self


class PlayAnswer(BaseModel):
    """How many songs were handed over, and those that Spotify does not have."""

    songs: int
    not_found: list[NotFoundSong] = Field(description="By their place in the list or the request")
    waiting: int = Field(
        description="Not handed over yet: own songs to be looked up, songs after a fault of a queue"
    )


class QueueRequest(OnDevice):
    """Songs of the visitor's lists or of the catalog, in order."""

    track_ids: list[Annotated[str, StringConstraints(min_length=1, max_length=64)]] = Field(
        min_length=1, max_length=MAX_QUEUED
    )


class SeekRequest(OnDevice):
    """Where to go on in the song."""

    position_ms: int = Field(ge=0, le=_LONGEST_MS, strict=True)


class VolumeRequest(OnDevice):
    """How loud, in percent."""

    volume_percent: int = Field(ge=0, le=100, strict=True)


class TransferRequest(Strict):
    """Where to play on; ``play`` false keeps playing or paused as it is."""

    device_id: _DEVICE
    play: bool = Field(default=True, strict=True)
