"""``/me/library``: what a listener has saved or follows, by URI."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.urls import URLPattern, path

from simulators.spotify.endpoint import Call, operation, operations
from simulators.spotify.identifiers import kind_and_id
from simulators.spotify.problems import bad_request

_MOST = 40
_SAVED = ("track", "album", "episode", "show", "audiobook")
_CHANGE = dict.fromkeys(_SAVED, "user-library-modify") | {
    "artist": "user-follow-modify",
    "playlist": "playlist-modify-public",
}
_READ = dict.fromkeys(_SAVED, "user-library-read") | {
    "artist": "user-follow-read",
    "playlist": "playlist-read-private",
}


def save(call: Call) -> HttpResponse:
    """Save or follow; what is there already stays where it is."""
    for uri in _uris(call, _CHANGE):
        if uri not in call.listener.library:
            call.listener.library.insert(0, uri)
    return HttpResponse()


def remove(call: Call) -> HttpResponse:
    """Remove or unfollow; a playlist goes from its owner's list, and can still be read."""
    for uri in _uris(call, _CHANGE):
        if uri in call.listener.library:
            call.listener.library.remove(uri)
    return HttpResponse()


def contains(call: Call) -> HttpResponse:
    """Answer true or false for each URI."""
    library = set(call.listener.library)
    return JsonResponse([uri in library for uri in _uris(call, _READ)], safe=False)


def _uris(call: Call, scopes: dict[str, str]) -> list[str]:
    uris = (call.text("uris") or "").split(",")
    if uris == [""]:
        raise bad_request("Missing required field: uris")
    if len(uris) > _MOST:
        raise bad_request("Too many ids requested")
    kinds = [(kind_and_id(uri) or ("", ""))[0] for uri in uris]
    for uri, kind in zip(uris, kinds, strict=True):
        if kind not in scopes:
            raise bad_request(f"Invalid uri: {uri}")
    call.require(*{scopes[kind] for kind in kinds})
    return uris


urlpatterns: list[URLPattern] = [
    path("v1/me/library", operations(PUT=operation(save), DELETE=operation(remove))),
    path("v1/me/library/contains", operations(GET=operation(contains))),
]
