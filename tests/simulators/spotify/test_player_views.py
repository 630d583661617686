from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.simulators.running import RunningSimulator

SONGS = tuple(
    f"spotify:track:{track_id}"
    for track_id in (
        "5FiXhM80sP4yg6tEnHkZZn",
        "4FWmh70056lRFVNR6snlXo",
        "2EPLbM7W9OXSYiyEdSC34y",
    )
)
DURATION_MS = 197320
SCOPES = (
    "user-read-playback-state",
    "user-read-currently-playing",
    "user-modify-playback-state",
    "user-read-recently-played",
    "playlist-modify-private",
)
NO_ACTIVE_DEVICE = {
    "status": 404,
    "message": "Player command failed: No active device found",
    "reason": "NO_ACTIVE_DEVICE",
}


@dataclass(frozen=True, slots=True)
class Remote:
    """Someone's Web API, and what the simulator calls their devices."""

    simulator: RunningSimulator
    key: str
    api: httpx.Client

    def device(self, name: str) -> str:
        devices = self.simulator.state()["listeners"][self.key]["player"]["devices"]
        return str(next(device["id"] for device in devices if device["name"] == name))

    def error(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        answer = self.api.request(method, path, **request)
        error: dict[str, Any] = answer.json()["error"]
        assert answer.status_code == error["status"]
        return error

    def done(self, method: str, path: str, **request: Any) -> None:
        answer = self.api.request(method, path, **request)
        assert (answer.status_code, answer.content) == (204, b""), answer.text
        assert "content-type" not in answer.headers

    def playback(self) -> dict[str, Any]:
        shown: dict[str, Any] = self.api.get("/me/player").json()
        return shown


Remotes = Callable[..., Remote]


@pytest.fixture
def remote(simulator: RunningSimulator) -> Iterator[Remotes]:
    """Makes somebody's remote control, with all scopes unless some are named."""
    with ExitStack() as stack:

        def made(key: str, *scopes: str) -> Remote:
            token = simulator.access_token(key, *(scopes or SCOPES))
            headers = {"Authorization": f"Bearer {token}"}
            api = httpx.Client(base_url=simulator.api_url, headers=headers)
            return Remote(simulator, key, stack.enter_context(api))

        yield made


@pytest.fixture
def ana(remote: Remotes) -> Remote:
    return remote("ana")


@pytest.fixture
def playing(ana: Remote) -> Remote:
    """Three songs on her phone."""
    body = {"uris": SONGS}
    ana.done("PUT", "/me/player/play", params={"device_id": ana.device("Ana's phone")}, json=body)
    return ana


def test_devices_are_told_as_spotify_tells_them(ana: Remote, remote: Remotes) -> None:
    phone, speaker, television = ana.api.get("/me/player/devices").json()["devices"]
    assert phone == {
        "id": ana.device("Ana's phone"),
        "is_active": False,
        "is_private_session": False,
        "is_restricted": False,
        "name": "Ana's phone",
        "supports_volume": True,
        "type": "Smartphone",
        "volume_percent": 50,
    }
    assert (speaker["supports_volume"], speaker["volume_percent"]) == (False, None)
    assert (television["is_restricted"], television["id"]) == (True, None)
    cleo = remote("cleo")
    assert cleo.api.get("/me/player/devices").json() == {"devices": []}


def test_where_nothing_plays_there_is_nothing_to_tell(ana: Remote) -> None:
    for path in ("/me/player", "/me/player/currently-playing"):
        answer = ana.api.get(path)
        assert (answer.status_code, answer.content) == (204, b"")
    assert ana.api.get("/me/player/queue").json() == {"currently_playing": None, "queue": []}


def test_songs_play_on_and_the_clock_moves_them(playing: Remote) -> None:
    now = playing.playback()
    assert now["item"]["uri"] == SONGS[0]
    assert now["is_playing"] is True
    assert now["device"]["is_active"] is True
    assert now["context"] is None
    assert now["actions"]["disallows"] == {"resuming": True, "skipping_prev": True}
    assert 0 <= now["progress_ms"] < 5_000
    playing.simulator.advance(DURATION_MS / 1000)
    later = playing.api.get("/me/player/currently-playing").json()
    assert later["item"]["uri"] == SONGS[1]
    assert "device" not in later
    recently = playing.api.get("/me/player/recently-played").json()
    assert [item["track"]["uri"] for item in recently["items"]] == [SONGS[0]]


def test_commands_change_what_plays(playing: Remote) -> None:
    playing.done("POST", "/me/player/next")
    playing.done("POST", "/me/player/next")
    playing.done("POST", "/me/player/previous")
    playing.done("PUT", "/me/player/seek", params={"position_ms": 60_000})
    playing.done("PUT", "/me/player/volume", params={"volume_percent": 7})
    playing.done("PUT", "/me/player/pause")
    now = playing.playback()
    assert (now["item"]["uri"], now["is_playing"]) == (SONGS[1], False)
    assert 60_000 <= now["progress_ms"] < 65_000
    assert now["device"]["volume_percent"] == 7
    playing.done("PUT", "/me/player/play")
    assert playing.playback()["is_playing"] is True


def test_a_queued_song_comes_next(playing: Remote) -> None:
    playing.done("POST", "/me/player/queue", params={"uri": SONGS[2]})
    waiting = playing.api.get("/me/player/queue").json()
    assert waiting["currently_playing"]["uri"] == SONGS[0]
    assert [track["uri"] for track in waiting["queue"]] == [SONGS[2], SONGS[1], SONGS[2]]
    in_body = playing.error("POST", "/me/player/queue", json={"uri": SONGS[2]})
    assert in_body == {"status": 400, "message": "Missing required field: uri"}


def test_playback_moves_to_exactly_one_device(playing: Remote) -> None:
    speaker = playing.device("Kitchen speaker")
    for wrong in ([], [speaker, speaker]):
        assert playing.error("PUT", "/me/player", json={"device_ids": wrong})["status"] == 400
    playing.done("PUT", "/me/player", json={"device_ids": [speaker]})
    now = playing.playback()
    assert (now["device"]["name"], now["is_playing"]) == ("Kitchen speaker", True)
    error = playing.error("PUT", "/me/player/volume", params={"volume_percent": 10})
    assert (error["status"], error["reason"]) == (403, "VOLUME_CONTROL_DISALLOW")


def test_without_an_active_device_no_command_works(ana: Remote) -> None:
    for method, path in (
        ("PUT", "play"),
        ("PUT", "pause"),
        ("POST", "next"),
        ("POST", "previous"),
        ("PUT", "seek?position_ms=1"),
        ("PUT", "volume?volume_percent=1"),
        ("POST", f"queue?uri={SONGS[0]}"),
    ):
        assert ana.error(method, f"/me/player/{path}") == NO_ACTIVE_DEVICE


def test_a_device_that_is_not_there_is_not_found(ana: Remote) -> None:
    not_found = {"status": 404, "message": "Device not found"}
    nowhere = {"device_id": "0" * 40}
    assert ana.error("PUT", "/me/player/play", params=nowhere) == not_found
    assert ana.error("PUT", "/me/player", json={"device_ids": ["0" * 40]}) == not_found


def test_what_does_not_go_with_what_plays_is_a_restriction(playing: Remote) -> None:
    restricted = "Player command failed: Restriction violated"
    playing.done("PUT", "/me/player/pause")
    expected = {"status": 403, "message": restricted, "reason": "UNKNOWN"}
    assert playing.error("PUT", "/me/player/pause") == expected
    previous = playing.error("POST", "/me/player/previous")
    assert (previous["message"], previous["reason"]) == (restricted, "NO_PREV_TRACK")


def test_a_device_that_takes_no_commands_says_so(ana: Remote) -> None:
    ana.simulator.listen("ana", "Television", SONGS[0])
    assert ana.playback()["device"]["name"] == "Television"
    assert ana.error("PUT", "/me/player/pause")["reason"] == "DEVICE_NOT_CONTROLLABLE"


def test_only_premium_listeners_command(simulator: RunningSimulator, remote: Remotes) -> None:
    ben = remote("ben")
    simulator.listen("ben", "Ben's computer", SONGS[0], ad_first=True)
    for method, path in (("PUT", "pause"), ("POST", "queue"), ("PUT", "volume")):
        assert ben.error(method, f"/me/player/{path}") == {
            "status": 403,
            "message": "Player command failed: Premium required",
            "reason": "PREMIUM_REQUIRED",
        }
    now = ben.playback()
    assert (now["item"], now["currently_playing_type"]) == (None, "ad")
    simulator.listener("ben", premium=True)
    ben.done("PUT", "/me/player/pause")


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/me/player", "user-read-playback-state"),
        ("GET", "/me/player/devices", "user-read-playback-state"),
        ("GET", "/me/player/currently-playing", "user-read-currently-playing"),
        ("GET", "/me/player/recently-played", "user-read-recently-played"),
        ("PUT", "/me/player/play", "user-modify-playback-state"),
        ("POST", "/me/player/queue", "user-modify-playback-state"),
    ],
)
def test_each_address_needs_its_scope(remote: Remotes, method: str, path: str, scope: str) -> None:
    without = remote("ana", *(other for other in SCOPES if other != scope))
    expected = {"status": 403, "message": "Insufficient client scope"}
    assert without.error(method, path) == expected


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{}", "Malformed json"),
        (b"{", "Malformed json"),
        (b"[]", "Malformed json"),
        (b'{"uris": []}', "Invalid uris"),
        (b'{"uris": ["spotify:track:short"]}', "Invalid track uri: spotify:track:short"),
        (b'{"context_uri": "spotify:track:4FWmh70056lRFVNR6snlXo"}', "Invalid context uri"),
        (
            b'{"uris": ["spotify:track:4FWmh70056lRFVNR6snlXo"], "offset": {"position": 1}}',
            "Invalid offset",
        ),
        (
            b'{"uris": ["spotify:track:4FWmh70056lRFVNR6snlXo"], "position_ms": -1}',
            "Invalid position_ms",
        ),
    ],
)
def test_a_body_that_makes_no_sense_is_refused(playing: Remote, body: bytes, message: str) -> None:
    error = playing.error("PUT", "/me/player/play", content=body)
    assert error == {"status": 400, "message": message}
    assert playing.playback()["item"]["uri"] == SONGS[0]


