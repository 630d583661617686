"""A visitor with a list, connected to the simulated Spotify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from tests.simulators.running import RunningSimulator
from tests.web.api.telling import CREATE
from tests.web.browsing import Browser

SAVE = "/api/save-playlist"
LOOK = {"name": "For the train", "description": "Ten songs.", "public": False}


@dataclass(frozen=True, slots=True)
class Listener:
    """Someone at the page, under this name at the simulator."""

    browser: Browser
    key: str = "ana"

    @property
    def simulator(self) -> RunningSimulator:
        return self.browser.simulator

    def create(self, wishes: dict[str, Any]) -> Any:
        """A list of our own."""
        answer = self.browser.client.post(CREATE, wishes, content_type="application/json")
        assert answer.status_code == 201, answer.content
        return answer.json()

    def save(self, created: Any, **look: Any) -> Any:
        """The answer to saving it."""
        body = {"playlist_id": created["id"], **LOOK, **look}
        return self.browser.client.post(SAVE, body, content_type="application/json")

    def read(self, created: Any) -> Any:
        """The list as it is now."""
        return self.browser.client.get(f"/api/playlists/{created['id']}").json()

    def on_spotify(self) -> Any:
        """Their playlists at the simulator."""
        return self.simulator.state()["listeners"][self.key]["playlists"]

    def make_by_hand(self, count: int, **look: Any) -> None:
        """Make playlists as other apps do."""
        for _ in range(count):
            self._as_another_app("POST", "/me/playlists", look)

    def change_items(self, method: str, body: dict[str, Any]) -> None:
        """Change what is in the latest playlist as other apps do."""
        self._as_another_app(method, f"/playlists/{self.on_spotify()[0]['id']}/items", body)

    def _as_another_app(self, method: str, path: str, body: dict[str, Any]) -> None:
        scopes = ("playlist-modify-private", "playlist-modify-public")
        token = self.simulator.access_token(self.key, *scopes)
        httpx.request(
            method,
            f"{self.simulator.api_url}{path}",
            json=body,
            headers={"Authorization": f"Bearer {token}"},
        ).raise_for_status()

    def delete_on_spotify(self, playlist_id: str) -> None:
        """What an app of Spotify's does when a playlist is deleted: it leaves the library."""
        token = self.simulator.access_token(self.key, "playlist-modify-public")
        httpx.delete(
            f"{self.simulator.api_url}/me/library",
            params={"uris": f"spotify:playlist:{playlist_id}"},
            headers={"Authorization": f"Bearer {token}"},
        ).raise_for_status()


def uris(created: Any) -> list[str]:
    """What the list's songs are on Spotify."""
    return [f"spotify:track:{track['track_id']}" for track in created["tracks"]]
