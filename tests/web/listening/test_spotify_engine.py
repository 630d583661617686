"""Lists that Spotify itself recommends, for apps of old, against the simulated Spotify."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pyarrow as pa
import pytest
from django.core.cache import cache
from django.test import Client

from humoresque.catalog.catalog import STARTER, Catalog
from humoresque.recommender.sentences import LANGUAGES, load_templates
from humoresque.spotify.wire import send
from humoresque.web import wiring
from humoresque.web.listening.models import Playlist, Song
from humoresque.web.listening.spotify_engine import GENRES
from tests.web.api.telling import CREATE, FAVOURITES, put, refusal
from tests.web.browsing import Browser

# Spotify is asked in a thread of its own, which does not see what a test has not committed.
pytestmark = pytest.mark.django_db(transaction=True)
ASKED = "/v1/recommendations"
WISHES = {
    "emotion": "happy",
    "popularity": "medium",
    "personalization": "high",
    "genres": ["soul", "pop"],
    "seed": 7,
}


@pytest.fixture(autouse=True)
def _nothing_in_memory() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def old_app(at_spotify: Browser, settings: Any) -> Browser:
    """A listener whose server's app still has Spotify's recommendations, and asks for them."""
    settings.SPOTIFY_MODE = "legacy"
    settings.SPOTIFY_RECOMMENDATIONS = True
    at_spotify.simulator.app(mode="legacy")
    at_spotify.connect("ana")
    return at_spotify


@pytest.fixture
def half_a_catalog(monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """Every other song of those that the simulator has."""
    table = Catalog.starter().table
    every_other = pa.array([row % 2 == 0 for row in range(len(table))])
    catalog = Catalog.from_table(table.filter(every_other), STARTER)
    monkeypatch.setattr(wiring, "catalog", lambda: catalog)
    return catalog


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What recommendations are asked with, as it goes over the wire."""
    queries: list[dict[str, str]] = []

    def watched(http: httpx.Client, request: httpx.Request) -> httpx.Response:
        if request.url.path == ASKED:
            queries.append(dict(parse_qsl(urlsplit(str(request.url)).query)))
        return send(http, request)

    monkeypatch.setattr("humoresque.spotify.transport.send", watched)
    return queries


def _create(client: Client, **wishes: Any) -> Any:
    response = client.post(CREATE, WISHES | wishes, content_type="application/json")
    assert response.status_code == 201, response.content
    return response.json()


# --- What Spotify is asked --------------------------------------------------------------------


def test_spotify_is_asked_with_the_thesis_targets_the_level_and_five_seeds(
    old_app: Browser, asked: list[dict[str, str]]
) -> None:
    made = _create(old_app.client)
    assert made["engine"] == "spotify"
    assert (made["profile"], made["mode"]) == ("thesis-2024", "match")
    assert len(made["tracks"]) == 10
    (query,) = asked
    targets = {
        name.removeprefix("target_"): float(value)
        for name, value in query.items()
        if name.startswith("target_")
    }
    assert targets == {
        "tempo": 120,
        "key": 3,
        "mode": 1,
        "valence": 0.95,
        "energy": 0.8,
        "popularity": 70,
    }
    assert query["seed_genres"] == "soul,pop"
    seeds = [query[f"seed_{kind}"].split(",") for kind in ("genres", "artists", "tracks")]
    assert sum(map(len, seeds)) == 5
    assert len(made["seeds"]["artists"]) == len(seeds[1]) == 2
    assert len(made["seeds"]["songs"]) == len(seeds[2]) == 1


def test_targets_are_those_of_the_likeliest_expression_alone(
    old_app: Browser, asked: list[dict[str, str]]
) -> None:
    probabilities = dict.fromkeys(("angry", "disgust", "fear", "surprise", "neutral"), 0.0)
    _create(
        old_app.client,
        emotion=None,
        probabilities=probabilities | {"sad": 0.8, "happy": 0.2},
        popularity="any",
    )
    assert float(asked[0]["target_tempo"]) == 70
    assert "target_popularity" not in asked[0]


def test_low_personalization_has_genres_alone_for_seeds_and_reads_no_history(
    old_app: Browser, asked: list[dict[str, str]]
) -> None:
    made = _create(old_app.client, personalization="low")
    assert made["engine"] == "spotify"
    assert {name for name in asked[0] if name.startswith("seed")} == {"seed_genres"}
    assert made["seeds"] == {"artists": [], "songs": []}
    assert old_app.simulator.requests("GET", "/v1/me/top/") == []


def test_the_same_seed_starts_from_the_same_artists_and_another_from_others(
    old_app: Browser, asked: list[dict[str, str]]
) -> None:
    for seed in (7, 7, 8):
        _create(old_app.client, seed=seed)
    assert asked[0] == asked[1] != asked[2]


