"""The simulator's stand-ins of Spotify's two scripts, on a page of another origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.steps import wait_until
from tests.simulators.running import RunningSimulator

pytestmark = pytest.mark.browser

SONGS = ("5FiXhM80sP4yg6tEnHkZZn", "4FWmh70056lRFVNR6snlXo", "2EPLbM7W9OXSYiyEdSC34y")
URIS = [f"spotify:track:{song}" for song in SONGS]
# A new device is known after this, and a little more.
_UNKNOWN_S = 1.0
SDK_SCOPES = ("streaming", "user-read-email", "user-read-private")
API_SCOPES = ("user-read-playback-state", "user-modify-playback-state")

NOTING = """
window.heard = [];
window.noting = (target, events) => {
  for (const event of events) target.addListener(event, (told) => window.heard.push([event, told]));
};
window.loaded = (address) => new Promise((resolve) => {
  window.onSpotifyWebPlaybackSDKReady = resolve;
  window.onSpotifyIframeApiReady = resolve;
  const script = document.createElement("script");
  script.src = address;
  script.onerror = () => resolve(Promise.reject(new Error(address + " cannot be loaded")));
  document.body.append(script);
});
"""
OPEN_PLAYER = """async ([address, tokens]) => {
  await loaded(address + "/sdk/spotify-player.js");
  Object.assign(window, { tokens, waiting: [] });
  window.player = new Spotify.Player({
    name: "Test page",
    getOAuthToken: (give) => (tokens.length ? give(tokens.shift()) : waiting.push(give)),
    volume: 0.4,
  });
  noting(player, ["ready", "not_ready", "player_state_changed", "autoplay_failed",
    "initialization_error", "authentication_error", "account_error", "playback_error"]);
  return player.connect();
}"""
EMBED = """async ([address, uri]) => {
  const api = await loaded(address + "/embed/iframe-api/v1");
  document.body.innerHTML = '<div id="place"></div>';
  const options = { uri, width: "100%", height: 152 };
  api.createController(document.getElementById("place"), options, (made) => (window.embed = made));
  noting(embed, ["ready", "playback_started", "playback_update"]);
}"""


@dataclass(frozen=True, slots=True)
class Stage:
    """A page that loads the stand-ins, and the simulator that serves them."""

    page: Page
    simulator: RunningSimulator

    def open_player(self, *tokens: str) -> bool:
        """Connect a player that is given these tokens in turn; the next it has to wait for."""
        arguments = [self.simulator.address, list(tokens)]
        return bool(self.page.evaluate(OPEN_PLAYER, arguments))

    def embed(self, uri: str) -> None:
        self.page.evaluate(EMBED, [self.simulator.address, uri])

    def heard(self, event: str, condition: str = "true") -> Any:
        """Wait for an event whose payload `told` meets the condition; forget those before it."""
        found = f"""() => {{
            const at = heard.findIndex(([event, told]) => event === "{event}" && ({condition}));
            return at < 0 ? null : [heard.splice(0, at + 1).at(-1)[1]];
        }}"""
        return self.page.wait_for_function(found).json_value()[0]

    def api(self, method: str, path: str, token: str, body: object = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.request(method, self.simulator.api_url + path, headers=headers, json=body)


class _Elsewhere(BaseHTTPRequestHandler):
    """Answers every request with the one page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        page = f"<!doctype html><title>Elsewhere</title><body><script>{NOTING}</script></body>"
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def stage(browser: Browser, simulator: RunningSimulator, elsewhere: str) -> Iterator[Stage]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(elsewhere)
    yield Stage(page, simulator)
    context.close()


@pytest.fixture
def token(simulator: RunningSimulator) -> str:
    return simulator.access_token("ana", *SDK_SCOPES, *API_SCOPES)


def started(stage: Stage, token: str) -> str:
    """Open a player and let it play; return its device's id."""
    assert stage.open_player(token)
    device: str = stage.heard("ready")["device_id"]
    stage.simulator.advance(_UNKNOWN_S)
    path = f"/me/player/play?device_id={device}"
    assert stage.api("PUT", path, token, {"uris": URIS}).status_code == 204
    stage.heard("player_state_changed", "told.paused === false")
    return device


def test_a_page_becomes_a_device_that_plays_a_list(stage: Stage, token: str) -> None:
    assert stage.open_player(token)
    device = stage.heard("ready")["device_id"]
    assert stage.page.evaluate("player.getCurrentState()") is None
    moving = {"device_ids": [device], "play": False}
    stage.simulator.advance(_UNKNOWN_S)
    assert stage.api("PUT", "/me/player", token, moving).status_code == 204
    shown = stage.api("GET", "/me/player/devices", token).json()["devices"]
    mine = next(one for one in shown if one["id"] == device)
    assert (mine["name"], mine["is_active"], mine["volume_percent"]) == ("Test page", True, 40)

    assert stage.api("PUT", "/me/player/play", token, {"uris": URIS}).status_code == 204
    state = stage.heard("player_state_changed", "told && !told.paused")
    assert state["track_window"]["current_track"]["uri"] == URIS[0]
    assert [track["uri"] for track in state["track_window"]["next_tracks"]] == URIS[1:]
    assert state["duration"] == 197320
    assert state["disallows"] == {"resuming": True, "skipping_prev": True}
    stage.page.wait_for_function("player.getCurrentState().then(({ position }) => position >= 200)")


