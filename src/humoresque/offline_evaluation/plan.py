"""What an evaluation runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from humoresque.offline_evaluation.baselines import BASELINES
from humoresque.offline_evaluation.grid import FULL, QUICK
from humoresque.recommender.request import DEFAULT_PROFILE


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: the size of grid and corner, the baselines, the profile and the seed."""

    genre_sets: int = FULL[0]
    genre_step: int = FULL[1]
    baselines: Sequence[str] = BASELINES
    profile: str = DEFAULT_PROFILE
    seed: int = 0

    @classmethod
    def quick(cls, baselines: Sequence[str] = BASELINES, seed: int = 0) -> Plan:
        """A fifth of the requests."""
        sets, step = QUICK
        return cls(genre_sets=sets, genre_step=step, baselines=baselines, seed=seed)
