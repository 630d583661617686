"""The proof bites: whatever is not as at the real Spotify is complained about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.simulators import presence
from tests.simulators.proof import OURS, Exchange, Proof
from tests.simulators.reference import BARE_LISTS, MODES, NULLABLE, UNWRAPPED, Document
from tests.simulators.running import RunningSimulator
from tests.simulators.spotify.calls import ALL, calling

Tracks = dict[str, Any]


@pytest.fixture(scope="module")
def judge(spotify_reference: Path) -> Proof:
    return Proof(spotify_reference)


@pytest.fixture
def exchange(simulator: RunningSimulator) -> Exchange:
    """Our client's own request for two songs, and its answer."""
    with _as_our_client(simulator) as client:
        client.get("/me/top/tracks", params={"limit": 2})
    return simulator.exchanges()[-1]


@contextmanager
def _as_our_client(simulator: RunningSimulator) -> Iterator[httpx.Client]:
    with calling(simulator, "ana", *ALL) as client:
        client.headers["User-Agent"] = OURS
        yield client


def _without_isrc(page: Tracks) -> None:
    del page["items"][1]["external_ids"]["isrc"]


def _with_popularity(page: Tracks) -> None:
    page["items"][0]["popularity"] = 50


def _with_an_invention(page: Tracks) -> None:
    page["items"][0]["album"]["mood"] = "blue"


def _with_a_wrong_type(page: Tracks) -> None:
    page["items"][0]["duration_ms"] = "long"


def _without_total(page: Tracks) -> None:
    del page["total"]


def _with_nothing(page: Tracks) -> None:
    page["items"][0]["artists"] = None


@pytest.mark.data
@pytest.mark.parametrize(
    ("break_it", "complaint"),
    [
        (_without_isrc, "external_ids without isrc"),
        (_with_popularity, "track of devmode with popularity"),
        (_with_an_invention, "album of devmode with mood"),
        (_with_a_wrong_type, "'long' is not of type 'integer'"),
        (_without_total, "page without total"),
        (_with_nothing, "None for not nullable"),
    ],
)
def test_an_answer_that_spotify_would_not_give_is_noticed(
    judge: Proof, exchange: Exchange, break_it: Callable[[Tracks], None], complaint: str
) -> None:
    assert judge.complaints([exchange]) == []
    page = json.loads(exchange["answer"])
    break_it(page)
    told = judge.complaints([exchange | {"answer": json.dumps(page)}])
    assert complaint in "\n".join(told)


@pytest.mark.data
@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"query": "limit=51"}, "51 is greater than the maximum of 50"),
        ({"with_token": False}, "our request: no access token"),
        ({"path": "/v1/me/top/hats"}, "our request: Spotify has no such operation"),
        ({"method": "DELETE"}, "our request: Spotify has no such operation"),
        ({"path": "/v1/markets", "user_agent": "x"}, "an answer where Spotify has no such"),
        ({"status": 201}, "Unknown response http status: 201"),
        ({"answer_type": "text/html"}, "Content for the following mimetype not found: text/html"),
        ({"status": 500, "answer_type": "text/html"}, "the simulator failed"),
        ({"status": 400, "answer": '{"detail": "no"}'}, "refusal without error"),
        ({"status": 400, "answer": '{"error": {"message": "", "status": 403}}'}, "another status"),
        ({"status": 400, "answer_type": "text/plain", "answer": "x"}, "a refusal that is no JSON"),
    ],
)
def test_what_is_asked_and_answered_otherwise_is_noticed(
    judge: Proof, exchange: Exchange, changes: Exchange, complaint: str
) -> None:
    told = judge.complaints([exchange | changes])
    assert complaint in "\n".join(told)
    assert all(one.startswith(("GET /v1/", "DELETE /v1/")) for one in told)


@pytest.mark.data
def test_a_body_of_ours_that_lacks_something_is_noticed(
    judge: Proof, simulator: RunningSimulator
) -> None:
    with calling(simulator, "ana", *ALL) as client:
        client.post("/me/playlists", json={"public": False})
    theirs = simulator.exchanges()[-1]
    assert judge.complaints([theirs]) == []
    told = judge.complaints([theirs | {"user_agent": OURS}])
    assert "our request: $: 'name' is a required property" in "\n".join(told)


@pytest.mark.data
def test_a_new_app_may_ask_for_what_is_withdrawn_and_is_refused(
    judge: Proof, simulator: RunningSimulator
) -> None:
    with _as_our_client(simulator) as client:
        client.get("/recommendations", params={"seed_genres": "soul"})
    exchange = simulator.exchanges()[-1]
    assert exchange["status"] == 404
    assert judge.complaints([exchange]) == []
    assert judge.complaints([exchange | {"status": 200, "answer": "{}"}]) != []


@pytest.mark.data
def test_faults_are_told_from_failures(judge: Proof, simulator: RunningSimulator) -> None:
    faults = ("http_502", "http_503", "quota_exceeded", "rate_limited_text", "connection_lost")
    with _as_our_client(simulator) as client:
        for fault in faults:
            simulator.fault(fault, times=1)
            try:
                client.get("/me/top/tracks")
            except httpx.RemoteProtocolError:
                assert fault == "connection_lost"
    exchanges = simulator.exchanges()
    assert [exchange["fault"] for exchange in exchanges] == list(faults)
    assert judge.complaints(exchanges) == []
    assert len(judge.complaints([one | {"fault": None} for one in exchanges])) == 2


@pytest.mark.data
def test_what_is_loosened_is_there(spotify_reference: Path) -> None:
    for mode in MODES:
        path = spotify_reference / "openapi" / f"subset-{mode}.yml"
        document = yaml.safe_load(path.read_bytes())
        for name, properties in NULLABLE.items():
            schema = document["components"]["schemas"][name]
            named = {
                key
                for part in (schema, *schema.get("allOf", ()))
                for key in part.get("properties", ())
            }
            assert named >= properties.keys()
        for template, method in (*BARE_LISTS, *UNWRAPPED):
            assert method in document["paths"][template]


@pytest.mark.data
def test_every_shape_belongs_to_an_operation(spotify_reference: Path) -> None:
    operations = {
        (method.upper(), template)
        for mode in MODES
        for template, item in Document(spotify_reference / "openapi" / f"subset-{mode}.yml")
        .content["paths"]
        .items()
        for method in item
    }
    old = ("PUT", "DELETE", "GET")  # of /playlists/{id}/tracks, which the documents leave out
    left_out = {(method, "/playlists/{playlist_id}/tracks") for method in old}
    assert presence.ANSWERS.keys() - left_out <= operations
