from __future__ import annotations

from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

import mutagen
import pytest

from humoresque.own_music.tags import MAX_CHARACTERS, Tags, completed, read_tags
from tests.own_music.generated import song, write

id3: Any = import_module("mutagen.id3")  # parts of it carry no annotations

SHORT = song(seconds=1)
TAGS = Tags("Title", ("Anna", "Ben"), "Album", ("Hip-Hop/Rap", "Pop"), 1999, "USRC17607839")


def tag_as_id3(path: Path) -> None:
    file = mutagen.File(path)
    if file.tags is None:
        file.add_tags()
    for frame in (
        id3.TIT2(3, "Title"),
        id3.TPE1(3, ["Anna", "Ben"]),
        id3.TALB(3, "Album"),
        id3.TCON(3, ["Hip-Hop/Rap", "(13)"]),
        id3.TDRC(3, "1999-05-01"),
        id3.TSRC(3, "US-RC1-76-07839"),
    ):
        file.tags.add(frame)
    file.save()


def tag_as_vorbis(path: Path) -> None:
    file = mutagen.File(path)
    file["title"], file["artist"], file["album"] = "Title", ["Anna", "Ben"], "Album"
    file["genre"], file["date"] = ["Hip-Hop/Rap", "Pop"], "1999-05-01"
    file["isrc"] = "usrc17607839"
    file.save()


def tag_as_mp4(path: Path) -> None:
    file = mutagen.File(path)
    file["\xa9nam"], file["\xa9ART"], file["\xa9alb"] = "Title", ["Anna", "Ben"], "Album"
    file["\xa9gen"], file["\xa9day"] = ["Hip-Hop/Rap", "Pop"], "1999-05-01"
    file["----:com.apple.iTunes:ISRC"] = b"USRC17607839"
    file.save()


@pytest.mark.parametrize(
    ("suffix", "tag"),
    [
        ("mp3", tag_as_id3),
        ("wav", tag_as_id3),
        ("flac", tag_as_vorbis),
        ("ogg", tag_as_vorbis),
        ("opus", tag_as_vorbis),
        ("m4a", tag_as_mp4),
    ],
)
def test_every_format_tells_the_same(tmp_path: Path, suffix: str, tag: object) -> None:
    path = write(tmp_path / f"song.{suffix}", SHORT)
    assert read_tags(path).artists == ()
    tag(path)  # type: ignore[operator]
    assert read_tags(path) == TAGS


def test_several_artists_in_one_text_are_told_apart_but_names_stay_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "song.mp3", SHORT)
    tags = id3.ID3()
    tags.add(id3.TPE1(3, "AC/DC; Anna ;;Anna"))
    tags.add(id3.TIT2(3, "a\nb\x00c" + "x" * 1000))
    tags.save(path)
    found = read_tags(path)
    assert found.artists == ("AC/DC", "Anna")
    assert found.title == "a b"
    assert found.year is None


def test_what_is_no_recording_number_is_not_taken_for_one(tmp_path: Path) -> None:
    path = write(tmp_path / "song.flac", SHORT)
    file = mutagen.File(path)
    file["isrc"] = ["unknown", "USRC1760783", "FRZ03-98-00212"]
    file.save()
    assert read_tags(path).isrc == "FRZ039800212"


@pytest.mark.parametrize("content", [b"", b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + b"\xff" * 50])
def test_damaged_tags_are_like_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(content)
    assert read_tags(path) == Tags()


@pytest.mark.parametrize(
    ("place", "title", "artist", "album"),
    [
        ("Song.mp3", "Song", None, None),
        ("Anna - Song.mp3", "Song", "Anna", None),
        ("03 Song.mp3", "Song", None, None),
        ("1-03. Anna - Song.mp3", "Song", "Anna", None),
        ("99.mp3", "99", None, None),
        ("Anna/Song.mp3", "Song", "Anna", None),
        ("Anna/Album/03 - Song.mp3", "Song", "Anna", "Album"),
        ("Music/Anna/Album/Song.mp3", "Song", "Anna", "Album"),
        ("Anna/Album/Ben - Song.mp3", "Song", "Ben", "Album"),
        ("99 Luftballons - .mp3", "Luftballons -", None, None),
        ("x\udcff.mp3", "x", None, None),
        ("\n.mp3", "Untitled", None, None),
    ],
)
def test_what_tags_do_not_say_the_names_say(
    place: str, title: str, artist: str | None, album: str | None
) -> None:
    artists = (artist or f"Unknown artist of {title}",)
    assert completed(Tags(), PurePosixPath(place)) == Tags(title, artists, album)


def test_tags_come_before_names() -> None:
    assert completed(TAGS, PurePosixPath("A/B/C - D.mp3")) == TAGS
    assert len(completed(Tags(), PurePosixPath("x" * 1000)).title or "") == MAX_CHARACTERS
