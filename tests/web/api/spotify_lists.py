"""A visitor with a list, connected to the simulated Spotify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from tests.simulators.running import RunningSimulator
from tests.web.api.telling import CREATE as CREATE_LIST
from tests.web.browsing import Browser

SAVE = "/api/save-playlist"
LOOK = {"name": "For the train", "description": "Ten songs.", "public": False}
# The request by which Spotify makes a playlist, as a fault names it.
CREATE = {"method": "POST", "path": "^/v1/me/playlists$"}


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
        answer = self.browser.client.post(CREATE_LIST, wishes, content_type="application/json")
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
        with self._another_app() as app:
            for _ in range(count):
                app.post("/me/playlists", json=look).raise_for_status()

    def change_items(self, method: str, body: dict[str, Any]) -> None:
        """Change what is in the latest playlist as other apps do."""
        with self._another_app() as app:
            path = f"/playlists/{self.on_spotify()[0]['id']}/items"
            app.request(method, path, json=body).raise_for_status()

    def delete_on_spotify(self, playlist_id: str) -> None:
        """What an app of Spotify's does when a playlist is deleted: it leaves the library."""
        with self._another_app() as app:
            deleted = {"uris": f"spotify:playlist:{playlist_id}"}
            app.delete("/me/library", params=deleted).raise_for_status()

    def _another_app(self) -> httpx.Client:
        """Spotify as the listener's other apps reach it."""
        scopes = ("playlist-modify-private", "playlist-modify-public")
        token = self.simulator.access_token(self.key, *scopes)
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=self.simulator.api_url, headers=headers)


def uris(created: Any) -> list[str]:
    """What the list's songs are on Spotify."""
    return [f"spotify:track:{track['track_id']}" for track in created["tracks"]]
