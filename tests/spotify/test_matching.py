from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from humoresque.spotify.matching import WantedSong, normal, normal_title, resolve
from humoresque.spotify.models import Track

TITLE, ARTIST, LENGTH = "Señorita", "Björk & The Łaps", 200_000


@dataclass
class Shop:
    """A search that finds the same for whatever it is asked, and remembers it."""

    by_title: tuple[Track, ...] = ()
    by_isrc: tuple[Track, ...] = ()
    asked: list[tuple[str, int]] = field(default_factory=list)

    def search_tracks(self, query: str, limit: int = 10) -> tuple[Track, ...]:
        self.asked.append((query, limit))
        return self.by_isrc if query.startswith("isrc:") else self.by_title


def track(name: object = TITLE, uri: object = "spotify:track:found", **told: object) -> Track:
    song: dict[str, object] = {
        "name": name,
        "uri": uri,
        "artists": [{"name": ARTIST}],
        "duration_ms": LENGTH,
    }
    return Track.model_validate(song | told)


def wanted(title: str = TITLE, **known: object) -> WantedSong:
    song: dict[str, object] = {"title": title, "artists": (ARTIST,), "duration_ms": LENGTH}
    return WantedSong(**(song | known))  # type: ignore[arg-type]


def test_a_song_of_spotifys_own_needs_no_call() -> None:
    shop = Shop()
    uri = resolve(wanted(track_id="5FiXhM80sP4yg6tEnHkZZn"), shop)
    assert uri == "spotify:track:5FiXhM80sP4yg6tEnHkZZn"
    assert shop.asked == []


@pytest.mark.parametrize("track_id", ["own-1", "5FiXhM80sP4yg6tEnHkZZ", "5FiXhM80sP4yg6tEnHkZZ!"])
def test_an_id_of_somebody_elses_is_not_taken_for_one(track_id: str) -> None:
    assert resolve(wanted(track_id=track_id), Shop()) is None


def test_a_recordings_number_is_asked_first() -> None:
    shop = Shop(by_isrc=(track(external_ids={"isrc": "ATN262528501"}),))
    assert resolve(wanted(isrc="at-n26-25-28501"), shop) == "spotify:track:found"
    assert shop.asked == [("isrc:ATN262528501", 1)]


def test_an_app_that_is_not_told_numbers_trusts_the_search() -> None:
    assert resolve(wanted(isrc="ATN262528501"), Shop(by_isrc=(track(),))) == "spotify:track:found"


def test_another_recordings_number_is_not_believed() -> None:
    other = track(uri="spotify:track:other", external_ids={"isrc": "ATN262528502"})
    shop = Shop(by_isrc=(other,), by_title=(track(),))
    assert resolve(wanted(isrc="ATN262528501"), shop) == "spotify:track:found"
    assert len(shop.asked) == 2


@pytest.mark.parametrize("isrc", ["", "ATN", 'ATN262528501" OR', "ATN2625285011"])
def test_what_is_no_number_is_not_asked_for(isrc: str) -> None:
    shop = Shop()
    resolve(wanted(isrc=isrc), shop)
    assert [query for query, _ in shop.asked] == [f'track:"{TITLE}" artist:"{ARTIST}"']


def test_the_search_is_for_title_and_first_artist_ten_at_most() -> None:
    shop = Shop()
    resolve(wanted('"Say:" it* (feat. X) \\', artists=("One", "Two")), shop)
    assert shop.asked == [('track:"Say it" artist:"One"', 10)]


@pytest.mark.parametrize("guest", ["(feat. X)", "feat. X", "[with X]"])
def test_what_stands_on_both_sides_of_a_guest_is_no_phrase(guest: str) -> None:
    title = f"Señorita {guest} - Radio Edit"
    shop = Shop(by_title=(track(title, artists=[{"name": ARTIST}, {"name": "X"}]),))
    assert resolve(wanted(title), shop) == "spotify:track:found"
    assert 'track:"Señorita" artist' in shop.asked[0][0]


