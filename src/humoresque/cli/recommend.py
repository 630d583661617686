"""``humoresque recommend``: ten songs for an expression."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from humoresque.affect import Emotion, EmotionScores
from humoresque.cli import wishes
from humoresque.cli.catalog import AsJson, DataFolder, resolve_data_folder
from humoresque.cli.exchange import history_of, write_playlist
from humoresque.recommender.request import (
    DEFAULT_PROFILE,
    DEFAULT_SIZE,
    MoodPoint,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.recommender.sentences import LANGUAGES, tell

if TYPE_CHECKING:
    from humoresque.catalog.catalog import Catalog
    from humoresque.recommender.recommendation import Recommendation, RecommendedTrack

_SEED_BITS = 32


def recommend(
    *,
    emotion: wishes.OneEmotion = None,
    probabilities: wishes.Probabilities = None,
    genre: wishes.Genres = None,
    popularity: wishes.Popularity = Popularity.MAINSTREAM.value,
    personalization: wishes.Personalization = None,
    favourite_artist: wishes.FavouriteArtists = None,
    history: wishes.History = None,
    mode: wishes.Mode = None,
    destination: wishes.Destination = None,
    explicit: wishes.Explicit = True,
    novelty: wishes.Novelty = None,
    exclude: wishes.Exclude = None,
    language: wishes.Language = LANGUAGES[0],
    profile: wishes.Profile = DEFAULT_PROFILE,
    profiles: wishes.Profiles = None,
    size: wishes.Size = DEFAULT_SIZE,
    seed: wishes.Seed = None,
    catalog: wishes.CatalogFile = None,
    data_folder: DataFolder = None,
    as_json: AsJson = False,
    export: wishes.Export = None,
    out: wishes.Out = None,
) -> None:
    """Choose songs for an expression, each with its reasons."""
    request = RecommendationRequest(
        scores=_scores(emotion, probabilities),
        popularity=_popularity(popularity),
        personalization=personalization
        or (Personalization.HIGH if favourite_artist or history else Personalization.LOW),
        genres=tuple(genre or ()),
        mode=mode,
        profile=profile,
        size=size,
        destination=None if destination is None else _point(destination),
        excluded=frozenset(exclude or ()),
        explicit=explicit,
        novelty=novelty,
    )
    if out is not None and export is None:
        msg = "--out needs a format: --export m3u8, for example."
        raise typer.BadParameter(msg)
    songs = _catalog(catalog, data_folder)
    taste = history_of(favourite_artist or (), history or (), songs)
    used_seed = secrets.randbits(_SEED_BITS) if seed is None else seed
    chosen = _choose(replace(request, history=taste), songs, used_seed, profiles)
    if export is not None:
        own_folder = None if catalog is None else catalog.parent
        write_playlist(chosen, request.genres, language, export, out, own_folder=own_folder)
    elif as_json:
        typer.echo(json.dumps(_as_json(chosen, used_seed, language)))
    else:
        _print_table(chosen, used_seed, language)


def _catalog(file: Path | None, data_folder: Path | None) -> Catalog:
    from humoresque.catalog.catalog import Catalog  # noqa: PLC0415
    from humoresque.catalog.location import open_catalog  # noqa: PLC0415

    return Catalog.load(file) if file else open_catalog(resolve_data_folder(data_folder))


def _choose(
    request: RecommendationRequest, songs: Catalog, seed: int, profiles: Path | None
) -> Recommendation:
    import numpy as np  # noqa: PLC0415

    from humoresque.recommender.profiles import load_profiles  # noqa: PLC0415
    from humoresque.recommender.recommend import recommend as choose  # noqa: PLC0415

    tables = load_profiles(profiles) if profiles else None
    return choose(request, songs, np.random.default_rng(seed), tables)


def _popularity(text: str) -> Popularity | float:
    """Read a level, in any case of letters, or a number."""
    try:
        return Popularity(text.lower())
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError as error:
        msg = f"--popularity: {text} is neither a level ({', '.join(Popularity)}) nor a number."
        raise typer.BadParameter(msg) from error


def _point(text: str) -> MoodPoint:
    try:
        valence, energy = map(float, text.split(","))
    except ValueError as error:
        msg = f"--destination: {text} is not of the form valence,energy, such as 0.6,0.3."
        raise typer.BadParameter(msg) from error
    return MoodPoint(valence, energy)


def _scores(emotion: Emotion | None, probabilities: str | None) -> EmotionScores:
    """Read exactly one of the two; labels that are not named have probability zero."""
    if (emotion is None) == (probabilities is None):
        msg = "Give either --emotion or --probabilities."
        raise typer.BadParameter(msg)
    if emotion is not None:
        return EmotionScores.certain(emotion)
    try:
        given = {Emotion(label): float(p) for label, p in json.loads(probabilities or "").items()}
        return EmotionScores(dict.fromkeys(Emotion, 0.0) | given)
    except (ValueError, TypeError, AttributeError) as error:
        msg = f"--probabilities: {error}"
        raise typer.BadParameter(msg) from error


def _as_json(chosen: Recommendation, seed: int, language: str) -> dict[str, Any]:
    return {
        "engine": chosen.engine,
        "profile": chosen.profile,
        "emotion": chosen.emotion.value,
        "mode": chosen.mode.value,
        "destination": chosen.destination,
        "seed": seed,
        "path": [asdict(point) for point in chosen.path],
        "seeds": asdict(chosen.seeds),
        "relaxed": [tell(message, language) for message in chosen.relaxed],
        "tracks": [_song_as_json(song, language) for song in chosen.tracks],
    }


def _song_as_json(song: RecommendedTrack, language: str) -> dict[str, Any]:
    return {
        "position": song.position,
        "track_id": song.track.track_id,
        "title": song.track.title,
        "artists": list(song.track.artists),
        "album": song.track.album,
        "genres": list(song.track.genres),
        "popularity": song.track.popularity,
        "duration_ms": song.track.duration_ms,
        "explicit": song.track.explicit,
        "spotify_url": song.track.spotify_url,
        "features": dict(song.track.features),
        "score": song.score,
        "terms": [{**asdict(term), "contribution": term.contribution} for term in song.terms],
        "mood": asdict(song.mood),
        "target": asdict(song.target),
        "reasons": [tell(message, language) for message in song.reasons],
    }


def _print_table(chosen: Recommendation, seed: int, language: str) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(caption=f"{chosen.engine}, {chosen.mode}, seed {seed}")
    table.add_column("", justify="right")
    for heading in ("Song", "Artists", "Why"):
        table.add_column(heading, overflow="fold")
    table.add_column("Score", justify="right")
    for song in chosen.tracks:
        title, url = escape(song.track.title), song.track.spotify_url
        table.add_row(
            str(song.position),
            title if url is None else f"[link={url}]{title}[/link]",
            escape(", ".join(song.track.artists)),
            escape(" ".join(tell(message, language) for message in song.reasons)),
            f"{song.score:.2f}",
        )
    console = Console()
    console.print(table)
    for message in chosen.relaxed:
        console.print(tell(message, language), style="yellow", markup=False)