def test_its_buttons_and_the_web_api_move_the_same_player(stage: Stage, token: str) -> None:
    started(stage, token)
    stage.page.evaluate("player.nextTrack()")
    state = stage.heard("player_state_changed")
    assert state["track_window"]["current_track"]["uri"] == URIS[1]
    stage.page.evaluate("player.seek(60000)")
    assert stage.heard("player_state_changed")["position"] >= 60_000
    stage.page.evaluate("player.togglePlay()")
    assert stage.heard("player_state_changed")["paused"] is True
    stage.page.evaluate("player.togglePlay()")
    assert stage.heard("player_state_changed")["paused"] is False
    stage.page.evaluate("player.previousTrack()")
    state = stage.heard("player_state_changed")
    assert state["track_window"]["current_track"]["uri"] == URIS[0]
    stage.page.evaluate("player.setVolume(0.1)")
    now = stage.api("GET", "/me/player", token).json()
    assert (now["item"]["uri"], now["device"]["volume_percent"]) == (URIS[0], 10)
    stage.api("PUT", "/me/player/volume?volume_percent=90", token)
    stage.heard("player_state_changed")
    assert stage.page.evaluate("player.getVolume()") == 0.9
    stage.api("PUT", "/me/player/pause", token)
    assert stage.heard("player_state_changed")["paused"] is True


def test_the_simulators_clock_moves_the_songs_on(stage: Stage, token: str) -> None:
    started(stage, token)
    stage.simulator.advance(200)
    on = f"told.track_window.current_track.uri === '{URIS[1]}'"
    state = stage.heard("player_state_changed", on)
    assert state["track_window"]["previous_tracks"][0]["uri"] == URIS[0]


def test_a_player_that_is_no_more_the_active_one_has_no_state(stage: Stage, token: str) -> None:
    device = started(stage, token)
    devices = stage.api("GET", "/me/player/devices", token).json()["devices"]
    phone = next(one["id"] for one in devices if one["name"] == "Ana's phone")
    stage.api("PUT", "/me/player", token, {"device_ids": [phone]})
    assert stage.heard("player_state_changed") is None
    assert stage.page.evaluate("player.getCurrentState()") is None
    stage.page.evaluate("player.disconnect()")

    def is_gone() -> bool:
        devices = stage.api("GET", "/me/player/devices", token).json()["devices"]
        return device not in {one["id"] for one in devices}

    wait_until(stage.page, is_gone)


def test_who_connects_twice_is_one_device(stage: Stage, token: str) -> None:
    assert stage.open_player(token)
    stage.heard("ready")
    stage.page.evaluate("(token) => tokens.push(token, token, token)", token)
    done = stage.page.evaluate("Promise.all([player.connect(), player.connect()])")
    assert done == [False, True]
    device = stage.heard("ready")["device_id"]
    stage.simulator.advance(_UNKNOWN_S)
    shown = stage.api("GET", "/me/player/devices", token).json()["devices"]
    assert [one["id"] for one in shown if one["name"] == "Test page"] == [device]


def test_a_page_that_is_left_takes_its_device_along(stage: Stage, token: str) -> None:
    started(stage, token)
    stage.page.goto("about:blank")
    wait_until(
        stage.page,
        lambda: stage.api("GET", "/me/player", token).status_code == HTTPStatus.NO_CONTENT,
    )


def test_an_expired_token_is_asked_for_again(stage: Stage, token: str) -> None:
    started(stage, token)
    stage.simulator.expire("ana")
    stage.page.wait_for_function("waiting.length === 1")
    fresh = stage.simulator.access_token("ana", *SDK_SCOPES, *API_SCOPES)
    stage.page.evaluate("(fresh) => waiting[0](fresh)", fresh)
    stage.api("PUT", "/me/player/pause", fresh)
    stage.heard("player_state_changed", "told && told.paused")


@pytest.mark.parametrize(
    ("listener", "scopes", "event"),
    [
        ("ben", SDK_SCOPES, "account_error"),
        ("ana", SDK_SCOPES[:1], "authentication_error"),
        ("dmitri", SDK_SCOPES, "authentication_error"),
    ],
)
def test_who_may_not_play_is_told_why(
    stage: Stage, listener: str, scopes: tuple[str, ...], event: str
) -> None:
    token = stage.simulator.access_token(listener, *scopes)
    assert not stage.open_player(token, token)
    assert stage.heard(event)["message"]


def test_a_token_that_nobody_gave_is_refused(stage: Stage) -> None:
    assert not stage.open_player("made-up", "made-up")
    assert stage.heard("authentication_error") == {"message": "Authentication failed"}


