from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from humoresque.affect import EMOTIONS
from humoresque.web import wiring
from humoresque.web.api.errors import TooManyRequestsError
from humoresque.web.listening.models import Playlist
from humoresque.web.throttle import Throttle

PATH = "/api/create-playlist-based-on-parameters"
pytestmark = pytest.mark.django_db

FEATURES = [
    "tempo", "key", "mode", "loudness", "valence", "energy", "danceability", "acousticness",
    "instrumentalness", "speechiness", "liveness",
]  # fmt: skip


def _create(client: Client, wishes: dict[str, Any]) -> Any:
    return client.post(PATH, wishes, content_type="application/json")


def _problem(response: Any) -> tuple[int, str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["type"].removeprefix("urn:humoresque:problem:")


def test_ten_songs_are_answered_with_everything_about_them(
    client: Client, wishes: dict[str, Any]
) -> None:
    response = _create(client, wishes)
    assert response.status_code == 201
    answer = response.json()
    assert list(answer) == [
        "id", "name", "seed", "engine", "relaxed", "emotion", "probabilities", "mode", "path",
        "destination", "profile", "popularity", "personalization", "genres", "size", "explicit",
        "novelty", "source", "seeds", "created_at", "catalog", "shared", "share_url", "saved",
        "tracks",
    ]  # fmt: skip
    assert [track["position"] for track in answer["tracks"]] == list(range(1, 11))
    for track in answer["tracks"]:
        assert list(track) == [
            "position", "track_id", "title", "artists", "album", "genres", "popularity",
            "duration_ms", "explicit", "spotify_url", "audio_url", "features", "score", "terms",
            "mood", "target", "reasons", "opinion",
        ]  # fmt: skip
        assert track["title"]
        assert track["artists"]
        assert track["reasons"]
        assert "pop" in track["genres"]
        assert track["spotify_url"] == f"https://open.spotify.com/track/{track['track_id']}"
        assert list(track["features"]) == FEATURES
        assert 0 <= track["score"] <= 1
        contributions = [term["contribution"] for term in track["terms"]]
        assert contributions == sorted(contributions, reverse=True)
        assert sum(contributions) == pytest.approx(track["score"], abs=1e-3)
        assert 0 <= track["mood"]["valence"] <= 1
        assert track["opinion"] is None
        assert track["audio_url"] is None
    assert answer["path"] == [track["target"] for track in answer["tracks"]]
    assert answer["seeds"] == {"artists": [], "songs": []}
    assert (answer["shared"], answer["share_url"]) == (False, None)


def test_the_wishes_come_back_in_small_letters(client: Client, wishes: dict[str, Any]) -> None:
    answer = _create(client, wishes | {"popularity": "LOW", "personalization": "medium"}).json()
    assert answer["popularity"] == "low"
    assert answer["personalization"] == "medium"
    assert answer["emotion"] == "happy"
    assert answer["genres"] == ["pop"]
    assert answer["profile"] == "circumplex"
    assert answer["mode"] == "match"
    assert answer["seed"] == 7
    assert answer["catalog"] == "starter"
    created = datetime.fromisoformat(answer["created_at"])
    assert abs(datetime.now(UTC) - created) < timedelta(minutes=1)


def test_the_same_seed_gives_the_same_songs(client: Client, wishes: dict[str, Any]) -> None:
    first, second = (_create(client, wishes).json() for _ in range(2))
    assert first["tracks"] == second["tracks"]
    assert first["id"] != second["id"]


def test_without_a_seed_every_list_has_its_own(client: Client, wishes: dict[str, Any]) -> None:
    del wishes["seed"]
    first, second = (_create(client, wishes).json() for _ in range(2))
    assert first["seed"] != second["seed"]
    again = _create(client, wishes | {"seed": first["seed"]}).json()
    assert again["tracks"] == first["tracks"]


def test_probabilities_may_stand_in_for_the_label(client: Client, wishes: dict[str, Any]) -> None:
    del wishes["emotion"]
    shares = dict.fromkeys((emotion.value for emotion in EMOTIONS), 0.05) | {"sad": 0.7}
    answer = _create(client, wishes | {"probabilities": shares}).json()
    assert answer["emotion"] == "sad"
    assert answer["probabilities"] == shares


@pytest.mark.parametrize("mode", ["match", "shift"])
@pytest.mark.parametrize("profile", ["circumplex", "thesis-2024"])
def test_profile_and_mode_are_taken_up(
    client: Client, wishes: dict[str, Any], mode: str, profile: str
) -> None:
    response = _create(client, wishes | {"emotion": "sad", "mode": mode, "profile": profile})
    assert response.status_code == 201
    assert response.json()["profile"] == profile


@pytest.mark.parametrize("size", [5, 25])
def test_the_size_can_be_chosen(client: Client, wishes: dict[str, Any], size: int) -> None:
    assert len(_create(client, wishes | {"size": size}).json()["tracks"]) == size


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        ({"genres": ["pop", "rock", "jazz", "blues"]}, "genre-count"),
        ({"genres": []}, "genre-count"),
        ({"genres": ["pop", "pop"]}, "genre-count"),
        ({"genres": ["no such genre"]}, "unknown-genre"),
        ({"profile": "astrology"}, "unknown-profile"),
        ({"popularity": "Huge"}, "invalid-request"),
        ({"popularity": -1}, "invalid-request"),
        ({"popularity": 100.5}, "invalid-request"),
        ({"popularity": "50"}, "invalid-request"),
        ({"destination": {"valence": 0.5}}, "invalid-request"),
        ({"destination": {"valence": 0.5, "energy": 1.5}}, "invalid-request"),
        ({"novelty": 1.1}, "invalid-request"),
        ({"explicit": "no"}, "invalid-request"),
        ({"avoid_recent": 1}, "invalid-request"),
        ({"source": "tape"}, "invalid-request"),
        ({"personalization": "Total"}, "invalid-request"),
        ({"emotion": "bored"}, "invalid-request"),
        ({"mode": "sideways"}, "invalid-request"),
        ({"genres": "pop"}, "invalid-request"),
        ({"size": 4}, "invalid-request"),
        ({"size": 51}, "invalid-request"),
        ({"size": "10"}, "invalid-request"),
        ({"seed": -1}, "invalid-request"),
        ({"seed": 2**32}, "invalid-request"),
        ({"seed": True}, "invalid-request"),
        ({"emotion": None}, "invalid-request"),
        ({"probabilities": dict.fromkeys(EMOTIONS, 1 / 7)}, "invalid-request"),
        ({"popularty": "Low"}, "invalid-request"),
    ],
    ids=str,
)
def test_wishes_that_cannot_be_met_are_refused(
    client: Client, wishes: dict[str, Any], change: dict[str, Any], slug: str
) -> None:
    response = _create(client, wishes | change)
    assert _problem(response) == (422, slug)
    assert not Playlist.objects.exists()
    assert not response.cookies


