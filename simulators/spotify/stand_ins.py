"""What lies behind Spotify's addresses in a browser: scripts, embedded player, artwork, pages.

It follows Spotify's pages "Web Playback SDK", "Embeds: iFrame API" and "oEmbed API".
"""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from simulators.spotify.authorization import SESSION_COOKIE
from simulators.spotify.endpoint import origin_of, state_of
from simulators.spotify.entities import Entity, find
from simulators.spotify.state import State

_STATIC = Path(__file__).with_name("static")
_PREVIEW_MS = 30_000
_OPEN = "open.spotify.com"
_WIDTH, _HEIGHT, _THUMBNAIL = 456, 352, 300


def script(_request: HttpRequest, *, name: str) -> HttpResponse:
    """Answer one of the stand-ins' scripts."""
    text = (_STATIC / name).read_text(encoding="utf-8")
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer


def embedded(request: HttpRequest, identifier: str) -> HttpResponse:
    """The page in the frame: a preview of 30 s, the whole song for who is logged in here."""
    state = state_of(request)
    song = state.song(identifier)
    if song is None:
        return _nothing(request)
    logged_in = request.COOKIES.get(SESSION_COOKIE) in state.browsers
    whole = logged_in or song.duration_ms <= _PREVIEW_MS
    facts = {
        "uri": song.uri,
        "duration_ms": song.duration_ms if whole else _PREVIEW_MS,
        "preview": not whole,
        "speed": state.stand_ins.embed_speed,
        "ends_at": state.stand_ins.embed_ends_at,
    }
    image = _image(origin_of(request), "album", song.album.id)
    return render(request, "embed.html", {"song": song, "facts": facts, "image": image})


def oembed(request: HttpRequest) -> HttpResponse:
    """``/oembed?url=…``: how to embed a song whose address is open.spotify.com's or ours."""
    entity = _addressed(state_of(request), request.GET.get("url", ""), request.get_host())
    if entity is None:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    origin = origin_of(request)
    address = f"{origin}/embed/track/{entity.id}?utm_source=oembed"
    size = f'width="100%" height="{_HEIGHT}"'
    return JsonResponse(
        {
            "html": f'<iframe {size} style="border:0" src="{address}" allow="autoplay;'
            ' clipboard-write; encrypted-media; fullscreen; picture-in-picture"></iframe>',
            "iframe_url": address,
            "width": _WIDTH,
            "height": _HEIGHT,
            "version": "1.0",
            "provider_name": "Spotify",
            "provider_url": "https://spotify.com",
            "type": "rich",
            "title": entity.name,
            "thumbnail_url": _picture_of(origin, entity),
            "thumbnail_width": _THUMBNAIL,
            "thumbnail_height": _THUMBNAIL,
        }
    )


def image(_request: HttpRequest, kind: str, identifier: str, size: int) -> HttpResponse:
    """Answer a square picture, made out of what it is for."""
    return HttpResponse(artwork(f"{kind}/{identifier}", size), content_type="image/svg+xml")


def page(request: HttpRequest, kind: str, identifier: str) -> HttpResponse:
    """The page behind an ``external_urls``: what it is, with its songs in order."""
    entity = find(state_of(request), kind, identifier)
    if entity is None:
        return _nothing(request)
    shown = {"entity": entity, "image": _picture_of(origin_of(request), entity)}
    return render(request, "open.html", shown)


def artwork(identifier: str, size: int) -> str:
    """A square SVG of so many pixels a side: two colours and three rings out of the digest."""
    made = hashlib.sha256(identifier.encode()).digest()
    hue, turn = made[0] * 360 // 256, 30 + made[1] % 120
    rings = "".join(_ring(*made[start : start + 4]) for start in (2, 6, 10))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 256 256"><rect width="256" height="256" fill="hsl({hue} 45% 30%)"/>'
        f'<g fill="none" stroke="hsl({(hue + turn) % 360} 60% 65%)" stroke-opacity="0.8">'
        f"{rings}</g></svg>"
    )


def _ring(x: int, y: int, radius: int, width: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{20 + radius // 2}" stroke-width="{2 + width // 12}"/>'


def _addressed(state: State, url: str, host: str) -> Entity | None:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address
        return None
    kind, _, identifier = parts.path.removeprefix("/").partition("/")
    if parts.netloc not in {_OPEN, host} or kind != "track":
        return None
    return find(state, kind, identifier)


def _picture_of(origin: str, entity: Entity) -> str:
    if entity.kind == "track":
        return _image(origin, "album", entity.songs[0].album.id)
    return _image(origin, entity.kind, entity.id)


def _image(origin: str, kind: str, identifier: str) -> str:
    return f"{origin}/image/{kind}/{identifier}/{_THUMBNAIL}"


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "open.html", {"entity": None}, status=HTTPStatus.NOT_FOUND)


urlpatterns: list[URLPattern] = [
    path("sdk/spotify-player.js", script, {"name": "spotify-player.js"}),
    path("embed/iframe-api/v1", script, {"name": "iframe-api.js"}),
    path("embed/embed-player.js", script, {"name": "embed-player.js"}),
    path("embed/track/<identifier>", embedded),
    path("oembed", oembed),
    path("image/<kind>/<identifier>/<int:size>", image),
    *(
        path(f"{kind}/<identifier>", page, {"kind": kind})
        for kind in ("track", "artist", "album", "playlist", "user")
    ),
]
