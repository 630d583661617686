"""Playlists: made, filled, put in order, read and renamed; under old addresses for old apps."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.urls import URLPattern, path

from simulators.spotify.endpoint import Call, operation, operations
from simulators.spotify.fields import Fields
from simulators.spotify.identifiers import is_id, kind_and_id
from simulators.spotify.playlists import Entry, Playlist
from simulators.spotify.problems import ApiError, bad_request, forbidden, not_found
from simulators.spotify.shapes import Json, Slice

_MOST_ITEMS = 100
_READ = "playlist-read-private"


def create(call: Call) -> HttpResponse:
    """Make an empty playlist; it is public unless told otherwise."""
    body = call.json()
    name = _text(body, "name")
    if not name:
        raise bad_request("Missing required field: name")
    public, collaborative = _switch(body, "public"), _switch(body, "collaborative")
    if collaborative and public is not False:
        raise bad_request("Collaborative playlists cannot be public")
    playlist = Playlist(
        owner=call.listener,
        name=name,
        description=_text(body, "description"),
        public=public is not False,
        collaborative=bool(collaborative),
    )
    call.require(_scope_for(public=playlist.public))
    call.state.playlists[playlist.id] = playlist
    call.listener.library.insert(0, playlist.uri)
    empty = _items_page(call, playlist, Slice(_MOST_ITEMS, 0))
    return JsonResponse(call.shapes.playlist(playlist, empty), status=HTTPStatus.CREATED)


def create_for(call: Call, user_id: str) -> HttpResponse:
    """Make a playlist, at the address of old apps."""
    if user_id != call.listener.id:
        raise forbidden("You cannot create a playlist for another user")
    return create(call)


def mine(call: Call) -> HttpResponse:
    """Answer a page of the listener's playlists, the newest first; null for Spotify's own."""
    slice_ = call.slice()
    followed = [named for uri in call.listener.library if (named := _playlist_id(uri))]
    found = [call.state.playlists.get(playlist_id) for playlist_id in slice_.of(followed)]
    shown = [call.shapes.listed_playlist(playlist) if playlist else None for playlist in found]
    return JsonResponse(call.page(slice_, len(followed), shown))


def of_user(call: Call, user_id: str) -> HttpResponse:
    """Answer a page of anybody's public playlists, at the address of old apps."""
    owners = [owner for owner in call.state.listeners.values() if owner.id == user_id]
    if not owners:
        raise not_found()
    slice_ = call.slice()
    found = [playlist for playlist in call.state.playlists_of(owners[0]) if playlist.public]
    shown = [call.shapes.listed_playlist(playlist) for playlist in slice_.of(found)]
    return JsonResponse(call.page(slice_, len(found), shown))


def read(call: Call, playlist_id: str) -> HttpResponse:
    """Answer a playlist; its items only to its owner."""
    playlist = _found(call, playlist_id)
    items = None
    if playlist.owner is call.listener:
        items = _items_page(call, playlist, Slice(_MOST_ITEMS, 0))
    return JsonResponse(_picked(call, call.shapes.playlist(playlist, items)))


def change(call: Call, playlist_id: str) -> HttpResponse:
    """Change name, description or who sees it; what is not named stays."""
    playlist, body = _own(call, playlist_id), call.json()
    name, public = _text(body, "name"), _switch(body, "public")
    collaborative, description = _switch(body, "collaborative"), _text(body, "description")
    if name == "":
        raise bad_request("Missing required field: name")
    if description == "":
        raise bad_request("Attribute description is empty")
    public = playlist.public if public is None else public
    collaborative = playlist.collaborative if collaborative is None else collaborative
    if collaborative and public:
        raise bad_request("Collaborative playlists cannot be public")
    call.require(_scope_for(public=public))
    playlist.public, playlist.collaborative = public, collaborative
    if description is not None:
        playlist.description = description
    playlist.name = name or playlist.name
    playlist.changed()
    return HttpResponse()


def items(call: Call, playlist_id: str) -> HttpResponse:
    """Answer a page of the items of a playlist of one's own."""
    playlist = _found(call, playlist_id)
    if playlist.owner is not call.listener:
        raise forbidden()
    slice_ = call.slice(_MOST_ITEMS if call.request.path.endswith("/tracks") else 50)
    return JsonResponse(_picked(call, _items_page(call, playlist, slice_)))


def add(call: Call, playlist_id: str) -> HttpResponse:
    """Add songs at a position, at the end without one; twice the same is twice there."""
    playlist, body = _own(call, playlist_id), call.any_json()
    fields = body if isinstance(body, dict) else {"uris": body}
    added = _entries(call, fields)
    if not added:
        raise bad_request("No uris provided")
    end = len(playlist.entries)
    position = call.number("position", _number(fields, "position", end), 0, 1_000_000)
    if not 0 <= position <= end:
        raise bad_request("Index out of bounds")
    playlist.entries[position:position] = added
    return _snapshot(playlist, HTTPStatus.CREATED)


def replace(call: Call, playlist_id: str) -> HttpResponse:
    """Put these songs in the place of all, or move some that are there."""
    playlist, body = _own(call, playlist_id), call.any_json()
    fields = body if isinstance(body, dict) else {"uris": body}
    if "range_start" in fields and call.text("uris") is None:
        if "uris" in fields:
            raise bad_request("Replace and reorder cannot be done in one request")
        _reorder(playlist, fields)
    elif "uris" in fields or call.text("uris") is not None:
        playlist.entries = _entries(call, fields)
    else:
        raise bad_request("No uris provided")
    return _snapshot(playlist, HTTPStatus.OK)


