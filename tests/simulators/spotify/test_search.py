from __future__ import annotations

from simulators.spotify.search import Query
from simulators.spotify.songs import starter_songs

SONGS = list(starter_songs())
SONG = next(song for song in SONGS if len(song.artists) > 1 and len(song.title.split()) > 1)
ARTIST = SONG.artists[0].name


def test_a_query_is_words_and_filters() -> None:
    query = Query.read('remaster track:"Take Five" artist:Dave Brubeck year:1959-1960')
    assert query.words == ("remaster",)
    assert query.filters == (
        ("track", "Take Five"),
        ("artist", "Dave Brubeck"),
        ("year", "1959-1960"),
    )


def test_a_colon_alone_makes_no_filter() -> None:
    query = Query.read("Symphony: Adagio")
    assert query.filters == ()
    assert query.words == ("symphony", "adagio")


def test_every_song_is_found_by_its_isrc_alone() -> None:
    assert len({song.isrc for song in SONGS}) == len(SONGS)
    assert Query.read(f"isrc:{SONG.isrc}").tracks(SONGS) == [SONG]
    assert Query.read(f"isrc:{SONG.isrc.lower()}").tracks(SONGS) == [SONG]
    assert Query.read("isrc:XX0000000000").tracks(SONGS) == []


def test_a_song_is_found_by_title_and_any_of_its_artists() -> None:
    for artist in SONG.artists:
        found = Query.read(f'track:"{SONG.title}" artist:"{artist.name}"').tracks(SONGS)
        assert SONG in found
    assert Query.read(f'track:"{SONG.title}" artist:"Nobody At All"').tracks(SONGS) == []


def test_accents_case_and_punctuation_do_not_matter() -> None:
    song = next(song for song in SONGS if song.title == "Baïa")
    assert song in Query.read('track:"BAIA"').tracks(SONGS)


def test_filters_know_albums_years_and_genres() -> None:
    year = SONG.album.release_date[:4]
    query = f'album:"{SONG.album.name}" year:{year} genre:{SONG.genres[0]}'
    assert SONG in Query.read(query).tracks(SONGS)
    assert SONG in Query.read(f'track:"{SONG.title}" year:1900-2100').tracks(SONGS)
    assert SONG not in Query.read(f'track:"{SONG.title}" year:1900').tracks(SONGS)
    assert Query.read(f'track:"{SONG.title}" year:never').tracks(SONGS) == []


def test_an_unquoted_filter_goes_on_to_the_next() -> None:
    assert SONG in Query.read(f"artist:{ARTIST} track:{SONG.title}").tracks(SONGS)


def test_artists_and_albums_are_found_too() -> None:
    assert ARTIST in [artist.name for artist in Query.read(f'artist:"{ARTIST}"').artists(SONGS)]
    assert SONG.album in Query.read(f'artist:"{SONG.album.artist.name}"').albums(SONGS)
    funk = Query.read("genre:funk").artists(SONGS)
    assert funk
    assert all("funk" in artist.genres for artist in funk)
    # A filter that is not for them finds nothing.
    assert Query.read("isrc:x").artists(SONGS) == []


def test_the_best_known_come_first() -> None:
    known = [song.popularity for song in Query.read("love").tracks(SONGS)]
    assert known == sorted(known, reverse=True)