@pytest.mark.parametrize(
    "shares",
    [
        {"happy": 1.0},
        dict.fromkeys(EMOTIONS, 0.5),
        dict.fromkeys(EMOTIONS, 1 / 7) | {"sad": -0.2},
        dict.fromkeys(EMOTIONS, 1 / 7) | {"bored": 0.0},
        dict.fromkeys(EMOTIONS, 0) | {"happy": "1"},
        dict.fromkeys(EMOTIONS, 0) | {"happy": True},
        dict.fromkeys(EMOTIONS, False) | {"happy": 1},
    ],
)
def test_probabilities_must_be_seven_and_sum_to_one(
    client: Client, wishes: dict[str, Any], shares: dict[str, Any]
) -> None:
    del wishes["emotion"]
    response = _create(client, wishes | {"probabilities": shares})
    assert _problem(response) == (422, "invalid-request")
    assert all(e["pointer"].startswith("#/probabilities") for e in response.json()["errors"])


def test_whole_numbers_are_probabilities_too(client: Client, wishes: dict[str, Any]) -> None:
    del wishes["emotion"]
    shares = dict.fromkeys(EMOTIONS, 0) | {"sad": 1}
    assert _create(client, wishes | {"probabilities": shares}).json()["emotion"] == "sad"


@pytest.mark.parametrize("spelling", [str.lower, str.upper, str.capitalize])
def test_case_does_not_matter_where_there_is_a_fixed_choice(
    client: Client, wishes: dict[str, Any], spelling: Any
) -> None:
    choices = {
        "emotion": "sad", "popularity": "low", "personalization": "medium", "mode": "shift",
    }  # fmt: skip
    spelt = {name: spelling(choice) for name, choice in choices.items()}
    response = _create(client, wishes | spelt)
    assert response.status_code == 201
    answer = response.json()
    assert {name: answer[name].lower() for name in choices} == choices


