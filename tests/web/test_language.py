from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from humoresque.recommender.recommendation import Message
from humoresque.recommender.sentences import LANGUAGES, tell
from humoresque.web.language import choose_language
from humoresque.web.listening.models import Playlist, Song

CREATE = "/api/create-playlist-based-on-parameters"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("pl", "pl"),
        ("PL", "pl"),
        ("pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        ("de,fr;q=0.9,pl;q=0.1", "pl"),
        ("en;q=0.4, pl;q=0.5", "pl"),
        ("de", "en"),
        ("pl;q=0", "en"),
        ("*", "en"),
        ("pl;q=nonsense", "en"),
        ("x" * 10_000, "en"),
    ],
)
def test_the_best_language_is_chosen_and_said(accepted: str | None, language: str) -> None:
    headers = {} if accepted is None else {"Accept-Language": accepted}
    response = HttpResponse()
    assert choose_language(RequestFactory().get("/", headers=headers), response) == language
    assert response["Content-Language"] == language
    assert response["Vary"] == "Accept-Language"


@pytest.mark.django_db
def test_a_list_is_told_in_the_language_of_whoever_reads_it(
    client: Client, wishes: dict[str, Any]
) -> None:
    answers = {}
    created = client.post(CREATE, wishes, content_type="application/json")
    assert created.headers["Content-Language"] == "en"
    for language in LANGUAGES:
        response = client.get(
            f"/api/playlists/{created.json()['id']}", headers={"Accept-Language": language}
        )
        assert response.headers["Content-Language"] == language
        answers[language] = [track["reasons"] for track in response.json()["tracks"]]
    assert answers["en"] == [track["reasons"] for track in created.json()["tracks"]]
    assert answers["pl"] != answers["en"]
    stored = Song.objects.all()[0].reasons[0]
    message = Message(stored["code"], stored["values"])
    assert answers["pl"][0][0] == tell(message, "pl")


@pytest.mark.django_db
def test_a_list_of_the_first_version_keeps_its_sentences(
    client: Client, wishes: dict[str, Any]
) -> None:
    created = client.post(CREATE, wishes, content_type="application/json").json()
    Playlist.objects.update(relaxed=["Few songs were there."])
    answer = client.get(f"/api/playlists/{created['id']}", headers={"Accept-Language": "pl"}).json()
    assert answer["relaxed"] == ["Few songs were there."]


@pytest.mark.django_db
def test_a_question_is_asked_in_the_language(client: Client, wishes: dict[str, Any]) -> None:
    del wishes["emotion"]
    unclear = dict.fromkeys(("disgust", "fear", "sad", "surprise", "neutral"), 0.02)
    wishes["probabilities"] = unclear | {"angry": 0.44, "happy": 0.46}
    texts = {
        language: client.post(
            CREATE, wishes, content_type="application/json", headers={"Accept-Language": language}
        ).json()["question"]["text"]
        for language in LANGUAGES
    }
    assert len(set(texts.values())) == len(LANGUAGES)
    assert all(text.endswith("?") for text in texts.values())
