"""The state machine behind the simulated player, with the time handed to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.spotify.player import (
    IDLE_MS,
    Device,
    DeviceNotFoundError,
    Item,
    NoActiveDeviceError,
    Player,
    PlayerError,
    Reason,
    RestrictedError,
)

SONGS = tuple(Item(f"spotify:track:{number}", 100_000 + number) for number in range(4))
QUEUED = Item("spotify:track:queued", 50_000)
AD = Item("spotify:ad:1", 15_000)


@pytest.fixture
def player() -> Player:
    player = Player()
    player.connect(Device("phone", "Phone", "Smartphone"))
    player.connect(Device("speaker", "Speaker", "Speaker", supports_volume=False))
    player.connect(Device("tv", "Television", "TV", is_restricted=True))
    return player


@pytest.fixture
def playing(player: Player) -> Player:
    player.play(SONGS, 0, device_id="phone")
    return player


def refused(command: Callable[[], None]) -> Reason:
    with pytest.raises(RestrictedError) as caught:
        command()
    return caught.value.reason


def test_songs_follow_one_another_as_the_time_passes(playing: Player) -> None:
    assert playing.at(99_999).item == SONGS[0]
    later = playing.at(100_000 + 100_001 + 7)
    assert (later.item, later.position_ms, later.playing) == (SONGS[2], 7, True)
    assert later.previous == (SONGS[1], SONGS[0])
    assert later.following == (SONGS[3],)
    assert [played.uri for played in playing.played] == [SONGS[0].uri, SONGS[1].uri]


def test_a_device_that_has_just_come_takes_no_command_yet(playing: Player) -> None:
    playing.connect(Device("new", "New", "Computer", reachable_from_ms=700))
    with pytest.raises(DeviceNotFoundError):
        playing.transfer("new", 699, play=True)
    playing.transfer("new", 700, play=True)
    assert playing.active_id == "new"


def test_a_list_that_is_over_lies_ready_at_its_first_song(playing: Player) -> None:
    over = playing.at(sum(song.duration_ms for song in SONGS) + 5)
    assert (over.item, over.position_ms, over.playing) == (SONGS[0], 0, False)


def test_a_pause_stops_the_clock_and_resuming_lets_it_run_on(playing: Player) -> None:
    playing.pause(30_000)
    assert playing.at(90_000).position_ms == 30_000
    playing.resume(90_000)
    assert playing.at(91_000).position_ms == 31_000


def test_what_goes_without_saying_is_refused(playing: Player) -> None:
    assert refused(lambda: playing.resume(1)) == Reason.UNKNOWN
    playing.pause(2)
    assert refused(lambda: playing.pause(3)) == Reason.UNKNOWN
    assert refused(lambda: playing.previous(4)) == Reason.NO_PREV_TRACK
    playing.play(SONGS, 5, index=3)
    assert refused(lambda: playing.next(6)) == Reason.NO_NEXT_TRACK
    assert set(playing.at(7).disallows) == {"resuming", "skipping_next"}


def test_nothing_can_be_done_to_silence(player: Player) -> None:
    player.transfer("phone", 0, play=True)
    assert not player.at(1).playing
    assert refused(lambda: player.seek(5, 1)) == Reason.NOT_PLAYING_TRACK
    assert refused(lambda: player.next(1)) == Reason.NOT_PLAYING_TRACK
    assert refused(lambda: player.resume(1)) == Reason.UNKNOWN


def test_a_command_needs_a_device_that_is_there_and_takes_it(player: Player) -> None:
    with pytest.raises(NoActiveDeviceError):
        player.play(SONGS, 0)
    with pytest.raises(DeviceNotFoundError):
        player.play(SONGS, 0, device_id="elsewhere")
    restricted = refused(lambda: player.play(SONGS, 0, device_id="tv"))
    assert restricted == Reason.DEVICE_NOT_CONTROLLABLE


def test_a_fresh_device_is_found_after_a_moment(player: Player) -> None:
    player.connect(Device("browser", "Humoresque", "Computer", reachable_from_ms=700))
    assert "browser" not in {device.id for device in player.reachable(699)}
    with pytest.raises(DeviceNotFoundError):
        player.transfer("browser", 699, play=False)
    player.transfer("browser", 700, play=False)
    assert player.at(701).device == player.devices["browser"]


def test_a_volume_is_set_where_the_device_allows_it(playing: Player) -> None:
    playing.set_volume(20, 1)
    assert playing.devices["phone"].volume_percent == 20
    reason = refused(lambda: playing.set_volume(20, 1, device_id="speaker"))
    assert reason == Reason.VOLUME_CONTROL_DISALLOW


def test_queued_songs_come_before_the_rest_of_the_list(playing: Player) -> None:
    playing.queue(QUEUED, 1)
    assert playing.at(2).following == (QUEUED, *SONGS[1:])
    playing.next(3)
    assert playing.at(4).item == QUEUED
    assert playing.at(4).previous == (SONGS[0],)
    assert playing.at(3 + QUEUED.duration_ms).item == SONGS[1]


def test_going_back_from_a_queued_song_returns_to_the_list(playing: Player) -> None:
    playing.queue(QUEUED, 1)
    playing.next(2)
    playing.previous(3)
    assert playing.at(4).item == SONGS[0]


def test_a_queue_alone_can_be_started(player: Player) -> None:
    player.queue(QUEUED, 0, device_id="phone")
    player.resume(1, device_id="phone")
    assert player.at(2).item == QUEUED
    over = player.at(1 + QUEUED.duration_ms)
    assert (over.item, over.position_ms, over.playing) == (QUEUED, 0, False)


def test_a_position_past_the_end_begins_the_next_song(playing: Player) -> None:
    playing.seek(200_000, 5)
    assert (playing.at(6).item, playing.at(6).position_ms) == (SONGS[1], 1)
    playing.play(SONGS, 10, position_ms=200_000)
    assert (playing.at(11).item, playing.at(11).position_ms) == (SONGS[1], 1)


def test_a_transfer_keeps_the_song_and_the_place(playing: Player) -> None:
    playing.transfer("speaker", 10_000, play=False)
    there = playing.at(11_000)
    assert there.device == playing.devices["speaker"]
    assert (there.item, there.position_ms, there.playing) == (SONGS[0], 11_000, True)
    playing.pause(12_000)
    playing.transfer("phone", 13_000, play=False)
    assert not playing.at(14_000).playing
    playing.transfer("phone", 14_000, play=True)
    assert playing.at(15_000).position_ms == 13_000


def test_a_device_that_goes_takes_the_sound_with_it(playing: Player) -> None:
    playing.set_online("phone", 10_000, online=False)
    assert playing.at(11_000).device is None
    with pytest.raises(DeviceNotFoundError):
        playing.resume(12_000, device_id="phone")
    playing.set_online("phone", 13_000, online=True)
    playing.resume(14_000, device_id="phone")
    assert playing.at(15_000).position_ms == 11_000
    playing.disconnect("phone", 16_000)
    assert "phone" not in playing.devices
    with pytest.raises(NoActiveDeviceError):
        playing.resume(17_000)


def test_a_browser_that_is_no_more_heard_is_dropped(player: Player) -> None:
    player.connect(Device("browser", "Humoresque", "Computer", heard_s=10.0))
    player.drop_silent(0, not_since_s=10.0)
    assert "browser" in player.devices
    player.drop_silent(0, not_since_s=10.1)
    assert set(player.devices) == {"phone", "speaker", "tv"}


def test_after_a_long_pause_no_device_is_active(playing: Player) -> None:
    playing.pause(1_000)
    assert playing.at(1_000 + IDLE_MS - 1).device is not None
    assert playing.at(1_000 + IDLE_MS).device is None
    with pytest.raises(NoActiveDeviceError):
        playing.resume(2_000 + IDLE_MS)


def test_an_advertisement_cannot_be_skipped_and_is_not_remembered(player: Player) -> None:
    player.play((AD, *SONGS), 0, device_id="phone")
    assert refused(lambda: player.next(1)) == Reason.UNKNOWN
    assert refused(lambda: player.seek(9, 1)) == Reason.UNKNOWN
    assert "skipping_next" in player.at(2).disallows
    assert player.at(AD.duration_ms).item == SONGS[0]
    assert not player.played


def test_a_song_is_remembered_once_it_was_heard_for_a_while(playing: Player) -> None:
    playing.next(10_000)
    assert not playing.played
    playing.next(45_000)
    assert [played.uri for played in playing.played] == [SONGS[1].uri]


COMMANDS: dict[str, Callable[[Player, int, int], None]] = {
    "play": lambda player, now, n: player.play(SONGS, now, index=n % 4, position_ms=n * 999),
    "resume": lambda player, now, _: player.resume(now),
    "pause": lambda player, now, _: player.pause(now),
    "next": lambda player, now, _: player.next(now),
    "previous": lambda player, now, _: player.previous(now),
    "seek": lambda player, now, n: player.seek(n * 999, now),
    "queue": lambda player, now, _: player.queue(QUEUED, now),
    "volume": lambda player, now, n: player.set_volume(n % 101, now),
    "there": lambda player, now, n: player.transfer("speaker", now, play=n % 2 == 0),
    "back": lambda player, now, n: player.transfer("phone", now, play=n % 2 == 0),
    "gone": lambda player, now, n: player.set_online("phone", now, online=n % 2 == 0),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(COMMANDS)), st.integers(0, 200), st.integers(0, 300_000))
)


@given(STEPS)
def test_whatever_is_done_the_place_lies_within_the_song_and_changes_are_counted(
    steps: list[tuple[str, int, int]],
) -> None:
    player = Player()
    player.connect(Device("phone", "Phone", "Smartphone"))
    player.connect(Device("speaker", "Speaker", "Speaker"))
    player.play(SONGS, 0, device_id="phone")
    now = 0
    for command, number, passed in steps:
        now += passed
        before, counted = player.at(now), player.changes
        try:
            COMMANDS[command](player, now, number)
        except PlayerError:
            assert player.at(now) == before
        after = player.at(now)
        assert after.item is not None
        assert 0 <= after.position_ms < after.item.duration_ms
        assert not after.playing or after.device is not None
        assert after == before or player.changes > counted


@given(STEPS, st.integers(1, 100_000))
def test_looking_often_changes_nothing(steps: list[tuple[str, int, int]], often: int) -> None:
    rarely, closely = Player(), Player()
    for player in (rarely, closely):
        player.connect(Device("phone", "Phone", "Smartphone"))
        player.connect(Device("speaker", "Speaker", "Speaker"))
        player.play(SONGS, 0, device_id="phone")
    now = 0
    for command, number, passed in steps:
        for moment in range(now, now + passed, often + passed // 5):
            closely.at(moment)
        now += passed
        for player in (rarely, closely):
            try:
                COMMANDS[command](player, now, number)
            except PlayerError:
                continue
        assert rarely.at(now) == closely.at(now)
