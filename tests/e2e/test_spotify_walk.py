"""From a face to songs that play on Spotify and out again, in a browser at a simulated Spotify."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import steps
from tests.e2e.app import App
from tests.e2e.listener import COOKIE, Listener, agree, log_in, uris, window_of

pytestmark = pytest.mark.browser

# What a reason says of a song that what the listener plays has chosen.
_OF_ONES_OWN = re.compile("that you play|one of your artists|one of your songs")


def _list_of(page: Page, ana: Listener) -> Any:
    """Press the button for songs; return the list as the server has it."""
    with page.expect_response("**/api/create-playlist-based-on-parameters") as answer:
        steps.recommend(page)
    expect(steps.songs(page)).to_have_count(10)
    return _get(ana, f"/api/playlists/{answer.value.json()['id']}", _cookie(page)).json()


def _cookie(page: Page) -> str:
    return next(one["value"] for one in page.context.cookies() if one["name"] == COOKIE)


def _wait_until(page: Page, ana: Listener, **expected: object) -> None:
    """Until the simulator's player is as expected."""
    steps.wait_until(page, lambda: expected.items() <= ana.player().items())


def _volume(ana: Listener, device_id: str) -> int:
    devices = {device["id"]: device for device in ana.player()["devices"]}
    volume: int = devices[device_id]["volume_percent"]
    return volume


def _choose_device(page: Page, name: str) -> None:
    page.get_by_role("button", name="Play on another device").click()
    page.get_by_role("menuitem", name=name).click()


def test_from_a_face_to_songs_on_spotify_and_out_again(
    browser: Browser, ana: Listener, reading_app: App
) -> None:
    del reading_app  # the model is there
    with window_of(ana, browser) as opened:
        page = opened.page
        _log_in(page, ana)
        created = _recommended(page, ana)
        _save(page, ana, created)
        _play(page, ana, created)
        _leave(page, ana, created)


def test_two_listeners_have_each_their_own_songs(ana: Listener, ben: Listener) -> None:
    wishes = {"genres": ["soul", "funk", "rock"], "personalization": "High"}
    found = []
    for listener in (ana, ben):
        listener.connect()
        lists = [listener.create(**wishes, seed=seed) for seed in range(4)]
        tracks = [track for created in lists for track in created["tracks"]]
        artists = {artist for created in lists for artist in created["seeds"]["artists"]}
        reasons = " ".join(reason for track in tracks for reason in track["reasons"])
        assert [artist for artist in artists if artist in reasons]
        found.append({track["track_id"] for track in tracks})
    hers, his = found
    assert hers - his
    assert his - hers


def _log_in(page: Page, ana: Listener) -> None:
    page.goto(f"{ana.app.address}/music")
    page.get_by_role("button", name="Connect Spotify").click()
    expect(page).to_have_url(re.compile(rf"^{ana.simulator.address}/authorize"))
    log_in(page, "Ana")
    expect(page.get_by_text("user-top-read")).to_be_visible()
    agree(page)
    expect(page.get_by_text("Connected to Spotify as Ana")).to_be_visible()
    expect(page).to_have_url(f"{ana.app.address}/music")


def _recommended(page: Page, ana: Listener) -> Any:
    """Ten songs for the face at the camera, by what the listener plays; as the server has them."""
    steps.take_photo(page)
    steps.predict(page)
    expect(steps.expression(page)).to_have_text("Happy", timeout=steps.READING_MS)
    page.get_by_role("button", name="High").click()
    expect(page.get_by_text("It goes by what you play most")).to_be_visible()
    for genre in ("soul", "funk"):
        steps.choose_genre(page, genre)
    created = _list_of(page, ana)
    note = page.get_by_test_id("seeds")
    expect(note).to_contain_text("Based on")
    names = created["seeds"]["artists"]
    assert len(names) >= 5
    # Some lists have a song or two that are nobody's.
    reasons = [" ".join(track["reasons"]) for track in created["tracks"]]
    assert sum(_OF_ONES_OWN.search(each) is not None for each in reasons) >= 5
    for track in created["tracks"]:
        row = steps.songs(page).nth(track["position"] - 1)
        expect(row).to_contain_text(track["reasons"][0])
    note.get_by_role("button", name=re.compile("more$")).click()
    for name in names:
        expect(note).to_contain_text(name)
    return created


