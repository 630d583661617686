"""Telling the server of one's taste, as a client does."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from humoresque.web import wiring
from humoresque.web.api.schemas.problem import Problem

CREATE = "/api/create-playlist-based-on-parameters"
FAVOURITES = "/api/taste/favourite-artists"
HISTORY = "/api/taste/history"


def put(client: Client, path: str, body: Any) -> Any:
    return client.put(path, body, content_type="application/json")


def refusal(response: Any) -> tuple[int, str]:
    """Status and the end of the problem's type."""
    problem = Problem.model_validate_json(response.content)
    return response.status_code, problem.type.removeprefix("urn:humoresque:problem:")


def known_songs(count: int) -> list[Any]:
    """Songs of the catalog by different artists."""
    catalog = wiring.catalog().songs()
    tracks = (catalog.track(row) for row in range(0, catalog.size, 40))
    return list({track.artists[0]: track for track in tracks}.values())[:count]


def plays_csv(rows: list[tuple[str, str, int]]) -> bytes:
    text = "artist,title,plays\r\n" + "".join(f'"{a}","{t}",{n}\r\n' for a, t, n in rows)
    return text.encode()


def upload(client: Client, *contents: bytes, name: str = "plays.csv") -> Any:
    files = [SimpleUploadedFile(name, content) for content in contents]
    return client.post(HISTORY, {"files": files})
