"""A client that others wrote for the real Spotify finds its way about the simulated one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import spotipy
from spotipy.cache_handler import MemoryCacheHandler
from spotipy.oauth2 import SpotifyOAuth, SpotifyPKCE

from tests.simulators.running import CLIENT_ID, CLIENT_SECRET, RunningSimulator

REDIRECT_URI = "http://127.0.0.1:9/spotify/redirect"
SCOPES = (
    *("user-top-read", "playlist-modify-private", "playlist-modify-public"),
    *("playlist-read-private", "user-read-playback-state", "user-read-currently-playing"),
    *("user-modify-playback-state", "user-read-recently-played", "user-library-read"),
)


@pytest.fixture(autouse=True)
def discreet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """At DEBUG both libraries print headers and forms, tokens and secret included."""
    loggers = [logging.getLogger(name) for name in ("spotipy", "urllib3")]
    levels = [logger.level for logger in loggers]
    caplog.set_level(logging.DEBUG)
    for logger in loggers:
        logger.setLevel(logging.INFO)
    yield
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    assert not any(secret in caplog.text for secret in ("simulated-access", CLIENT_SECRET))


def confidential(simulator: RunningSimulator) -> SpotifyOAuth:
    """The code flow with a secret, without PKCE."""
    auth = SpotifyOAuth(
        CLIENT_ID,
        CLIENT_SECRET,
        REDIRECT_URI,
        state="a state",
        scope=" ".join(SCOPES),
        cache_handler=MemoryCacheHandler(),
        open_browser=False,
    )
    return at(simulator, auth)


def public(simulator: RunningSimulator) -> SpotifyPKCE:
    """The code flow with PKCE, without a secret."""
    auth = SpotifyPKCE(
        CLIENT_ID,
        REDIRECT_URI,
        state="a state",
        scope=" ".join(SCOPES),
        cache_handler=MemoryCacheHandler(),
        open_browser=False,
    )
    return at(simulator, auth)


def at(simulator: RunningSimulator, auth: Any) -> Any:
    auth.OAUTH_AUTHORIZE_URL = f"{simulator.address}/authorize"
    auth.OAUTH_TOKEN_URL = f"{simulator.address}/api/token"
    return auth


def logged_in(simulator: RunningSimulator, auth: Any, listener: str = "ana") -> spotipy.Spotify:
    back = simulator.log_in(listener, auth.get_authorize_url())
    assert parse_qs(urlsplit(back).query)["state"] == ["a state"]
    code = auth.parse_response_code(back)
    given = {"as_dict": False} if isinstance(auth, SpotifyOAuth) else {}
    assert auth.get_access_token(code, check_cache=False, **given)
    spotify = spotipy.Spotify(auth_manager=auth, retries=0, status_retries=0)
    spotify.prefix = f"{simulator.api_url}/"
    return spotify


@pytest.fixture
def spotify(simulator: RunningSimulator) -> spotipy.Spotify:
    """Ana's account in an app that has its secret."""
    return logged_in(simulator, confidential(simulator))


@pytest.mark.parametrize("kind", [confidential, public])
def test_it_logs_in_and_renews_its_token(simulator: RunningSimulator, kind: Any) -> None:
    auth = kind(simulator)
    spotify = logged_in(simulator, auth)
    assert spotify.me()["account_id"] == simulator.state()["listeners"]["ana"]["account_id"]
    before = auth.cache_handler.get_cached_token()
    after = auth.refresh_access_token(before["refresh_token"])
    assert after["access_token"] != before["access_token"]
    assert after["refresh_token"] == before["refresh_token"]
    assert spotify.current_user()["display_name"] == "Ana Simulated"
    calls = simulator.state()["token_calls"]
    assert calls == {"authorization_code": 1, "refresh_token": 1}


def test_it_tells_what_is_heard_most(spotify: spotipy.Spotify) -> None:
    artists = spotify.current_user_top_artists(limit=50, time_range="short_term")["items"]
    first = spotify.current_user_top_tracks(limit=20)
    second = spotify.next(first)
    assert len(artists) == 50
    assert len({song["id"] for song in first["items"] + second["items"]}) == 40
    assert spotify.previous(second)["items"] == first["items"]


