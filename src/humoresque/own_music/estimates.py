"""Measurements → scores for what cannot be measured: energy, valence, dancing, acoustic sound.

Each score is a weighted sum of cues in standard units and has mean 0 and spread 1 over ordinary
recordings. The weights are tables, set by hand from the literature and fitted to nothing:

- energy: loudness, spectral flux, brightness and onsets, the cues that listeners' ratings of
  arousal follow best (Gabrielsson and Lindström 2010; Eerola, Friberg and Bresin, Frontiers in
  Psychology 4, 2013);
- valence: mode first, then tempo and brightness (Eerola et al. 2013), and a clear pulse. Sound
  alone explains little of valence: this is a hint, no more;
- danceability: a clear pulse near 115 beats a minute (pulse clarity: Lartillot et al. 2008);
- acousticness: soft, dull and without sharp onsets, the opposite of what amplification does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from humoresque.own_music.analysis import Measurements

_DANCE_TEMPO = 115.0

# Middle and spread of each cue over ordinary recordings, for standard units.
_ORDINARY: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "loudness": (-12.0, 4.0),
        "flux": (1.1, 0.35),
        "brightness": (0.5, 0.5),
        "onsets": (3.3, 1.0),
        "pulse": (0.55, 0.1),
        "majorness": (0.0, 0.12),
        "tempo_octaves": (0.03, 0.3),
        "dance_octaves": (0.25, 0.2),
    }
)

# Weights of the cues, and the spread of their sum (the cues of energy go together).
_WEIGHTS: Mapping[str, tuple[Mapping[str, float], float]] = MappingProxyType(
    {
        "energy": ({"loudness": 0.4, "flux": 0.3, "brightness": 0.15, "onsets": 0.15}, 0.7),
        "valence": (
            {"majorness": 0.45, "tempo_octaves": 0.25, "brightness": 0.15, "pulse": 0.15},
            0.56,
        ),
        "danceability": ({"pulse": 0.7, "dance_octaves": -0.3}, 0.76),
        "acousticness": ({"loudness": -0.4, "flux": -0.3, "brightness": -0.3}, 0.73),
    }
)

Floats = npt.NDArray[np.float64]


def scores(songs: Sequence[Measurements]) -> dict[str, Floats]:
    """Scores of the four estimated features, (n,), in standard units."""
    cue = {
        name: np.array([getattr(song, name) for song in songs], np.float64)
        for name in ("loudness", "flux", "brightness", "onsets", "pulse", "majorness", "tempo")
    }
    octaves = np.log2(cue.pop("tempo") / _DANCE_TEMPO)
    cue |= {"tempo_octaves": octaves, "dance_octaves": np.abs(octaves)}
    units = {
        name: np.clip((cue[name] - middle) / spread, -3.0, 3.0)
        for name, (middle, spread) in _ORDINARY.items()
    }
    return {
        name: np.asarray(sum(weight * units[cue] for cue, weight in weights.items()) / spread)
        for name, (weights, spread) in _WEIGHTS.items()
    }
