"""``/me`` and ``/me/top``: who the listener is and what the listener hears most."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.urls import URLPattern, path

from simulators.spotify.endpoint import Call, operation, operations
from simulators.spotify.listeners import TIME_RANGES, top_artists, top_tracks
from simulators.spotify.problems import bad_request, not_found
from simulators.spotify.shapes import Json


def me(call: Call) -> HttpResponse:
    """Answer the listener's own profile."""
    return JsonResponse(call.shapes.private_user(call.listener, call.token.scopes))


def top(call: Call, kind: str) -> HttpResponse:
    """Answer a page of the listener's top artists or tracks."""
    if kind not in {"artists", "tracks"}:
        raise not_found()
    time_range = call.text("time_range") or "medium_term"
    if time_range not in TIME_RANGES:
        message = "Invalid time range"
        raise bad_request(message)
    slice_ = call.slice()
    found: list[Json]
    if kind == "artists":
        artists = top_artists(call.listener, call.state.songs, time_range)
        found = [call.shapes.artist(artist) for artist in artists]
    else:
        tracks = top_tracks(call.listener, call.state.songs, time_range)
        found = [call.shapes.track(song) for song in tracks]
    return JsonResponse(call.page(slice_, len(found), list(slice_.of(found))))


urlpatterns: list[URLPattern] = [
    path("v1/me", operations(GET=operation(me))),
    path("v1/me/", operations(GET=operation(me))),
    path("v1/me/top/<kind>", operations(GET=operation(top, "user-top-read"))),
]
