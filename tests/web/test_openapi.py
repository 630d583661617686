from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from humoresque.web.openapi import contract

COMMITTED = Path(__file__).parents[2] / "openapi.json"


def test_the_committed_contract_is_what_the_code_says() -> None:
    advice = "run: python -m humoresque.web.openapi > openapi.json"
    assert COMMITTED.read_text("utf-8") == contract(), advice


def test_the_command_prints_the_contract_without_any_configuration() -> None:
    ours = ("HUMORESQUE_", "DJANGO_")
    done = subprocess.run(
        [sys.executable, "-m", "humoresque.web.openapi"],
        env={name: value for name, value in os.environ.items() if not name.startswith(ours)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.decode("utf-8").splitlines() == COMMITTED.read_text("utf-8").splitlines()


def test_operations_have_stable_names() -> None:
    paths = json.loads(contract())["paths"]
    assert {
        (method, path): operation["operationId"]
        for path, operations in paths.items()
        for method, operation in operations.items()
    } == {
        ("post", "/api/get-emotion-from-photo"): "getEmotionFromPhoto",
        ("post", "/api/create-playlist-based-on-parameters"): "createPlaylist",
        ("get", "/api/playlists"): "listPlaylists",
        ("get", "/api/playlists/{playlist_id}"): "getPlaylist",
        ("patch", "/api/playlists/{playlist_id}"): "renamePlaylist",
        ("delete", "/api/playlists/{playlist_id}"): "deletePlaylist",
        ("post", "/api/playlists/{playlist_id}/regenerate"): "regeneratePlaylist",
        ("get", "/api/playlists/{playlist_id}/export"): "exportPlaylist",
        ("put", "/api/playlists/{playlist_id}/share"): "sharePlaylist",
        ("delete", "/api/playlists/{playlist_id}/share"): "unsharePlaylist",
        ("get", "/api/shared/{token}"): "getSharedPlaylist",
        ("get", "/api/taste"): "getTaste",
        ("put", "/api/taste/favourite-artists"): "setFavouriteArtists",
        ("post", "/api/taste/history"): "importHistory",
        ("delete", "/api/taste/history"): "deleteHistory",
        ("put", "/api/opinions/{track_id}"): "setOpinion",
        ("delete", "/api/opinions/{track_id}"): "deleteOpinion",
        ("delete", "/api/opinions"): "resetOpinions",
        ("delete", "/api/visitor"): "forgetVisitor",
        ("get", "/api/genres"): "listGenres",
        ("get", "/api/artists"): "searchArtists",
        ("get", "/api/moods"): "listMoods",
        ("get", "/api/own-music"): "getOwnMusic",
        ("get", "/api/own-music/{track_id}/audio"): "getOwnMusicAudio",
        ("get", "/api/spotify"): "getSpotify",
        ("get", "/api/get-auth-url"): "getAuthUrl",
        ("get", "/api/is-authenticated"): "isAuthenticated",
        ("get", "/api/token-refresh"): "refreshToken",
        ("get", "/api/access-token"): "getAccessToken",
        ("delete", "/api/logout"): "logOut",
        ("get", "/api/check-auth"): "checkAuth",
        ("post", "/api/save-playlist"): "savePlaylist",
        ("get", "/api/currently-playing-song"): "getCurrentlyPlaying",
        ("get", "/api/player/devices"): "listDevices",
        ("put", "/api/player/play"): "play",
        ("post", "/api/player/queue"): "queueSongs",
        ("post", "/api/player/next"): "skipToNext",
        ("post", "/api/player/previous"): "skipToPrevious",
        ("put", "/api/player/pause"): "pause",
        ("put", "/api/player/seek"): "seek",
        ("put", "/api/player/set-volume"): "setVolume",
        ("put", "/api/player/transfer-playback"): "transferPlayback",
        ("get", "/api/health/live"): "getLiveness",
        ("get", "/api/health/ready"): "getReadiness",
        ("get", "/api/status"): "getStatus",
    }


def test_every_error_is_announced_as_a_problem_document() -> None:
    for operations in json.loads(contract())["paths"].values():
        for operation in operations.values():
            errors = {c: r for c, r in operation["responses"].items() if int(c) >= 400}
            assert "500" in errors
            for response in errors.values():
                assert list(response["content"]) == ["application/problem+json"]


def test_a_photo_may_be_sent_in_two_forms() -> None:
    photo = json.loads(contract())["paths"]["/api/get-emotion-from-photo"]["post"]
    assert list(photo["requestBody"]["content"]) == ["application/json", "multipart/form-data"]
