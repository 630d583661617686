from __future__ import annotations

import httpx
import pytest

from simulators.spotify.songs import starter_songs
from tests.simulators.running import RunningSimulator
from tests.simulators.spotify.calls import error

SONG = next(song for song in starter_songs() if song.title == "Crazy")
NOBODY = "0" * 22


def test_a_track_looks_as_new_apps_see_it(simulator: RunningSimulator, ana: httpx.Client) -> None:
    track = ana.get(f"/tracks/{SONG.id}").json()
    assert track["name"] == "Crazy"
    assert track["uri"] == SONG.uri
    assert track["external_ids"] == {"isrc": SONG.isrc}
    assert track["external_urls"] == {"spotify": f"{simulator.address}/track/{SONG.id}"}
    assert track["album"]["artists"][0]["name"] == SONG.album.artist.name
    assert track["album"]["release_date_precision"] == "day"
    assert {"popularity", "preview_url", "available_markets"}.isdisjoint(track)
    assert "available_markets" not in track["album"]


def test_old_apps_see_more_of_tracks_and_artists(
    simulator: RunningSimulator, ana: httpx.Client
) -> None:
    artist_id = SONG.artists[0].id
    new = ana.get(f"/artists/{artist_id}").json()
    assert set(new) == {"external_urls", "href", "id", "images", "name", "type", "uri"}
    simulator.app(mode="legacy")
    track = ana.get(f"/tracks/{SONG.id}").json()
    assert track["popularity"] == SONG.popularity
    assert track["preview_url"] is None
    old = ana.get(f"/artists/{artist_id}").json()
    assert set(old) - set(new) == {"followers", "genres", "popularity"}


@pytest.mark.parametrize("kind", ["tracks", "artists"])
def test_ids_have_to_be_ids_of_something(ana: httpx.Client, kind: str) -> None:
    assert error(ana.get(f"/{kind}/abc")) == (400, "Invalid base62 id")
    assert error(ana.get(f"/{kind}/{NOBODY}")) == (404, "Resource not found")


def test_a_withdrawn_song_is_nowhere(simulator: RunningSimulator, ana: httpx.Client) -> None:
    search = {"q": f"isrc:{SONG.isrc}", "type": "track"}
    assert ana.get("/search", params=search).json()["tracks"]["total"] == 1
    simulator.withdraw(SONG.id)
    assert error(ana.get(f"/tracks/{SONG.id}")) == (404, "Resource not found")
    assert ana.get("/search", params=search).json()["tracks"]["total"] == 0


@pytest.mark.parametrize("kind", ["tracks", "artists"])
def test_only_old_apps_ask_for_several_at_once(
    simulator: RunningSimulator, ana: httpx.Client, kind: str
) -> None:
    known = SONG.id if kind == "tracks" else SONG.artists[0].id
    query = {"ids": f"{known},{NOBODY}"}
    assert error(ana.get(f"/{kind}", params=query)) == (403, "Forbidden")
    simulator.app(mode="legacy")
    found = ana.get(f"/{kind}", params=query).json()[kind]
    assert [item and item["id"] for item in found] == [known, None]
    assert error(ana.get(f"/{kind}", params={"ids": ",".join([known] * 51)}))[0] == 400


def test_a_search_answers_a_page_for_each_type(ana: httpx.Client) -> None:
    types = "album,artist,playlist,track,show,episode,audiobook"
    found = ana.get("/search", params={"q": "love", "type": types}).json()
    assert set(found) == {f"{kind}s" for kind in types.split(",")}
    assert len(found["tracks"]["items"]) == found["tracks"]["limit"] == 5
    assert found["shows"]["items"] == []
    more = ana.get(found["tracks"]["next"]).json()
    assert more["tracks"]["offset"] == 5


def test_a_search_finds_public_playlists_by_name(ana: httpx.Client, ben: httpx.Client) -> None:
    for name, public in (("Rainy evening", True), ("Rainy morning", False)):
        assert ben.post("/me/playlists", json={"name": name, "public": public}).is_success
    found = ana.get("/search", params={"q": "rainy", "type": "playlist"}).json()["playlists"]
    assert [playlist["name"] for playlist in found["items"]] == ["Rainy evening"]
    assert set(found["items"][0]["items"]) == {"href", "total"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"type": "track"}, "No search query"),
        ({"q": "", "type": "track"}, "No search query"),
        ({"q": "love"}, "Missing parameter type"),
        ({"q": "love", "type": "track,song"}, "Bad search type field song"),
        ({"q": "love", "type": "track", "limit": "11"}, "Invalid limit"),
        ({"q": "love", "type": "track", "offset": "1001"}, "Invalid offset"),
    ],
)
def test_a_wrong_search_is_refused(ana: httpx.Client, query: dict[str, str], message: str) -> None:
    assert error(ana.get("/search", params=query)) == (400, message)


def test_a_search_of_nothing_at_all_is_allowed(ana: httpx.Client) -> None:
    page = ana.get("/search", params={"q": "love", "type": "track", "limit": 0}).json()["tracks"]
    assert page["items"] == []
    assert page["next"] is None


def test_old_apps_search_for_more_at_once(simulator: RunningSimulator, ana: httpx.Client) -> None:
    simulator.app(mode="legacy")
    query = {"q": "love", "type": "track"}
    assert ana.get("/search", params=query).json()["tracks"]["limit"] == 20
    assert len(ana.get("/search", params=query | {"limit": "50"}).json()["tracks"]["items"]) > 20
    assert error(ana.get("/search", params=query | {"limit": "51"})) == (400, "Invalid limit")
