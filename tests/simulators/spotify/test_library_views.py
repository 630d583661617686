from __future__ import annotations

import httpx
import pytest

from simulators.spotify.songs import starter_songs
from tests.simulators.running import RunningSimulator
from tests.simulators.spotify.calls import calling, error

URIS = [song.uri for song in list(starter_songs())[:41]]
ARTIST = f"spotify:artist:{'0' * 22}"


def test_what_was_saved_is_in_the_library_until_it_is_removed(ana: httpx.Client) -> None:
    query = {"uris": ",".join(URIS[:2])}
    assert ana.get("/me/library/contains", params=query).json() == [False, False]
    saved = ana.put("/me/library", params={"uris": URIS[0]})
    assert (saved.status_code, saved.content) == (200, b"")
    assert ana.put("/me/library", params={"uris": URIS[0]}).is_success
    assert ana.get("/me/library/contains", params=query).json() == [True, False]
    for _ in range(2):
        assert ana.delete("/me/library", params=query).status_code == 200
    assert ana.get("/me/library/contains", params=query).json() == [False, False]


def test_removing_a_playlist_takes_it_from_the_owner_s_list_only(ana: httpx.Client) -> None:
    made = ana.post("/me/playlists", json={"name": "x"}).json()
    query = {"uris": made["uri"]}
    assert ana.get("/me/library/contains", params=query).json() == [True]
    assert ana.delete("/me/library", params=query).is_success
    assert ana.get("/me/playlists").json()["total"] == 0
    assert ana.get(f"/playlists/{made['id']}").is_success


@pytest.mark.parametrize(
    ("uris", "message"),
    [
        ("", "Missing required field: uris"),
        (",".join(URIS), "Too many ids requested"),
        ("spotify:genre:funk", "Invalid uri: spotify:genre:funk"),
    ],
)
def test_wrong_uris_are_refused(ana: httpx.Client, uris: str, message: str) -> None:
    assert error(ana.put("/me/library", params={"uris": uris})) == (400, message)


def test_each_kind_of_thing_needs_its_own_scope(simulator: RunningSimulator) -> None:
    with calling(simulator, "ana", "user-library-modify", "user-follow-read") as ana:
        refused = (403, "Insufficient client scope")
        assert ana.put("/me/library", params={"uris": URIS[0]}).is_success
        assert error(ana.put("/me/library", params={"uris": f"{URIS[0]},{ARTIST}"})) == refused
        assert error(ana.get("/me/library/contains", params={"uris": URIS[0]})) == refused
        assert ana.get("/me/library/contains", params={"uris": ARTIST}).json() == [False]