def test_it_finds_songs(spotify: spotipy.Spotify) -> None:
    song = spotify.current_user_top_tracks(limit=1)["items"][0]
    by_isrc = spotify.search(f"isrc:{song['external_ids']['isrc']}", limit=1)
    query = f'track:"{song["name"]}" artist:"{song["artists"][0]["name"]}"'
    by_name = spotify.search(query, limit=10)
    assert by_isrc["tracks"]["items"] == [song]
    assert song in by_name["tracks"]["items"]
    assert spotify.track(song["id"]) == song
    assert spotify.artist(song["artists"][0]["id"])["name"] == song["artists"][0]["name"]
    with pytest.raises(spotipy.SpotifyException, match="Invalid limit") as refused:
        spotify.search("love", limit=11)
    assert refused.value.http_status == 400


def test_it_makes_lists(simulator: RunningSimulator, spotify: spotipy.Spotify) -> None:
    uris = [song["uri"] for song in spotify.current_user_top_tracks(limit=10)["items"]]
    made = spotify.current_user_playlist_create("Evening", public=False, description="Slow")
    added = spotify.playlist_add_items(made["id"], uris[:8])
    again = spotify.playlist_add_items(made["id"], uris[8:], position=0)
    assert made["snapshot_id"] != added["snapshot_id"] != again["snapshot_id"]
    items = spotify.playlist_items(made["id"])["items"]
    assert [item["item"]["uri"] for item in items] == [*uris[8:], *uris[:8]]
    spotify.playlist_replace_items(made["id"], uris)
    spotify.playlist_change_details(made["id"], name="Night")
    (kept,) = simulator.state()["listeners"]["ana"]["playlists"]
    assert (kept["name"], kept["description"], kept["public"]) == ("Night", "Slow", False)
    assert kept["uris"] == uris
    assert [each["id"] for each in spotify.current_user_playlists()["items"]] == [made["id"]]
    assert spotify.playlist(made["id"])["owner"]["display_name"] == "Ana Simulated"


def test_it_commands_players(simulator: RunningSimulator, spotify: spotipy.Spotify) -> None:
    uris = [song["uri"] for song in spotify.current_user_top_tracks(limit=3)["items"]]
    assert spotify.current_playback() is None
    assert spotify.current_user_playing_track() is None
    with pytest.raises(spotipy.SpotifyException) as refused:
        spotify.pause_playback()
    assert (refused.value.http_status, refused.value.reason) == (404, "NO_ACTIVE_DEVICE")
    phone, *_ = spotify.devices()["devices"]
    spotify.start_playback(phone["id"], uris=uris, offset={"position": 1}, position_ms=1000)
    assert spotify.current_user_playing_track()["item"]["uri"] == uris[1]
    spotify.volume(30)
    spotify.next_track()
    spotify.seek_track(5000)
    spotify.add_to_queue(uris[0])
    playback = spotify.current_playback()
    assert playback["item"]["uri"] == uris[2]
    assert playback["progress_ms"] >= 5000
    assert playback["device"]["volume_percent"] == 30
    assert [song["uri"] for song in spotify.queue()["queue"]] == [uris[0]]
    spotify.pause_playback()
    spotify.start_playback()  # goes on
    spotify.previous_track()
    assert spotify.current_playback()["item"]["uri"] == uris[1]
    simulator.fault("text_body_200", times=1)
    spotify.pause_playback()
    assert spotify.current_playback()["is_playing"] is False


def test_it_is_told_why_it_is_refused(simulator: RunningSimulator) -> None:
    ben = logged_in(simulator, confidential(simulator), "ben")
    with pytest.raises(spotipy.SpotifyException) as premium:
        ben.start_playback()
    assert (premium.value.http_status, premium.value.reason) == (403, "PREMIUM_REQUIRED")
    dmitri = logged_in(simulator, public(simulator), "dmitri")
    with pytest.raises(spotipy.SpotifyException, match="User not registered") as unlisted:
        dmitri.me()
    assert unlisted.value.http_status == 403
    with (
        pytest.warns(DeprecationWarning, match="deprecated by Spotify"),
        pytest.raises(spotipy.SpotifyException) as withdrawn,
    ):
        ben.recommendations(seed_genres=["soul"])
    assert withdrawn.value.http_status == 404
