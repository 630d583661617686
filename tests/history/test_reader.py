"""Files of listening history → artists and songs by plays."""

from __future__ import annotations

import json
from datetime import date

import pytest

from humoresque.history.errors import (
    EmptyHistoryError,
)
from humoresque.history.listening import HistoryFormat, LeftOut, NamedBytes
from tests.history.made_up import (
    artists,
    as_json,
    as_lines,
    as_text,
    as_zip,
    lastfm,
    listenbrainz,
    read,
    songs,
    spotify_account,
    spotify_extended,
)


def test_spotifys_extended_history_is_counted_by_song_and_artist() -> None:
    history = read(
        as_json(
            [
                spotify_extended("Song", ts="2021-01-02T03:04:05Z"),
                spotify_extended("Song", ts="2023-01-02T03:04:05Z"),
                spotify_extended("Tune", "Ben", uri=None),
                spotify_extended("Other", "Anna", uri="spotify:track:0000000000000000000000"),
            ]
        )
    )
    assert songs(history) == [("Anna", "Song", 2), ("Anna", "Other", 1), ("Ben", "Tune", 1)]
    assert artists(history) == [("Anna", 3), ("Ben", 1)]
    assert [song.track_ids for song in history.songs] == [
        ("5SuOikwiRyPMVoIQDJUgSV",), ("0000000000000000000000",), (),
    ]  # fmt: skip
    assert (history.plays, history.first, history.last) == (4, date(2021, 1, 2), date(2023, 4, 5))
    assert history.files[0].format is HistoryFormat.SPOTIFY_EXTENDED


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (spotify_extended(ms=29_999), LeftOut.SHORT),
        (spotify_extended(skipped=True), LeftOut.SKIPPED),
        (spotify_extended(incognito_mode=True), LeftOut.PRIVATE),
        (spotify_extended(None, None, uri=None, episode_name="Episode"), LeftOut.NOT_MUSIC),
        (spotify_extended(None, None, uri=None, audiobook_title="Book"), LeftOut.NOT_MUSIC),
        (spotify_extended(None, None, uri=None), LeftOut.UNREADABLE),
        (spotify_extended(ms="long"), LeftOut.UNREADABLE),
        (spotify_extended(ms=float("nan")), LeftOut.SHORT),
        (spotify_account(ms=29_999), LeftOut.SHORT),
        ({"endTime": "", "podcastName": "A", "episodeName": "B", "msPlayed": 1}, LeftOut.NOT_MUSIC),
        (lastfm(now=True), LeftOut.NOW_PLAYING),
        (listenbrainz(artist=" "), LeftOut.UNREADABLE),
        ({"artist": "Anna", "plays": -3}, LeftOut.UNREADABLE),
        ({"artist": "Anna", "title": "Song", "ms_played": 100}, LeftOut.SHORT),
    ],
)
def test_a_play_that_does_not_count_is_reported(entry: dict[str, object], reason: LeftOut) -> None:
    history = read(as_json([entry, spotify_extended("Counts")]))
    assert history.plays == 1
    assert history.left_out == {reason: 1}
    with pytest.raises(EmptyHistoryError) as failure:
        read(as_json([entry]))
    assert failure.value.left_out == 1


def test_thirty_seconds_count() -> None:
    assert read(as_json([spotify_extended(ms=30_000, skipped=None)])).plays == 1


def test_spotifys_account_data_is_read() -> None:
    history = read(as_json([spotify_account(), spotify_account("Tune"), spotify_account()]))
    assert songs(history) == [("Anna", "Song", 2), ("Anna", "Tune", 1)]
    assert history.last == date(2023, 4, 5)


def test_account_data_beside_the_extended_history_counts_once() -> None:
    history = read(
        as_json([spotify_account(), spotify_account("Tune")]), as_json([spotify_extended()])
    )
    assert songs(history) == [("Anna", "Song", 1)]
    assert history.left_out == {LeftOut.REPEATED: 2}


def test_a_file_given_twice_counts_once() -> None:
    file = as_json([spotify_extended()])
    assert read(file, NamedBytes("copy", file.content)).plays == 1


def test_the_whole_zip_of_account_data_is_read_and_other_files_in_it_are_not() -> None:
    library = {"tracks": [{"artist": "Ben", "album": "X", "track": "Liked", "uri": "spotify:x"}],
               "artists": [{"name": "Cora"}]}  # fmt: skip
    history = read(
        as_zip(
            {
                "MyData/StreamingHistory_music_0.json": json.dumps([spotify_account()]).encode(),
                "MyData/StreamingHistory_music_1.json": json.dumps([spotify_account("B")]).encode(),
                "MyData/YourLibrary.json": json.dumps(library).encode(),
                "MyData/Marquee.json": json.dumps(
                    [{"artistName": "Dora", "segment": "Light listeners"}]
                ).encode(),
                "MyData/Userdata.json": b'{"username": "somebody", "email": "a@example.org"}',
                "MyData/Truncated.json": b'[{"broken": ',
                "MyData/Read_Me_First.pdf": b"%PDF-1.7\n\xff\xfe\x00",
                "MyData/inner.zip": as_zip({"a.json": b"[]"}).content,
            }
        )
    )
    assert songs(history) == [("Anna", "B", 1), ("Anna", "Song", 1)]
    assert [(file.name, file.format) for file in history.files] == [
        (f"MyData/StreamingHistory_music_{n}.json", HistoryFormat.SPOTIFY_ACCOUNT) for n in range(2)
    ]


