"""Spotify's Web API for one listener: what this app uses of it, nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from humoresque.spotify.answer import problem_of
from humoresque.spotify.errors import (
    SpotifyUnreachableError,
    TokenRejectedError,
    UnreadableAnswerError,
)
from humoresque.spotify.models import (
    Artist,
    Contained,
    Device,
    Devices,
    Found,
    Page,
    Playback,
    Playlist,
    PlaylistItem,
    Recommendations,
    Track,
    User,
)
from humoresque.spotify.recommendations import Wish
from humoresque.spotify.request import Request, path_of
from humoresque.spotify.transport import Transport

Model = TypeVar("Model", bound=BaseModel)
TimeRange = Literal["short_term", "medium_term", "long_term"]

MOST_FOUND = 10
MOST_OF_A_PAGE = 50
MOST_REPLACED = 100
# How long a token that should be good is given to become so.
_SPURIOUS_S = 1.0
# For all calls of one instance together: a page waits for them, and a thread of the server.
_PATIENCE_S = 30.0


class TokenSource(Protocol):
    """Whose calls these are."""

    def current(self) -> str:
        """An access token, renewed beforehand when its time is over."""

    def renewed(self, rejected: str) -> str:
        """Another one in place of one that Spotify has just refused."""


class SpotifyApi:
    """The calls of one listener for one request of ours; the transport behind it is everybody's.

    30 seconds after it was made it begins no call any more: ``SpotifyUnreachableError``, not
    ambiguous. Every method raises leaves of ``SpotifyError``; writes count as done with any 2xx,
    whatever their body. Limits beyond Spotify's are a ``ValueError`` here.
    """

    def __init__(
        self,
        transport: Transport,
        tokens: TokenSource,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._transport = transport
        self._tokens = tokens
        self._clock = clock
        self._sleep = sleep
        self._until = clock() + _PATIENCE_S

    # The listener ----------------------------------------------------------------------------

    def me(self) -> User:
        """Who the listener is (Get Current User's Profile)."""
        return self._read(User, Request("GET", "/me"))

    def top_artists(
        self, limit: int = MOST_OF_A_PAGE, time_range: TimeRange = "medium_term"
    ) -> tuple[Artist, ...]:
        """The artists heard most, most first, 1 to 50; none for a new account.

        ``time_range``: about four weeks, six months, or a year.
        """
        query = _paged(limit) | {"time_range": time_range}
        return self._read(Page[Artist], Request("GET", "/me/top/artists", query)).items

    def top_tracks(
        self, limit: int = MOST_OF_A_PAGE, time_range: TimeRange = "medium_term"
    ) -> tuple[Track, ...]:
        """The songs heard most, as ``top_artists``."""
        query = _paged(limit) | {"time_range": time_range}
        return self._read(Page[Track], Request("GET", "/me/top/tracks", query)).items

    # Songs -----------------------------------------------------------------------------------

    def search_tracks(self, query: str, limit: int = MOST_FOUND) -> tuple[Track, ...]:
        """Songs by Spotify's search language (``track:``, ``artist:``, ``isrc:``), 1 to 10."""
        parameters = _paged(limit, MOST_FOUND) | {"q": query, "type": "track"}
        return self._read(Found, Request("GET", "/search", parameters)).tracks.items

    def track(self, track_id: str) -> Track:
        """One song (Get Track)."""
        return self._read(Track, Request("GET", path_of("tracks", track_id)))

    def recommendations(self, wish: Wish) -> tuple[Track, ...]:
        """What Spotify itself recommends; only apps from before 27 November 2024 are answered.

        Others get ``EndpointWithdrawnError``.
        """
        answer = self._read(Recommendations, Request("GET", "/recommendations", wish.query()))
        return answer.tracks

    # Lists -----------------------------------------------------------------------------------

    def create_playlist(self, name: str, description: str, *, public: bool) -> Playlist:
        """A new, empty list. Never sent twice: each call makes one.

        ``SpotifyUnreachableError`` with ``ambiguous``, ``SpotifyFailingError`` and
        ``UnreadableAnswerError`` leave open whether it was made: look among ``my_playlists``.
        """
        body = {"name": name, "description": description, "public": public}
        return self._read(Playlist, Request("POST", "/me/playlists", body=body))

    def change_details(
        self,
        playlist_id: str,
        *,
        name: str | None = None,
        description: str | None = None,
        public: bool | None = None,
    ) -> None:
        """Name, description and whether it is on the profile; None leaves as it is.

        Spotify refuses an empty description ("Attribute description is empty"), and shows a space
        as none; so that is sent.
        """
        if description == "":
            description = " "
        wanted = {"name": name, "description": description, "public": public}
        body = {key: value for key, value in wanted.items() if value is not None}
        self._send(Request("PUT", path_of("playlists", playlist_id), body=body))

    def replace_items(self, playlist_id: str, uris: Sequence[str]) -> None:
        """Make the list hold these, at most 100, in this order; the same call twice is harmless."""
        if len(uris) > MOST_REPLACED:
            message = f"At most {MOST_REPLACED} songs replace a list's; these are {len(uris)}."
            raise ValueError(message)
        path = path_of("playlists", playlist_id, "/items")
        self._send(Request("PUT", path, body={"uris": list(uris)}))

    def playlist_items(
        self, playlist_id: str, limit: int = MOST_OF_A_PAGE, offset: int = 0
    ) -> Page[PlaylistItem]:
        """What is in a list of the listener's own, 1 to 50 from ``offset`` on."""
        path = path_of("playlists", playlist_id, "/items")
        return self._read(Page[PlaylistItem], Request("GET", path, _paged(limit, offset=offset)))

    def my_playlists(self, limit: int = MOST_OF_A_PAGE, offset: int = 0) -> Page[Playlist]:
        """The listener's lists, 1 to 50 from ``offset`` on, without what is in them."""
        query = _paged(limit, offset=offset)
        return self._read(Page[Playlist], Request("GET", "/me/playlists", query))

    def has_saved(self, uri: str) -> bool:
        """Whether it is in the listener's library, as playlists are until they are deleted."""
        asked = Request("GET", "/me/library/contains", {"uris": uri})
        return self._read(Contained, asked).root == (True,)

    # Players ---------------------------------------------------------------------------------
    # Commands are carried out some time after they are accepted, and not surely in their order.

    def playback(self) -> Playback | None:
        """What is playing, and where; None when nothing has been for a while."""
        answer = self._send(Request("GET", "/me/player"))
        return None if answer is None else _read(Playback, "/me/player", answer)

    def devices(self) -> tuple[Device, ...]:
        """The listener's players that are switched on."""
        return self._read(Devices, Request("GET", "/me/player/devices")).devices

    def play(
        self,
        device_id: str | None = None,
        uris: Sequence[str] | None = None,
        offset: int = 0,
        position_ms: int = 0,
    ) -> None:
        """Play ``uris`` from the ``offset``-th (0 the first) at ``position_ms`` on.

        Without ``uris`` the player goes on with what it has, and the two are not looked at.
        """
        body: Mapping[str, object] | None = None
        if uris is not None:
            body = {
                "uris": list(uris),
                "offset": {"position": offset},
                "position_ms": position_ms,
            }
        self._command("PUT", "/play", device_id, body=body)

    def pause(self, device_id: str | None = None) -> None:
        """Stop for now; a player that is stopped may refuse (``CommandRestrictedError``)."""
        self._command("PUT", "/pause", device_id)

    def next(self, device_id: str | None = None) -> None:
        """The next song; never sent twice."""
        self._command("POST", "/next", device_id)

    def previous(self, device_id: str | None = None) -> None:
        """The song before, or the beginning of this one; never sent twice."""
        self._command("POST", "/previous", device_id)

    def seek(self, position_ms: int, device_id: str | None = None) -> None:
        """Go on at ``position_ms``; beyond the song's end the next one starts."""
        self._command("PUT", "/seek", device_id, {"position_ms": position_ms})

    def set_volume(self, volume_percent: int, device_id: str | None = None) -> None:
        """0 is silent, 100 the loudest; some devices refuse (``CommandRestrictedError``)."""
        self._command("PUT", "/volume", device_id, {"volume_percent": volume_percent})

    def queue(self, uri: str, device_id: str | None = None) -> None:
        """One song to be played after this one and those queued before; never sent twice."""
        self._command("POST", "/queue", device_id, {"uri": uri})

    def transfer(self, device_id: str, *, play: bool = False) -> None:
        """Go on there; ``play`` False leaves it playing or paused as it is."""
        body = {"device_ids": [device_id], "play": play}
        self._send(Request("PUT", "/me/player", body=body))

    # -----------------------------------------------------------------------------------------

    def _command(
        self,
        method: str,
        name: str,
        device_id: str | None,
        query: Mapping[str, str | int] | None = None,
        body: Mapping[str, object] | None = None,
    ) -> None:
        device = {} if device_id is None else {"device_id": device_id}
        path = f"/me/player{name}"
        self._send(Request(method, path, {**(query or {}), **device}, body))

    def _read(self, model: type[Model], request: Request) -> Model:
        answer = self._send(request)
        if answer is None:
            raise UnreadableAnswerError(request.path, "no JSON")
        return _read(model, request.path, answer)

    def _send(self, request: Request) -> bytes | None:
        # What was refused for its token was not carried out, so even POST is sent again. With a
        # good token Spotify now and then answers the same, for a moment.
        token = self._tokens.current()
        try:
            return self._attempt(request, token)
        except TokenRejectedError:
            token = self._tokens.renewed(token)
        try:
            return self._attempt(request, token)
        except TokenRejectedError:
            self._sleep(_SPURIOUS_S)
        return self._attempt(request, token)

    def _attempt(self, request: Request, token: str) -> bytes | None:
        left_s = self._until - self._clock()
        if left_s <= 0.0:
            problem = f"not within {_PATIENCE_S:.0f} seconds"
            raise SpotifyUnreachableError(problem, ambiguous=False)
        return self._transport.send(request, token, left_s)


def _read(model: type[Model], path: str, answer: bytes) -> Model:
    try:
        return model.model_validate_json(answer)
    except ValidationError as error:
        raise UnreadableAnswerError(path, problem_of(error)) from None


def _paged(limit: int, most: int = MOST_OF_A_PAGE, offset: int = 0) -> dict[str, str | int]:
    if not 1 <= limit <= most:
        message = f"Spotify gives 1 to {most} at once, not {limit}."
        raise ValueError(message)
    return {"limit": limit, "offset": offset} if offset else {"limit": limit}
