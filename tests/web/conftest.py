from __future__ import annotations

import hashlib
import io
import json
import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import skimage.data
from cryptography.fernet import Fernet
from django.test import Client
from onnx import TensorProto, helper
from PIL import Image

from humoresque.affect import EMOTIONS, Emotion
from humoresque.emotion.analyzer import DEFAULT_MODEL, MODELS_FOLDER, EmotionAnalyzer
from humoresque.emotion.detector import FaceDetector
from humoresque.web import wiring
from humoresque.web.throttle import Throttle
from tests.simulators.running import CLIENT_ID, CLIENT_SECRET, RunningSimulator
from tests.web.api.spotify_lists import Listener
from tests.web.browsing import Browser

DETECTORS = MODELS_FOLDER / "face_detection"
SIDE = 32
# What the tiny model answers to every crop: softmax makes happy .64 and the others .06.
LOGITS = {emotion: 2.37 if emotion is Emotion.HAPPY else 0.0 for emotion in EMOTIONS}


def _write_tiny_model(folder: Path) -> None:
    """A real ONNX classifier of eight numbers, with its manifest."""
    graph = helper.make_graph(
        [
            helper.make_node("ReduceMean", ["crops"], ["mean"], axes=[1, 2, 3], keepdims=0),
            helper.make_node("Reshape", ["mean", "shape"], ["column"]),
            helper.make_node("Gemm", ["column", "weight", "bias"], ["logits"]),
        ],
        "tiny",
        [helper.make_tensor_value_info("crops", TensorProto.FLOAT, ["n", 1, SIDE, SIDE])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 7])],
        [
            helper.make_tensor("shape", TensorProto.INT64, [2], [-1, 1]),
            helper.make_tensor("weight", TensorProto.FLOAT, [1, 7], [0.0] * 7),
            helper.make_tensor("bias", TensorProto.FLOAT, [7], list(LOGITS.values())),
        ],
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9, producer_name="tests"
    )
    onnx.checker.check_model(model)
    weights = model.SerializeToString()
    (folder / "model.onnx").write_bytes(weights)
    manifest = {
        "name": "tiny",
        "version": "0.1",
        "weights": "model.onnx",
        "sha256": hashlib.sha256(weights).hexdigest(),
        "labels": [emotion.value for emotion in EMOTIONS],
        "input": {"side": SIDE, "mean": 0.5, "std": 0.25},
        "temperature": 1.0,
        "uncertain_below": 0.45,
        "parameters": 14,
        "licence": "MIT",
        "data": {},
        "metrics": {"private_test": {"accuracy": 0.5, "macro": {"f1": 0.4}}},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    _write_tiny_model(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_analyzer(tiny_model: Path) -> EmotionAnalyzer:
    """The real pipeline with a classifier that is always rather happy."""
    if not (DETECTORS / "short_range.onnx").is_file():
        pytest.skip("the face detectors have not been converted yet (run.py does)")
    return EmotionAnalyzer.load(tiny_model)


@pytest.fixture
def analyzer(tiny_analyzer: EmotionAnalyzer, monkeypatch: pytest.MonkeyPatch) -> EmotionAnalyzer:
    monkeypatch.setattr(wiring, "analyzer", lambda: tiny_analyzer)
    return tiny_analyzer


@pytest.fixture
def shipped_model() -> str:
    """The name of the model in the package; these tests are for the real weights."""
    if not (MODELS_FOLDER / DEFAULT_MODEL / "manifest.json").is_file():
        pytest.skip("this checkout has no trained weights")
    return DEFAULT_MODEL


@pytest.fixture
def fresh_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build every part anew, from the settings as the test leaves them."""
    monkeypatch.setattr(wiring, "analyzer", wiring.Once(wiring._build_analyzer))  # noqa: SLF001
    monkeypatch.setattr(wiring, "catalog", wiring.Once(wiring._build_catalog))  # noqa: SLF001
    monkeypatch.setattr(wiring, "profiles", wiring.Once(wiring._build_profiles))  # noqa: SLF001
    monkeypatch.setattr(wiring, "own_music", wiring.Once(wiring._build_own_music))  # noqa: SLF001
    mixed = wiring.Once(wiring._build_mixed_catalog)  # noqa: SLF001
    monkeypatch.setattr(wiring, "mixed_catalog", mixed)


@pytest.fixture
def unusable_parts(fresh_parts: None, tmp_path: Path, settings: Any) -> None:
    """Nothing that the settings name is there."""
    _ = fresh_parts
    settings.MODEL = tmp_path
    settings.CATALOG = tmp_path / "none.parquet"
    settings.TARGETS = tmp_path / "none.toml"


@pytest.fixture
def damaged_detector(
    fresh_parts: None, tmp_path: Path, tiny_model: Path, settings: Any, monkeypatch: Any
) -> None:
    """A model in order, and face detectors that are no networks."""
    _ = fresh_parts
    for name in ("short_range.onnx", "full_range.onnx"):
        (tmp_path / name).write_bytes(b"damaged")
    load = partial(FaceDetector, tmp_path)
    monkeypatch.setattr("humoresque.emotion.analyzer.FaceDetector", load)
    settings.MODEL = tiny_model


@pytest.fixture(autouse=True)
def _no_throttle(monkeypatch: pytest.MonkeyPatch) -> None:
    unlimited = Throttle(limit=0, window_seconds=60.0)
    for name in (
        "photo",
        "playlist",
        "change",
        "search",
        "history",
        "spotify_log_in",
        "spotify_call",
    ):
        monkeypatch.setattr(wiring, f"{name}_throttle", lambda: unlimited)


@pytest.fixture
def spotify_on(
    simulator: RunningSimulator, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningSimulator]:
    """The simulated Spotify as new, and an app that is registered at it."""
    settings.SPOTIFY_CLIENT = (CLIENT_ID, CLIENT_SECRET)
    settings.SPOTIFY_ACCOUNTS_URL = simulator.address
    settings.SPOTIFY_API_URL = simulator.api_url
    settings.SPOTIFY_SDK_URL = f"{simulator.address}/sdk/spotify-player.js"
    settings.SPOTIFY_EMBED_URL = simulator.address
    settings.TOKEN_KEYS = (Fernet.generate_key().decode(),)
    room = wiring.Once(wiring._build_spotify)  # noqa: SLF001
    monkeypatch.setattr(wiring, "spotify", room)
    monkeypatch.setattr(wiring, "vault", wiring.Once(wiring._build_vault))  # noqa: SLF001
    yield simulator
    room().transport._http.close()  # noqa: SLF001


@pytest.fixture
def at_spotify(spotify_on: RunningSimulator) -> Browser:
    """A visitor who may go to the simulated Spotify."""
    return Browser(spotify_on)


@pytest.fixture
def listener(at_spotify: Browser) -> Listener:
    """Ana, who lets her lists be saved and played."""
    at_spotify.connect("ana", "save", "play")
    return Listener(at_spotify)


@pytest.fixture
def created(listener: Listener, wishes: dict[str, Any]) -> Any:
    """A list of hers."""
    return listener.create(wishes)


@pytest.fixture(scope="session")
def face_photo() -> bytes:
    """A public-domain portrait (NASA): Eileen Collins, smiling, 512 x 512 pixels."""
    load: Any = skimage.data.astronaut
    stream = io.BytesIO()
    Image.fromarray(load()).save(stream, "JPEG", quality=92)
    return stream.getvalue()


@pytest.fixture(scope="session")
def faceless_photo() -> bytes:
    stream = io.BytesIO()
    Image.fromarray(np.full((120, 160, 3), 128, dtype=np.uint8)).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def wishes() -> dict[str, Any]:
    return {
        "emotion": "happy",
        "popularity": "mainstream",
        "personalization": "low",
        "genres": ["pop"],
        "seed": 7,
    }


@pytest.fixture
def other_client() -> Client:
    """A second visitor."""
    return Client()


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged, also by loggers that do not propagate."""
    loggers = [logging.getLogger(name) for name in ("django", "humoresque")]
    caplog.set_level(logging.DEBUG)
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(caplog.handler)
        logger.setLevel(logging.DEBUG)
    yield caplog
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(caplog.handler)
        logger.setLevel(level)