def test_listenbrainz_is_read_as_lines_list_and_zip() -> None:
    record = listenbrainz(spotify_id="https://open.spotify.com/track/5SuOikwiRyPMVoIQDJUgSV")
    lines = as_lines([record, listenbrainz("Tune")])
    feedback = json.dumps({"recording_msid": "x", "score": 1, "created": 1_680_000_000}).encode()
    for file in (
        as_json([record, listenbrainz("Tune")]),
        lines,
        as_zip({"user.json": b'{"user_id": 1}', "feedback.jsonl": feedback,
                "listens/2023/4.jsonl": lines.content}),
    ):  # fmt: skip
        history = read(file)
        assert songs(history) == [("Anna", "Song", 1), ("Anna", "Tune", 1)]
        assert history.songs[0].track_ids == ("5SuOikwiRyPMVoIQDJUgSV",)
        assert history.last == date(2023, 4, 5)
        assert history.files[-1].format is HistoryFormat.LISTENBRAINZ


@pytest.mark.parametrize(
    "shape",
    [
        {"recenttracks": {"track": [lastfm(), lastfm("Tune")], "@attr": {"page": "1"}}},
        [{"track": [lastfm()], "@attr": {}}, {"track": [lastfm("Tune")]}],
        [lastfm(), lastfm("Tune")],
        [[lastfm()], [lastfm("Tune")]],
        {"username": "x", "scrobbles": [{"track": "Song", "artist": "Anna", "album": "A",
         "albumId": "b", "date": 1_680_674_828_000},
         {"track": "Tune", "artist": "Anna", "date": 1_680_674_828_000}]},
    ],
)  # fmt: skip
def test_lastfms_pages_are_read_in_every_shape_that_exporters_write(shape: object) -> None:
    history = read(as_json(shape))
    assert songs(history) == [("Anna", "Song", 1), ("Anna", "Tune", 1)]
    assert history.first == date(2023, 4, 5)


@pytest.mark.parametrize(
    "table",
    [
        "Anna,Album,Song,05 Apr 2023 06:07\nAnna,,Tune,05 Apr 2023 06:07\n",
        '"Anna","Album","Song","05 Apr 2023, 06:07"\r\n"Anna","","Tune","05 Apr 2023, 06:07"\r\n',
        "Anna,Album,Song,05.04.2023 06:07:08 +00:00,,\nAnna,Album,Tune,05.04.2023 06:07:08,,\n",
        (
            "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n"
            '"1680674828","05 Apr 2023, 06:07","Anna","","Album","","Song",""\n'
            '"1680674828","05 Apr 2023, 06:07","Anna","","Album","","Tune",""\n'
        ),
        (
            "Artist;Album;AlbumId;Track;Date#somebody\n"
            '"Anna";"Album";"x";"Song";"1680674828000"\n'
            '"Anna";"Album";"";"Tune";"1680674828000"\n'
        ),
    ],
)
def test_lastfms_tables_are_read_with_and_without_column_names(table: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        history = read(as_text(table, encoding))
        assert songs(history) == [("Anna", "Song", 1), ("Anna", "Tune", 1)]
        assert history.first == history.last == date(2023, 4, 5)
        assert history.files[0].format is HistoryFormat.LASTFM


@pytest.mark.parametrize(
    "table",
    [
        "artist,title,plays\nAnna,Song,7\nBen,Tune,3\n",
        "Title\tArtist Name\tPlay Count\nSong\tAnna\t7\nTune\tBen\t3\n",
        "rank|artist|song|count\n1|Anna|Song|7\n2|Ben|Tune|3\n",
        'Artist;Name;Scrobbles;Rank\nAnna;Song;7;1\nBen;"Tune";3;2\n',
        (
            '[{"artist": "Anna", "title": "Song", "playcount": "7"},'
            ' {"artists": ["Ben", "Cora"], "name": "Tune", "plays": 3.0}]'
        ),
    ],
)
def test_plain_tables_are_read_by_their_columns(table: str) -> None:
    history = read(as_text(table))
    assert songs(history) == [("Anna", "Song", 7), ("Ben", "Tune", 3)]
    assert (history.first, history.plays) == (None, 10)
    assert history.files[0].format is HistoryFormat.COLUMNS


def test_a_list_of_artists_has_no_songs() -> None:
    history = read(as_text("artist,plays\nAnna,7\nBen,\nanna,1\n"))
    assert artists(history) == [("Anna", 8), ("Ben", 1)]
    assert history.songs == ()


def test_names_in_another_encoding_are_left_out_one_by_one() -> None:
    history = read(as_text("artist,title\nAnna,Song\nJosé,Canción\n", "cp1252"))
    assert songs(history) == [("Anna", "Song", 1)]
    assert history.left_out == {LeftOut.UNREADABLE: 1}


def test_no_more_than_500_artists_and_songs_are_kept_and_all_plays_are_counted() -> None:
    rows = "".join(f"Artist {n},Song {n},{n + 1}\n" for n in range(700))
    history = read(as_text(f"artist,title,plays\n{rows}"))
    assert len(history.artists) == len(history.songs) == 500
    assert history.artists[0].name == "Artist 699"
    assert history.plays == 700 * 701 // 2


def test_of_a_song_with_many_ids_the_most_played_are_kept() -> None:
    plays = [
        spotify_extended(uri=f"spotify:track:{n:022d}") for n in range(20) for _ in range(n + 1)
    ]
    (song,) = read(as_json(plays)).songs
    assert song.plays == len(plays)
    assert song.track_ids == tuple(f"{n:022d}" for n in range(19, 9, -1))


def test_the_order_of_files_does_not_change_the_ranking() -> None:
    files = [as_text(f"artist,title\n{name},Song\n") for name in ("Cora", "Anna", "Ben")]
    assert read(*files).artists == read(*reversed(files)).artists
