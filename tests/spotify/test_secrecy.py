"""Nothing secret in logs, representations and messages, at the most talkative level of all."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from humoresque.spotify.auth import Accounts, Grant, Pkce
from humoresque.spotify.client import SpotifyApi
from humoresque.spotify.errors import SpotifyError
from humoresque.spotify.recommendations import Wish
from humoresque.spotify.retry import Retry
from humoresque.spotify.scopes import LOG_IN, PLAY, SAVE
from humoresque.spotify.transport import Transport
from tests.simulators.running import CLIENT_ID, CLIENT_SECRET, RunningSimulator
from tests.spotify.conftest import Clock, Tokens
from tests.spotify.scripted import scripted

# Named, as a traceback quotes lines of this file.
SECRET, REFUSED, WRONG, GONE = "very-secret", "refused-token", "wrong-secret", "gone-token"
REDIRECT = "http://127.0.0.1:8000/spotify/redirect"


@contextmanager
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """All loggers at DEBUG, those of the HTTP libraries included."""
    names = ["", "httpx", "httpcore", *logging.root.manager.loggerDict]
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    caplog.handler.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


def whole_flow(api: SpotifyApi, tokens: Tokens) -> list[SpotifyError]:
    """Something of each kind, the failures too."""
    tracks = api.top_tracks(3)
    made = api.create_playlist("Evening", "", public=False)
    api.replace_items(made.id, [track.uri for track in tracks])
    api.play(api.devices()[0].id, [tracks[0].uri])
    api.queue(tracks[1].uri)
    tokens.token, good = REFUSED, tokens.token
    tokens.ready = [good]
    api.me()
    errors: list[SpotifyError] = []
    for act in (
        lambda: api.recommendations(Wish(genres=("soul",))),
        lambda: api.track("0" * 22),
        lambda: api.play("0" * 40),
    ):
        try:
            act()
        except SpotifyError as error:
            errors.append(error)
    assert len(errors) == 3
    return errors


def test_a_debug_log_of_everything_holds_nothing_secret(
    simulator: RunningSimulator,
    http: httpx.Client,
    retry: Retry,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    accounts = Accounts(http, simulator.address, CLIENT_ID, CLIENT_SECRET)
    pkce = Pkce.new()
    url = accounts.authorization_url(REDIRECT, LOG_IN | SAVE | PLAY, "state", pkce.challenge)
    code = parse_qs(urlsplit(simulator.log_in("ana", url)).query)["code"][0]
    caplog.clear()
    with everything_logged(caplog):
        grant = accounts.exchange(code, REDIRECT, pkce.verifier)
        refresh_token = grant.refresh_token or ""
        simulated, renewed = grant.access_token, accounts.refresh(refresh_token).access_token
        tokens = Tokens(renewed)
        transport = Transport(http, simulator.api_url, retry=retry)
        errors = whole_flow(SpotifyApi(transport, tokens, sleep=clock.sleep), tokens)
        with pytest.raises(SpotifyError) as used_up:
            accounts.exchange(code, REDIRECT, pkce.verifier)
        with pytest.raises(SpotifyError) as unknown:
            Accounts(http, simulator.address, CLIENT_ID, WRONG).refresh(GONE)
    told = caplog.text + "".join(
        f"{error!r} {error} {vars(error)} {''.join(traceback.format_exception(error))}"
        for error in (*errors, used_up.value, unknown.value)
    )
    assert "humoresque.spotify.wire" in told
    assert "httpcore" in told
    assert "/v1/me/playlists: 201" in told
    secrets = [code, pkce.verifier, refresh_token, simulated, renewed, CLIENT_SECRET]
    assert all(len(secret) > 10 for secret in secrets)
    for secret in [*secrets, REFUSED, WRONG, GONE]:
        assert secret not in told


def test_representations_hold_nothing_secret(http: httpx.Client, tokens: Tokens) -> None:
    accounts = Accounts(http, "https://accounts.invalid", "id", SECRET)
    transport = Transport(http, "https://api.invalid/v1")
    grant = Grant(SECRET, SECRET, frozenset({"user-top-read"}), 3600)
    for thing in (Pkce(SECRET), grant, accounts, transport, SpotifyApi(transport, tokens)):
        assert SECRET not in f"{thing!r} {thing}"
    assert "user-top-read" in repr(grant)


@pytest.mark.parametrize("answer", [b"", b"\x00\xff nonsense\r\n\r\n"])
def test_a_lost_connection_tells_nothing_secret(
    answer: bytes, http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        everything_logged(caplog),
        scripted(answer) as spotify,
        pytest.raises(SpotifyError) as caught,
    ):
        Accounts(http, spotify.address, "id", SECRET).refresh(SECRET)
    told = caplog.text + "".join(traceback.format_exception(caught.value))
    assert SECRET not in told


def test_a_token_that_fits_in_no_header_is_not_printed(
    http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    tokens = Tokens(f"{SECRET}\r\nX: y")
    with scripted(b"") as spotify, pytest.raises(SpotifyError) as caught:
        SpotifyApi(Transport(http, spotify.address), tokens).next()
    assert SECRET not in caplog.text + "".join(traceback.format_exception(caught.value))


def test_a_grant_that_cannot_be_read_is_not_printed(
    http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    body = json.dumps({"access_token": [SECRET], "refresh_token": SECRET}).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
    with (
        everything_logged(caplog),
        scripted(head + body) as spotify,
        pytest.raises(SpotifyError) as caught,
    ):
        Accounts(http, spotify.address, "id", "s").refresh("r")
    told = caplog.text + "".join(traceback.format_exception(caught.value))
    assert SECRET not in told
    assert "access_token" in str(caught.value)