@pytest.mark.parametrize("query", ["", "?volume_percent=101", "?volume_percent=-1"])
def test_a_volume_lies_between_0_and_100(playing: Remote, query: str) -> None:
    assert playing.error("PUT", f"/me/player/volume{query}")["status"] == 400


@pytest.mark.parametrize("offset", [{"position": 1}, {"uri": SONGS[1]}])
def test_a_list_can_begin_in_the_middle(playing: Remote, offset: dict[str, object]) -> None:
    body = {"uris": SONGS, "offset": offset, "position_ms": 30_000}
    playing.done("PUT", "/me/player/play", json=body)
    now = playing.playback()
    assert now["item"]["uri"] == SONGS[1]
    assert now["progress_ms"] >= 30_000


def test_songs_that_spotify_has_not_are_passed_over(playing: Remote) -> None:
    playing.simulator.withdraw(SONGS[1].rpartition(":")[2])
    playing.done("PUT", "/me/player/play", json={"uris": SONGS, "offset": {"position": 1}})
    assert playing.playback()["item"]["uri"] == SONGS[2]
    error = playing.error("PUT", "/me/player/play", json={"uris": [SONGS[1]]})
    assert (error["status"], error["reason"]) == (403, "NO_SPECIFIC_TRACK")


def test_a_playlist_plays_as_a_context(playing: Remote) -> None:
    made = playing.api.post("/me/playlists", json={"name": "Mine", "public": False}).json()
    playing.api.put(f"/playlists/{made['id']}/items", json={"uris": SONGS[::-1]})
    body = {"context_uri": made["uri"], "offset": {"position": 1}}
    playing.done("PUT", "/me/player/play", json=body)
    now = playing.playback()
    assert now["item"]["uri"] == SONGS[1]
    assert now["context"]["uri"] == made["uri"]
    assert now["context"]["type"] == "playlist"
    unknown = {"context_uri": "spotify:playlist:0000000000000000000000"}
    assert playing.error("PUT", "/me/player/play", json=unknown)["status"] == 404


