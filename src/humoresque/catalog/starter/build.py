"""Choose the starter's songs out of the full catalog; the same source gives the same file.

``python -m humoresque.catalog.starter.build SOURCE`` (or ``humoresque catalog make-starter``)
rewrites ``tracks.csv``. Places are filled round by round: every cell of genre x popularity level
x mood region has one song before any has two. Percentile ranks are those of the full catalog, so
that a rank means the same in both.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from humoresque.catalog.catalog import Catalog
from humoresque.catalog.importers import import_catalog
from humoresque.catalog.schema import SCHEMA
from humoresque.catalog.starter.tracks import FILE_NAME, write_tracks

SIZE = 2_000
SONGS_PER_ARTIST = 2
# Below lie mostly further pressings, whose figures say nothing of how well known a song is.
LOWEST_POPULARITY = 5

# Kinds of music, each with songs at several popularity levels. Two thousand songs over all 114
# genres would leave 17 a genre and no room for a mood. Left out besides: names that are no kind
# of music (happy is happy hardcore, sad is lo-fi, sleep, study, party) and near doubles.
GENRES = (
    *("acoustic", "alt-rock", "ambient", "blues", "brazil", "classical", "country", "dance"),
    *("disco", "drum-and-bass", "edm", "electronic", "emo", "folk", "french", "funk"),
    *("gospel", "grunge", "hard-rock", "hip-hop", "house", "indian", "indie", "j-pop"),
    *("jazz", "k-pop", "latin", "metal", "piano", "pop", "punk", "r-n-b"),
    *("reggae", "reggaeton", "rock", "rock-n-roll", "singer-songwriter", "soul"),
    *("synth-pop", "techno"),
)

# Lowest popularity of each level, the best known first.
_LEVELS = (70, 45, LOWEST_POPULARITY)
_LOW_TARGET = 20
# Thirds of the catalog in valence and energy: nine mood regions.
_REGIONS = 3
# Songs for a season, told by their own title or their album's. Years like December, 1963 stay.
_SEASONAL = re.compile(
    r"\b(christmas|x-?mas|no[eë]ls?|navidad|natal|weihnacht\w*|yule\w*|advent|santa|grinch|snow\w*|"
    r"(silent|holy) night|stille nacht|tannenbaum|drummer boy|deck the hall\w*|mistletoe|rudolph|"
    r"reindeers?|frosty|sleigh\w*|winter wonderland|jingle|(silver|christmas) bells|nutcracker|"
    r"carol of the bells|carols|joy to the world|manger|bethlehem|auld lang syne|cold outside|"
    r"(happy|merry|rock|home for the) holidays?|holidays|halloween|hanukkah)\b",
    re.IGNORECASE,
)
# Renditions beside the one that people know.
_BY_THE_WAY = re.compile(
    r"\b(remix|live|cover|karaoke|sped up|slowed|instrumental|commentary|interlude|intro|skit|"
    r"acoustic version|demo)\b",
    re.IGNORECASE,
)
# What follows the bare title: "(feat. ...)", "[From ...]", " - Remastered 2011".
_RENDITION = re.compile(r"\s*[(\[].*|\s+-\s.*")

Rows = npt.NDArray[np.int32]
Cell = tuple[str, int, int]  # genre, popularity level, mood region


def choose_rows(catalog: Catalog, size: int = SIZE) -> Rows:
    """Rows of the starter's songs in ``catalog``, ascending; fewer when it has no more.

    Within a cell the best known come first: by popularity, and at the low level by how well
    known the artist's best song is and how near the song lies to the level's target of 20.
    """
    cells = _cells(catalog)
    cells_of: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell, rows in cells.items():
        for row in rows:
            cells_of[row].append(cell)
    queues = {cell: iter(rows) for cell, rows in cells.items()}
    chosen = _Chosen(catalog)
    held: Counter[Cell] = Counter()
    turn = 0
    while len(chosen.rows) < size and queues:
        turn += 1
        for cell in list(queues):
            if held[cell] >= turn or len(chosen.rows) >= size:
                continue
            best_known = next(filter(chosen.welcomes, queues[cell]), None)
            if best_known is None:
                del queues[cell]
                continue
            chosen.add(best_known)
            held.update(cells_of[best_known])
    return np.array(sorted(chosen.rows), dtype=np.int32)


class _Chosen:
    """Rows taken so far; keeps artists from crowding and renditions of one song from both."""

    def __init__(self, catalog: Catalog) -> None:
        self.rows: set[int] = set()
        self._catalog = catalog
        self._titles = catalog.table["title"].to_pylist()
        self._by_artist: Counter[int] = Counter()
        self._songs: set[tuple[int, str]] = set()

    def welcomes(self, row: int) -> bool:
        """Whether the song is new and none of its artists is there too often."""
        artists = self._catalog.artist_codes(row).tolist()
        return (
            row not in self.rows
            and self._song(row) not in self._songs
            and all(self._by_artist[code] < SONGS_PER_ARTIST for code in artists)
        )

    def add(self, row: int) -> None:
        """Take a song."""
        self.rows.add(row)
        self._songs.add(self._song(row))
        self._by_artist.update(self._catalog.artist_codes(row).tolist())

    def _song(self, row: int) -> tuple[int, str]:
        bare = _RENDITION.sub("", self._titles[row].casefold()).strip()
        return int(self._catalog.first_artists[row]), bare


def starter_table(catalog: Catalog, size: int = SIZE) -> pa.Table:
    """Columns of ``schema.SCHEMA`` for the chosen songs, by artist and title; GENRES only."""
    table = catalog.table.take(pa.array(choose_rows(catalog, size)))
    genres = [[g for g in kept if g in GENRES] for kept in table["genres"].to_pylist()]
    position = SCHEMA.get_field_index("genres")
    table = table.set_column(position, SCHEMA.field("genres"), pa.array(genres))
    titles, artists = table["title"].to_pylist(), table["artists"].to_pylist()
    ids = table["track_id"].to_pylist()
    order = sorted(
        range(table.num_rows),
        key=lambda n: (artists[n][0].casefold(), titles[n].casefold(), ids[n]),
    )
    return table.take(pa.array(order, pa.int64()))


def make_starter(source: Path, folder: Path | None = None) -> int:
    """Import ``source``, choose, write ``tracks.csv`` into the folder; how many songs it holds."""
    catalog, _ = import_catalog(source)
    table = starter_table(catalog)
    target = (Path(__file__).parent if folder is None else folder) / FILE_NAME
    with target.open("w", encoding="utf-8", newline="") as file:
        write_tracks(table, file)
    return int(table.num_rows)


def _cells(catalog: Catalog) -> dict[Cell, list[int]]:
    """Rows of each non-empty cell, best known first."""
    popularity = catalog.popularity
    suitable = _suitable(catalog) & (popularity >= LOWEST_POPULARITY)
    level = np.searchsorted(-np.array(_LEVELS), -popularity)
    region = _thirds(catalog.rank("valence")) * _REGIONS + _thirds(catalog.rank("energy"))
    best = np.zeros(int(catalog.first_artists.max()) + 1, dtype=np.float32)
    np.maximum.at(best, catalog.first_artists, popularity)
    by_artist = best[catalog.first_artists] - 2.0 * np.abs(popularity - _LOW_TARGET)
    known = np.where(level == len(_LEVELS) - 1, by_artist, popularity)
    cells = {}
    for genre in (name for name in GENRES if name in catalog.genre_sizes):
        rows = catalog.rows_of((genre,))
        rows = rows[suitable[rows]]
        rows = rows[np.argsort(-known[rows], kind="stable")]
        for at in range(len(_LEVELS)):
            for mood in range(_REGIONS * _REGIONS):
                inside = rows[(level[rows] == at) & (region[rows] == mood)]
                if len(inside):
                    cells[genre, at, mood] = inside.tolist()
    return cells


def _suitable(catalog: Catalog) -> npt.NDArray[np.bool_]:
    """Whether a song is for the whole year and the rendition that people know, (size,)."""
    titles, albums = (catalog.table[name].to_pylist() for name in ("title", "album"))
    return np.array(
        [
            not (_BY_THE_WAY.search(title) or _SEASONAL.search(f"{title} / {album or ''}"))
            for title, album in zip(titles, albums, strict=True)
        ]
    )


def _thirds(ranks: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    thirds: npt.NDArray[np.int64] = np.minimum(ranks * _REGIONS, _REGIONS - 1).astype(np.int64)
    return thirds


if __name__ == "__main__":
    sys.stdout.write(f"{make_starter(Path(sys.argv[1]))} songs\n")