def remove(call: Call, playlist_id: str) -> HttpResponse:
    """Take songs out, wherever in the playlist they are."""
    playlist, body = _own(call, playlist_id), call.json()
    named = body.get("tracks" if call.request.path.endswith("/tracks") else "items")
    if not isinstance(named, list) or not named:
        raise bad_request("Missing required field: items")
    if len(named) > _MOST_ITEMS:
        raise bad_request("You can remove a maximum of 100 items per request.")
    uris = {_text(item, "uri") if isinstance(item, dict) else None for item in named}
    if None in uris:
        raise bad_request("Malformed json")
    playlist.entries = [entry for entry in playlist.entries if entry.uri not in uris]
    return _snapshot(playlist, HTTPStatus.OK)


def unfollow(call: Call, playlist_id: str) -> HttpResponse:
    """Take a playlist out of the listener's library, at the address of old apps."""
    playlist = _found(call, playlist_id)
    call.require(_scope_for(public=playlist.public))
    if playlist.uri in call.listener.library:
        call.listener.library.remove(playlist.uri)
    return HttpResponse()


def _reorder(playlist: Playlist, fields: Mapping[str, object]) -> None:
    start, length = _number(fields, "range_start", -1), _number(fields, "range_length", 1)
    before, end = _number(fields, "insert_before", -1), len(playlist.entries)
    if not (0 <= start < end and 0 <= length <= end - start and 0 <= before <= end):
        raise bad_request("Index out of bounds")
    moved = playlist.entries[start : start + length]
    left = playlist.entries[:start] + playlist.entries[start + length :]
    place = before if before <= start else max(start, before - length)
    playlist.entries = [*left[:place], *moved, *left[place:]]


def _entries(call: Call, fields: Mapping[str, object]) -> list[Entry]:
    """Read URIs of the query, or else of the body; every one has to be a song that is here."""
    query = call.text("uris")
    uris = query.split(",") if query is not None else fields.get("uris", [])
    if not isinstance(uris, list) or not all(isinstance(uri, str) for uri in uris):
        raise bad_request("Malformed json")
    uris = [uri.strip() for uri in uris if uri.strip()]
    if len(uris) > _MOST_ITEMS:
        raise bad_request("You can add a maximum of 100 tracks per request.")
    for uri in uris:
        kind, identifier = kind_and_id(uri) or ("", "")
        if kind not in {"track", "episode"}:
            raise bad_request(f"Invalid track uri: {uri}")
        if kind == "episode" or call.state.song(identifier) is None:
            raise bad_request("Payload contains a non-existing ID")
    return [Entry(uri, call.state.now()) for uri in uris]


def _playlist_id(uri: str) -> str | None:
    kind, identifier = kind_and_id(uri) or ("", "")
    return identifier if kind == "playlist" else None


def _items_page(call: Call, playlist: Playlist, slice_: Slice) -> Json:
    shown = [
        call.shapes.playlist_item(
            entry, call.state.song(entry.uri.rpartition(":")[2]), playlist.owner
        )
        for entry in slice_.of(playlist.entries)
    ]
    last = "tracks" if call.request.path.endswith("/tracks") else "items"
    address = f"/v1/playlists/{playlist.id}/{last}"
    return call.shapes.page(address, {}, slice_, len(playlist.entries), shown)


def _found(call: Call, playlist_id: str) -> Playlist:
    if not is_id(playlist_id):
        raise bad_request("Invalid base62 id")
    if playlist_id not in call.state.playlists:
        raise not_found()
    return call.state.playlists[playlist_id]


def _own(call: Call, playlist_id: str) -> Playlist:
    """Return a playlist that the listener may change, if the consent is for such ones."""
    playlist = _found(call, playlist_id)
    if playlist.owner is not call.listener:
        raise forbidden()
    call.require(_scope_for(public=playlist.public))
    return playlist


def _scope_for(*, public: bool) -> str:
    return "playlist-modify-public" if public else "playlist-modify-private"


def _snapshot(playlist: Playlist, status: HTTPStatus) -> HttpResponse:
    return JsonResponse({"snapshot_id": playlist.changed()}, status=status)


def _picked(call: Call, shown: Json) -> Json:
    wanted = call.text("fields")
    return Fields.read(wanted).pick(shown) if wanted else shown


def _text(body: Mapping[str, object], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise _wrong(name)
    return value


def _switch(body: Mapping[str, object], name: str) -> bool | None:
    value = body.get(name)
    if value is not None and not isinstance(value, bool):
        raise _wrong(name)
    return value


def _number(body: Mapping[str, object], name: str, default: int) -> int:
    value = body.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(name)
    return value


def _wrong(name: str) -> ApiError:
    return bad_request(f"Invalid {name}")


_ITEMS = {
    "GET": operation(items, _READ),
    "POST": operation(add),
    "PUT": operation(replace),
    "DELETE": operation(remove),
}
_OLD_ITEMS = {
    "GET": operation(items, _READ, legacy_only=True),
    "POST": operation(add, legacy_only=True),
    "PUT": operation(replace, legacy_only=True),
    "DELETE": operation(remove, legacy_only=True),
}

urlpatterns: list[URLPattern] = [
    path("v1/me/playlists", operations(GET=operation(mine, _READ), POST=operation(create))),
    path("v1/playlists/<playlist_id>", operations(GET=operation(read), PUT=operation(change))),
    path("v1/playlists/<playlist_id>/items", operations(**_ITEMS)),
    path("v1/playlists/<playlist_id>/tracks", operations(**_OLD_ITEMS)),
    path(
        "v1/playlists/<playlist_id>/followers",
        operations(DELETE=operation(unfollow, legacy_only=True)),
    ),
    path(
        "v1/users/<user_id>/playlists",
        operations(
            GET=operation(of_user, legacy_only=True), POST=operation(create_for, legacy_only=True)
        ),
    ),
]
