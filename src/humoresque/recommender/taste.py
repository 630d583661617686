"""Seeds → taste, for one request: genres, artists and their sound; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.catalog_map import catalog_map
from humoresque.recommender.recommendation import Message, Seeds, Value

Rows = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

# What the three parts weigh: the genres, the sound, and being by one of the artists.
_GENRES, _SOUND, _ARTIST = 0.5, 0.4, 0.1
# Artists whose mean ranks differ by this much in every feature sound fairly alike.
_ALIKE = 0.11
# Likeness falls fast with distance; its root tells apart what is further off, too.
_ROOT = 1.0 / 3.0
# A song is said to be close to a seed from this product of genre and sound on, and else to be in a
# genre of the seeds' from this closeness to the whole taste on.
_TOLD_SEED, _TOLD_GENRE = 0.5, 0.7
OWN_ARTIST, LIKE_ARTIST, LIKE_SONG = "own-artist", "like-own-artist", "like-own-song"


@dataclass(frozen=True, slots=True)
class Taste:
    """What seeds say: a value for each genre (g,), and of each seed artist and sound (s, f).

    ``played`` (g,) are the genres that the seeds have, ``near`` (g, s) how near each genre is to
    each seed's own. ``names`` says what the seeds are: an artist, or a song's title and artist.
    """

    genres: Floats
    played: npt.NDArray[np.bool_]
    near: Floats
    artists: Rows
    sounds: Floats
    names: tuple[Message, ...]


def taste_of(catalog: Catalog, seeds: Seeds) -> Taste | None:
    """Sum seeds up; None when the catalog has none of them.

    Every artist and every song counts alike, however many tracks the catalog has of them. A genre
    is worth what the seeds have of it and of genres with the same artists, rare ones more.
    """
    every = [
        (catalog.artist_rows(artist), Message(LIKE_ARTIST, {"artist": artist}))
        for artist in seeds.artists
    ]
    every += [
        (row, Message(LIKE_SONG, _named(catalog, row)))
        for row in catalog.rows_of_ids(seeds.track_ids)[:, None]
    ]
    found = [(rows, name) for rows, name in every if len(rows)]
    if not found:
        return None
    parts, names = [rows for rows, _ in found], tuple(name for _, name in found)
    known = catalog_map(catalog)
    shares: Floats = np.stack([known.shares(rows) for rows in parts], axis=1)
    worth = known.nearness @ (shares.mean(axis=1) * known.rarity)
    artists = [np.bincount(catalog.first_artists[rows]).argmax() for rows in parts]
    return Taste(
        genres=worth / max(float(worth.max()), 1e-9),
        played=np.any(shares > 0.0, axis=1),
        near=known.nearness @ shares,
        artists=np.array(artists, dtype=np.int32),
        sounds=known.sound[artists],
        names=names,
    )


def taste_scores(catalog: Catalog, seeds: Seeds, rows: Rows) -> Floats:
    """How well tracks suit the taste that seeds show: (n,) in [0, 1], 0 without any seed known."""
    taste = taste_of(catalog, seeds)
    return np.zeros(len(rows)) if taste is None else taste_closeness(catalog, taste, rows)


def taste_closeness(catalog: Catalog, taste: Taste, rows: Rows) -> Floats:
    """How well tracks suit a taste: (n,) in [0, 1].

    Genres are the track's own; sound is its artist's, over all of the artist's songs, so that
    taste does not pull a list towards the mood of what is played most: the mean over seeds of a
    Gaussian kernel, against the greatest that a seed itself has.
    """
    if not len(rows):
        return np.zeros(0)
    known = catalog_map(catalog)
    artists = catalog.first_artists[rows]
    sound = likeness(known.sound[artists], taste.sounds).mean(axis=1)
    most = likeness(taste.sounds, taste.sounds).mean(axis=1).max()
    genres = known.best(taste.genres, rows)
    own = np.isin(artists, taste.artists)
    alike = _GENRES * genres + _SOUND * np.minimum(sound / most, 1.0) + _ARTIST * own
    close: Floats = np.minimum(alike, 1.0) ** _ROOT
    return close


def explain_taste(catalog: Catalog, taste: Taste, row: int, close: float) -> Message | None:
    """Say which seed a track comes nearest to in genre and sound, where it does come near.

    Else that its genre is one of the seeds', where it is ``close`` to the taste; None where not.
    """
    artist = catalog.first_artists[row]
    own = np.flatnonzero(taste.artists == artist)
    if len(own):
        return Message(OWN_ARTIST, {"artist": catalog.track(row).artists[0]})
    known = catalog_map(catalog)
    rows = np.array([row], dtype=np.int32)
    (genres,) = np.minimum(known.best(taste.near, rows), 1.0)
    alike = genres * likeness(known.sound[[artist]], taste.sounds)[0]
    nearest = int(alike.argmax())
    if alike[nearest] >= _TOLD_SEED:
        return taste.names[nearest]
    (is_played,) = known.best(taste.played.astype(np.float64), rows)
    return Message("own-genre", {}) if is_played and close >= _TOLD_GENRE else None


def likeness(one: Floats, other: Floats, width: float = _ALIKE) -> Floats:
    """Likeness of sounds as ranks: (n, f), (m, f) → (n, m) in [0, 1], a Gaussian kernel.

    Ranks that differ by ``width`` in every feature are alike by .61.
    """
    away = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None, :] - 2.0 * one @ other.T
    alike: Floats = np.exp(-0.5 * np.maximum(away, 0.0) / (one.shape[1] * width**2))
    return alike


def _named(catalog: Catalog, row: Rows) -> dict[str, Value]:
    track = catalog.track(int(row[0]))
    return {"title": track.title, "artist": track.artists[0]}
