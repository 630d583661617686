"""What only apps from before November 2024 still have: ``/recommendations`` and audio features."""

from __future__ import annotations

import math
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.urls import URLPattern, path

from simulators.spotify.endpoint import Call, operation, operations
from simulators.spotify.identifiers import is_id
from simulators.spotify.problems import EmptyError, bad_request, not_found
from simulators.spotify.shapes import Json
from simulators.spotify.songs import FEATURES, Song

_MOST_SEEDS = 5
_BEATS_IN_A_BAR = 4
_KINDS = ("artists", "tracks", "genres")
# How wide each attribute is, to weigh their distances alike; the rates are one wide.
_WIDTHS = {
    "duration_ms": 600_000,
    "key": 11,
    "loudness": 60,
    "popularity": 100,
    "tempo": 200,
    "time_signature": 5,
}
_ATTRIBUTES = (*FEATURES, "duration_ms", "popularity", "time_signature")
_UNBOUNDED = {"duration_ms", "loudness", "tempo", "time_signature"}


def recommendations(call: Call) -> HttpResponse:
    """Answer songs that share genres with the seeds, those nearest to the targets first."""
    if not call.legacy:  # most new apps are told that it is not there at all
        raise EmptyError(HTTPStatus.NOT_FOUND, "Not Found")
    limit = call.number("limit", 20, 1, 100)
    seeds = {kind: _seeds(call, kind) for kind in _KINDS}
    if not 1 <= sum(map(len, seeds.values())) <= _MOST_SEEDS:
        raise bad_request("Invalid request: between one and five seeds are needed")
    least, most, target = (_attributes(call, kind) for kind in ("min", "max", "target"))
    pool = _pool(call, seeds)
    found = [
        song
        for song in pool
        if all(value(song, name) >= bound for name, bound in least.items())
        and all(value(song, name) <= bound for name, bound in most.items())
    ]
    found.sort(key=lambda song: (_distance(song, target), song.id))
    told: list[Json] = [
        {
            "afterFilteringSize": len(found),
            "afterRelinkingSize": len(found),
            "href": f"{call.shapes.origin}/v1/{kind}/{seed}" if kind != "genres" else None,
            "id": seed,
            "initialPoolSize": len(pool),
            "type": kind.removesuffix("s").upper(),
        }
        for kind in _KINDS
        for seed in seeds[kind]
    ]
    tracks = [call.shapes.track(song) for song in found[:limit]]
    return JsonResponse({"seeds": told, "tracks": tracks})


def genre_seeds(call: Call) -> HttpResponse:
    """Answer every genre that can be a seed."""
    return JsonResponse({"genres": call.state.songs.genres})


def audio_features(call: Call, track_id: str) -> HttpResponse:
    """Answer the features of one track."""
    if not is_id(track_id):
        raise bad_request("Invalid base62 id")
    song = call.state.song(track_id)
    if song is None:
        raise not_found("analysis not found")
    return JsonResponse(_features(call, song))


def value(song: Song, attribute: str) -> float:
    """Return one attribute of a song, in Spotify's units."""
    if attribute in song.features:
        return song.features[attribute]
    others = {
        "duration_ms": song.duration_ms,
        "popularity": song.popularity,
        "time_signature": _BEATS_IN_A_BAR,
    }
    return others[attribute]


def _seeds(call: Call, kind: str) -> list[str]:
    given = [seed for seed in (call.text(f"seed_{kind}") or "").split(",") if seed]
    if kind == "genres":
        for genre in given:
            if genre not in call.state.songs.genres:
                raise bad_request(f"Invalid genre seed: {genre}")
        return given
    for identifier in given:
        if not is_id(identifier):
            raise bad_request("Invalid base62 id")
    return given


def _pool(call: Call, seeds: dict[str, list[str]]) -> list[Song]:
    songs = call.state.songs
    genres = set(seeds["genres"])
    for artist_id in seeds["artists"]:
        genres.update(songs.artists[artist_id].genres if artist_id in songs.artists else ())
    for track_id in seeds["tracks"]:
        genres.update(songs.by_id[track_id].genres if track_id in songs.by_id else ())
    return [
        song
        for song in call.state.available()
        if genres.intersection(song.genres) and song.id not in seeds["tracks"]
    ]


def _attributes(call: Call, kind: str) -> dict[str, float]:
    given = {}
    for name in _ATTRIBUTES:
        text = call.text(f"{kind}_{name}")
        if text is None:
            continue
        try:
            number = float(text)
        except ValueError as error:
            raise bad_request(f"Invalid {kind}_{name}") from error
        width = _WIDTHS.get(name, 1)
        inside = name in _UNBOUNDED or 0 <= number <= width
        if not math.isfinite(number) or not inside:
            raise bad_request(f"Invalid {kind}_{name}")
        given[name] = number
    return given


def _distance(song: Song, target: dict[str, float]) -> float:
    return math.fsum(
        abs(value(song, name) - wanted) / _WIDTHS.get(name, 1) for name, wanted in target.items()
    )


def _features(call: Call, song: Song) -> Json:
    origin = call.shapes.origin
    whole: Callable[[str], bool] = {"key", "mode"}.__contains__
    return {
        **{name: int(rate) if whole(name) else rate for name, rate in song.features.items()},
        "analysis_url": f"{origin}/v1/audio-analysis/{song.id}",
        "duration_ms": song.duration_ms,
        "id": song.id,
        "time_signature": _BEATS_IN_A_BAR,
        "track_href": f"{origin}/v1/tracks/{song.id}",
        "type": "audio_features",
        "uri": song.uri,
    }


urlpatterns: list[URLPattern] = [
    path("v1/recommendations", operations(GET=operation(recommendations))),
    path(
        "v1/recommendations/available-genre-seeds",
        operations(GET=operation(genre_seeds, legacy_only=True)),
    ),
    path(
        "v1/audio-features/<track_id>", operations(GET=operation(audio_features, legacy_only=True))
    ),
]
