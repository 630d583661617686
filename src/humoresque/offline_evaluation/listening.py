"""Which artists real listeners play, found in a catalog."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.errors import TableFormatError, TooFewListenersError
from humoresque.offline_evaluation.labels import column, plain, read_table

FEWEST_ARTISTS = 8
FEWEST_LISTENERS = 20


@dataclass(frozen=True, slots=True)
class Listener:
    """Artists of the catalog that somebody plays, most played first, as the catalog spells them."""

    name: str
    artists: tuple[str, ...]


def read_listeners(path: Path, catalog: Catalog) -> tuple[Listener, ...]:
    """Read a CSV file, gzipped or not, with the columns user_id, artist and plays.

    Listeners with fewer than ``FEWEST_ARTISTS`` artists of the catalog are left out.
    TableFormatError, TooFewListenersError.
    """
    table = read_table(path)
    header = tuple(table[0])
    user, artist = column(path, header, ("user_id", "user")), column(path, header, ("artist",))
    plays = column(path, header, ("plays", "weight", "count"))
    spelled = {
        plain(name): name for names in catalog.table["artists"].to_pylist() for name in names
    }
    heard: dict[str, dict[str, float]] = defaultdict(dict)
    try:
        for row in table:
            name = spelled.get(plain(row[artist]))
            if name:
                listener = heard[row[user]]
                listener[name] = listener.get(name, 0.0) + float(row[plays])
    except ValueError as error:
        raise TableFormatError(path, f"plays must be numbers ({error})") from error
    listeners = tuple(
        Listener(name, tuple(sorted(of, key=lambda artist: (-of[artist], artist))))
        for name, of in heard.items()
        if len(of) >= FEWEST_ARTISTS
    )
    if len(listeners) < FEWEST_LISTENERS:
        raise TooFewListenersError(path, len(listeners), FEWEST_LISTENERS)
    return listeners
