"""The composition root: builds the analyzer, the catalog and the throttles from the settings.

Each is built once, on first use, whichever thread comes first. A failed build is not kept, so
that the next request tries again after the cause was removed. Importing this module loads
nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from django.conf import settings

from humoresque.web.throttle import Throttle

if TYPE_CHECKING:
    from humoresque.catalog.catalog import Catalog
    from humoresque.emotion.analyzer import EmotionAnalyzer
    from humoresque.recommender.profiles import Profiles
    from humoresque.recommender.recommendation import Recommendation
    from humoresque.recommender.request import RecommendationRequest

T = TypeVar("T")


class Once(Generic[T]):
    """Calls ``build`` once for all threads and keeps what it returned."""

    def __init__(self, build: Callable[[], T]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._built: list[T] = []

    def __call__(self) -> T:
        """Return what was built; passes on what ``build`` raises."""
        if not self._built:
            with self._lock:
                if not self._built:
                    self._built.append(self._build())
        return self._built[0]


def _build_analyzer() -> EmotionAnalyzer:
    from humoresque.emotion.analyzer import EmotionAnalyzer  # noqa: PLC0415 - loads ONNX Runtime

    # One thread a photo: several photos at once share the processor better than one could use it.
    return EmotionAnalyzer.load(threads=1, model_folder=settings.MODEL)


def _build_catalog() -> Catalog:
    from humoresque.catalog.catalog import Catalog  # noqa: PLC0415 - loads pyarrow
    from humoresque.catalog.location import open_catalog  # noqa: PLC0415

    if settings.CATALOG is not None:
        return Catalog.load(settings.CATALOG)
    return open_catalog(settings.DATA_FOLDER)


def _build_profiles() -> Profiles:
    from humoresque.recommender.profiles import (  # noqa: PLC0415 - loads numpy
        built_in_profiles,
        load_profiles,
    )

    return built_in_profiles() if settings.TARGETS is None else load_profiles(settings.TARGETS)


def _build_photo_throttle() -> Throttle:
    return Throttle(limit=settings.PHOTOS_PER_MINUTE, window_seconds=60.0)


def _build_playlist_throttle() -> Throttle:
    return Throttle(limit=settings.PLAYLISTS_PER_MINUTE, window_seconds=60.0)


analyzer = Once(_build_analyzer)
catalog = Once(_build_catalog)
profiles = Once(_build_profiles)
photo_throttle = Once(_build_photo_throttle)
playlist_throttle = Once(_build_playlist_throttle)


def recommend(request: RecommendationRequest, seed: int) -> tuple[Recommendation, str]:
    """Choose songs out of the catalog in use; with that catalog's name."""
    import numpy as np  # noqa: PLC0415 - keeps the start fast

    from humoresque.recommender.recommend import recommend as recommend_tracks  # noqa: PLC0415

    tracks = catalog()
    chosen = recommend_tracks(request, tracks, np.random.default_rng(seed), profiles())
    return chosen, tracks.name