@pytest.mark.parametrize("field", ["emotion", "mode", "popularity", "personalization"])
@pytest.mark.parametrize("value", [True, ["x"], {}, "", "nonsense"])
def test_a_choice_is_one_of_the_words(
    client: Client, wishes: dict[str, Any], field: str, value: Any
) -> None:
    response = _create(client, wishes | {field: value})
    assert _problem(response) == (422, "invalid-request")


@pytest.mark.parametrize("genre", ["Pop", "POP", " pop", "pop "])
def test_a_genre_in_another_spelling_is_answered_with_the_right_one(
    client: Client, wishes: dict[str, Any], genre: str
) -> None:
    response = _create(client, wishes | {"genres": [genre]})
    assert _problem(response) == (422, "unknown-genre")
    assert response.json()["suggestions"][0] == "pop"


def test_a_misspelt_genre_is_answered_with_suggestions(
    client: Client, wishes: dict[str, Any]
) -> None:
    problem = _create(client, wishes | {"genres": ["pop", "classicl"]}).json()
    assert problem["type"] == "urn:humoresque:problem:unknown-genre"
    assert "classical" in problem["suggestions"]
    assert "classicl" in problem["detail"]


def test_a_bad_choice_is_answered_with_the_possible_ones(
    client: Client, wishes: dict[str, Any]
) -> None:
    errors = _create(client, wishes | {"popularity": "Huge", "genres": [1]}).json()["errors"]
    assert {error["pointer"] for error in errors} == {"#/popularity", "#/genres/0"}
    assert "'mainstream', 'medium', 'low', 'any', or a number" in errors[0]["detail"]