def test_every_genre_of_the_starter_catalog_is_one_of_spotifys() -> None:
    assert set(Catalog.starter().genres) <= GENRES


# --- What comes of it ---------------------------------------------------------------------------


def test_songs_of_the_catalog_come_with_all_that_is_known_of_them(old_app: Browser) -> None:
    made = _create(old_app.client)
    assert len({track["artists"][0] for track in made["tracks"]}) == 10
    for place, track in enumerate(made["tracks"], start=1):
        assert track["position"] == place
        assert track["features"]["tempo"] > 0
        assert track["score"] == pytest.approx(
            sum(term["contribution"] for term in track["terms"]), abs=2e-4
        )
        assert track["reasons"]
        assert track["spotify_url"].endswith(track["track_id"])
        assert track["target"] == made["path"][place - 1]


@pytest.mark.usefixtures("half_a_catalog")
def test_songs_that_the_catalog_lacks_say_honestly_that_their_sound_is_not_known(
    old_app: Browser,
) -> None:
    made = _create(old_app.client)
    assert made["engine"] == "spotify"
    assert [track["position"] for track in made["tracks"]] == list(range(1, 11))
    unknown = [track for track in made["tracks"] if track["features"] is None]
    assert 0 < len(unknown) < 10
    for track in unknown:
        assert track["score"] is None
        assert track["mood"] is None
        assert track["terms"] == track["genres"] == []
        assert track["reasons"] == [
            "Chosen by Spotify for happiness; how it sounds is not known here."
        ]
        assert track["spotify_url"] == f"https://open.spotify.com/track/{track['track_id']}"
        assert track["target"] == made["path"][0]
    assert all(track["mood"] for track in made["tracks"] if track["features"])
    assert old_app.client.get(f"/api/playlists/{made['id']}").json()["tracks"] == made["tracks"]


@pytest.mark.usefixtures("half_a_catalog")
def test_such_songs_can_be_judged_shared_and_exported(old_app: Browser) -> None:
    client = old_app.client
    made = _create(client)
    song = next(track for track in made["tracks"] if track["features"] is None)
    judged = put(client, f"/api/opinions/{song['track_id']}", {"opinion": "dislike"})
    assert judged.status_code == 200, judged.content
    assert judged.json()["title"] == song["title"]
    assert client.get("/api/taste").json()["opinions"][0]["artists"] == song["artists"]
    assert song["track_id"] not in [t["track_id"] for t in _create(client)["tracks"]]
    link = client.put(f"/api/playlists/{made['id']}/share").json()["share_url"]
    shared = Client().get(f"/api/shared/{link.rpartition('/')[2]}").json()
    assert [one["title"] for one in shared["songs"]] == [one["title"] for one in made["tracks"]]
    for file_format in ("m3u8", "xspf", "jspf", "csv", "json", "links"):
        response = client.get(f"/api/playlists/{made['id']}/export", {"format": file_format})
        assert response.status_code == 200, file_format
        assert song["track_id"].encode() in response.content


@pytest.mark.usefixtures("half_a_catalog")
def test_nobody_else_can_judge_them(old_app: Browser, other_client: Client) -> None:
    made = _create(old_app.client)
    song = next(track for track in made["tracks"] if track["features"] is None)
    response = put(other_client, f"/api/opinions/{song['track_id']}", {"opinion": "like"})
    assert refusal(response) == (404, "unknown-track")


def test_wishes_that_spotify_only_leans_to_are_counted(old_app: Browser) -> None:
    made = _create(old_app.client, popularity="mainstream")
    outside = [track for track in made["tracks"] if track["popularity"] < 70]
    told = [text for text in made["relaxed"] if "Spotify only leans towards it" in text]
    assert bool(outside) == bool(told)


def test_explicit_and_disliked_songs_stay_out_and_those_heard_lately_wait(
    old_app: Browser,
) -> None:
    first = _create(old_app.client, explicit=False)
    assert not any(track["explicit"] for track in first["tracks"])
    put(old_app.client, f"/api/opinions/{first['tracks'][0]['track_id']}", {"opinion": "dislike"})
    second = _create(old_app.client, seed=None)
    assert second["engine"] == "spotify"
    both = [{track["track_id"] for track in one["tracks"]} for one in (first, second)]
    assert not both[0] & both[1]


def test_a_list_of_spotifys_is_made_again_by_our_engine_and_says_so(old_app: Browser) -> None:
    made = _create(old_app.client)
    asked_before = len(old_app.simulator.requests("GET", ASKED))
    response = old_app.client.post(f"/api/playlists/{made['id']}/regenerate")
    assert response.status_code == 201
    again = response.json()
    assert again["engine"].startswith("humoresque-circumplex/")
    assert again["profile"] == "circumplex"
    assert again["relaxed"][-1].startswith("Spotify never chooses the same songs again for sure")
    assert (again["seed"], again["genres"]) == (made["seed"], made["genres"])
    assert len(old_app.simulator.requests("GET", ASKED)) == asked_before
    third = old_app.client.post(f"/api/playlists/{again['id']}/regenerate").json()
    assert [t["track_id"] for t in third["tracks"]] == [t["track_id"] for t in again["tracks"]]
    assert not any("again for sure" in text for text in third["relaxed"])


