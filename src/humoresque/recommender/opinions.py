"""What a listener said of songs nudges those like them, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.errors import UnknownTrackError
from humoresque.catalog.schema import RANKED_FEATURES
from humoresque.recommender.catalog_map import catalog_map
from humoresque.recommender.recommendation import Message
from humoresque.recommender.request import Opinion
from humoresque.recommender.taste import likeness

Rows = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

# The strongest opinions count; what they say of songs by other artists counts less.
_MOST = 100
_OTHERS = 0.7
# Songs whose ranks differ by this much in every feature are fairly alike.
_ALIKE = 0.18
# A nudge of less than this share of the greatest is not worth a sentence.
_TOLD = 0.25


@dataclass(frozen=True, slots=True)
class Opinions:
    """Songs of the catalog that a listener spoke of, (m,), and how strongly, in [-1, 1].

    ``genres`` (g, m) is how near each genre is to each song's own.
    """

    rows: Rows
    strengths: Floats
    genres: Floats


def opinions_of(catalog: Catalog, opinions: Sequence[Opinion]) -> Opinions | None:
    """Look opinions up in the catalog; None when it has none of their songs."""
    found: dict[int, float] = {}
    strongest = sorted(opinions, key=lambda opinion: -abs(opinion.strength))
    for opinion in strongest[:_MOST]:
        try:
            found.setdefault(catalog.row_of(opinion.track_id), opinion.strength)
        except UnknownTrackError:
            continue
    if not found:
        return None
    rows = np.array(list(found), dtype=np.int32)
    known = catalog_map(catalog)
    shares = np.stack([known.shares(row[None]) for row in rows], axis=1)
    return Opinions(rows, np.array(list(found.values())), known.nearness @ shares)


def opinion_closeness(catalog: Catalog, opinions: Opinions, rows: Rows) -> Floats:
    """How well opinions speak of tracks: (n,) in [0, 1], 0.5 where they say nothing."""
    nudges = np.clip(_nudges(catalog, opinions, rows).sum(axis=1), -1.0, 1.0)
    close: Floats = 0.5 + 0.5 * nudges
    return close


def explain_opinion(catalog: Catalog, opinions: Opinions, row: int) -> Message | None:
    """Say which song's opinion moved a track most; None where none did noticeably."""
    (nudges,) = _nudges(catalog, opinions, np.array([row], dtype=np.int32))
    most = int(np.abs(nudges).argmax())
    if abs(nudges[most]) < _TOLD:
        return None
    of = int(opinions.rows[most])
    said = "liked" if nudges[most] > 0 else "disliked"
    by = "artist" if catalog.first_artists[of] == catalog.first_artists[row] else "song"
    track = catalog.track(of)
    return Message(f"{said}-{by}", {"artist": track.artists[0], "title": track.title})


def _nudges(catalog: Catalog, opinions: Opinions, rows: Rows) -> Floats:
    """What each opinion says of each track, (n, m): all of it by its artist, else by likeness.

    Likeness is that of the genres times that of the sound.
    """
    alike = np.minimum(catalog_map(catalog).best(opinions.genres, rows), 1.0)
    alike *= _OTHERS * likeness(_sound(catalog, rows), _sound(catalog, opinions.rows), _ALIKE)
    artists = catalog.first_artists
    same = artists[rows][:, None] == artists[opinions.rows][None, :]
    nudges: Floats = np.where(same, 1.0, alike) * opinions.strengths
    return nudges


def _sound(catalog: Catalog, rows: Rows) -> Floats:
    return np.stack([catalog.rank(name)[rows] for name in RANKED_FEATURES], axis=1).astype(float)
