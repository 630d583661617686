"""What plays where for one listener: devices, a list, a queue, and a clock that runs.

Pure: the time comes in with every call, in milliseconds since 1970, and never goes backwards.
Whoever calls holds the lock.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

# A device that has been paused for so long is no more the active one.
IDLE_MS = 600_000
# A song counts as played when it ended or was heard for so long.
HEARD_MS = 30_000
# Songs that Spotify remembers as played.
REMEMBERED = 50

RESTRICTED = "Player command failed: Restriction violated"
_AD = "spotify:ad:"


class Reason(StrEnum):
    """Why a command was refused, in Spotify's words; the listed ones that a simulator needs."""

    NO_PREV_TRACK = "NO_PREV_TRACK"
    NO_NEXT_TRACK = "NO_NEXT_TRACK"
    NO_SPECIFIC_TRACK = "NO_SPECIFIC_TRACK"
    NOT_PLAYING_TRACK = "NOT_PLAYING_TRACK"
    DEVICE_NOT_CONTROLLABLE = "DEVICE_NOT_CONTROLLABLE"
    VOLUME_CONTROL_DISALLOW = "VOLUME_CONTROL_DISALLOW"
    UNKNOWN = "UNKNOWN"


class PlayerError(Exception):
    """The command was not carried out."""


class NoActiveDeviceError(PlayerError):
    """No device was named, and none is active."""


class DeviceNotFoundError(PlayerError):
    """The device that was named is not there, or not yet, or no more."""


class RestrictedError(PlayerError):
    """The command does not go with what plays, or with the device."""

    def __init__(self, reason: Reason, message: str = RESTRICTED) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


@dataclass(frozen=True, slots=True)
class Item:
    """A song, or an advertisement (`spotify:ad:…`)."""

    uri: str
    duration_ms: int

    @property
    def is_ad(self) -> bool:
        """Whether it is an advertisement, which can be neither skipped nor sought in."""
        return self.uri.startswith(_AD)


@dataclass(slots=True)
class Device:
    """A Spotify Connect device; one in a browser goes when its page is no more heard."""

    id: str
    name: str
    type: str
    volume_percent: int = 50
    supports_volume: bool = True
    is_restricted: bool = False
    reachable_from_ms: int = 0
    online: bool = True
    # Seconds of the process' own clock; None for what needs no page.
    heard_s: float | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """A song that was heard, and when that began to count."""

    uri: str
    at_ms: int
    context_uri: str | None


@dataclass(frozen=True, slots=True)
class Playback:
    """How it is at one moment; `previous` is nearest first, `following` the order of play."""

    device: Device | None
    context_uri: str | None
    item: Item | None
    position_ms: int
    playing: bool
    changed_ms: int
    previous: tuple[Item, ...]
    following: tuple[Item, ...]

    @property
    def disallows(self) -> tuple[str, ...]:
        """The names of commands that would now be refused."""
        names = ["resuming" if self.playing else "pausing"]
        if self.item is not None and self.item.is_ad:
            return (*names, "seeking", "skipping_next", "skipping_prev")
        names += [] if self.following else ["skipping_next"]
        return (*names, *(() if self.previous else ("skipping_prev",)))


