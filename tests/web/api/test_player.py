from __future__ import annotations

from typing import Any

import httpx
import pytest
from django.utils import timezone

from humoresque.web.listening import playing
from humoresque.web.listening.models import ResolvedSong
from tests.web.api.spotify_lists import Listener, uris
from tests.web.api.telling import put, refusal
from tests.web.browsing import Browser

pytestmark = pytest.mark.django_db

PLAY = "/api/player/play"
NOW = "/api/currently-playing-song"
COMMANDS: list[tuple[str, str, dict[str, Any]]] = [
    ("put", PLAY, {}),
    ("post", "/api/player/next", {}),
    ("post", "/api/player/previous", {}),
    ("put", "/api/player/pause", {}),
    ("put", "/api/player/seek", {"position_ms": 1}),
    ("put", "/api/player/set-volume", {"volume_percent": 50}),
    ("put", "/api/player/transfer-playback", {"device_id": "any"}),
]


@pytest.fixture
def phone(listener: Listener) -> str:
    return str(_device(listener, "Smartphone")["id"])


@pytest.fixture
def on_phone(listener: Listener, created: Any, phone: str) -> None:
    """The list plays there from its first song on."""
    assert _play(listener, playlist_id=created["id"], device_id=phone).status_code == 200


def _device(listener: Listener, kind: str) -> Any:
    answer = listener.browser.client.get("/api/player/devices").json()
    return next(device for device in answer["devices"] if device["type"] == kind)


def _tell(listener: Listener, method: str, path: str, **body: Any) -> Any:
    client = listener.browser.client
    return (client.put if method == "put" else client.post)(
        path, body, content_type="application/json"
    )


def _play(listener: Listener, **body: Any) -> Any:
    return put(listener.browser.client, PLAY, body)


def _playing(listener: Listener) -> Any:
    return listener.browser.client.get(NOW).json()["playing"]


def test_while_nothing_plays_that_is_said(listener: Listener) -> None:
    assert listener.browser.client.get(NOW).json() == {"playing": None}


def test_a_list_is_played_from_its_first_song_and_told_with_its_artwork(
    listener: Listener, created: Any, phone: str
) -> None:
    answer = _play(listener, playlist_id=created["id"], device_id=phone)
    assert (answer.status_code, answer.json()) == (
        200,
        {"songs": 10, "not_found": [], "waiting": 0},
    )
    now = _playing(listener)
    first = created["tracks"][0]
    assert (now["is_playing"], now["kind"]) == (True, "track")
    assert now["song"]["uri"] == uris(created)[0]
    assert (now["song"]["title"], now["song"]["artists"]) == (first["title"], first["artists"])
    assert now["song"]["image_url"].startswith(listener.simulator.address)
    assert now["song"]["spotify_url"].startswith(listener.simulator.address)
    assert now["device"]["id"] == phone
    assert now["device"]["is_active"]
    assert "resuming" in now["disallows"]


def test_it_begins_at_the_place_and_time_asked_for(
    listener: Listener, created: Any, phone: str
) -> None:
    _play(listener, playlist_id=created["id"], device_id=phone, position=4, position_ms=30_000)
    now = _playing(listener)
    assert now["song"]["uri"] == uris(created)[3]
    assert 30_000 <= now["progress_ms"] < 35_000


@pytest.mark.parametrize(("position", "heard"), [(1, 2), (2, 2), (3, 4), (10, 9)])
def test_a_place_that_spotify_does_not_have_gives_way_to_the_next(
    listener: Listener, created: Any, phone: str, position: int, heard: int
) -> None:
    for gone in (1, 3, 10):
        ResolvedSong.objects.note(created["tracks"][gone - 1]["track_id"], None, timezone.now())
    body = {"playlist_id": created["id"], "position": position, "position_ms": 30_000}
    answer = _play(listener, device_id=phone, **body)
    assert answer.json()["songs"] == 7
    assert [song["position"] for song in answer.json()["not_found"]] == [1, 3, 10]
    now = _playing(listener)
    assert now["song"]["uri"] == uris(created)[heard - 1]
    assert (now["progress_ms"] >= 30_000) == (position == heard)


def test_a_list_of_which_spotify_has_nothing_is_not_played(
    listener: Listener, created: Any, phone: str
) -> None:
    listener.simulator.withdraw(*(track["track_id"] for track in created["tracks"]))
    answer = _play(listener, playlist_id=created["id"], device_id=phone)
    assert refusal(answer) == (422, "nothing-to-play")


def test_lists_of_others_are_not_played(listener: Listener, wishes: dict[str, Any]) -> None:
    theirs = Listener(Browser(listener.simulator)).create(wishes)
    assert refusal(_play(listener, playlist_id=theirs["id"])) == (404, "unknown-playlist")


