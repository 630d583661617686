from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.own_music.analysis import (
    _MAJOR,
    _MINOR,
    FRAME_RATE,
    Measurements,
    find_key,
    find_tempo,
    measure,
)
from humoresque.own_music.decode import RATE, Sound
from tests.own_music.generated import song


def measured(**wishes: float) -> Measurements:
    return measure(Sound(song(seconds=10, **wishes)[None], 10.0))  # type: ignore[arg-type]


@pytest.mark.parametrize("tempo", [75, 96, 120, 140])
@pytest.mark.parametrize(("key", "major"), [(0, True), (4, False), (9, False), (10, True)])
def test_tempo_key_and_mode_of_generated_songs(tempo: float, key: int, major: bool) -> None:  # noqa: FBT001
    found = measured(tempo=tempo, key=key, major=major, seed=key)
    assert found.tempo == pytest.approx(tempo, rel=0.04)
    assert (found.key, found.mode) == (key, int(major))
    assert (found.majorness > 0) == major


def test_without_drums_and_out_of_tune() -> None:
    found = measured(tempo=110, key=7, drums=0.0, tuning=0.35)
    assert found.tempo == pytest.approx(110, rel=0.04)
    assert (found.key, found.mode) == (7, 1)


def test_the_same_sound_gives_the_same_numbers() -> None:
    assert measured(tempo=100) == measured(tempo=100)


def test_a_softer_copy_differs_in_loudness_alone() -> None:
    loud, soft = measured(level=0.8), measured(level=0.08)
    assert loud.loudness - soft.loudness == pytest.approx(20, abs=0.1)
    for name in ("tempo", "key", "mode", "brightness", "pulse", "majorness"):
        assert getattr(soft, name) == pytest.approx(getattr(loud, name), rel=0.05), name


def test_drums_make_it_brighter_and_busier() -> None:
    with_drums, without = measured(drums=1.0), measured(drums=0.0)
    assert with_drums.brightness > without.brightness
    assert with_drums.flux > without.flux
    assert with_drums.flatness > without.flatness


def test_noise_has_no_pulse() -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, (1, 10 * RATE)).astype(np.float32)
    found = measure(Sound(noise, 10.0))
    assert found.pulse < 0.3 < measured().pulse
    assert np.isfinite(astuple(found)).all()


def test_a_steady_hum_and_silence_are_no_errors() -> None:
    hum = np.sin(2 * np.pi * 50 * np.arange(6 * RATE) / RATE, dtype=np.float32)[None]
    for sound in (hum, 0 * hum):
        assert np.isfinite(astuple(measure(Sound(sound, 6.0)))).all()


@given(bpm=st.floats(70, 160))
@settings(max_examples=30, deadline=None)
def test_the_tempo_of_plain_clicks_is_found(bpm: float) -> None:
    clicks = np.zeros(int(30 * FRAME_RATE))
    clicks[np.arange(0, 30, 60 / bpm)[:-1].__mul__(FRAME_RATE).astype(int)] = 1.0
    tempo, pulse = find_tempo(clicks)
    assert tempo == pytest.approx(bpm, rel=0.02)
    assert 0 < pulse <= 1


def test_where_nothing_happens_there_is_no_pulse() -> None:
    assert find_tempo(np.zeros(500))[1] == 0


@given(key=st.integers(0, 11), mode=st.integers(0, 1), gain=st.floats(0.1, 10))
def test_a_profile_is_its_own_key(key: int, mode: int, gain: float) -> None:
    chroma = np.roll((_MINOR, _MAJOR)[mode], key) * gain
    assert find_key(chroma)[:2] == (key, mode)
    assert find_key(chroma)[2] == pytest.approx(1)


def test_all_pitches_alike_have_no_key_but_an_answer() -> None:
    assert find_key(np.ones(12))[2:] == (0, 0)