def test_a_title_of_many_words_is_searched_by_its_first_whole_words() -> None:
    shop = Shop()
    resolve(wanted("words " * 100, artists=("name " * 100,)), shop)
    asked = shop.asked[0][0]
    assert len(asked) < 250
    assert set(re.findall(r"\w+", asked)) == {"track", "words", "artist", "name"}


def test_a_word_too_long_is_searched_by_its_beginning() -> None:
    shop = Shop()
    resolve(wanted("l" + "o" * 200 + "ng"), shop)
    assert 'track:"looo' in shop.asked[0][0]


@pytest.mark.parametrize("song", [wanted("  "), wanted(artists=()), wanted(artists=("  ",))])
def test_without_title_or_artist_nothing_is_asked(song: WantedSong) -> None:
    shop = Shop(by_title=(track(),))
    assert resolve(song, shop) is None
    assert shop.asked == []


@pytest.mark.parametrize(
    "name",
    [
        "SENORITA",
        "Señorita - Remastered 2011",
        "Señorita - 2011 Remaster",
        "Señorita (2009 Digital Remaster)",
        "Señorita [Remastered Version]",
        "Señorita (feat. Somebody)",
        "Señorita feat. Somebody",
        "Señorita (feat. Somebody) - Remastered",
        "Señorita!",
    ],
)
def test_the_same_recording_under_another_name_is_found(name: str) -> None:
    assert resolve(wanted(), Shop(by_title=(track(name),))) == "spotify:track:found"


@pytest.mark.parametrize(
    "name",
    [
        "Señorita - Live",
        "Señorita (Live at Wembley)",
        "Señorita - Live / Remastered 2011",
        "Señorita - Remastered / Live",
        "Señorita (Acoustic)",
        "Señorita feat. Somebody - Remix",
        "Señorita (feat. Somebody) [Remix]",
        "Señorita - Karaoke Version",
        "Señorita, Pt. 2",
        "Señor",
        "Señorita (with Strings)",
        "Señorita (featuring Somebody - Live)",
        "Señorita (feat. Somebody, Acoustic Version)",
        "Señorita (feat. Somebody Remix)",
        "Señorita feat. Somebody Live at Wembley",
    ],
)
def test_another_take_is_not_taken(name: str) -> None:
    assert resolve(wanted(), Shop(by_title=(track(name),))) is None


@pytest.mark.parametrize(
    "told",
    [
        {"artists": [{"name": "The Tribute Band"}]},
        {"artists": []},
        {"duration_ms": LENGTH + 20_001},
        {"duration_ms": LENGTH - 20_001},
        {"is_local": True},
        {"is_playable": False},
        {"type": "episode"},
    ],
)
def test_no_song_goes_before_a_wrong_song(told: dict[str, object]) -> None:
    assert resolve(wanted(), Shop(by_title=(track(**told),))) is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Señorita", "Señorita (with Łódź & Others)"),
        ("Señorita [With Lodz]", "Señorita"),
        ("Señorita (with Lodz)", "Señorita (feat. Lodz) - Remastered"),
    ],
)
def test_who_sings_with_the_artist_is_a_guest_when_an_artist_too(title: str, name: str) -> None:
    song = track(name, artists=[{"name": ARTIST}, {"name": "Łódź"}])
    assert resolve(wanted(title), Shop(by_title=(song,))) == "spotify:track:found"


def test_who_sings_with_the_artist_on_stage_makes_another_take() -> None:
    song = track("Señorita (with Łódź - Live)", artists=[{"name": ARTIST}, {"name": "Łódź"}])
    assert resolve(wanted(), Shop(by_title=(song,))) is None


@pytest.mark.parametrize(
    ("artists", "others", "is_it"),
    [
        (("Bach", "Orchestra A"), ("Bach", "Orchestra B"), False),
        (("Bach", "Orchestra A"), ("Bach",), True),
        (("Bach",), ("Orchestra B", "Bach"), True),
    ],
)
def test_a_work_that_others_play_is_another_recording(
    artists: tuple[str, ...],
    others: tuple[str, ...],
    is_it: bool,  # noqa: FBT001 - a parameter
) -> None:
    song = track(artists=[{"name": name} for name in others])
    assert (resolve(wanted(artists=artists), Shop(by_title=(song,))) is not None) == is_it


