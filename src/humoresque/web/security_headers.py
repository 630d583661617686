"""Response headers that Django has no setting for."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"
# Where Spotify's own player scripts, artwork and sockets are (Spotify: Web Playback SDK, iFrame
# API). A simulator has all of them at its own address.
_EMBED, _EMBED_SCRIPTS = "https://open.spotify.com", "https://embed-cdn.spotifycdn.com"
_SDK = "https://sdk.scdn.co"
_CALLED = ("https://api.spotify.com", "https://*.spotify.com", "wss://*.spotify.com")
_PICTURES = ("https://i.scdn.co", "https://*.spotifycdn.com")


def content_security_policy() -> str:
    """Return the policy for the settings as they are.

    What comes from elsewhere is Spotify's: always the embedded player, which needs no key; where
    an app is set up also the player in the page, and pictures.
    """
    embed, sdk = _origin(settings.SPOTIFY_EMBED_URL), _origin(settings.SPOTIFY_SDK_URL)
    is_on = settings.SPOTIFY_CLIENT is not None
    embedded = (embed, _EMBED_SCRIPTS) if embed == _EMBED else (embed,)
    frames, calls, pictures = [embed], ["'self'"], ["'self'", "blob:", "data:"]
    if is_on:
        frames.append(sdk)
        calls += _CALLED if sdk == _SDK else (sdk,)
        pictures += _PICTURES if sdk == _SDK else (sdk,)
    directives = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *embedded, *([sdk] if is_on else [])],
        "img-src": pictures,
        "media-src": ["'self'", "blob:"],
        # The page's components write style elements at run time.
        "style-src": ["'self'", "'unsafe-inline'"],
        "frame-src": frames,
        "connect-src": calls,
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join((name, *dict.fromkeys(of))) for name, of in directives.items())


class SecurityHeaders:
    """Adds both policies to every response, and keeps API answers out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._content_security_policy = content_security_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and complete the response."""
        response = self._get_response(request)
        response["Content-Security-Policy"] = self._content_security_policy
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        response["X-Frame-Options"] = "DENY"
        if request.path_info.startswith("/api"):
            response.setdefault("Cache-Control", "no-store")
        return response


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
