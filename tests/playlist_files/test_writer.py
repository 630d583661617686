"""A playlist → a file that other programs read."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from humoresque.playlist_files.errors import PlaylistFileError, UnknownPlaylistFormatError
from humoresque.playlist_files.listed import ListedPlaylist, ListedSong
from humoresque.playlist_files.text import one_line
from humoresque.playlist_files.writer import PlaylistFormat, write
from tests.playlist_files.made_up import NAMESPACE, PLAYLIST, READERS, SONGS

_IN_ORDER = {
    "playlist": ["title", "creator", "annotation", "info", "location", "identifier", "image",
                 "date", "license", "attribution", "link", "meta", "extension", "trackList"],
    "track": ["location", "identifier", "title", "creator", "annotation", "info", "image",
              "album", "trackNum", "duration", "link", "meta", "extension"],
}  # fmt: skip
"""Elements in the order of the XSPF specification, version 1."""


def _one(song: ListedSong) -> ListedPlaylist:
    return ListedPlaylist("List", datetime(2026, 1, 2, tzinfo=UTC), (song,))


def _text(format_name: str, playlist: ListedPlaylist = PLAYLIST) -> str:
    return write(format_name, playlist).content.decode()


def test_m3u8_has_a_title_line_and_a_place_for_every_song() -> None:
    assert _text("m3u8").splitlines() == [
        "#EXTM3U",
        "#PLAYLIST:Happy: a list",
        "#EXTINF:215,Beyoncé, Zażółć - Song & <Tune>",
        "https://open.spotify.com/track/5SuOikwiRyPMVoIQDJUgSV",
        "#EXTINF:-1,@Anna - =SUM(A1)",
        "Music/C# & more/ą b.mp3",
        '# Say "hello"',
    ]


def test_a_path_that_looks_like_a_comment_stays_a_path_in_m3u8() -> None:
    assert (
        _text("m3u8", _one(ListedSong("A", (), file="#1/a.mp3"))).splitlines()[-1] == "./#1/a.mp3"
    )


def test_xspf_keeps_to_the_specification() -> None:
    root = ET.fromstring(_text("xspf"))  # noqa: S314
    assert root.tag == f"{NAMESPACE}playlist"
    assert root.attrib == {"version": "1"}
    _check_xspf(root)
    first, second, third = root.iter(f"{NAMESPACE}track")
    facts = {part.tag.removeprefix(NAMESPACE): part.text for part in first}
    assert facts == {
        "location": SONGS[0].url,
        "identifier": SONGS[0].url,
        "title": "Song & <Tune>",
        "creator": "Beyoncé, Zażółć",
        "annotation": "Close to the mood.",
        "album": "Album; one, two",
        "duration": "215499",
    }
    assert second.findtext(f"{NAMESPACE}location") == "Music/C%23%20%26%20more/%C4%85%20b.mp3"
    assert [part.tag for part in third] == [f"{NAMESPACE}title"]
    assert root.findtext(f"{NAMESPACE}date") == "2026-01-02T03:04:05+00:00"


def test_jspf_has_the_fields_of_xspf() -> None:
    playlist = json.loads(_text("jspf"))["playlist"]
    assert {key: playlist[key] for key in playlist if key != "track"} == {
        "title": "Happy: a list",
        "creator": "Humoresque",
        "annotation": "Ten songs.",
        "date": "2026-01-02T03:04:05+00:00",
    }
    assert playlist["track"][0] == {
        "location": [SONGS[0].url],
        "identifier": [SONGS[0].url],
        "title": "Song & <Tune>",
        "creator": "Beyoncé, Zażółć",
        "annotation": "Close to the mood.",
        "album": "Album; one, two",
        "duration": 215_499,
    }
    assert playlist["track"][2] == {"title": 'Say "hello"'}


def test_csv_is_a_table_that_spreadsheets_open_as_text() -> None:
    content = write("csv", PLAYLIST).content
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 4
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [
        ["position", "title", "artists", "album", "duration_ms", "url", "file", "reason"],
        ["1", "Song & <Tune>", "Beyoncé; Zażółć", "Album; one, two", "215499", SONGS[0].url, "",
         "Close to the mood."],
        ["2", "'=SUM(A1)", "'@Anna", "", "", "", "Music/C# & more/ą b.mp3", ""],
        ["3", 'Say "hello"', "", "", "", "", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r=", "\n@", "\x00="])
def test_no_cell_of_the_table_is_a_formula(start: str) -> None:
    nasty = f"{start}cmd|' /C calc'!A0"
    song = ListedSong(nasty, (nasty,), nasty, 1, None, nasty, nasty)
    for row in csv.reader(io.StringIO(_text("csv", _one(song)), newline="")):
        assert not [cell for cell in row if cell[:1] in set("=+-@\t\r\n ")]


def test_json_holds_everything() -> None:
    assert json.loads(_text("json")) == {
        "format": "humoresque-playlist",
        "version": 1,
        "name": "Happy: a list",
        "created_at": "2026-01-02T03:04:05+00:00",
        "note": "Ten songs.",
        "songs": [
            {
                "position": position,
                "title": song.title,
                "artists": list(song.artists),
                "album": song.album,
                "duration_ms": song.duration_ms or None,
                "url": song.url,
                "file": song.file,
                "reason": song.reason,
            }
            for position, song in enumerate(SONGS, start=1)
        ],
    }


def test_links_are_one_a_line() -> None:
    assert _text("links").splitlines() == [SONGS[0].url, SONGS[1].file, '# Say "hello"']


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b/ą.mp3", "a%20b/%C4%85.mp3"),
        ("/home/a b.mp3", "file:///home/a%20b.mp3"),
        ("C:\\Music\\a b.mp3", "file:///C:/Music/a%20b.mp3"),
        ("12:30/a.mp3", "12%3A30/a.mp3"),
        ("//server/a.mp3", "file:////server/a.mp3"),
        ("bad\udcff.mp3", "bad%FF.mp3"),
    ],
)
def test_a_path_becomes_a_uri_in_xspf(file: str, uri: str) -> None:
    root = ET.fromstring(_text("xspf", _one(ListedSong("A", (), file=file))))  # noqa: S314
    assert root.findtext(f".//{NAMESPACE}location") == uri


def test_a_path_that_no_line_can_hold_gives_way_to_the_address() -> None:
    song = ListedSong("A", (), url="https://example.org/a b", file="a\nb.mp3")
    assert _text("m3u8", _one(song)).splitlines()[-1] == "https://example.org/a%20b"
    assert _text("links", _one(song)) == "https://example.org/a%20b\n"


def test_the_date_is_told_in_utc() -> None:
    east = datetime(2026, 1, 2, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    assert json.loads(_text("json", ListedPlaylist("x", east, ())))["created_at"] == (
        "2026-01-01T23:00:00+00:00"
    )


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownPlaylistFormatError, match="m3u8, xspf, jspf, csv, json, links"):
        write("wpl", PLAYLIST)
    assert issubclass(UnknownPlaylistFormatError, PlaylistFileError)


@pytest.mark.parametrize("format_name", list(PlaylistFormat))
def test_equal_lists_give_equal_files(format_name: str) -> None:
    assert write(format_name, PLAYLIST) == write(format_name, PLAYLIST)
    assert write(format_name, PLAYLIST).media_type


_TEXT = st.text(max_size=12) | st.text(st.characters(), max_size=12)
_SONG = st.builds(
    ListedSong,
    title=_TEXT,
    artists=st.lists(_TEXT, max_size=3).map(tuple),
    album=st.none() | _TEXT,
    duration_ms=st.integers(-5, 10**9),
    url=st.none() | _TEXT.map(lambda path: f"https://example.org/{path}"),
    file=st.none() | _TEXT,
    reason=st.none() | _TEXT,
)


@settings(max_examples=250, deadline=None)
@given(
    st.builds(
        ListedPlaylist,
        name=_TEXT,
        created_at=st.integers(0, 4 * 10**9).map(lambda at: datetime.fromtimestamp(at, UTC)),
        songs=st.lists(_SONG, max_size=5).map(tuple),
        note=st.none() | _TEXT,
    )
)
@example(
    _one(ListedSong("a\udc00\x0b]]>&", ("\ufffe",), file="\udc00", url="\udc00", reason="\x1b"))
)
def test_any_list_is_read_back_with_all_its_titles(playlist: ListedPlaylist) -> None:
    for format_name, read in READERS.items():
        file = write(format_name, playlist)
        expected = [_expected(format_name, song) for song in playlist.songs]
        assert read(file.content) == expected
        if format_name == "xspf":
            _check_xspf(ET.fromstring(file.content))  # noqa: S314
    links = write("links", playlist).content.decode()
    assert links.count("\n") == len(playlist.songs) or not playlist.songs


def _expected(format_name: str, song: ListedSong) -> str:
    title = one_line(song.title)
    if format_name == "m3u8":
        return one_line(f"{', '.join(song.artists)} - {song.title}") if song.artists else title
    return f"'{title}" if format_name == "csv" and title[:1] in set("=+-@") - {""} else title


def _check_xspf(root: ET.Element) -> None:
    """The rules of the specification for the elements that are written."""
    for kind, parents in (("playlist", [root]), ("track", list(root.iter(f"{NAMESPACE}track")))):
        order = _IN_ORDER[kind]
        for parent in parents:
            names = [part.tag.removeprefix(NAMESPACE) for part in parent]
            assert names == sorted(names, key=order.index)
            assert len(set(names)) == len(names)
            for part in parent:
                _check_xspf_value(part)
    track_list = root.find(f"{NAMESPACE}trackList")
    assert track_list is not None
    assert {part.tag for part in track_list} <= {f"{NAMESPACE}track"}


def _check_xspf_value(part: ET.Element) -> None:
    name, value = part.tag.removeprefix(NAMESPACE), part.text or ""
    if name in {"location", "identifier"}:
        assert re.fullmatch(r"[A-Za-z0-9%/:?#\[\]@!$&'()*+,;=~._-]*", value)
        urlsplit(value)
        unquote(value)
    if name == "duration":
        assert re.fullmatch(r"[1-9][0-9]*", value)
    if name == "date":
        assert datetime.fromisoformat(value).tzinfo is not None
    if name != "trackList":
        assert not part.attrib
        assert not list(part)
