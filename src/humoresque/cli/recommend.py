"""``humoresque recommend``: ten songs for an expression."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from humoresque.affect import Emotion, EmotionScores
from humoresque.cli.catalog import AsJson, DataFolder, resolve_data_folder
from humoresque.recommender.request import (
    DEFAULT_PROFILE,
    DEFAULT_SIZE,
    Mode,
    Personalization,
    Popularity,
    RecommendationRequest,
)

if TYPE_CHECKING:
    from humoresque.recommender.recommendation import Recommendation

_SEED_BITS = 32


def recommend(
    *,
    emotion: Annotated[Emotion | None, typer.Option(help="One of the seven expressions.")] = None,
    probabilities: Annotated[
        str | None,
        typer.Option(help='Their probabilities instead: \'{"happy": 0.8, "neutral": 0.2}\'.'),
    ] = None,
    genre: Annotated[
        list[str] | None, typer.Option(help="One to three genres (repeat the option).")
    ] = None,
    popularity: Annotated[Popularity, typer.Option(case_sensitive=False)] = Popularity.MAINSTREAM,
    personalization: Annotated[
        Personalization,
        typer.Option(
            case_sensitive=False, help="Takes effect once a listening history is connected."
        ),
    ] = Personalization.LOW,
    mode: Annotated[
        Mode | None, typer.Option(help="Stay with the mood or lead from it to a better one.")
    ] = None,
    profile: Annotated[str, typer.Option(help="Table of targets.")] = DEFAULT_PROFILE,
    profiles: Annotated[
        Path | None, typer.Option(help="A targets file of your own (TOML).", show_default=False)
    ] = None,
    size: Annotated[int, typer.Option(help="How many songs, 5 to 50.")] = DEFAULT_SIZE,
    seed: Annotated[
        int | None, typer.Option(min=0, help="The same seed gives the same list.")
    ] = None,
    catalog: Annotated[
        Path | None, typer.Option(help="A catalog file; by default yours, else the starter.")
    ] = None,
    data_folder: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Choose songs for an expression, each with its reasons."""
    import numpy as np  # noqa: PLC0415

    from humoresque.catalog.catalog import Catalog  # noqa: PLC0415
    from humoresque.catalog.location import open_catalog  # noqa: PLC0415
    from humoresque.recommender.profiles import load_profiles  # noqa: PLC0415
    from humoresque.recommender.recommend import recommend as choose  # noqa: PLC0415

    request = RecommendationRequest(
        scores=_scores(emotion, probabilities),
        popularity=popularity,
        personalization=personalization,
        genres=tuple(genre or ()),
        mode=mode,
        profile=profile,
        size=size,
    )
    songs = Catalog.load(catalog) if catalog else open_catalog(resolve_data_folder(data_folder))
    used_seed = secrets.randbits(_SEED_BITS) if seed is None else seed
    tables = load_profiles(profiles) if profiles else None
    chosen = choose(request, songs, np.random.default_rng(used_seed), tables)
    if as_json:
        typer.echo(json.dumps(_as_json(chosen, used_seed)))
    else:
        _print_table(chosen, used_seed)


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


def _as_json(chosen: Recommendation, seed: int) -> dict[str, Any]:
    return {
        "engine": chosen.engine,
        "profile": chosen.profile,
        "mode": chosen.mode.value,
        "seed": seed,
        "relaxed": list(chosen.relaxed),
        "tracks": [
            {
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
                "reasons": list(song.reasons),
            }
            for song in chosen.tracks
        ],
    }


def _print_table(chosen: Recommendation, seed: int) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(caption=f"{chosen.engine}, {chosen.mode}, seed {seed}")
    table.add_column("", justify="right")
    for heading in ("Song", "Artists", "Why"):
        table.add_column(heading, overflow="fold")
    table.add_column("Score", justify="right")
    for song in chosen.tracks:
        table.add_row(
            str(song.position),
            f"[link={song.track.spotify_url}]{escape(song.track.title)}[/link]",
            escape(", ".join(song.track.artists)),
            " ".join(song.reasons),
            f"{song.score:.2f}",
        )
    console = Console()
    console.print(table)
    for sentence in chosen.relaxed:
        console.print(sentence, style="yellow", markup=False)