def test_a_title_that_is_all_guests_is_searched_as_it_is() -> None:
    shop = Shop()
    resolve(wanted("(with you)"), shop)
    assert 'track:"(with you)"' in shop.asked[0][0]


def test_guests_may_stand_with_the_artist() -> None:
    song = wanted(artists=(f"{ARTIST} feat. Somebody",))
    assert resolve(song, Shop(by_title=(track(),))) == "spotify:track:found"


@pytest.mark.parametrize("name", ["bjork and the laps", "BJÖRK & THE ŁAPS"])
def test_an_artist_may_be_written_in_another_way(name: str) -> None:
    song = track(artists=[{"name": "First"}, {"name": name}])
    assert resolve(wanted(), Shop(by_title=(song,))) == "spotify:track:found"


def test_of_several_the_nearest_in_length_is_taken() -> None:
    near, far = (track(uri=f"u{off}", duration_ms=LENGTH + off) for off in (900, -19_000))
    unknown = track(uri="unknown", duration_ms=None)
    assert resolve(wanted(), Shop(by_title=(unknown, far, near))) == "u900"
    assert resolve(wanted(), Shop(by_title=(unknown, far))) == "u-19000"


@pytest.mark.parametrize("length", [None, 0])
def test_an_unknown_length_suits_every_length(length: int | None) -> None:
    shop = Shop(by_title=(track(), track(uri="second", duration_ms=1)))
    assert resolve(wanted(duration_ms=length), shop) == "spotify:track:found"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Don't", "Don\u2019t"),
        ("Don\u00b4t Stop", "dont stop"),
        ("Rock & Roll", "Rock and Roll"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Ænima", "AEnima"),
        ("\uff26\uff55\uff4c\uff4c", "full"),
        ("a  -  b", "A b"),
        ("Ёлка", "Елка"),
    ],
)
def test_ways_of_writing_are_one(text: str, same: str) -> None:
    assert normal(text) == normal(same)


@pytest.mark.parametrize(
    ("text", "other"), [("!!!", "???"), ("ไก่", "ไข่"), ("かき", "かぎ"), ("1999", "1998")]
)
def test_different_words_stay_different(text: str, other: str) -> None:
    assert normal(text) != normal(other)
    assert normal(text)


@pytest.mark.parametrize("title", ["Remastered 2011", "(feat. Nobody)", "[Remaster]"])
def test_a_title_that_is_all_addition_is_kept(title: str) -> None:
    assert normal_title(title)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_normal_title_is_normal(text: str) -> None:
    assert normal(normal_title(text)) == normal_title(text)


@settings(deadline=None)
@given(st.text(st.characters(codec="latin-1"), max_size=60))
def test_case_does_not_matter(text: str) -> None:
    assert normal(text.upper()) == normal(text.lower()) == normal(text)


WORDS = st.lists(
    st.text("abcdefghijklmnop\u00e4\u00f6\u00fc\u00e9", min_size=1, max_size=8), min_size=1
).map(" ".join)


@settings(deadline=None)
@given(
    WORDS,
    st.sampled_from(
        [
            str.title,
            lambda title: f"{title} (Remastered 2011)",
            lambda title: f"{title} - 1999 Remaster",
            lambda title: f"{title} (feat. {title[::-1]})",
            lambda title: f"{title} ft. Guest",
            lambda title: f"  {title} ",
        ]
    ),
)
def test_additions_do_not_matter(title: str, dress: Callable[[str], str]) -> None:
    assert normal_title(dress(title)) == normal_title(title)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_other_titles_are_others(title: str, other: str) -> None:
    plain = str.maketrans("äöüé", "aoue")
    assert (normal(title) == normal(other)) == (title.translate(plain) == other.translate(plain))
