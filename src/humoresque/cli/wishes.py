"""The options of ``humoresque recommend``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from humoresque.affect import Emotion
from humoresque.playlist_files.writer import PlaylistFormat
from humoresque.recommender import request
from humoresque.recommender.sentences import LANGUAGES

OneEmotion = Annotated[Emotion | None, typer.Option(help="One of the seven expressions.")]
Probabilities = Annotated[
    str | None,
    typer.Option(help='Their probabilities instead: \'{"happy": 0.8, "neutral": 0.2}\'.'),
]
Genres = Annotated[list[str] | None, typer.Option(help="One to three genres (repeat the option).")]
Popularity = Annotated[
    str, typer.Option(help="mainstream, medium, low, any, or a number from 0 to 100.")
]
Personalization = Annotated[
    request.Personalization | None,
    typer.Option(
        case_sensitive=False,
        help="Seeds from the top of your artists, from further down, or none.",
        show_default="high with favourite artists or a history, else low",
    ),
]
FavouriteArtists = Annotated[
    list[str] | None, typer.Option(help="An artist you like best, best first (repeat).")
]
History = Annotated[
    list[Path] | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        help="A file of listening history: Spotify, Last.fm, ListenBrainz, CSV (repeat).",
    ),
]
Mode = Annotated[
    request.Mode | None,
    typer.Option(help="Stay with the mood or lead from it to a better one."),
]
Destination = Annotated[
    str | None,
    typer.Option(help="Where to lead to: valence,energy on the mood map, 0.6,0.3 being calm."),
]
Explicit = Annotated[bool, typer.Option(help="Whether explicit songs may come.")]
Novelty = Annotated[
    float | None,
    typer.Option(help="0: your own artists are welcome; 1: only artists new to you."),
]
Exclude = Annotated[list[str] | None, typer.Option(help="A track id that must not come (repeat).")]
Language = Annotated[str, typer.Option(help=f"Language of the sentences: {', '.join(LANGUAGES)}.")]
Profile = Annotated[str, typer.Option(help="Table of targets.")]
Profiles = Annotated[
    Path | None, typer.Option(help="A targets file of your own (TOML).", show_default=False)
]
Size = Annotated[int, typer.Option(help="How many songs, 5 to 50.")]
Seed = Annotated[int | None, typer.Option(min=0, help="The same seed gives the same list.")]
CatalogFile = Annotated[
    Path | None, typer.Option(help="A catalog file; by default yours, else the starter.")
]
Export = Annotated[
    PlaylistFormat | None,
    typer.Option(case_sensitive=False, help="Write the list as a playlist file instead."),
]
Out = Annotated[
    Path | None,
    typer.Option(dir_okay=False, help="Where the playlist file goes; by default printed."),
]
