"""Taking out of lists what a visitor took back of their taste."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from humoresque.web.accounts.spotify import account_of
from humoresque.web.listening.models import Playlist, Song, StoredMessage
from humoresque.web.taste.taste import Taste, judged_by, taste_of


@transaction.atomic
def forget_taken_back(visitor_id: uuid.UUID) -> None:
    """Leave in what lists remember of a visitor's taste only what they tell still.

    What Spotify told stays while the account that told it is connected. It goes from the seeds
    and reasons of lists as well.
    """
    told = taste_of(visitor_id, timezone.now())
    favourites, artists, track_ids = map(set, (told.favourites, told.artists, told.track_ids))
    judged = judged_by(visitor_id)
    account = account_of(visitor_id)
    forgetful, reworded = [], []
    for playlist in Playlist.objects.of_visitor(visitor_id).only("snapshot", "seeds"):
        remembered = Taste.of_snapshot(playlist.snapshot["taste"])
        heard = remembered.spotify
        is_connected = heard is None or (account is not None and account.pk == heard.account)
        left = Taste(
            favourites=tuple(name for name in remembered.favourites if name in favourites),
            artists=tuple(name for name in remembered.artists if name in artists),
            track_ids=tuple(track for track in remembered.track_ids if track in track_ids),
            spotify=heard if is_connected else None,
            opinions=tuple(said for said in remembered.opinions if said.track_id in judged),
            excluded=remembered.excluded & judged,
        )
        if left != remembered:
            playlist.snapshot["taste"] = left.to_snapshot()
            forgetful.append(playlist)
        if not is_connected:
            reworded += _without_spotify(playlist, left)
    Playlist.objects.bulk_update(forgetful, ["snapshot", "seeds"], batch_size=100)
    Song.objects.bulk_update(reworded, ["reasons"], batch_size=100)


def _without_spotify(playlist: Playlist, left: Taste) -> list[Song]:
    """Keep the seeds and reasons that the taste that is left accounts for; songs that change."""
    songs = [song for song in playlist.seeds["songs"] if song["track_id"] in left.track_ids]
    seeded = (artist for song in songs for artist in song["artists"])
    known = _folded((*left.favourites, *left.artists, *seeded))
    artists = [name for name in playlist.seeds["artists"] if name.casefold() in known]
    playlist.seeds = {"artists": artists, "songs": songs}
    titles = {song["title"] for song in songs}

    def holds(reason: StoredMessage) -> bool:
        match reason:
            case {"code": "own-artist" | "like-own-artist", "values": {"artist": str(artist)}}:
                return artist.casefold() in known
            case {"code": "like-own-song", "values": {"title": title}}:
                return title in titles
            case {"code": "own-genre" | "known-artist" | "new-artist"}:
                return bool(known)
            case _:
                return True

    reworded = []
    for song in playlist.songs.all():
        kept = [reason for reason in song.reasons if holds(reason)]
        if kept != song.reasons:
            song.reasons = kept
            reworded.append(song)
    return reworded


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}
