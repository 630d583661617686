"""Files of listening history → artists and songs by plays."""

from __future__ import annotations

import json
import zipfile
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from humoresque.history import reader
from humoresque.history.errors import (
    BrokenHistoryError,
    EmptyHistoryError,
    HistoryError,
    NoHistoryFilesError,
    TooLargeHistoryError,
    UnrecognizedHistoryError,
)
from humoresque.history.listening import HistoryFormat, LeftOut, ListeningHistory, NamedBytes
from humoresque.history.reader import read_history
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
    assert [file.format for file in history.files if file.plays] == [
        HistoryFormat.SPOTIFY_ACCOUNT, HistoryFormat.SPOTIFY_ACCOUNT,
    ]  # fmt: skip
    assert sum(file.format is None for file in history.files) == 6


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
        assert history.files[-1].format in {HistoryFormat.LISTENBRAINZ, None}


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


def test_the_order_of_files_does_not_change_the_ranking() -> None:
    files = [as_text(f"artist,title\n{name},Song\n") for name in ("Cora", "Anna", "Ben")]
    assert read(*files).artists == read(*reversed(files)).artists


def test_nothing_given_is_said() -> None:
    with pytest.raises(NoHistoryFilesError):
        read()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"[]",
        b"{}",
        b"[1, 2, null]",
        b"Dear diary, today\nI heard a song.\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"name,age\nAnna,7\n",
        b"artist\nAnna\n",
        b'{"artist": "Anna"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_what_is_no_history_is_told_with_the_formats_that_are_read(content: bytes) -> None:
    for file in (NamedBytes("x", content), as_zip({"x": content})):
        with pytest.raises(UnrecognizedHistoryError, match=r"Spotify.*Last\.fm.*ListenBrainz"):
            read(file)


@pytest.mark.parametrize(
    "broken",
    [
        as_json([spotify_extended()] * 2).content[:-3],
        as_json([spotify_extended()]).content[:-1],
        as_json([spotify_extended()]).content + b"!",
        as_json([spotify_extended()]).content[:-1] + b"," + b"[" * 100_000,
        b"artist,title\nAnna,Song\n" + b'Ben,"' + b"x" * 200_000 + b'"\n',
        b"artist,title\nAnna,Song\nBen," + b"x" * 200_000,
        as_zip({"a.json": as_json([spotify_extended()]).content}).content[:-30],
    ],
)
def test_a_file_that_breaks_off_is_named_by_its_number_and_nothing_of_it_is_quoted(
    broken: bytes,
) -> None:
    good = as_json([spotify_account()])
    with pytest.raises(BrokenHistoryError) as failure:
        read(good, NamedBytes("secret name.json", broken))
    assert failure.value.number == 2
    assert "File 2" in str(failure.value)
    for secret in ("secret", "Anna", "Ben", "Song", "xxx"):
        assert secret not in str(failure.value)
    assert failure.value.__cause__ is None


def test_damage_inside_a_zip_is_found() -> None:
    packed = bytearray(as_zip({"a.json": as_json([spotify_extended()] * 500).content}).content)
    packed[200] ^= 0xFF
    with pytest.raises(BrokenHistoryError, match="damaged inside"):
        read(NamedBytes("x", bytes(packed)))


def test_a_zip_with_a_password_is_refused_with_a_reason() -> None:
    packed = bytearray(as_zip({"a.json": b"[]"}).content)
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BrokenHistoryError, match="password"):
        read(NamedBytes("x", bytes(packed)))


def test_too_many_files_are_refused() -> None:
    with pytest.raises(TooLargeHistoryError, match="30 files"):
        read(*[as_text(f"artist,title\nAnna,Song {n}\n") for n in range(31)])


def test_a_zip_bomb_is_stopped_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_UNPACKED_BYTES", 1_000_000)
    bomb = as_zip({"a.json": b"[" + b" " * 50_000_000 + b"]"})
    assert len(bomb.content) < 100_000
    with pytest.raises(TooLargeHistoryError, match="after unpacking"):
        read(bomb)


def test_sizes_and_rows_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ROWS", 3)
    with pytest.raises(TooLargeHistoryError, match="3 plays"):
        read(as_json([spotify_account()] * 4))
    monkeypatch.setattr(reader, "MOST_BYTES", 10)
    with pytest.raises(TooLargeHistoryError, match="10 bytes"):
        read(as_json([spotify_account()]))


@pytest.mark.parametrize("junk", ["1", "{}", "[]", '{"a": 1}'])
def test_reading_stops_where_a_file_is_mostly_something_else(junk: str) -> None:
    endless = f"[{f'{junk},' * 1_000_000}1]".encode()
    with pytest.raises(UnrecognizedHistoryError):
        read(NamedBytes("x", endless))
    good = as_json([spotify_account()]).content[:-1]
    with pytest.raises(BrokenHistoryError, match="no play"):
        read(NamedBytes("x", good + b"," + endless[1:]))


def test_a_zip_with_too_many_files_is_refused_before_its_list_is_taken_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = as_zip({f"{n}.json": b"" for n in range(2_001)})
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(TooLargeHistoryError, match="files in a zip"):
        read(many)


def test_a_file_does_not_show_its_content_in_logs() -> None:
    assert "secret" not in repr(NamedBytes("name", b"secret"))


_TEXTS = st.text(max_size=8)
_VALUES = st.none() | st.booleans() | st.integers() | st.floats() | _TEXTS
_KEYS = st.sampled_from(
    [*spotify_extended(), *spotify_account(), *listenbrainz(), *lastfm(), "artist", "title",
     "plays", "podcastName", "scrobbles", "recenttracks", "track", "#text", "uts"]
)  # fmt: skip
_NESTED = st.recursive(
    _VALUES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=20,
)
_MARKS = st.sampled_from(
    [b"[", b"{", b'"', b"PK\x03\x04", b"PK\x01\x02", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\x00",
     b"artist,title\n", b"artist;plays\n"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.binary(max_size=60)
        | st.lists(_MARKS | st.binary(max_size=12), max_size=12).map(b"".join)
        | _NESTED.map(lambda value: json.dumps(value).encode())
        | st.binary(max_size=60).map(lambda inner: as_zip({"a": inner}).content),
        max_size=3,
    )
)
@example([b"PK\x05\x06" + bytes(18)])
@example([b"\xff\xfe["])
@example([b'[{"artist": {"#text": "A"}, "name": "B", "playcount": 1' + b"0" * 5000 + b"}]"])
def test_any_bytes_give_a_history_or_a_named_error(contents: list[bytes]) -> None:
    files = [NamedBytes(f"{n}", content) for n, content in enumerate(contents)]
    try:
        history = read_history(files)
    except HistoryError:
        return
    _check(history)


@settings(max_examples=150, deadline=None)
@given(st.lists(_NESTED.filter(lambda value: isinstance(value, dict)), max_size=6), st.integers(0))
def test_a_good_file_changed_in_one_place_gives_a_history_or_a_named_error(
    records: list[object], place: int
) -> None:
    content = bytearray(as_zip({"a": as_json([spotify_extended(), *records]).content}).content)
    content[place % len(content)] ^= 1 << place % 8
    try:
        history = read_history([NamedBytes("x", bytes(content))])
    except HistoryError:
        return
    _check(history)


def _check(history: ListeningHistory) -> None:
    assert history.plays >= 1
    assert sum(file.plays for file in history.files) >= history.plays
    assert [a.plays for a in history.artists] == sorted(
        (a.plays for a in history.artists), reverse=True
    )
    assert all(song.title and song.artist and song.plays >= 1 for song in history.songs)
