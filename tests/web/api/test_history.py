from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client

from humoresque.web.accounts.models import Visitor
from humoresque.web.body_limit import MAX_HISTORY_BODY
from humoresque.web.taste.models import ImportedHistory
from tests.web.api.telling import (
    HISTORY,
    known_songs,
    plays_csv,
    refusal,
    upload,
)

pytestmark = pytest.mark.django_db


def test_a_history_is_read_and_only_what_the_catalog_has_is_kept(client: Client) -> None:
    songs = known_songs(6)
    rows = [(s.artists[0], s.title, 50 - n) for n, s in enumerate(songs)]
    response = upload(client, plays_csv([*rows, ("Nobody of that name", "Nothing", 99)]))
    assert response.status_code == 200
    report = response.json()
    history = report["history"]
    assert history["plays"] == sum(50 - n for n in range(6)) + 99
    assert (history["artists"], history["known_artists"]) == (7, 6)
    assert (history["songs"], history["known_songs"]) == (7, 6)
    assert (history["first"], history["last"]) == (None, None)
    assert history["top_artists"] == [song.artists[0] for song in songs[:5]]
    assert report["files"] == [
        {"name": "plays.csv", "format": "columns", "plays": history["plays"], "left_out": {}}
    ]
    assert client.get("/api/taste").json()["history"] == history
    kept = ImportedHistory.objects.get()
    assert kept.artists == [song.artists[0] for song in songs]
    assert set(kept.track_ids) <= {song.track_id for song in songs}
    assert "Nobody" not in json.dumps([kept.artists, kept.track_ids, kept.summary])


def test_a_new_history_takes_the_place_of_the_old_one(client: Client) -> None:
    one, two = known_songs(2)
    upload(client, plays_csv([(one.artists[0], one.title, 5)]))
    upload(client, plays_csv([(two.artists[0], two.title, 5)]))
    assert ImportedHistory.objects.get().artists == [two.artists[0]]


def test_thirty_files_and_zips_are_taken(client: Client) -> None:
    song = known_songs(1)[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("plays.csv", plays_csv([(song.artists[0], song.title, 3)]))
    files = [plays_csv([(song.artists[0], song.title, n)]) for n in range(1, 30)]
    response = upload(client, packed.getvalue(), *files)
    assert response.status_code == 200
    assert response.json()["history"]["plays"] >= 3


@pytest.mark.parametrize(
    ("contents", "status", "slug"),
    [
        ([], 422, "missing-history"),
        ([b"\x00\x01nothing"], 422, "unrecognized-history"),
        ([b"PK\x03\x04broken"], 422, "broken-history"),
        ([b"artist,title\nCan,Vitamin C"] * 31, 400, "malformed-form"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used_have_their_problem(
    client: Client, contents: list[bytes], status: int, slug: str
) -> None:
    assert refusal(upload(client, *contents)) == (status, slug)
    assert not ImportedHistory.objects.exists()
    assert not Visitor.objects.exists()


def test_a_history_of_over_100_mb_is_refused_by_its_announced_length(client: Client) -> None:
    response = client.generic(
        "POST",
        HISTORY,
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(MAX_HISTORY_BODY + 1),
        HTTP_EXPECT="100-continue",
    )
    assert refusal(response) == (413, "body-too-large")


def test_a_large_history_never_touches_the_disk(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise AssertionError

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", fail)
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", fail)
    song = known_songs(1)[0]
    line = f'"{song.artists[0]}","{song.title}",1,{"x" * 1_000}\r\n'.encode()
    content = b"artist,title,plays,note\r\n" + line * (25_000_000 // len(line))
    assert upload(client, content).status_code == 200


def test_a_form_of_another_kind_is_refused(client: Client) -> None:
    response = client.post(HISTORY, {"files": []}, content_type="application/json")
    assert refusal(response) == (415, "unsupported-media-type")
