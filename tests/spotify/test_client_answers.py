"""Answers to the API that no simulator gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.spotify.client import SpotifyApi
from humoresque.spotify.errors import (
    RateLimitedError,
    SpotifyError,
    SpotifyUnreachableError,
    UnreadableAnswerError,
)
from humoresque.spotify.recommendations import Wish
from humoresque.spotify.retry import Retry
from humoresque.spotify.transport import Transport
from tests.spotify.conftest import Answering, Clock, Tokens


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"[]", b"{}", b'{"id": 5}', b"\xff\xfe", b"[" * 100_000],
)
def test_json_that_says_something_else_is_named(body: bytes, answering: Answering) -> None:
    kind = {"Content-Type": "application/json"}
    api = answering(lambda _: httpx.Response(200, content=body, headers=kind))
    with pytest.raises(UnreadableAnswerError) as caught:
        api.me()
    assert caught.value.path == "/me"


def test_calls_that_follow_one_another_are_waited_for_thirty_seconds(
    answering: Answering, clock: Clock
) -> None:
    asked: list[int] = []

    def slow(_: httpx.Request) -> httpx.Response:
        clock.now += 8.0
        asked.append(len(asked))
        return httpx.Response(200, json={"id": "x"})

    api = answering(slow)
    for _ in range(4):
        api.me()
    with pytest.raises(SpotifyUnreachableError) as caught:
        api.create_playlist("Evening", "", public=False)
    assert not caught.value.ambiguous
    assert len(asked) == 4


def test_the_pauses_of_all_calls_together_are_bounded(answering: Answering, clock: Clock) -> None:
    asked: list[int] = []

    def busy(_: httpx.Request) -> httpx.Response:
        asked.append(len(asked))
        if len(asked) % 2:
            return httpx.Response(429, headers={"Retry-After": "9"})
        return httpx.Response(200, json={"id": "x"})

    api = answering(busy)
    for _ in range(3):
        api.me()
    with pytest.raises(RateLimitedError):
        api.me()
    assert clock.slept == [9.0, 9.0, 9.0]


@pytest.mark.parametrize("kind", ["text/plain", "text/html", ""])
def test_text_in_place_of_an_answer_is_named(kind: str, answering: Answering) -> None:
    headers = {"Content-Type": kind}
    api = answering(lambda _: httpx.Response(200, content=b'{"id": "x"}', headers=headers))
    with pytest.raises(UnreadableAnswerError, match="no JSON"):
        api.me()


def test_text_in_place_of_a_playback_is_not_taken_for_silence(answering: Answering) -> None:
    api = answering(lambda _: httpx.Response(200, text="AAECAwQ="))
    with pytest.raises(UnreadableAnswerError):
        api.playback()


READS: list[Callable[[SpotifyApi], object]] = [
    lambda api: api.me(),
    lambda api: api.top_artists(),
    lambda api: api.search_tracks("x"),
    lambda api: api.recommendations(Wish(genres=("soul",))),
    lambda api: api.my_playlists(),
    lambda api: api.playlist_items("1"),
    lambda api: api.playback(),
    lambda api: api.devices(),
]
KEYS = st.sampled_from(["items", "tracks", "id", "name", "uri", "item", "device", "error", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
)
BODIES = st.binary(max_size=40) | JSON.map(lambda told: json.dumps(told).encode())


@settings(deadline=None)
@given(
    st.sampled_from(READS),
    st.sampled_from([200, 204, 302, 400, 401, 403, 404, 429, 500]),
    st.sampled_from(["application/json", "text/plain; charset=x", "image/png", ""]),
    BODIES,
)
def test_whatever_is_answered_is_read_or_named(
    act: Callable[[SpotifyApi], object], status: int, kind: str, body: bytes
) -> None:
    answer = httpx.Response(status, content=body, headers={"Content-Type": kind})
    clock = Clock()
    retry = Retry(clock=clock, sleep=clock.sleep)
    with httpx.Client(transport=httpx.MockTransport(lambda _: answer)) as http:
        api = SpotifyApi(
            Transport(http, "https://api.invalid", retry=retry), Tokens(), sleep=clock.sleep
        )
        with suppress(SpotifyError):
            act(api)


def test_a_list_made_without_being_told_is_named_after_one_request(answering: Answering) -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, text="ok")

    with pytest.raises(UnreadableAnswerError):
        answering(answer).create_playlist("List", "", public=False)
    assert len(asked) == 1


def test_resuming_sends_no_body_at_all(answering: Answering) -> None:
    bodies = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        return httpx.Response(204)

    answering(answer).play(offset=3, position_ms=5)
    assert bodies == [b""]


def test_every_error_of_this_room_is_one_of_its_root(answering: Answering) -> None:
    api = answering(lambda _: httpx.Response(418, text="teapot"))
    with pytest.raises(SpotifyError, match="teapot"):
        api.me()