@pytest.mark.usefixtures("on_phone")
def test_pausing_and_going_on_can_be_said_twice(listener: Listener) -> None:
    for _ in range(2):
        assert _tell(listener, "put", "/api/player/pause").status_code == 204
        assert not _playing(listener)["is_playing"]
    for _ in range(2):
        assert _play(listener).status_code == 200
        assert _playing(listener)["is_playing"]
    _play(listener, position_ms=60_000)
    assert _playing(listener)["progress_ms"] >= 60_000


def test_a_position_without_a_list_is_refused(listener: Listener, phone: str) -> None:
    answer = _play(listener, position=3, device_id=phone)
    assert answer.status_code == 422
    assert "give 'playlist_id' with 'position'" in answer.text


@pytest.mark.usefixtures("on_phone")
def test_next_previous_seek_and_volume_do_what_they_say(listener: Listener, created: Any) -> None:
    assert _tell(listener, "post", "/api/player/next").status_code == 204
    assert _playing(listener)["song"]["uri"] == uris(created)[1]
    assert _tell(listener, "put", "/api/player/seek", position_ms=45_000).status_code == 204
    assert _playing(listener)["progress_ms"] >= 45_000
    _tell(listener, "put", "/api/player/seek", position_ms=0)
    assert _tell(listener, "post", "/api/player/previous").status_code == 204
    assert _playing(listener)["song"]["uri"] == uris(created)[0]
    assert _tell(listener, "put", "/api/player/set-volume", volume_percent=7).status_code == 204
    assert _playing(listener)["device"]["volume_percent"] == 7


@pytest.mark.usefixtures("on_phone")
def test_playback_moves_to_another_device(listener: Listener) -> None:
    speaker = _device(listener, "Speaker")["id"]
    body = {"device_id": speaker, "play": True}
    assert _tell(listener, "put", "/api/player/transfer-playback", **body).status_code == 204
    assert _playing(listener)["device"]["id"] == speaker
    answer = _tell(listener, "put", "/api/player/set-volume", volume_percent=7)
    assert refusal(answer) == (409, "spotify-command-restricted")
    assert answer.json()["reason"] == "VOLUME_CONTROL_DISALLOW"


@pytest.mark.parametrize("how", ["play", "transfer"])
def test_a_device_that_has_just_come_is_given_a_moment(
    listener: Listener, created: Any, how: str
) -> None:
    scopes = ("streaming", "user-read-email", "user-read-private", "user-modify-playback-state")
    made = httpx.post(
        f"{listener.simulator.address}/sdk/devices",
        json={"name": "This page", "volume_percent": 50},
        headers={"Authorization": f"Bearer {listener.simulator.access_token('ana', *scopes)}"},
    )
    device_id = made.raise_for_status().json()["device_id"]
    if how == "play":
        answer = _play(listener, playlist_id=created["id"], device_id=device_id)
    else:
        path = "/api/player/transfer-playback"
        answer = _tell(listener, "put", path, device_id=device_id, play=False)
    assert answer.status_code in {200, 204}
    refused = [
        one for one in listener.simulator.requests("PUT", "/v1/me/player") if one["status"] == 404
    ]
    assert 1 <= len(refused) <= 3


def test_a_device_that_does_not_come_is_not_waited_for_long(
    listener: Listener, created: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playing, "_FRESH_PAUSE_S", 0.0)
    answer = _play(listener, playlist_id=created["id"], device_id="f" * 40)
    assert refusal(answer) == (404, "spotify-device-not-found")
    assert len(listener.simulator.requests("PUT", "/v1/me/player/play")) == 4
    answer = _play(listener, playlist_id=created["id"])
    assert refusal(answer) == (409, "spotify-no-active-device")
    assert len(listener.simulator.requests("PUT", "/v1/me/player/play")) == 5


@pytest.mark.usefixtures("on_phone")
def test_songs_are_queued_in_order_and_those_that_spotify_lacks_are_named(
    listener: Listener, created: Any
) -> None:
    tracks = created["tracks"][4:7]
    listener.simulator.withdraw(tracks[1]["track_id"])
    track_ids = [track["track_id"] for track in tracks]
    answer = _tell(listener, "post", "/api/player/queue", track_ids=track_ids)
    assert answer.status_code == 200
    named = {name: tracks[1][name] for name in ("title", "artists")}
    assert answer.json() == {"songs": 2, "not_found": [{"position": 2, **named}], "waiting": 0}
    for track in (tracks[0], tracks[2]):
        _tell(listener, "post", "/api/player/next")
        assert _playing(listener)["song"]["title"] == track["title"]


