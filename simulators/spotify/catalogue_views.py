"""``/tracks``, ``/artists`` and ``/search``."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.urls import URLPattern, path

from simulators.spotify.endpoint import Call, operation, operations
from simulators.spotify.identifiers import is_id
from simulators.spotify.problems import bad_request, not_found
from simulators.spotify.search import Query
from simulators.spotify.shapes import Json

_BATCH = 50
_TYPES = ("album", "artist", "playlist", "track", "show", "episode", "audiobook")


def track(call: Call, track_id: str) -> HttpResponse:
    """Answer one track."""
    song = call.state.song(_checked(track_id))
    if song is None:
        raise not_found()
    return JsonResponse(call.shapes.track(song))


def artist(call: Call, artist_id: str) -> HttpResponse:
    """Answer one artist."""
    found = call.state.songs.artists.get(_checked(artist_id))
    if found is None:
        raise not_found()
    return JsonResponse(call.shapes.artist(found))


def tracks(call: Call) -> HttpResponse:
    """Answer up to 50 tracks in the order of ``ids``; null for those that are not there."""
    songs = [call.state.song(track_id) for track_id in _ids(call)]
    return JsonResponse({"tracks": [call.shapes.track(song) if song else None for song in songs]})


def artists(call: Call) -> HttpResponse:
    """Answer up to 50 artists in the order of ``ids``; null for those that are not there."""
    found = [call.state.songs.artists.get(artist_id) for artist_id in _ids(call)]
    shown = [call.shapes.artist(artist) if artist else None for artist in found]
    return JsonResponse({"artists": shown})


def _wanted_types(call: Call) -> list[str]:
    types = call.text("type")
    if not types:
        raise bad_request("Missing parameter type")
    wanted = types.split(",")
    for kind in wanted:
        if kind not in _TYPES:
            raise bad_request(f"Bad search type field {kind}")
    return wanted


def search(call: Call) -> HttpResponse:
    """Answer one page a type that was asked for."""
    text, wanted = call.text("q"), _wanted_types(call)
    if not text:
        raise bad_request("No search query")
    if call.text("include_external") not in {None, "audio"}:
        raise bad_request("Invalid include_external")
    most, default = (50, 20) if call.legacy else (10, 5)
    slice_ = call.slice(most, default, least=0, furthest=1000)
    query, songs, shapes = Query.read(text), call.state.available(), call.shapes
    answer: Json = {}
    for kind in wanted:
        shown: list[Json] = []
        if kind == "track":
            shown = [shapes.track(song) for song in query.tracks(songs)]
        elif kind == "artist":
            shown = [shapes.artist(found) for found in query.artists(songs)]
        elif kind == "album":
            shown = [shapes.album(found) for found in query.albums(songs)]
        elif kind == "playlist":
            everybodys = query.playlists(call.state.playlists.values())
            shown = [shapes.listed_playlist(found) for found in everybodys]
        answer[f"{kind}s"] = call.page(slice_, len(shown), list(slice_.of(shown)))
    return JsonResponse(answer)


def _ids(call: Call) -> list[str]:
    """Return the ids of a batch."""
    given = (call.text("ids") or "").split(",")
    if len(given) > _BATCH:
        raise bad_request("Too many ids requested")
    return [_checked(identifier) for identifier in given]


def _checked(identifier: str) -> str:
    if not is_id(identifier):
        raise bad_request("Invalid base62 id")
    return identifier


urlpatterns: list[URLPattern] = [
    path("v1/tracks/<track_id>", operations(GET=operation(track))),
    path("v1/artists/<artist_id>", operations(GET=operation(artist))),
    path("v1/tracks", operations(GET=operation(tracks, legacy_only=True))),
    path("v1/artists", operations(GET=operation(artists, legacy_only=True))),
    path("v1/search", operations(GET=operation(search))),
]
