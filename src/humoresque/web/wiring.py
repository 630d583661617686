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

from humoresque.web.api.errors import OtherFolderScannedError, OwnMusicOffError
from humoresque.web.listening.source import Source
from humoresque.web.throttle import Throttle

if TYPE_CHECKING:
    from humoresque.catalog.catalog import Catalog
    from humoresque.emotion.analyzer import EmotionAnalyzer
    from humoresque.own_music.library import OwnMusic
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


def _build_own_music() -> OwnMusic:
    from humoresque.own_music.library import OwnMusic  # noqa: PLC0415 - loads pyarrow

    if settings.MUSIC_FOLDER is None:
        raise OwnMusicOffError
    music = OwnMusic.open(settings.DATA_FOLDER)
    if music.folder.resolve() != settings.MUSIC_FOLDER.resolve():
        raise OtherFolderScannedError(settings.MUSIC_FOLDER, music.folder)
    return music


def _build_mixed_catalog() -> Catalog:
    from humoresque.catalog.catalog import Catalog, CatalogInfo  # noqa: PLC0415 - loads pyarrow

    one, own = catalog(), own_music().catalog
    info = CatalogInfo(
        name=f"{one.name} and {own.name}",
        description=f"{one.description} With the listener's own files.",
        provenance=f"{one.provenance} {own.provenance}",
    )
    return Catalog.merged(one, own, info)


analyzer = Once(_build_analyzer)
catalog = Once(_build_catalog)
profiles = Once(_build_profiles)
own_music = Once(_build_own_music)
mixed_catalog = Once(_build_mixed_catalog)


def _throttle(setting: str) -> Once[Throttle]:
    return Once(lambda: Throttle(limit=getattr(settings, setting), window_seconds=60.0))


photo_throttle = _throttle("PHOTOS_PER_MINUTE")
playlist_throttle = _throttle("PLAYLISTS_PER_MINUTE")
change_throttle = _throttle("CHANGES_PER_MINUTE")
search_throttle = _throttle("SEARCHES_PER_MINUTE")
history_throttle = _throttle("HISTORIES_PER_MINUTE")


def music(source: Source) -> Catalog:
    """Return the songs of a source; OwnMusicOffError when own ones are not set up."""
    match source:
        case Source.CATALOG:
            return catalog()
        case Source.OWN:
            return own_music().catalog
        case Source.BOTH:
            return mixed_catalog()


def recommend(request: RecommendationRequest, tracks: Catalog, seed: int) -> Recommendation:
    """Choose songs with the targets in use."""
    import numpy as np  # noqa: PLC0415 - keeps the start fast

    from humoresque.recommender.recommend import recommend as recommend_tracks  # noqa: PLC0415

    return recommend_tracks(request, tracks, np.random.default_rng(seed), profiles())
