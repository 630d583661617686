from __future__ import annotations

import base64
import io
import json
import struct
import tempfile
import zlib
from typing import Any

import numpy as np
import pytest
from django.core.files import temp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from humoresque.affect import EMOTIONS
from humoresque.emotion.analyzer import EmotionAnalyzer
from humoresque.emotion.errors import ModelError
from humoresque.emotion.image import MAX_BYTES
from humoresque.web import wiring
from humoresque.web.throttle import Throttle

PATH = "/api/get-emotion-from-photo"
pytestmark = pytest.mark.usefixtures("analyzer")


def _send(client: Client, photo: bytes, prefix: str = "") -> Any:
    text = prefix + base64.b64encode(photo).decode()
    return client.post(PATH, {"image": text}, content_type="application/json")


def _problem(response: Any) -> tuple[int, str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["title"]
    assert problem["detail"]
    return response.status_code, problem["type"].removeprefix("urn:humoresque:problem:")


def _picture(image_format: str, size: tuple[int, int] = (64, 48)) -> bytes:
    stream = io.BytesIO()
    pixels = np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    Image.fromarray(pixels).save(stream, image_format)
    return stream.getvalue()


def _png_that_claims(width: int, height: int) -> bytes:
    """A PNG header with these measures and hardly any data behind it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0"))


def test_a_face_is_answered_with_its_place_and_seven_probabilities(
    client: Client, face_photo: bytes
) -> None:
    response = _send(client, face_photo)
    assert response.status_code == 200
    answer = response.json()
    assert list(answer) == [
        "emotion", "uncertain", "question", "probabilities", "valence", "arousal", "faces", "image",
        "model",
    ]  # fmt: skip
    assert answer["emotion"] == "happy"
    assert answer["uncertain"] is False
    assert list(answer["probabilities"]) == [emotion.value for emotion in EMOTIONS]
    assert sum(answer["probabilities"].values()) == pytest.approx(1, abs=1e-5)
    assert answer["valence"] > 0
    assert answer["image"] == {"width": 512, "height": 512}
    assert answer["model"] == {"name": "tiny", "version": "0.1"}


def test_the_face_itself_has_a_box_landmarks_and_the_same_reading(
    client: Client, face_photo: bytes
) -> None:
    answer = _send(client, face_photo).json()
    face = answer["faces"][0]
    assert list(face) == [
        "box", "landmarks", "score", "emotion", "uncertain", "question", "probabilities", "valence",
        "arousal",
    ]  # fmt: skip
    for name in ("emotion", "uncertain", "probabilities", "valence", "arousal"):
        assert face[name] == answer[name]
    box, marks = face["box"], face["landmarks"]
    assert list(box) == ["x", "y", "width", "height"]
    assert set(marks) == {
        "right_eye", "left_eye", "nose_tip", "mouth_center", "right_ear", "left_ear",
    }  # fmt: skip
    for name in ("right_eye", "left_eye", "nose_tip", "mouth_center"):
        assert box["x"] <= marks[name]["x"] <= box["x"] + box["width"]
        assert box["y"] <= marks[name]["y"] <= box["y"] + box["height"]
    assert marks["right_eye"]["x"] < marks["left_eye"]["x"]
    assert 0.5 < face["score"] <= 1


def test_base64_data_url_and_form_give_the_same_answer(client: Client, face_photo: bytes) -> None:
    plain = _send(client, face_photo)
    data_url = _send(client, face_photo, prefix="data:image/jpeg;base64,")
    form = client.post(PATH, {"file": SimpleUploadedFile("me.jpg", face_photo, "image/jpeg")})
    assert plain.status_code == 200
    assert plain.json() == data_url.json() == form.json()


def test_a_photo_without_a_face_gives_an_empty_list_and_nulls(
    client: Client, faceless_photo: bytes
) -> None:
    response = _send(client, faceless_photo)
    assert response.status_code == 200
    assert response.json() == {
        "emotion": None,
        "uncertain": False,
        "question": None,
        "probabilities": None,
        "valence": None,
        "arousal": None,
        "faces": [],
        "image": {"width": 160, "height": 120},
        "model": {"name": "tiny", "version": "0.1"},
    }


def test_reading_a_photo_sets_no_cookie(client: Client, faceless_photo: bytes) -> None:
    assert not _send(client, faceless_photo).cookies


@pytest.mark.parametrize(
    ("photo", "status", "slug"),
    [
        (b"", 422, "not-an-image"),
        (b"just text", 422, "not-an-image"),
        (_picture("TIFF"), 422, "unsupported-format"),
        (_picture("JPEG", (400, 300))[:-4000], 422, "truncated-image"),
        (_png_that_claims(20_000, 20_000), 422, "too-many-pixels"),
        (b"\xff\xd8" + bytes(MAX_BYTES), 413, "photo-too-large"),
    ],
    ids=["empty", "text", "tiff", "truncated", "pixels", "bytes"],
)
def test_a_photo_that_cannot_be_read_has_its_own_problem(
    client: Client, photo: bytes, status: int, slug: str
) -> None:
    assert _problem(_send(client, photo)) == (status, slug)
    form = client.post(PATH, {"file": SimpleUploadedFile("me.jpg", photo, "image/jpeg")})
    if photo:
        assert _problem(form) == (status, slug)


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ('{"image": "###"}', "not-base64"),
        ('{"image": 5}', "invalid-request"),
        ('{"image": "aaaa", "more": 1}', "invalid-request"),
        ("{}", "invalid-request"),
        ('"aaaa"', "invalid-request"),
    ],
)
def test_json_without_a_photo_is_unacceptable(client: Client, body: str, slug: str) -> None:
    response = client.post(PATH, body, content_type="application/json")
    assert _problem(response) == (422, slug)


def test_an_error_points_to_the_place_in_the_body(client: Client) -> None:
    response = client.post(PATH, '{"image": 5, "more": 1}', content_type="application/json")
    assert {error["pointer"] for error in response.json()["errors"]} == {"#/image", "#/more"}


@pytest.mark.parametrize("body", ["{", '{"image": "\udcff"}'.encode("utf-8", "surrogateescape")])
def test_what_is_no_json_is_said_to_be_none(client: Client, body: str | bytes) -> None:
    response = client.post(PATH, body, content_type="application/json")
    assert _problem(response) == (400, "malformed-json")


def test_a_form_without_a_file_is_unacceptable(client: Client) -> None:
    assert _problem(client.post(PATH, {"file": "text"})) == (422, "missing-photo")


def test_a_broken_form_is_said_to_be_broken(client: Client) -> None:
    response = client.post(PATH, b"x", content_type="multipart/form-data")
    assert _problem(response) == (400, "malformed-form")


@pytest.mark.parametrize("charset", ["rot13", "base64", "idna", "punycode", "utf-16", "no-such"])
def test_a_form_in_a_strange_charset_is_no_fault_of_ours(
    client: Client, faceless_photo: bytes, charset: str
) -> None:
    frame = b'--BB\r\nContent-Disposition: form-data; name="'
    body = frame + b'note"\r\n\r\nh\xe9llo\r\n' + frame
    body += b'file"; filename="a.png"\r\n\r\n' + faceless_photo + b"\r\n--BB--\r\n"
    kind = f"multipart/form-data; boundary=BB; charset={charset}"
    response = client.generic("POST", PATH, body, content_type=kind)
    if response.status_code != 200:
        assert _problem(response) in {(400, "malformed-form"), (422, "missing-photo")}


def test_a_charset_that_is_no_text_is_a_malformed_form(client: Client) -> None:
    body = b'--BB\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--BB--\r\n'
    kind = "multipart/form-data; boundary=BB; charset=rot13"
    response = client.generic("POST", PATH, body, content_type=kind)
    assert _problem(response) == (400, "malformed-form")


def test_a_form_has_one_file_and_few_fields(client: Client, faceless_photo: bytes) -> None:
    files = {name: SimpleUploadedFile(name, faceless_photo) for name in ("file", "other")}
    fields = {f"field{number}": "x" for number in range(11)}
    for form in (files, fields):
        response = client.post(PATH, form)
        assert _problem(response) == (400, "malformed-form")
        assert "one file" in response.json()["detail"]


def test_errors_quote_and_count_within_bounds(client: Client) -> None:
    body = json.dumps({"image": "aaaa"} | {"k" * 5000 + str(n): n for n in range(200)})
    response = client.post(PATH, body, content_type="application/json")
    assert _problem(response) == (422, "invalid-request")
    assert len(response.content) < 10_000
    assert response.json()["detail"].startswith("200 values")
    assert response.json()["errors"][0]["pointer"].startswith("#/kkk")


def test_another_kind_of_body_is_refused(client: Client, faceless_photo: bytes) -> None:
    response = client.post(PATH, faceless_photo, content_type="image/png")
    assert _problem(response) == (415, "unsupported-media-type")


def test_an_announced_body_over_the_limit_is_refused(client: Client) -> None:
    response = client.post(PATH, bytes(20_100_001), content_type="application/json")
    assert _problem(response) == (413, "body-too-large")


def test_without_a_model_it_is_unavailable(
    client: Client, faceless_photo: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> EmotionAnalyzer:
        message = "no weights"
        raise ModelError(message)

    monkeypatch.setattr(wiring, "analyzer", fail)
    assert _problem(_send(client, faceless_photo)) == (503, "model-unavailable")


def test_too_many_photos_in_a_short_time_are_put_off(
    client: Client, faceless_photo: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    throttle = Throttle(limit=2, window_seconds=60)
    monkeypatch.setattr(wiring, "photo_throttle", lambda: throttle)
    assert [_send(client, faceless_photo).status_code for _ in range(2)] == [200, 200]
    response = _send(client, faceless_photo)
    assert _problem(response) == (429, "too-many-requests")
    assert 1 <= int(response.headers["Retry-After"]) <= 60


def test_a_photo_leaves_no_trace_on_disk(
    client: Client, face_photo: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        message = "a temporary file was asked for"
        raise AssertionError(message)

    for name in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr(temp, "NamedTemporaryFile", refuse)
    large = face_photo + bytes(6_000_000)
    assert _send(client, large).status_code == 200
    form = client.post(PATH, {"file": SimpleUploadedFile("me.jpg", large, "image/jpeg")})
    assert form.status_code == 200


def test_no_log_line_holds_a_part_of_the_photo(
    client: Client,
    face_photo: bytes,
    monkeypatch: pytest.MonkeyPatch,
    logged: pytest.LogCaptureFixture,
) -> None:
    text = base64.b64encode(face_photo).decode()
    bodies = [
        json.dumps({"image": text}),
        json.dumps({"image": text[:-1] + "#"}),
        json.dumps({"image": [text]}),
        json.dumps({"photo": text}),
        json.dumps({"image": text})[:-1],
    ]
    answers = [client.post(PATH, body, content_type="application/json") for body in bodies]

    def fail() -> EmotionAnalyzer:
        raise RuntimeError

    monkeypatch.setattr(wiring, "analyzer", fail)
    client.raise_request_exception = False
    answers.append(client.post(PATH, bodies[0], content_type="application/json"))
    answers.append(client.post(PATH, {"file": SimpleUploadedFile("me.jpg", face_photo)}))
    assert [answer.status_code for answer in answers] == [200, 422, 422, 422, 400, 500, 500]
    assert "RuntimeError" in logged.text
    said = logged.text + "".join(answer.content.decode() for answer in answers)
    assert not [start for start in range(0, len(text) - 12, 12) if text[start : start + 12] in said]