def _save(page: Page, ana: Listener, created: Any) -> None:
    page.get_by_role("button", name="Save to Spotify").click()
    dialog = page.get_by_role("dialog", name="Save to Spotify")
    dialog.get_by_label("Name of the playlist").fill("Smiling in orbit")
    dialog.get_by_role("button", name="Go on to Spotify").click()
    expect(page.get_by_text("playlist-modify-private")).to_be_visible()
    agree(page)
    expect(page.get_by_test_id("saved")).to_contain_text("Smiling in orbit, 10 songs")
    assert steps.titles(page) == [track["title"] for track in created["tracks"]]
    [saved] = ana.on_spotify()
    assert saved["name"] == "Smiling in orbit"
    assert saved["uris"] == uris(created)
    link = page.get_by_role("link", name="Open the playlist in Spotify")
    expect(link).to_have_attribute("href", re.compile(rf"{saved['id']}$"))


def _play(page: Page, ana: Listener, created: Any) -> None:
    songs = uris(created)
    button = page.get_by_role("button", name="Play here with Spotify Premium")
    button.click()
    expect(page.get_by_text("streaming", exact=True)).to_be_visible()
    agree(page)
    button.click()
    _wait_until(page, ana, uri=songs[0], is_playing=True)
    player = page.get_by_role("complementary", name="Player")
    expect(player).to_contain_text(created["tracks"][0]["title"])
    here = ana.player()["device_id"]

    player.get_by_role("button", name="Next song").click()
    _wait_until(page, ana, uri=songs[1], is_playing=True)
    expect(steps.songs(page).nth(1)).to_have_attribute("aria-current", "true")
    before = _volume(ana, here)
    player.get_by_role("slider", name="Volume").press("PageDown")
    expect(player.get_by_role("slider", name="Volume")).to_have_value(str(before - 20))
    steps.wait_until(page, lambda: _volume(ana, here) == before - 20)
    player.get_by_role("button", name="Pause", exact=True).click()
    _wait_until(page, ana, uri=songs[1], is_playing=False)
    player.get_by_role("button", name="Play", exact=True).click()
    _wait_until(page, ana, is_playing=True)
    player.get_by_role("slider", name="Place in the song").press("PageUp")
    steps.wait_until(page, lambda: ana.player()["position_ms"] > 10_000)
    player.get_by_role("button", name="Previous song").click()
    _wait_until(page, ana, uri=songs[0])

    _choose_device(page, "Ana's phone (smartphone)")
    expect(page.get_by_text("Playing on Ana's phone")).to_be_visible()
    assert ana.player()["device_id"] != here
    _choose_device(page, "This page")
    _wait_until(page, ana, device_id=here, is_playing=True)
    expect(page.get_by_text("Playing on Ana's phone")).to_be_hidden()


def _leave(page: Page, ana: Listener, created: Any) -> None:
    old = _cookie(page)
    path = f"/api/playlists/{created['id']}"
    assert _get(ana, path, old).status_code == 200
    assert _get(ana, "/api/access-token", old).status_code == 200
    assert _accounts(ana) == 1
    page.get_by_role("button", name="Your Spotify account: Ana").click()
    page.get_by_role("menuitem", name="Log out of Spotify").click()
    expect(page.get_by_text("You are logged out")).to_be_visible()
    assert _accounts(ana) == 0
    assert _get(ana, path, old).status_code == 404
    assert _get(ana, "/api/access-token", old).status_code == 401
    assert _get(ana, "/api/access-token", _cookie(page)).status_code == 401
    assert _get(ana, path, _cookie(page)).status_code == 200
    expect(page.get_by_role("button", name="Connect Spotify")).to_be_visible()
    expect(steps.songs(page)).to_have_count(10)


def _get(ana: Listener, path: str, cookie: str) -> httpx.Response:
    return ana.browser.get(path, headers={"cookie": f"{COOKIE}={cookie}"})


def _accounts(ana: Listener) -> int:
    """How many rows of the database hold tokens of hers."""
    account = ana.simulator.state()["listeners"]["ana"]["account_id"]
    with closing(sqlite3.connect(ana.app.data_folder / "humoresque.sqlite3")) as database:
        counted = "SELECT count(*) FROM accounts_spotifyaccount WHERE account_id = ?"
        [[number]] = database.execute(counted, [account])
    return int(number)
