"""The composition root: builds analyzer, catalog, Spotify's side and throttles from the settings.

Each is built once, on first use, whichever thread comes first. A failed build is not kept, so
that the next request tries again after the cause was removed. Importing this module loads
nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from django.conf import settings

from humoresque.web.accounts.errors import SpotifyOffError
from humoresque.web.accounts.vault import Vault
from humoresque.web.api.errors import OtherFolderScannedError, OwnMusicOffError
from humoresque.web.listening.source import Source
from humoresque.web.throttle import Throttle

if TYPE_CHECKING:
    from humoresque.catalog.catalog import Catalog
    from humoresque.catalog.catalog_source import CatalogSource
    from humoresque.emotion.analyzer import EmotionAnalyzer
    from humoresque.own_music.library import OwnMusic
    from humoresque.recommender.profiles import Profiles
    from humoresque.recommender.recommendation import Recommendation
    from humoresque.recommender.request import RecommendationRequest
    from humoresque.spotify.auth import Accounts
    from humoresque.spotify.client import SpotifyApi, TokenSource
    from humoresque.spotify.transport import Transport

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


def _build_catalog() -> CatalogSource:
    from humoresque.catalog.catalog import Catalog  # noqa: PLC0415 - loads pyarrow
    from humoresque.catalog.location import open_catalog  # noqa: PLC0415
    from humoresque.catalog.postgres.source import PostgresCatalog  # noqa: PLC0415

    if settings.CATALOG_DATABASE is not None:
        return PostgresCatalog(settings.CATALOG_DATABASE)
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


@dataclass(frozen=True, slots=True)
class SpotifyRoom:
    """The operator's app at Spotify: its accounts service, and the way to the Web API."""

    accounts: Accounts
    transport: Transport

    def api(self, tokens: TokenSource) -> SpotifyApi:
        """Return the Web API as one listener may use it."""
        from humoresque.spotify.client import SpotifyApi  # noqa: PLC0415 - loads httpx

        return SpotifyApi(self.transport, tokens)


def _build_spotify() -> SpotifyRoom:
    from humoresque.spotify.auth import Accounts  # noqa: PLC0415 - loads httpx
    from humoresque.spotify.transport import Transport  # noqa: PLC0415
    from humoresque.spotify.wire import open_http  # noqa: PLC0415

    if settings.SPOTIFY_CLIENT is None:
        raise SpotifyOffError
    http = open_http()
    return SpotifyRoom(
        accounts=Accounts(http, settings.SPOTIFY_ACCOUNTS_URL, *settings.SPOTIFY_CLIENT),
        transport=Transport(http, settings.SPOTIFY_API_URL),
    )


def _build_vault() -> Vault:
    if not settings.TOKEN_KEYS:
        raise SpotifyOffError
    return Vault(settings.TOKEN_KEYS)


def _build_mixed_catalog() -> Catalog:
    return _mixed(catalog().songs())


def _mixed(songs: Catalog) -> Catalog:
    from humoresque.catalog.catalog import Catalog, CatalogInfo  # noqa: PLC0415 - loads pyarrow

    own = own_music().catalog
    info = CatalogInfo(
        name=f"{songs.name} and {own.name}",
        description=f"{songs.description} With the listener's own files.",
        provenance=f"{songs.provenance} {own.provenance}",
    )
    return Catalog.merged(songs, own, info)


analyzer = Once(_build_analyzer)
catalog = Once(_build_catalog)
profiles = Once(_build_profiles)
own_music = Once(_build_own_music)
mixed_catalog = Once(_build_mixed_catalog)
spotify = Once(_build_spotify)
vault = Once(_build_vault)


# Photos and histories take much memory while they are read, and threads mostly wait.
heavy_work = threading.BoundedSemaphore(4)


def _throttle(setting: str) -> Once[Throttle]:
    return Once(lambda: Throttle(limit=getattr(settings, setting), window_seconds=60.0))


photo_throttle = _throttle("PHOTOS_PER_MINUTE")
playlist_throttle = _throttle("PLAYLISTS_PER_MINUTE")
change_throttle = _throttle("CHANGES_PER_MINUTE")
search_throttle = _throttle("SEARCHES_PER_MINUTE")
history_throttle = _throttle("HISTORIES_PER_MINUTE")
spotify_log_in_throttle = _throttle("SPOTIFY_LOG_INS_PER_MINUTE")
spotify_call_throttle = _throttle("SPOTIFY_CALLS_PER_MINUTE")


def candidates(source: Source, request: RecommendationRequest) -> Catalog:
    """Return songs to choose from: all in memory, those in question out of a database.

    OwnMusicOffError when own ones are asked for and not set up.
    """
    from humoresque.recommender.wanted import wanted  # noqa: PLC0415 - loads numpy

    if source is Source.OWN:
        return own_music().catalog
    if source is Source.BOTH and settings.CATALOG_DATABASE is None:
        return mixed_catalog()
    songs = catalog().narrowed(wanted(request, profiles()))
    return _mixed(songs) if source is Source.BOTH else songs


def recommend(request: RecommendationRequest, songs: Catalog, seed: int) -> Recommendation:
    """Choose with the targets in use."""
    import numpy as np  # noqa: PLC0415 - keeps the start fast

    from humoresque.recommender.recommend import recommend as recommend_songs  # noqa: PLC0415

    return recommend_songs(request, songs, np.random.default_rng(seed), profiles())
