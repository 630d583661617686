from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from humoresque.affect import Emotion
from humoresque.emotion.analyzer import EmotionAnalyzer
from humoresque.emotion.errors import ModelError, NotAnImageError

Pixels = npt.NDArray[np.uint8]


@pytest.fixture(scope="module")
def analyzer() -> EmotionAnalyzer:
    return EmotionAnalyzer.load()


def jpeg(pixels: Pixels) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def test_the_astronaut_is_happy(analyzer: EmotionAnalyzer, astronaut_jpeg: bytes) -> None:
    analysis = analyzer.analyze(astronaut_jpeg)
    assert (analysis.width, analysis.height) == (512, 512)
    (face,) = analysis.faces
    assert face.scores.top is Emotion.HAPPY
    assert face.scores.probabilities[Emotion.HAPPY] > 0.7
    assert not face.uncertain
    assert face.scores.affect.valence > 0.4


@pytest.mark.parametrize("quarter_turns", [1, 2, 3])
def test_a_sideways_astronaut_is_still_happy(
    analyzer: EmotionAnalyzer, astronaut_pixels: Pixels, quarter_turns: int
) -> None:
    turned = np.ascontiguousarray(np.rot90(astronaut_pixels, quarter_turns))
    assert analyzer.analyze(jpeg(turned)).faces[0].scores.top is Emotion.HAPPY


def test_a_dark_astronaut_is_still_happy(
    analyzer: EmotionAnalyzer, astronaut_pixels: Pixels
) -> None:
    dark = (astronaut_pixels * 0.25).astype(np.uint8)
    assert analyzer.analyze(jpeg(dark)).faces[0].scores.top is Emotion.HAPPY


def test_boxes_of_a_large_photo_are_in_its_own_pixels(
    analyzer: EmotionAnalyzer, astronaut_pixels: Pixels, astronaut_jpeg: bytes
) -> None:
    large = np.asarray(Image.fromarray(astronaut_pixels).resize((4096, 4096)))
    small = analyzer.analyze(astronaut_jpeg).faces[0].face
    analysis = analyzer.analyze(jpeg(large))
    assert (analysis.width, analysis.height) == (4096, 4096)
    assert analysis.faces[0].face.box.x == pytest.approx(small.box.x * 8, abs=60)
    assert analysis.faces[0].face.landmarks.nose_tip.y == pytest.approx(
        small.landmarks.nose_tip.y * 8, abs=60
    )


def test_a_photo_without_a_face_gives_an_empty_list(analyzer: EmotionAnalyzer) -> None:
    analysis = analyzer.analyze(jpeg(np.full((300, 400, 3), 120, np.uint8)))
    assert analysis.faces == ()


def test_what_is_no_photo_is_refused(analyzer: EmotionAnalyzer) -> None:
    with pytest.raises(NotAnImageError):
        analyzer.analyze(b"not a photo")


def test_threads_share_one_analyzer(analyzer: EmotionAnalyzer, astronaut_jpeg: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(analyzer.analyze, [astronaut_jpeg] * 12))
    assert all(answer == answers[0] for answer in answers)


def test_a_missing_model_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"manifest\.json"):
        EmotionAnalyzer.load(tmp_path / "nowhere")
