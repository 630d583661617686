from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from humoresque.affect import EMOTIONS
from humoresque.web import wiring
from humoresque.web.throttle import Throttle


def test_genres_are_listed_with_their_sizes_families_and_the_catalog(client: Client) -> None:
    answer = client.get("/api/genres").json()
    names = [genre["name"] for genre in answer["genres"]]
    assert names == sorted(names)
    assert all(genre["tracks"] > 0 for genre in answer["genres"])
    assert {genre["family"] for genre in answer["genres"]} == set(answer["families"])
    assert len(answer["families"]) == len(set(answer["families"]))
    rock = next(genre for genre in answer["genres"] if genre["name"] == "rock")
    assert rock["family"] == "rock"
    assert answer["catalog"]["name"] == "starter"
    assert answer["catalog"]["size"] == wiring.catalog().size


def test_artists_are_found_by_a_part_of_their_name(client: Client) -> None:
    known = wiring.catalog().songs().track(0).artists[0]
    query = {"q": known[:4].upper(), "limit": "50"}
    artists = client.get("/api/artists", query).json()["artists"]
    found = {artist["name"]: artist for artist in artists}
    assert known in found
    assert found[known]["tracks"] >= 1
    assert 0 <= found[known]["popularity"] <= 100


def test_as_many_artists_are_found_as_asked_for(client: Client) -> None:
    assert len(client.get("/api/artists", {"q": "a", "limit": "3"}).json()["artists"]) == 3
    assert client.get("/api/artists", {"q": "no such artist at all"}).json() == {"artists": []}


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({}, "#/q"),
        ({"q": ""}, "#/q"),
        ({"q": "x" * 101}, "#/q"),
        ({"q": "a", "limit": "0"}, "#/limit"),
        ({"q": "a", "limit": "51"}, "#/limit"),
        ({"q": "a", "limit": "many"}, "#/limit"),
    ],
)
def test_a_search_that_makes_no_sense_is_refused(
    client: Client, query: dict[str, str], pointer: str
) -> None:
    response = client.get("/api/artists", query)
    assert response.status_code == 422
    problem = response.json()
    assert problem["type"] == "urn:humoresque:problem:invalid-request"
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_too_many_searches_in_a_short_time_are_put_off(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    throttle = Throttle(limit=1, window_seconds=60)
    monkeypatch.setattr(wiring, "search_throttle", lambda: throttle)
    statuses = [client.get("/api/artists", {"q": "a"}).status_code for _ in range(2)]
    assert statuses == [200, 429]


def test_every_mood_has_its_place_and_where_it_leads(client: Client) -> None:
    answer = client.get("/api/moods").json()
    assert answer["profile"] == "circumplex"
    assert [mood["emotion"] for mood in answer["moods"]] == list(EMOTIONS)
    moods: dict[str, Any] = {mood["emotion"]: mood for mood in answer["moods"]}
    assert moods["fear"]["mode"] == "shift"
    assert moods["sad"]["mode"] == "match"
    assert moods["angry"]["shift"]["name"] == "calm"
    assert moods["angry"]["point"]["energy"] > moods["angry"]["shift"]["energy"]
    for mood in answer["moods"]:
        assert 0 <= mood["point"]["valence"] <= 1


def test_moods_of_another_profile_can_be_asked_for(client: Client) -> None:
    answer = client.get("/api/moods", {"profile": "thesis-2024"}).json()
    angry = next(mood for mood in answer["moods"] if mood["emotion"] == "angry")
    assert angry["point"] == {"valence": 0.8, "energy": 0.8}
    response = client.get("/api/moods", {"profile": "astrology"})
    assert response.status_code == 422
    assert response.json()["type"] == "urn:humoresque:problem:unknown-profile"


@pytest.mark.django_db
@pytest.mark.parametrize("emotion", EMOTIONS)
def test_a_path_starts_and_ends_where_the_moods_say(
    client: Client, wishes: dict[str, Any], emotion: str
) -> None:
    moods = {mood["emotion"]: mood for mood in client.get("/api/moods").json()["moods"]}
    if moods[emotion]["shift"] is None:
        pytest.skip("leads nowhere")
    answer = client.post(
        "/api/create-playlist-based-on-parameters",
        wishes | {"emotion": emotion, "mode": "shift"},
        content_type="application/json",
    ).json()
    assert answer["path"][0] == pytest.approx(moods[emotion]["point"])
    assert answer["destination"] == moods[emotion]["shift"]
    assert answer["path"][-1] == {
        axis: pytest.approx(moods[emotion]["shift"][axis]) for axis in ("valence", "energy")
    }