def test_too_many_playlists_in_a_short_time_are_put_off(
    client: Client, other_client: Client, wishes: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    throttle = Throttle(limit=2, window_seconds=60)
    monkeypatch.setattr(wiring, "playlist_throttle", lambda: throttle)
    created = [_create(client, wishes) for _ in range(2)]
    assert [response.status_code for response in created] == [201, 201]
    for visitor in (client, other_client):  # without a cookie it is the same client
        response = _create(visitor, wishes)
        assert _problem(response) == (429, "too-many-requests")
        assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert Playlist.objects.count() == 2
    assert client.get(f"/api/playlists/{created[0].json()['id']}").status_code == 200


def test_photos_and_playlists_are_counted_apart(settings: Any) -> None:
    settings.PHOTOS_PER_MINUTE = 1
    settings.PLAYLISTS_PER_MINUTE = 2
    photos = wiring._throttle("PHOTOS_PER_MINUTE")()  # noqa: SLF001 - the fixture replaced it
    playlists = wiring._throttle("PLAYLISTS_PER_MINUTE")()  # noqa: SLF001
    photos.admit("a")
    playlists.admit("a")
    playlists.admit("a")
    for throttle in (photos, playlists):
        with pytest.raises(TooManyRequestsError):
            throttle.admit("a")


def test_popularity_may_be_a_number(client: Client, wishes: dict[str, Any]) -> None:
    answer = _create(client, wishes | {"popularity": 35, "genres": ["rock"]}).json()
    assert answer["popularity"] == 35
    again = client.get(f"/api/playlists/{answer['id']}").json()
    assert again["popularity"] == 35


def test_explicit_songs_can_be_left_out(client: Client, wishes: dict[str, Any]) -> None:
    wishes |= {"genres": ["hip-hop"], "size": 25, "popularity": "any"}
    assert any(track["explicit"] for track in _create(client, wishes).json()["tracks"])
    answer = _create(client, wishes | {"explicit": False}).json()
    assert not any(track["explicit"] for track in answer["tracks"])
    assert answer["explicit"] is False


def test_a_destination_of_ones_own_makes_a_path_to_it(
    client: Client, wishes: dict[str, Any]
) -> None:
    place = {"valence": 0.6, "energy": 0.2}
    answer = _create(client, wishes | {"emotion": "angry", "destination": place}).json()
    assert answer["mode"] == "shift"
    assert answer["path"][-1] == place
    assert {axis: answer["destination"][axis] for axis in place} == place
    assert answer["destination"]["name"]
    assert answer["path"][0] != place


def test_songs_of_the_latest_lists_are_avoided(client: Client, wishes: dict[str, Any]) -> None:
    del wishes["seed"]
    wishes |= {"popularity": "any", "size": 5}
    heard: set[str] = set()
    for _ in range(4):
        songs = {track["track_id"] for track in _create(client, wishes).json()["tracks"]}
        assert not songs & heard
        heard |= songs


def test_with_a_seed_they_are_avoided_only_on_demand(
    client: Client, wishes: dict[str, Any]
) -> None:
    first, second = (_create(client, wishes | {"popularity": "any"}).json() for _ in range(2))
    third = _create(client, wishes | {"popularity": "any", "avoid_recent": True}).json()
    ids = [{track["track_id"] for track in answer["tracks"]} for answer in (first, second, third)]
    assert ids[0] == ids[1]
    assert not ids[0] & ids[2]


HARD_TO_TELL = dict.fromkeys((emotion.value for emotion in EMOTIONS), 0.02) | {
    "happy": 0.46,
    "angry": 0.44,
}


def test_an_expression_that_is_hard_to_tell_is_asked_about(
    client: Client, wishes: dict[str, Any]
) -> None:
    del wishes["emotion"]
    response = _create(client, wishes | {"probabilities": HARD_TO_TELL})
    assert response.status_code == 200
    question = response.json()["question"]
    assert question["options"] == ["happy", "angry"]
    assert question["text"].endswith("?")
    assert not Playlist.objects.exists()
    assert not response.cookies


def test_the_question_can_be_left_out(client: Client, wishes: dict[str, Any]) -> None:
    del wishes["emotion"]
    response = _create(client, wishes | {"probabilities": HARD_TO_TELL, "ask": False})
    assert response.status_code == 201
    assert response.json()["emotion"] == "happy"


def test_an_answered_question_is_not_asked_again(client: Client, wishes: dict[str, Any]) -> None:
    assert _create(client, wishes | {"emotion": "angry", "ask": True}).status_code == 201


def test_a_visitor_reads_their_own_playlist_again(client: Client, wishes: dict[str, Any]) -> None:
    created = _create(client, wishes).json()
    response = client.get(f"/api/playlists/{created['id']}")
    assert response.status_code == 200
    assert response.json() == created


def test_another_visitor_does_not(
    client: Client, other_client: Client, wishes: dict[str, Any]
) -> None:
    created = _create(client, wishes).json()
    own = _create(other_client, wishes).json()
    refused = other_client.get(f"/api/playlists/{created['id']}")
    assert _problem(refused) == (404, "unknown-playlist")
    unknown = other_client.get(f"/api/playlists/{uuid.uuid4()}")
    assert refused.json() == unknown.json()
    assert other_client.get(f"/api/playlists/{own['id']}").status_code == 200


@pytest.mark.parametrize("playlist_id", ["1", "x" * 300, str(uuid.UUID(int=0)), "%00"])
def test_an_unknown_playlist_is_not_found(client: Client, playlist_id: str) -> None:
    response = client.get(f"/api/playlists/{playlist_id}")
    assert _problem(response) == (404, "unknown-playlist")


def test_without_a_cookie_there_are_no_playlists(client: Client, wishes: dict[str, Any]) -> None:
    created = _create(client, wishes).json()
    client.cookies.clear()
    assert client.get(f"/api/playlists/{created['id']}").status_code == 404