def test_log_out_leaves_the_songs_and_takes_the_seeds(old_app: Browser) -> None:
    made = _create(old_app.client)
    assert made["seeds"]["artists"]
    old_app.client.delete("/api/logout")
    after = old_app.client.get(f"/api/playlists/{made['id']}").json()
    assert after["seeds"] == {"artists": [], "songs": []}
    assert [t["track_id"] for t in after["tracks"]] == [t["track_id"] for t in made["tracks"]]
    again = old_app.client.post(f"/api/playlists/{made['id']}/regenerate")
    assert len(again.json()["tracks"]) == 10


# --- When our engine answers ----------------------------------------------------------------------


def _is_ours(made: Any) -> bool:
    return made["engine"].startswith("humoresque-") and len(made["tracks"]) == 10


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("http_500", "something is wrong at Spotify; try again later"),
        ("quota_exceeded", "what Spotify allows this server's app is used up for now"),
        ("not_reachable", "Spotify cannot be reached"),
    ],
)
def test_whenever_spotify_fails_our_engine_answers_and_says_why(
    old_app: Browser, fault: str, why: str
) -> None:
    old_app.simulator.fault(fault, path=ASKED)
    made = _create(old_app.client)
    assert _is_ours(made)
    assert made["seeds"]["artists"]  # the history was told before
    told = f"Spotify's own recommendations were not used: {why}. The songs are ours."
    assert made["relaxed"][-1] == told


def test_an_app_that_has_no_recommendations_any_more_is_told_so(old_app: Browser) -> None:
    old_app.simulator.app(mode="devmode")
    made = _create(old_app.client)
    assert _is_ours(made)
    assert "no longer offers this to this server's app" in made["relaxed"][-1]


def test_genres_that_spotify_does_not_know_are_told(
    old_app: Browser, asked: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("humoresque.web.listening.spotify_engine.GENRES", GENRES - {"pop"})
    made = _create(old_app.client)
    assert asked[0]["seed_genres"] == "soul"
    assert "Spotify has no genre named pop: it chose without." in made["relaxed"]
    ours = _create(old_app.client, genres=["pop"], personalization="low")
    assert _is_ours(ours)
    assert "none of these genres under the same name" in ours["relaxed"][-1]


def test_too_few_songs_are_not_enough(old_app: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("humoresque.web.listening.spotify_engine.MOST_RECOMMENDED", 5)
    made = _create(old_app.client)
    assert _is_ours(made)
    assert "Spotify has too few songs for these wishes" in made["relaxed"][-1]


@pytest.mark.parametrize(
    "wishes",
    [
        {"mode": "shift"},
        {"destination": {"valence": 0.9, "energy": 0.2}},
        {"novelty": 0.9},
        {"emotion": "fear"},
    ],
)
def test_what_spotify_has_no_words_for_is_our_engines(
    old_app: Browser, asked: list[dict[str, str]], wishes: dict[str, Any]
) -> None:
    made = _create(old_app.client, **wishes)
    assert made["engine"].startswith("humoresque-")
    assert asked == []
    assert not any("Spotify" in text for text in made["relaxed"])


def test_taste_that_spotify_did_not_tell_is_our_engines(
    old_app: Browser, asked: list[dict[str, str]]
) -> None:
    old_app.connect("cleo")  # has heard nothing there yet
    made = _create(old_app.client)
    assert made["engine"] == "spotify"
    assert made["relaxed"][-1] == ("Nothing is known of what you like: the list is not personal.")
    put(old_app.client, FAVOURITES, {"artists": ["Alicia Keys"]})
    assert _is_ours(_create(old_app.client))
    assert _create(old_app.client, personalization="low")["engine"] == "spotify"
    assert len(asked) == 2


def test_neither_without_a_log_in_nor_without_the_operators_word_is_spotify_asked(
    old_app: Browser, asked: list[dict[str, str]], settings: Any
) -> None:
    assert _is_ours(_create(Browser(old_app.simulator).client))
    settings.SPOTIFY_RECOMMENDATIONS = False
    assert _is_ours(_create(old_app.client))
    assert asked == []


def test_an_unknown_genre_is_refused_as_ever(old_app: Browser) -> None:
    body = WISHES | {"genres": ["work-out"]}
    response = old_app.client.post(CREATE, body, content_type="application/json")
    assert response.status_code == 422
    assert not Playlist.objects.exists()
    assert not Song.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_this_module_has_words(language: str) -> None:
    assert {"no-common-genre", "too-few-songs"} <= set(load_templates(language).words["why"])