@dataclass(slots=True)
class Player:
    """One listener's playback. `changes` counts what a connected device has to hear of."""

    devices: dict[str, Device] = field(default_factory=dict)
    active_id: str | None = None
    changes: int = 0
    played: deque[Played] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _context_uri: str | None = None
    _list: tuple[Item, ...] = ()
    _index: int = 0
    _queue: list[Item] = field(default_factory=list)
    _from_queue: Item | None = None
    _position_ms: int = 0
    _since_ms: int = 0
    _playing: bool = False

    def at(self, now_ms: int) -> Playback:
        """Let the songs play until now; return what plays, where and how far."""
        self._settle(now_ms)
        return Playback(
            device=self.devices.get(self.active_id or ""),
            context_uri=self._context_uri,
            item=self._current,
            position_ms=self._position(now_ms),
            playing=self._playing,
            changed_ms=self._since_ms,
            previous=self._before(),
            following=(*self._queue, *self._list[self._index + 1 :]),
        )

    def reachable(self, now_ms: int) -> list[Device]:
        """The devices that would take a command now, and those that never do."""
        self._settle(now_ms)
        return [d for d in self.devices.values() if d.online and d.reachable_from_ms <= now_ms]

    def connect(self, device: Device) -> None:
        """A device appears; under the id of a known one it takes that one's place."""
        self.devices[device.id] = device
        self.changes += 1

    def disconnect(self, device_id: str, now_ms: int) -> None:
        """A device goes; what plays on it stops where it is."""
        self._settle(now_ms)
        self._release(device_id, now_ms)
        self.devices.pop(device_id, None)
        self.changes += 1

    def set_online(self, device_id: str, now_ms: int, *, online: bool) -> None:
        """A device loses its connection or has it again; losing it stops what plays on it."""
        self._settle(now_ms)
        if not online:
            self._release(device_id, now_ms)
        self.devices[device_id].online = online
        self.changes += 1

    def drop_silent(self, now_ms: int, *, not_since_s: float) -> None:
        """Disconnect the browsers that were last heard of before that second."""
        for device in list(self.devices.values()):
            if device.heard_s is not None and device.heard_s < not_since_s:
                self.disconnect(device.id, now_ms)

    def play(
        self,
        items: tuple[Item, ...],
        now_ms: int,
        *,
        index: int = 0,
        position_ms: int = 0,
        context_uri: str | None = None,
        device_id: str | None = None,
        by_hand: bool = False,
    ) -> None:
        """Play these from `index`; a position past a song's end begins the one after it.

        `by_hand`: somebody stands at the device, which may then be one that refuses commands.
        """
        device = self._target(device_id, now_ms, by_hand=by_hand)
        self._remember(now_ms)
        self.active_id = device.id
        self._list, self._index, self._context_uri = items, index, context_uri
        self._from_queue = None
        self._go(position_ms, now_ms, playing=True)
        self._settle(now_ms)

    def resume(
        self, now_ms: int, *, position_ms: int | None = None, device_id: str | None = None
    ) -> None:
        """Go on with what was paused, on this device; what plays already is refused."""
        device = self._target(device_id, now_ms)
        if self._playing and device.id == self.active_id and position_ms is None:
            raise RestrictedError(Reason.UNKNOWN)
        if self._current is None and not self._queue:
            raise RestrictedError(Reason.UNKNOWN)
        self.active_id = device.id
        if self._current is None:
            self._from_queue = self._queue.pop(0)
        position = self._position(now_ms) if position_ms is None else position_ms
        self._go(position, now_ms, playing=True)
        self._settle(now_ms)

    def pause(self, now_ms: int, *, device_id: str | None = None) -> None:
        """Stop where it is; what is paused already is refused, as Spotify does."""
        self._target(device_id, now_ms)
        if not self._playing:
            raise RestrictedError(Reason.UNKNOWN)
        self._go(self._position(now_ms), now_ms, playing=False)

    def transfer(self, device_id: str, now_ms: int, *, play: bool) -> None:
        """Go on elsewhere; without `play`, what is paused stays paused."""
        device = self._target(device_id, now_ms)
        self.active_id = device.id
        playing = self._current is not None and (play or self._playing)
        self._go(self._position(now_ms), now_ms, playing=playing)

    def next(self, now_ms: int, *, device_id: str | None = None) -> None:
        """The queue's first song, else the list's next."""
        self._target(device_id, now_ms)
        self._refuse_during_ad()
        if self._current is None and not self._queue:
            raise RestrictedError(Reason.NOT_PLAYING_TRACK)
        if not self._queue and self._index + 1 >= len(self._list):
            raise RestrictedError(Reason.NO_NEXT_TRACK)
        self._remember(now_ms)
        self._follow()
        self._go(0, now_ms, playing=True)

    def previous(self, now_ms: int, *, device_id: str | None = None) -> None:
        """The song before in the list; a queued song goes back to the list's own."""
        self._target(device_id, now_ms)
        self._refuse_during_ad()
        if not self._before():
            none = Reason.NO_PREV_TRACK if self._current else Reason.NOT_PLAYING_TRACK
            raise RestrictedError(none)
        self._remember(now_ms)
        if self._from_queue is None:
            self._index -= 1
        self._from_queue = None
        self._go(0, now_ms, playing=True)

    def seek(self, position_ms: int, now_ms: int, *, device_id: str | None = None) -> None:
        """Go to a position, in milliseconds; past the end the next song begins."""
        self._target(device_id, now_ms)
        self._refuse_during_ad()
        if self._current is None:
            raise RestrictedError(Reason.NOT_PLAYING_TRACK)
        if position_ms >= self._current.duration_ms:
            self._end(now_ms)
        else:
            self._go(position_ms, now_ms, playing=self._playing)

    def set_volume(self, percent: int, now_ms: int, *, device_id: str | None = None) -> None:
        """Set a device's volume, 0-100; some cannot be set from elsewhere."""
        device = self._target(device_id, now_ms)
        if not device.supports_volume:
            message = "Player command failed: Cannot control device volume"
            raise RestrictedError(Reason.VOLUME_CONTROL_DISALLOW, message)
        device.volume_percent = percent
        self.changes += 1

    def queue(self, item: Item, now_ms: int, *, device_id: str | None = None) -> None:
        """Put a song behind those that wait already, before the rest of the list."""
        self._target(device_id, now_ms)
        self._queue.append(item)
        self.changes += 1

    @property
    def _current(self) -> Item | None:
        if self._from_queue is not None:
            return self._from_queue
        return self._list[self._index] if self._list else None

    def _before(self) -> tuple[Item, ...]:
        last = self._index if self._from_queue is None else self._index + 1
        return self._list[:last][::-1]

    def _position(self, now_ms: int) -> int:
        return self._position_ms + (now_ms - self._since_ms if self._playing else 0)

    def _go(self, position_ms: int, now_ms: int, *, playing: bool) -> None:
        self._position_ms, self._since_ms, self._playing = position_ms, now_ms, playing
        self.changes += 1

    def _settle(self, now_ms: int) -> None:
        while self._playing and self._current is not None:
            left = self._current.duration_ms - self._position_ms
            if self._since_ms + left > now_ms:
                break
            self._end(max(self._since_ms, self._since_ms + left))
        if not self._playing and self.active_id and now_ms - self._since_ms >= IDLE_MS:
            self.active_id = None
            self.changes += 1

    def _end(self, at_ms: int) -> None:
        """A song is over: the next one begins, or the list lies ready at its first, paused."""
        self._remember(at_ms, ended=True)
        more = bool(self._queue) or self._index + 1 < len(self._list)
        if more:
            self._follow()
        elif self._list:
            self._index, self._from_queue = 0, None
        self._go(0, at_ms, playing=more and self._playing)

    def _follow(self) -> None:
        if self._queue:
            self._from_queue = self._queue.pop(0)
        else:
            self._from_queue = None
            self._index += 1

    def _remember(self, now_ms: int, *, ended: bool = False) -> None:
        item = self._current
        if item is None or item.is_ad:
            return
        if ended or self._position(now_ms) >= HEARD_MS:
            self.played.append(Played(item.uri, now_ms, self._context_uri))

    def _release(self, device_id: str, now_ms: int) -> None:
        if device_id == self.active_id:
            self._go(self._position(now_ms), now_ms, playing=False)
            self.active_id = None

    def _target(self, device_id: str | None, now_ms: int, *, by_hand: bool = False) -> Device:
        reachable = {device.id: device for device in self.reachable(now_ms)}
        wanted = device_id or self.active_id
        if wanted is None:
            raise NoActiveDeviceError
        if wanted not in reachable:
            raise DeviceNotFoundError
        if reachable[wanted].is_restricted and not by_hand:
            raise RestrictedError(Reason.DEVICE_NOT_CONTROLLABLE)
        return reachable[wanted]

    def _refuse_during_ad(self) -> None:
        if self._current is not None and self._current.is_ad:
            raise RestrictedError(Reason.UNKNOWN)
