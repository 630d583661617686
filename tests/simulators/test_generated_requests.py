from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import pytest
from schemathesis import Case, Response

from tests import generated
from tests.simulators.reference import Document
from tests.simulators.running import NO_CERTIFICATES, RunningSimulator

SCOPES = (
    *("user-top-read", "playlist-modify-private", "playlist-modify-public"),
    *("playlist-read-private", "user-library-modify", "user-library-read"),
    *("user-follow-modify", "user-follow-read", "user-read-playback-state"),
    *("user-modify-playback-state", "user-read-currently-playing", "user-read-recently-played"),
)


@pytest.mark.data
@pytest.mark.parametrize("mode", ["devmode", "legacy"])
def test_whatever_is_asked_of_the_simulator_is_answered_as_documented(
    simulator: RunningSimulator, spotify_reference: Path, mode: str
) -> None:
    document = Document(spotify_reference / "openapi" / f"subset-{mode}.yml")
    simulator.app(mode=mode)
    token = simulator.access_token("ana", *SCOPES)
    succeeded = set()
    known = things(simulator, token)

    def send(case: Case[Any]) -> Response:
        headers = {"Authorization": f"Bearer {token}"}
        answer = case.call(base_url=simulator.api_url, headers=headers)
        if answer.status_code < HTTPStatus.BAD_REQUEST:
            succeeded.add(case.operation.label)
        return answer

    assert list(generated.complaints(document.content, send, known)) == []
    operations = {
        f"{method.upper()} {path}"
        for path, item in document.content["paths"].items()
        for method in item
    }
    assert operations == succeeded


def things(simulator: RunningSimulator, token: str) -> dict[str, Any]:
    """Names of what is there, by the names of parameters that ask for them."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(
        base_url=simulator.api_url, headers=headers, verify=NO_CERTIFICATES
    ) as client:
        songs = client.get("/me/top/tracks").json()["items"]
        made = client.post("/me/playlists", json={"name": "Evening"}).json()
        device = client.get("/me/player/devices").json()["devices"][0]["id"]
        uris = [song["uri"] for song in songs]
        play = {"uris": uris, "offset": {"position": 1}}
        client.put("/me/player/play", params={"device_id": device}, json=play)
    return {
        "playlist_id": made["id"],
        "user_id": made["owner"]["id"],
        "id": songs[0]["id"],
        "/artists/{id}": {"id": songs[0]["artists"][0]["id"]},
        "/me/player/play": {generated.WHOLE_BODY: play},
        "uri": uris[0],
        "uris": uris[:3],
        "items": [{"uri": uris[0]}],
        "position": 0,
        "device_id": device,
        "device_ids": [device],
        "type": ["track", "artist", "album", "playlist"],
        "q": "love",
        "seed_genres": "soul",
        "seed_artists": "",
        "seed_tracks": "",
        "time_range": "short_term",
        "fields": "",
    }
