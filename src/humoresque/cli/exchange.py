"""What ``humoresque recommend`` takes from other programs and gives to them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from humoresque.catalog.track import OWN_PREFIX
from humoresque.playlist_files.listed import ListedPlaylist, ListedSong
from humoresque.playlist_files.writer import PlaylistFormat, write
from humoresque.recommender.request import History
from humoresque.recommender.sentences import tell

if TYPE_CHECKING:
    from humoresque.catalog.catalog import Catalog
    from humoresque.recommender.recommendation import Recommendation


def history_of(favourites: Sequence[str], files: Sequence[Path], catalog: Catalog) -> History:
    """Favourite artists before those of the files; says on standard error what was found."""
    if not files:
        return History(artists=tuple(favourites))
    from humoresque.history.listening import NamedBytes  # noqa: PLC0415
    from humoresque.history.matching import match  # noqa: PLC0415
    from humoresque.history.reader import MOST_BYTES, read_history  # noqa: PLC0415

    contents = []
    for path in files:
        with path.open("rb") as file:
            contents.append(NamedBytes(path.name, file.read(MOST_BYTES + 1)))
    heard = read_history(contents)
    matched = match(heard, catalog)
    found = matched.report
    span = f", {heard.first} to {heard.last}" if heard.first else ""
    typer.echo(
        f"History: {heard.plays:,} plays{span}. The catalog has {found.artists_found} of the "
        f"{found.artists} most played artists and {found.songs_found} of {found.songs} songs.",
        err=True,
    )
    named = {name.casefold() for name in favourites}
    played = tuple(name for name in matched.artists if name.casefold() not in named)
    return History(artists=(*favourites, *played), track_ids=matched.track_ids)


def _file_of(chosen: Recommendation, own_folder: Path | None) -> Callable[[str], str | None]:
    """Finds the file of an own song; without any in the list no scan is needed."""
    own = any(song.track.track_id.startswith(OWN_PREFIX) for song in chosen.tracks)
    if own_folder is None or not own:
        return lambda _: None
    from humoresque.own_music.library import OwnMusic  # noqa: PLC0415

    music = OwnMusic.open(own_folder)

    def file_of(track_id: str) -> str | None:
        file = music.file_of(track_id)
        return None if file is None else str(file)

    return file_of


def write_playlist(
    chosen: Recommendation,
    genres: Sequence[str],
    language: str,
    format_name: PlaylistFormat,
    out: Path | None,
    *,
    own_folder: Path | None,
) -> None:
    """Write the list to a file, or to standard output where none is named.

    ``own_folder`` is where a scan of own music was written, for the files of own songs.
    """
    file_of = _file_of(chosen, own_folder)
    playlist = ListedPlaylist(
        name=", ".join(genres).capitalize(),
        created_at=datetime.now(UTC),
        songs=tuple(
            ListedSong(
                title=song.track.title,
                artists=song.track.artists,
                album=song.track.album,
                duration_ms=song.track.duration_ms,
                url=song.track.spotify_url,
                file=file_of(song.track.track_id),
                reason=" ".join(tell(message, language) for message in song.reasons),
            )
            for song in chosen.tracks
        ),
    )
    content = write(format_name, playlist).content
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        msg = f"--out: {out} cannot be written: {error.strerror or error}."
        raise typer.BadParameter(msg) from error
    typer.echo(f"Wrote {len(chosen.tracks)} songs to {out}.", err=True)
