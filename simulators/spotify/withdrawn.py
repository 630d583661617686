"""What Spotify took from new apps, and what old ones have that this simulator has not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path

from simulators.spotify.endpoint import accept
from simulators.spotify.problems import ApiError, forbidden, not_found

_BATCHES = "albums|artists|tracks|shows|episodes|audiobooks|chapters"
_SAVED = "tracks|albums|shows|episodes|audiobooks"
_WITHDRAWN = (
    rf"^v1/(?:{_BATCHES})/?$",
    r"^v1/audio-(?:analysis|features)(?:/|$)",
    r"^v1/artists/[^/]+/(?:related-artists|top-tracks)$",
    r"^v1/browse/",
    r"^v1/markets$",
    r"^v1/users/",
    rf"^v1/me/(?:{_SAVED})$",
    rf"^v1/me/(?:{_SAVED}|following)/contains$",
    r"^v1/me/following$",
    r"^v1/playlists/[^/]+/followers(?:/|$)",
)


def refuse(request: HttpRequest) -> HttpResponse:
    """A new app is forbidden to call it; to an old one the simulator says that it is not here."""
    try:
        call = accept(request)
    except ApiError as error:
        return error.answer()
    return (not_found("Service not found") if call.legacy else forbidden()).answer()


def no_such_address(_request: HttpRequest) -> HttpResponse:
    """There is and was no such address."""
    return not_found("Service not found").answer()


# After all others: what an old app may call has a view of its own.
urlpatterns: list[URLPattern] = [
    *(re_path(pattern, refuse) for pattern in _WITHDRAWN),
    re_path("^v1/", no_such_address),
]
