from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.simulators.running import RunningSimulator

SONG = "5FiXhM80sP4yg6tEnHkZZn"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/sdk/spotify-player.js", "onSpotifyWebPlaybackSDKReady"),
        ("/embed/iframe-api/v1", "onSpotifyIframeApiReady"),
    ],
)
def test_scripts_are_for_pages_of_any_origin_and_say_what_they_are(
    simulator: RunningSimulator, path: str, says: str
) -> None:
    answer = httpx.get(simulator.address + path)
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert says in answer.text
    assert "Not Spotify's code" in answer.text


def test_an_embedded_song_may_be_framed_and_says_what_it_is(simulator: RunningSimulator) -> None:
    page = httpx.get(f"{simulator.address}/embed/track/{SONG}")
    assert "x-frame-options" not in page.headers
    assert "content-security-policy" not in page.headers
    assert "Spotify simulator" in page.text
    facts = re.search(r'<script id="song" type="application/json">(.*?)</script>', page.text)
    assert facts is not None
    assert json.loads(facts[1]) == {
        "uri": f"spotify:track:{SONG}",
        "duration_ms": 30_000,
        "preview": True,
        "speed": 1.0,
        "ends_at": "end",
    }
    simulator.withdraw(SONG)
    assert httpx.get(f"{simulator.address}/embed/track/{SONG}").status_code == 404


@pytest.mark.parametrize("address", ["https://open.spotify.com", None])
def test_oembed_describes_a_song(simulator: RunningSimulator, address: str | None) -> None:
    url = f"{address or simulator.address}/track/{SONG}?si=shared"
    told = httpx.get(f"{simulator.address}/oembed", params={"url": url}).json()
    assert told["title"] == "HWAA"
    assert told["iframe_url"] in told["html"]
    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "Spotify")
    assert httpx.get(told["iframe_url"]).status_code == 200
    assert httpx.get(told["thumbnail_url"]).headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://[x",
        "https://open.spotify.com/track/unknown",
        f"https://example.org/track/{SONG}",
    ],
)
def test_oembed_knows_only_what_is_there(simulator: RunningSimulator, url: str) -> None:
    answer = httpx.get(f"{simulator.address}/oembed", params={"url": url})
    assert (answer.status_code, answer.content) == (404, b"")


def test_artwork_is_drawn_for_every_thing_and_always_the_same(simulator: RunningSimulator) -> None:
    drawn = [
        httpx.get(f"{simulator.address}/image/album/{name}/64").text for name in ("a", "a", "b")
    ]
    assert drawn[0] == drawn[1] != drawn[2]
    assert ET.fromstring(drawn[0]).attrib["width"] == "64"  # noqa: S314  our own


def test_a_playlists_page_shows_its_songs_in_order(simulator: RunningSimulator) -> None:
    token = simulator.access_token("ana", "playlist-modify-private")
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=simulator.api_url, headers=headers) as api:
        wanted = {"name": "Slow & <bright>", "description": "Ten songs", "public": False}
        made = api.post("/me/playlists", json=wanted).json()
        uris = [f"spotify:track:{song}" for song in ("4FWmh70056lRFVNR6snlXo", SONG)]
        api.put(f"/playlists/{made['id']}/items", json={"uris": uris})
    page = httpx.get(made["external_urls"]["spotify"]).text
    assert "This is not Spotify" in page
    assert "Slow &amp; &lt;bright&gt;" in page
    assert "by Ana Simulated" in page
    assert page.index("Baïa") < page.index("HWAA")


def test_every_external_address_has_a_page(simulator: RunningSimulator) -> None:
    headers = {"Authorization": f"Bearer {simulator.access_token('ana')}"}
    track = httpx.get(f"{simulator.api_url}/tracks/{SONG}", headers=headers).json()
    me = httpx.get(f"{simulator.api_url}/me", headers=headers).json()
    for thing in (track, track["artists"][0], track["album"], me):
        page = httpx.get(thing["external_urls"]["spotify"])
        assert page.status_code == 200
        assert thing.get("name", "Ana Simulated") in page.text
    assert httpx.get(f"{simulator.address}/album/unknown").status_code == 404
