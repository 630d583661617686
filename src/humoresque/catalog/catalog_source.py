"""Where songs come from: one door for a catalog in memory and one in a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from humoresque.catalog.artists import Artist

if TYPE_CHECKING:
    from humoresque.catalog.catalog import Catalog

CANDIDATES = 3_000  # songs that a list of ten is chosen from


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is going to ask for, so far as it decides which songs can be in it.

    ``points`` are the places of the mood map along the path, (valence, energy) as percentile ranks
    in [0, 1]; ``popularity`` is a band on Spotify's 0 to 100, None for any. A listener's taste,
    some songs of each of ``artists`` and all ``track_ids``, comes along, whatever its genre.
    ``count`` is about how many candidates there should be.
    """

    genres: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    popularity: tuple[float, float] | None = None
    explicit: bool = True
    artists: tuple[str, ...] = ()
    track_ids: tuple[str, ...] = ()
    count: int = CANDIDATES


class CatalogSource(Protocol):
    """What the web room needs of a catalog, wherever it is; CatalogErrors say what fails."""

    @property
    def name(self) -> str:
        """Short name, such as ``starter``."""

    @property
    def description(self) -> str:
        """One sentence for people."""

    @property
    def provenance(self) -> str:
        """Where the facts come from, and under which terms."""

    @property
    def is_starter(self) -> bool:
        """Whether this is the embedded default."""

    @property
    def size(self) -> int:
        """How many tracks there are."""

    @property
    def genres(self) -> tuple[str, ...]:
        """Names of all genres, sorted."""

    @property
    def genre_sizes(self) -> Mapping[str, int]:
        """Tracks in each genre."""

    def check(self) -> None:
        """Raise a CatalogError, after some seconds at most, when songs cannot be had now."""

    def search_artists(self, text: str, limit: int) -> list[Artist]:
        """Artists for what was typed so far; see ``Catalog.search_artists``."""

    def songs(self, *, artists: Iterable[str] = (), track_ids: Iterable[str] = ()) -> Catalog:
        """A catalog that has at least all songs of these artists, and these tracks."""

    def narrowed(self, wanted: Wanted) -> Catalog:
        """A catalog that has at least the nearest candidates for a list, with the ranks of all."""