@pytest.mark.usefixtures("on_phone")
def test_what_a_fault_leaves_of_a_queue_is_counted(listener: Listener, created: Any) -> None:
    track_ids = [track["track_id"] for track in created["tracks"]]
    fault = {"method": "POST", "path": "/queue$", "times": 1}
    listener.simulator.fault("http_503", after=3, **fault)
    answer = _tell(listener, "post", "/api/player/queue", track_ids=track_ids)
    assert (answer.status_code, answer.json()) == (200, {"songs": 3, "not_found": [], "waiting": 7})
    listener.simulator.fault("http_503", **fault)
    answer = _tell(listener, "post", "/api/player/queue", track_ids=track_ids[3:])
    assert refusal(answer) == (502, "spotify-failing")


@pytest.mark.usefixtures("on_phone")
def test_only_songs_that_are_known_are_queued(listener: Listener, wishes: dict[str, Any]) -> None:
    theirs = Listener(Browser(listener.simulator)).create(wishes | {"genres": ["jazz"]})
    known = theirs["tracks"][0]["track_id"]
    assert _tell(listener, "post", "/api/player/queue", track_ids=[known]).status_code == 200
    answer = _tell(listener, "post", "/api/player/queue", track_ids=[known, "0" * 22])
    assert refusal(answer) == (404, "unknown-track")
    answer = _tell(listener, "post", "/api/player/queue", track_ids=[])
    assert refusal(answer) == (422, "invalid-request")


@pytest.mark.parametrize(("method", "path", "body"), COMMANDS)
def test_without_premium_no_command_is_carried_out(
    listener: Listener, method: str, path: str, body: dict[str, Any]
) -> None:
    listener.simulator.listener("ana", premium=False)
    answer = _tell(listener, method, path, **body)
    assert refusal(answer) == (403, "spotify-premium-required")


@pytest.mark.parametrize("command", COMMANDS)
def test_success_in_whatever_words_is_success(
    listener: Listener, created: Any, phone: str, command: tuple[str, str, dict[str, Any]]
) -> None:
    method, path, body = command
    _play(listener, playlist_id=created["id"], device_id=phone, position=2)
    listener.simulator.fault("text_body_200")
    if "device_id" in body:
        body = {"device_id": phone}
    assert _tell(listener, method, path, **body).status_code in {200, 204}


@pytest.mark.parametrize("fault", ["connection_lost", "http_503"])
@pytest.mark.usefixtures("on_phone")
def test_skipping_is_never_repeated_behind_the_listener(listener: Listener, fault: str) -> None:
    listener.simulator.fault(fault, times=1, path="/next$")
    assert _tell(listener, "post", "/api/player/next").status_code in {502, 504}
    assert len(listener.simulator.requests("POST", "/v1/me/player/next")) == 1


def test_advertisements_are_told_without_a_song(listener: Listener, created: Any) -> None:
    httpx.post(
        f"{listener.simulator.address}/_simulator/listeners/ana/listen",
        json={"device": "Ana's phone", "uris": uris(created), "ad_first": True},
    ).raise_for_status()
    now = _playing(listener)
    assert (now["kind"], now["song"]) == ("ad", None)


def test_only_who_agreed_to_it_plays(at_spotify: Browser) -> None:
    for path in (NOW, "/api/player/devices"):
        assert refusal(at_spotify.client.get(path)) == (401, "spotify-login-needed")
    at_spotify.connect("ana")
    for method, path, body in COMMANDS:
        answer = _tell(Listener(at_spotify), method, path, **body)
        assert refusal(answer) == (403, "spotify-consent-needed")
        assert answer.json()["consent"] == "play"


def test_a_consent_that_turns_out_to_be_missing_is_asked_for(listener: Listener) -> None:
    listener.simulator.fault("insufficient_scope", times=1)
    answer: Any = listener.browser.client.get(NOW)
    assert refusal(answer) == (403, "spotify-consent-needed")
    assert answer.json()["consent"] == "play"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("set-volume", {"volume_percent": 101}),
        ("set-volume", {"volume_percent": -1}),
        ("set-volume", {"volume_percent": "50"}),
        ("set-volume", {}),
        ("seek", {"position_ms": -1}),
        ("play", {"playlist_id": "none"}),
        ("play", {"position": 0}),
        ("transfer-playback", {}),
        ("transfer-playback", {"device_id": ""}),
        ("pause", {"more": 1}),
    ],
)
def test_what_is_out_of_range_does_not_reach_spotify(
    listener: Listener, path: str, body: dict[str, Any]
) -> None:
    answer = _tell(listener, "put", f"/api/player/{path}", **body)
    assert refusal(answer) == (422, "invalid-request")
    assert listener.simulator.requests(None, "/v1/me/player") == []
