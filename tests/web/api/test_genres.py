from __future__ import annotations

from django.test import Client

from humoresque.web import wiring


def test_genres_are_listed_by_name_with_their_numbers_of_tracks(client: Client) -> None:
    response = client.get("/api/genres")
    assert response.status_code == 200
    answer = response.json()
    names = [genre["name"] for genre in answer["genres"]]
    assert names == sorted(names) == list(wiring.catalog().genres)
    assert all(genre["tracks"] > 0 for genre in answer["genres"])
    assert answer["catalog"]["name"] == "starter"
    assert answer["catalog"]["size"] == wiring.catalog().size
    assert answer["catalog"]["description"]
