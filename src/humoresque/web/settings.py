"""Every setting of the web room, and the only reader of the environment (see configuration.md)."""

from __future__ import annotations

import base64
import binascii
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from humoresque.web.env import Environment, SettingError, data_folder

_env = Environment(os.environ)
_MIN_SECRET_LENGTH = 32
_TOKEN_KEY_BYTES = 32


def _secret_key(*, debug: bool) -> str:
    """Return a secret that was given; only a DEBUG server may do without."""
    name = "HUMORESQUE_SECRET_KEY"
    secret = _env.secret(name)
    if secret is None:
        if debug:
            return "insecure-and-only-for-debugging-on-this-machine"
        raise SettingError(
            name,
            "is not set, nor is HUMORESQUE_SECRET_KEY_FILE; `humoresque serve` creates a key",
        )
    if len(secret) < _MIN_SECRET_LENGTH:
        raise SettingError(name, f"must have at least {_MIN_SECRET_LENGTH} characters")
    return secret


def _catalog_database() -> str | None:
    """Return the address of a catalog in PostgreSQL, which holds a password."""
    name = "HUMORESQUE_CATALOG_DATABASE"
    address = _env.secret(name)
    if address is not None and _env.text("HUMORESQUE_CATALOG") is not None:
        raise SettingError(name, "and HUMORESQUE_CATALOG are both set; set one of them")
    return address


_TOKEN_KEYS = "HUMORESQUE_TOKEN_KEYS"  # noqa: S105 - a name


def _token_keys() -> tuple[str, ...]:
    """Return the keys that seal tokens of Spotify's, newest first."""
    keys = tuple(re.findall(r"[^,\s]+", _env.secret(_TOKEN_KEYS) or ""))
    for place, key in enumerate(keys, start=1):
        try:
            usable = len(base64.urlsafe_b64decode(key)) == _TOKEN_KEY_BYTES
        except (binascii.Error, ValueError):
            usable = False
        if not usable:
            raise SettingError(
                _TOKEN_KEYS,
                f"holds no usable key at place {place}; one is 32 bytes in URL-safe base64, "
                "as `humoresque rotate-token-keys --new-key` makes it",
            )
    return keys


def _spotify_client() -> tuple[str, str] | None:
    """Return id and secret of the operator's app at Spotify; None when there is none."""
    id_name, secret_name = "HUMORESQUE_SPOTIFY_CLIENT_ID", "HUMORESQUE_SPOTIFY_CLIENT_SECRET"
    client_id, client_secret = _env.text(id_name), _env.secret(secret_name)
    if client_id is None and client_secret is None:
        return None
    if client_id is None:
        raise SettingError(id_name, f"is not set, but {secret_name} is; set both")
    if client_secret is None:
        raise SettingError(secret_name, f"is not set, but {id_name} is; set both")
    if not TOKEN_KEYS:
        raise SettingError(
            _TOKEN_KEYS,
            "is not set, nor is HUMORESQUE_TOKEN_KEYS_FILE, and Spotify's tokens are not kept "
            "unsealed; `humoresque serve` creates a key",
        )
    return client_id, client_secret


def _spotify_redirect_uri() -> str | None:
    """Return where Spotify sends the browser back to, if it is not to be told from the request."""
    name = "HUMORESQUE_SPOTIFY_REDIRECT_URI"
    uri = _env.url(name)
    if uri is None:
        return None
    parts = urlsplit(uri)
    if parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "::1"}:
        raise SettingError(
            name, f"must begin with https:// or http://127.0.0.1, as Spotify demands, not {uri!r}"
        )
    if parts.path != "/spotify/redirect":
        raise SettingError(name, f"must end with /spotify/redirect, not {uri!r}")
    return uri


def _spotify_recommendations() -> bool:
    name, mode_name = "HUMORESQUE_SPOTIFY_RECOMMENDATIONS", "HUMORESQUE_SPOTIFY_MODE"
    wanted = _env.flag(name, default=False)
    if wanted and SPOTIFY_MODE != "legacy":
        raise SettingError(name, f"needs {mode_name}=legacy: new apps have no recommendations")
    return wanted


# --- Humoresque's own -----------------------------------------------------------------------