def test_a_pause_shows_for_a_while(playing: Remote) -> None:
    playing.done("PUT", "/me/player/pause")
    playing.simulator.advance(300)
    assert playing.api.get("/me/player/currently-playing").json()["is_playing"] is False
    playing.simulator.advance(300)
    assert playing.api.get("/me/player/currently-playing").status_code == 204
    assert playing.error("PUT", "/me/player/play") == NO_ACTIVE_DEVICE


def test_a_history_is_told_page_by_page(playing: Remote) -> None:
    playing.simulator.advance(3_000)
    first = playing.api.get("/me/player/recently-played", params={"limit": 2}).json()
    assert [item["track"]["uri"] for item in first["items"]] == [SONGS[2], SONGS[1]]
    assert {"href", "limit", "next", "cursors", "items"} <= first.keys()
    rest = playing.api.get(first["next"]).json()
    assert [item["track"]["uri"] for item in rest["items"]] == [SONGS[0]]
    assert rest["next"] is None
    newer = {"after": rest["cursors"]["after"], "limit": 50}
    assert len(playing.api.get("/me/player/recently-played", params=newer).json()["items"]) == 2
    both = {"after": 1, "before": 2}
    assert playing.error("GET", "/me/player/recently-played", params=both)["status"] == 400


def test_success_may_come_as_text(playing: Remote) -> None:
    playing.simulator.fault("text_body_200")
    answer = playing.api.put("/me/player/pause")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert playing.playback()["is_playing"] is False


def test_what_the_simulator_remembers_tells_of_players(playing: Remote) -> None:
    player = playing.simulator.state()["listeners"]["ana"]["player"]
    assert player["uri"] == SONGS[0]
    assert player["is_playing"] is True
    assert player["device_id"] == playing.device("Ana's phone")
    assert player["following"] == list(SONGS[1:])
