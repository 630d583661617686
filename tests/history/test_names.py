"""Spellings of the same artist and the same song."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.history.names import bare_title, folded, joined_artists, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beyoncé", "BEYONCE"),
        ("Sigur Rós", "sigur ros"),
        ("Myslovitz: Łąka", "myslovitz laka"),
        ("AC/DC", "AC-DC"),
        ("Guns N\N{RIGHT SINGLE QUOTATION MARK} Roses", "Guns N' Roses"),
        ("Simon & Garfunkel", "Simon and Garfunkel"),
        ("Mø", "MO"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("!!!", "???"), ("Blur", "Blue"), ("The The", "The"), ("東京", "京都")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    "title",
    [
        "Song",
        "Song (Remastered)",
        "Song (Remastered 2011)",
        "Song - Remastered 2011",
        "Song - 2011 Remaster",
        "Song - 2009 Digital Remaster",
        "Song [2011 Remastered Version]",
        "Song - Live",
        "Song (Live at Wembley Stadium, 1986)",
        "Song - Live - Remastered 2003",
        "Song - Mono",
        "Song - Radio Edit",
        "Song (Album Version)",
        "Song (feat. Ben)",
        "Song feat. Ben",
        "Song ft. Ben & Cora",
        "Song (with Ben)",
        "Song (feat. Ben) - Radio Edit",
        'Song - From "The Film"',
        "Song (Bonus Track)",
        "Song \N{EN DASH} Single Version",
    ],
)
def test_an_edition_is_the_same_song(title: str) -> None:
    assert bare_title(title) == "song"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Live Forever", "live forever"),
        ("Song (Ben Remix)", "song ben remix"),
        ("Song - Ben Remix", "song ben remix"),
        ("Song (Acoustic)", "song acoustic"),
        ("Song, Pt. 2", "song pt 2"),
        ("Song (Reprise)", "song reprise"),
        ("Song (Live Wire)", "song live wire"),
        ("Song (Instrumental)", "song instrumental"),
        ("With or Without You", "with or without you"),
        ("(Live)", "live"),
        ("(Remastered)", "remastered"),
        ("Left - Right", "left right"),
        ("From Here", "from here"),
        ("Feat", "feat"),
    ],
)
def test_another_song_keeps_what_tells_it_apart(title: str, bare: str) -> None:
    assert bare_title(title) == bare


def test_guests_are_no_part_of_an_artists_name() -> None:
    assert spellings("Anna feat. Ben") == ("Anna feat. Ben", "Anna")
    assert spellings("Anna (ft. Ben)") == ("Anna (ft. Ben)", "Anna")
    assert spellings("Featherweight") == ("Featherweight",)


def test_and_may_be_written_as_a_mark() -> None:
    assert spellings("Anna and Ben") == ("Anna and Ben", "Anna & Ben")
    assert spellings("Anna & Ben") == ("Anna & Ben", "Anna and Ben")


def test_a_name_may_join_several_artists() -> None:
    assert joined_artists("Anna, Ben & Cora") == ("Anna", "Ben", "Cora")
    assert joined_artists("Anna x Ben") == ("Anna", "Ben")
    assert joined_artists("Max Andersson") == ()


@given(st.text(max_size=60))
def test_any_text_has_a_bare_title_and_spellings(text: str) -> None:
    assert bare_title(text) or not text.strip()
    assert spellings(text)[0] == text
    assert len(joined_artists(text)) != 1
