"""What a listener plays, found in a catalog."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.catalog.postgres.address import DatabaseAddress
from humoresque.catalog.postgres.push import push_catalog
from humoresque.catalog.postgres.source import PostgresCatalog
from humoresque.catalog.schema import FACTS
from humoresque.history.listening import HeardArtist, HeardSong, ListeningHistory
from humoresque.history.matching import Matched, match
from tests.catalog.postgres.cluster import Cluster

_SONGS = (
    ("Help!", ("The Beatles",), 80),
    ("Help! - Live", ("The Beatles",), 60),
    ("Halo", ("Beyoncé",), 90),
    ("Halo", ("Ane Brun", "Linnea Olsson"), 30),
    ("Halo (Tiësto Remix)", ("Beyoncé",), 95),
    ("Leave The Door Open", ("Bruno Mars", "Anderson .Paak", "Silk Sonic"), 85),
    ("September", ("Earth, Wind & Fire",), 88),
    ("Earth", ("Earth",), 5),
    ("Final Song", ("MØ",), 70),
    ("Hot N*gga", ("MO",), 10),
    ("Solo", ("Simon",), 10),
    ("Art", ("Garfunkel",), 10),
    ("Twice", ("Echo",), 10),
    ("Twice", ("Echo",), 50),
)


def _catalog(songs: tuple[tuple[str, tuple[str, ...], int], ...] = _SONGS) -> Catalog:
    size = len(songs)
    columns: dict[str, object] = {
        name: np.linspace(0.1, 0.9, size, dtype=np.float32) for name in FACTS.names
    }
    columns |= {
        "track_id": [_id(n) for n in range(size)],
        "title": [title for title, _, _ in songs],
        "artists": [list(artists) for _, artists, _ in songs],
        "album": [None] * size,
        "genres": [["pop"]] * size,
        "popularity": pa.array([popularity for _, _, popularity in songs], pa.int16()),
        "duration_ms": pa.array([200_000] * size, pa.int32()),
        "explicit": [False] * size,
        "key": np.zeros(size, dtype=np.float32),
        "mode": np.ones(size, dtype=np.float32),
    }
    return Catalog.from_facts(pa.table(columns), CatalogInfo("made-up", "Songs.", "This test."))


def _id(number: int) -> str:
    return f"track{number:017d}"


def _heard(
    artists: tuple[tuple[str, int], ...] = (),
    songs: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (),
) -> ListeningHistory:
    return ListeningHistory(
        artists=tuple(HeardArtist(name, plays) for name, plays in artists),
        songs=tuple(HeardSong(title, artist, n, ids) for title, artist, n, ids in songs),
        plays=sum(plays for _, plays in artists),
        first=None,
        last=None,
        files=(),
        left_out={},
    )


def _song(title: str, artist: str, track_ids: tuple[str, ...] = ()) -> Matched:
    return match(_heard(songs=((title, artist, 1, track_ids),)), _catalog())


def _artists(*names: str) -> tuple[str, ...]:
    return match(_heard(tuple((name, 9 - n) for n, name in enumerate(names))), _catalog()).artists


def test_artists_come_as_the_catalog_spells_them_most_played_first() -> None:
    assert _artists("beyonce", "THE BEATLES") == ("Beyoncé", "The Beatles")


def test_an_artist_under_two_spellings_is_counted_together() -> None:
    listening = _heard((("Echo", 5), ("Beyoncé", 3), ("BEYONCE", 3)))
    assert match(listening, _catalog()).artists == ("Beyoncé", "Echo")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Beyoncé feat. JAY-Z", ("Beyoncé",)),
        ("Bruno Mars, Anderson .Paak & Silk Sonic", ("Bruno Mars", "Anderson .Paak", "Silk Sonic")),
        ("Earth, Wind & Fire", ("Earth, Wind & Fire",)),
        ("Earth, Wind and Fire", ("Earth, Wind & Fire",)),
        ("MØ", ("MØ",)),
        ("mo", ("MO",)),
        ("Simon & Garfunkel", ()),
        ("Beyoncé & Echo", ()),
        ("Bey", ()),
        ("Various Artists", ()),
    ],
)
def test_a_name_stands_for_the_artists_it_names_and_no_others(
    name: str, found: tuple[str, ...]
) -> None:
    assert _artists(name) == found


@pytest.mark.parametrize(
    ("title", "artist", "number"),
    [
        ("Help!", "The Beatles", 0),
        ("Help! (Remastered 2009)", "the beatles", 0),
        ("Help! - Live", "The Beatles", 1),
        ("Help - Live at Shea Stadium", "The Beatles", 0),
        ("Halo", "Beyoncé", 2),
        ("Halo", "Ane Brun", 3),
        ("Halo", "Linnea Olsson", 3),
        ("Halo (Tiësto Remix)", "Beyoncé", 4),
        ("Twice", "Echo", 13),
        ("Leave the Door Open (Live)", "Bruno Mars, Anderson .Paak & Silk Sonic", 5),
    ],
)
def test_a_song_is_found_by_title_and_artist(title: str, artist: str, number: int) -> None:
    assert _song(title, artist).track_ids == (_id(number),)


@pytest.mark.parametrize(
    ("title", "artist"),
    [
        ("Halo", "The Beatles"),
        ("Halo (Somebody Remix)", "Beyoncé"),
        ("Halo, Pt. 2", "Beyoncé"),
        ("Hal", "Beyoncé"),
        ("Final Song", "MO"),
        ("Solo", "Simon & Garfunkel"),
        ("", "Beyoncé"),
        ("!!!", "Beyoncé"),
    ],
)
def test_a_song_that_only_looks_alike_is_not_found(title: str, artist: str) -> None:
    assert _song(title, artist).track_ids == ()


def test_spotifys_id_goes_before_the_title() -> None:
    assert _song("Anything", "Nobody", ("unknown", _id(7))).track_ids == (_id(7),)


def test_the_report_says_how_much_was_found() -> None:
    listening = _heard(
        (("Beyoncé", 30), ("Nobody", 12), ("Echo", 8)),
        (
            ("Halo", "Beyoncé", 30, ()),
            ("Halo - Live", "Beyonce", 2, ()),
            ("None", "Nobody", 12, ()),
        ),
    )
    matched = match(listening, _catalog())
    assert matched.track_ids == (_id(2),)
    report = matched.report
    assert (report.artists, report.artists_found) == (3, 2)
    assert (report.songs, report.songs_found) == (3, 2)
    assert (report.plays, report.plays_found) == (50, 38)


def test_every_song_of_the_starter_catalog_is_found_by_its_own_title() -> None:
    catalog = Catalog.starter()
    tracks = [catalog.track(row) for row in range(0, catalog.size, 7)]
    listening = _heard(
        songs=tuple((track.title.upper(), track.artists[0], 1, ()) for track in tracks)
    )
    matched = match(listening, catalog)
    assert matched.report.songs_found == len(tracks)
    # Another album's copy of the song may be the more popular one.
    assert len(set(matched.track_ids) & {track.track_id for track in tracks}) > 0.95 * len(tracks)


def test_a_catalog_in_a_database_finds_the_same(cluster: Cluster) -> None:
    catalog = _catalog()
    dsn = cluster.new_database("histories")
    push_catalog(catalog, DatabaseAddress.parse(dsn))
    listening = _heard(
        (("beyonce", 9), ("Bruno Mars, Anderson .Paak & Silk Sonic", 5), ("It's O\\'Neil", 1)),
        (
            ("Help! (Remastered)", "The Beatles", 3, ()),
            ("X", "Y", 2, (_id(7), "no'id")),
            ("September", "Earth, Wind and Fire", 1, ()),
        ),
    )
    with closing(PostgresCatalog(dsn)) as source:
        assert match(listening, source) == match(listening, catalog)
    assert match(listening, catalog).report.songs_found == 3


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=12), st.integers(1, 9)), max_size=5),
    st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=5),
)
def test_any_names_are_looked_up(
    artists: list[tuple[str, int]], songs: list[tuple[str, str]]
) -> None:
    heard = tuple((title, artist, 1, ()) for title, artist in songs)
    matched = match(_heard(tuple(artists), heard), _catalog())
    assert len(matched.track_ids) <= len(songs)
    assert matched.report.plays_found <= matched.report.plays
