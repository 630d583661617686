"""What is refused: broken, foreign and endless files; any bytes at all."""

from __future__ import annotations

import json
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from humoresque.history import reader
from humoresque.history.errors import (
    BrokenHistoryError,
    HistoryError,
    NoHistoryFilesError,
    TooLargeHistoryError,
    UnrecognizedHistoryError,
)
from humoresque.history.listening import LeftOut, ListeningHistory, NamedBytes
from humoresque.history.reader import read_history
from tests.history.made_up import (
    as_json,
    as_text,
    as_zip,
    lastfm,
    listenbrainz,
    read,
    spotify_account,
    spotify_extended,
)


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


def test_names_of_files_are_reported_short_and_printable() -> None:
    plays = as_json([spotify_account()]).content
    history = read(as_zip({"\x1b\u202e" + "x" * 60_000: plays, "no\nplays": b"{}"}))
    (report,) = history.files
    assert report.name == "x" * 198
    assert read(NamedBytes("a\nb.json", plays)).files[0].name == "a b.json"


@pytest.mark.parametrize("plays", [{}, True, -1, 1e300, "many"])
def test_a_count_that_is_none_costs_its_row(plays: object) -> None:
    row = {"artist": "Anna", "title": "Song"}
    history = read(as_json([{**row, "plays": plays}, {**row, "plays": 2}]))
    assert (history.plays, history.left_out) == (2, {LeftOut.UNREADABLE: 1})


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