def test_a_player_that_cannot_be_made_says_so(stage: Stage, token: str) -> None:
    stage.simulator.stand_ins(sdk_initializes=False)
    assert not stage.open_player(token)
    assert stage.heard("initialization_error") == {"message": "Failed to initialize player"}


def test_sound_without_a_gesture_can_be_forbidden(stage: Stage, token: str) -> None:
    stage.simulator.stand_ins(autoplay=False)
    assert stage.open_player(token)
    device = stage.heard("ready")["device_id"]
    stage.simulator.advance(_UNKNOWN_S)
    path = f"/me/player/play?device_id={device}"
    stage.api("PUT", path, token, {"uris": URIS})
    stage.heard("autoplay_failed")
    assert stage.heard("player_state_changed")["paused"] is True
    stage.page.evaluate("document.addEventListener('click', () => player.activateElement())")
    stage.page.mouse.click(5, 5)
    stage.api("PUT", "/me/player/play", token)
    assert stage.heard("player_state_changed")["paused"] is False


def test_events_can_be_ordered(stage: Stage, token: str) -> None:
    device = started(stage, token)
    stage.simulator.emit("playback_error", "No such file")
    assert stage.heard("playback_error") == {"message": "No such file"}
    stage.simulator.emit("not_ready")
    assert stage.heard("not_ready") == {"device_id": device}
    error = stage.api("PUT", f"/me/player/play?device_id={device}", token).json()["error"]
    assert error["message"] == "Device not found"
    stage.simulator.emit("ready")
    assert stage.heard("ready") == {"device_id": device}
    path = f"/me/player/play?device_id={device}"
    assert stage.api("PUT", path, token).status_code == 204


def test_an_embedded_song_plays_a_preview_to_its_end(stage: Stage) -> None:
    stage.simulator.stand_ins(embed_speed=30)
    stage.embed(URIS[0])
    frame = stage.page.locator("iframe")
    assert frame.get_attribute("src") == (
        f"{stage.simulator.address}/embed/track/{SONGS[0]}?utm_source=iframe-api"
    )
    assert stage.page.locator("#place").count() == 0
    stage.page.evaluate("embed.play()")
    stage.heard("ready")
    assert stage.heard("playback_started") == {"data": {"playingURI": URIS[0]}}
    update = stage.heard("playback_update", "told.data.position > 0")["data"]
    assert update["duration"] == 30_000
    assert (update["isPaused"], update["isBuffering"]) == (False, False)
    end = stage.heard("playback_update", "told.data.isPaused")["data"]
    assert end["position"] == 30_000
    stage.page.frame_locator("iframe").get_by_text("Log in to the simulator").wait_for()
    stage.page.evaluate("(uri) => embed.loadUri(uri)", URIS[1])
    stage.heard("ready")
    stage.page.evaluate("embed.play()")
    assert stage.heard("playback_started") == {"data": {"playingURI": URIS[1]}}


def test_an_embedded_player_obeys_and_can_be_taken_away(stage: Stage) -> None:
    stage.embed(URIS[0])
    stage.heard("ready")
    stage.page.evaluate("embed.togglePlay()")
    stage.heard("playback_update", "!told.data.isPaused")
    stage.page.evaluate("embed.seek(12)")
    stage.heard("playback_update", "told.data.position >= 12000")
    stage.page.evaluate("embed.pause()")
    stage.heard("playback_update", "told.data.isPaused")
    stage.page.evaluate("embed.resume()")
    stage.heard("playback_update", "!told.data.isPaused && told.data.position >= 12000")
    stage.page.evaluate("embed.restart()")
    stage.heard("playback_update", "told.data.position < 12000")
    stage.page.evaluate("embed.destroy()")
    assert stage.page.locator("iframe").count() == 0


def test_who_is_logged_in_to_the_simulator_hears_whole_songs(stage: Stage) -> None:
    asked = "client_id=simulated-client-id&response_type=code&redirect_uri=http://127.0.0.1/"
    answer = httpx.post(f"{stage.simulator.address}/login?{asked}", data={"listener": "ben"})
    name, value = answer.headers["set-cookie"].partition(";")[0].split("=")
    stage.page.context.add_cookies([{"name": name, "value": value, "url": stage.simulator.address}])
    stage.embed(URIS[0])
    stage.page.evaluate("embed.play()")
    assert stage.heard("playback_update")["data"]["duration"] == 197320


def test_what_fails_in_a_page_s_listener_is_the_page_s_error_and_ends_nothing(
    stage: Stage, token: str
) -> None:
    failed: list[str] = []
    stage.page.on("pageerror", lambda error: failed.append(error.message))
    started(stage, token)
    stage.page.evaluate(
        "player.addListener('player_state_changed', () => { throw new Error('ours') })"
    )
    stage.page.evaluate("player.pause()")
    assert stage.heard("player_state_changed", "told.paused")
    assert failed == ["ours"]
    assert stage.page.evaluate("heard.some(([event]) => event === 'not_ready')") is False