DATA_FOLDER: Path = data_folder(_env)
CATALOG: Path | None = _env.path("HUMORESQUE_CATALOG")
CATALOG_DATABASE: str | None = _catalog_database()
MUSIC_FOLDER: Path | None = _env.path("HUMORESQUE_MUSIC_FOLDER")
TARGETS: Path | None = _env.path("HUMORESQUE_TARGETS")
MODEL: Path | None = _env.path("HUMORESQUE_MODEL")
PHOTOS_PER_MINUTE: int = _env.count("HUMORESQUE_PHOTOS_PER_MINUTE", default=60, maximum=100_000)
PLAYLISTS_PER_MINUTE: int = _env.count(
    "HUMORESQUE_PLAYLISTS_PER_MINUTE", default=120, maximum=100_000
)
CHANGES_PER_MINUTE: int = _env.count("HUMORESQUE_CHANGES_PER_MINUTE", default=300, maximum=100_000)
SEARCHES_PER_MINUTE: int = _env.count(
    "HUMORESQUE_SEARCHES_PER_MINUTE", default=600, maximum=100_000
)
HISTORIES_PER_MINUTE: int = _env.count(
    "HUMORESQUE_HISTORIES_PER_MINUTE", default=6, maximum=100_000
)
TRUSTED_PROXIES: int = _env.count("HUMORESQUE_TRUSTED_PROXIES", default=0, maximum=10)
TRUSTED_ORIGINS: tuple[str, ...] = _env.words("HUMORESQUE_TRUSTED_ORIGINS", default=())
PAGE: Path = Path(__file__).parent / "page"

TOKEN_KEYS: tuple[str, ...] = _token_keys()
SPOTIFY_CLIENT: tuple[str, str] | None = _spotify_client()
SPOTIFY_REDIRECT_URI: str | None = _spotify_redirect_uri()
SPOTIFY_MODE: str = _env.choice(
    "HUMORESQUE_SPOTIFY_MODE", default="devmode", choices=("devmode", "legacy")
)
SPOTIFY_RECOMMENDATIONS: bool = _spotify_recommendations()
SPOTIFY_ACCOUNTS_URL: str = (
    _env.url("HUMORESQUE_SPOTIFY_ACCOUNTS_URL") or "https://accounts.spotify.com"
)
SPOTIFY_API_URL: str = _env.url("HUMORESQUE_SPOTIFY_API_URL") or "https://api.spotify.com/v1"
SPOTIFY_SDK_URL: str = (
    _env.url("HUMORESQUE_SPOTIFY_SDK_URL") or "https://sdk.scdn.co/spotify-player.js"
)
SPOTIFY_EMBED_URL: str = _env.url("HUMORESQUE_SPOTIFY_EMBED_URL") or "https://open.spotify.com"
SPOTIFY_LOG_INS_PER_MINUTE: int = _env.count(
    "HUMORESQUE_SPOTIFY_LOG_INS_PER_MINUTE", default=30, maximum=100_000
)
SPOTIFY_CALLS_PER_MINUTE: int = _env.count(
    "HUMORESQUE_SPOTIFY_CALLS_PER_MINUTE", default=300, maximum=100_000
)

# --- Django's -------------------------------------------------------------------------------

DEBUG = _env.flag("HUMORESQUE_DEBUG", default=False)
SECRET_KEY = _secret_key(debug=DEBUG)
ALLOWED_HOSTS = list(
    _env.words("HUMORESQUE_ALLOWED_HOSTS", default=()) or ("localhost", "127.0.0.1", "[::1]")
)

INSTALLED_APPS = ["humoresque.web.accounts", "humoresque.web.listening", "humoresque.web.taste"]
ROOT_URLCONF = "humoresque.web.urls"
WSGI_APPLICATION = "humoresque.web.wsgi.application"
APPEND_SLASH = False
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "humoresque.web.head_as_get.HeadAsGet",
    "humoresque.web.security_headers.SecurityHeaders",
    "humoresque.web.api.problems.ProblemsForApi",
    "django.middleware.common.CommonMiddleware",
    "humoresque.web.body_limit.BodyLimit",
    "humoresque.web.same_origin.SameOrigin",
    "whitenoise.middleware.WhiteNoiseMiddleware",
]

# WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start of a
# transaction, so that two writers wait for each other instead of failing half-way. FULL: what was
# noted before Spotify is asked for something outlives a power cut. What is deleted is overwritten,
# also where SQLite was built to leave it.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_FOLDER / "humoresque.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            ),
        },
    }
}

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

# Photos and histories stay in memory: the only handler is the one that never writes a temporary
# file. What is longer than its endpoint allows is refused by body_limit before it is read.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 100_200_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 21_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
DATA_UPLOAD_MAX_NUMBER_FILES = 30

WHITENOISE_ROOT = PAGE if PAGE.is_dir() else None
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
WHITENOISE_MAX_AGE = 0
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/.+-[\w-]{8,}\.\w+$"

DEFAULT_EXCEPTION_REPORTER_FILTER = "humoresque.web.log_filter.WithoutValues"

_LOG_LEVEL = _env.choice(
    "HUMORESQUE_LOG_LEVEL",
    default="WARNING",
    choices=("DEBUG", "INFO", "WARNING", "ERROR"),
)
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_links": {"()": "humoresque.web.log_filter.WithoutLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": _LOG_LEVEL, "propagate": False},
        "django.request": {"filters": ["without_links"]},
        # Statements with their values, names and tokens among them, which DEBUG would show.
        "django.db.backends": {"level": "INFO"},
        "humoresque": {"handlers": ["console"], "level": _LOG_LEVEL, "propagate": False},
        # Whole addresses at INFO, headers with tokens at DEBUG.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}
