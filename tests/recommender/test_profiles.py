import itertools
import re
from pathlib import Path

import pytest

from humoresque.affect import EMOTIONS, Emotion
from humoresque.recommender import profiles as module
from humoresque.recommender.errors import ProfileFormatError, UnknownProfileError
from humoresque.recommender.profiles import built_in_profiles, load_profiles
from humoresque.recommender.request import Mode, Popularity

BUILT_IN = Path(module.__file__).with_name("profiles.toml").read_text(encoding="utf-8")

# The published table: tempo, key, mode, loudness, valence, energy; None where it has none.
PUBLISHED: dict[str, tuple[float | None, ...]] = {
    "angry": (140, 9, 0, -40, 0.8, 0.8),
    "disgust": (60, None, 0, None, 0.15, 0.65),
    "fear": (140, 9, None, -7, 0.2, 0.7),
    "happy": (120, 3, 1, None, 0.95, 0.8),
    "neutral": (65, 4, None, -3, 0.5, 0.25),
    "sad": (70, 2, 0, -5, 0, 0.3),
    "surprise": (130, 8, None, None, 0.2, 0.6),
}


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_the_profile_of_the_thesis_is_its_table_to_the_letter(emotion: Emotion) -> None:
    profile = built_in_profiles().named("thesis-2024")
    names = ("tempo", "key", "mode", "loudness", "valence", "energy")
    expected = {
        name: (value, value)
        for name, value in zip(names, PUBLISHED[emotion], strict=True)
        if value is not None
    }
    assert profile.emotions[emotion].ranges == expected
    assert profile.emotions[emotion].shift is None
    assert not profile.percentile
    assert not profile.blend
    assert set(profile.weights.values()) == {1.0}


def test_popularity_levels_aim_at_the_published_values() -> None:
    targets = {level: table.target for level, table in built_in_profiles().popularity.items()}
    assert targets == {Popularity.MAINSTREAM: 100, Popularity.MEDIUM: 70, Popularity.LOW: 20}


def test_popularity_bands_do_not_overlap() -> None:
    bands = sorted(table.band for table in built_in_profiles().popularity.values())
    assert bands == [(5, 44), (45, 69), (70, 100)]


def test_low_lists_are_filled_from_around_their_target_first() -> None:
    levels = built_in_profiles().popularity
    low, high = levels[Popularity.LOW].core
    assert low < (levels[Popularity.LOW].target or 0.0) < high
    assert (low, high) == (10, 35)
    assert all(levels[p].core == levels[p].band for p in levels if p is not Popularity.LOW)


@pytest.mark.parametrize("level", [p for p in Popularity if p is not Popularity.ANY])
def test_a_value_between_two_levels_has_a_band_between_theirs(level: Popularity) -> None:
    tables = built_in_profiles()
    at_level = tables.level(level)
    assert at_level.target is not None
    assert tables.level(at_level.target) == at_level
    bands = [tables.level(float(value)) for value in range(101)]
    for one, other in itertools.pairwise(bands):
        assert one.band <= other.band
        assert one.core <= other.core
        assert one.core[1] <= other.core[1]
        assert other.band[0] <= other.core[0] <= other.core[1] <= other.band[1]


def test_any_popularity_is_no_band_and_no_target() -> None:
    everything = built_in_profiles().level(Popularity.ANY)
    assert (everything.target, everything.band) == (None, (0.0, 100.0))


def test_surprise_asks_for_more_novelty_than_the_others() -> None:
    emotions = built_in_profiles().named("circumplex").emotions
    others = {target.novelty for e, target in emotions.items() if e is not Emotion.SURPRISE}
    assert others == {0.5}
    assert emotions[Emotion.SURPRISE].novelty > 0.5


def test_only_fear_is_soothed_by_default() -> None:
    emotions = built_in_profiles().named("circumplex").emotions
    assert [e for e in EMOTIONS if emotions[e].default is Mode.SHIFT] == [Emotion.FEAR]
    assert all(emotions[e].shift is not None for e in EMOTIONS)


def test_a_profile_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownProfileError, match="'mine'; known are circumplex, thesis-2024"):
        built_in_profiles().named("mine")


def test_a_long_unknown_profile_is_cut_in_the_message() -> None:
    with pytest.raises(UnknownProfileError, match=r"'x{59}…'; known are"):
        built_in_profiles().named("x" * 5_000)


def test_a_user_may_replace_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(BUILT_IN.replace("[thesis-2024", "[mine"), encoding="utf-8")
    assert set(load_profiles(path).profiles) == {"circumplex", "mine"}


@pytest.mark.parametrize(
    ("pattern", "replacement", "problem"),
    [
        (r"\A", "= broken", "mine.toml"),
        (r"(?s)\[circumplex\].*", "", "it holds no profile"),
        (r"(?s)\[popularity\].*?\n\n", "\n", "popularity: is missing or no table"),
        (r"target = 70, ", "", r"popularity.medium.target: must be a number"),
        (r"band = \[5, 44\]", "band = [0, 44, 1]", r"low.band: must be one number or \[low"),
        (r"band = \[5, 44\]", "band = [44, 0]", r"low.band: has its low end above"),
        (r"core = \[10, 35\]", "core = [4, 35]", r"low.core: must lie between 5 and 44"),
        (r"variety = 2.0", "variety = 0.5", r"selection.variety: must lie between 1 and 100"),
        (r"variety = 2.0", "variety = true", r"selection.variety: must be a number"),
        (r"certain = 0.45", "certain = 45", r"question.certain: must lie between 0 and 1"),
        (r"(?s)\[listener\].*?\n\n", "\n", r"listener: is missing or no table"),
        (r"medium = \{ weight.*", "", r"listener.medium: is missing"),
        (r"artists = 20", "artists = 0", r"listener.high.artists: must lie between 1"),
        (r"share = \[0.5, 1.0\]", "share = [1.0, 0.5]", r"medium.share: has its low end above"),
        (r"opinions = 0.12", "opinions = 0.9", r"listener: its weights must leave something"),
        (r"danceability = \{", "tempo = {", r"cues.tempo: has targets of its own"),
        (r"danceability = \{", "key = {", r"cues.key: is no feature that is compared on"),
        (r"middle = 0.5, valence = 3.0", "valence = 3.0", r"danceability.middle: must be a number"),
        (r"valence = 3.0", "valence = 30", r"danceability.valence: must lie between -5 and 5"),
        (r"novelty = 0.70", "novelty = 7", r"surprise.novelty: must lie between 0 and 1"),
        (r'scale = "raw"', 'scale = "none"', r"thesis-2024.scale: must be"),
        (r"blend = false", 'blend = "no"', r"thesis-2024.blend: must be true or false"),
        (r"blend = false", "blend = true", r"angry.key: cannot be blended"),
        (r"tempo = 0.08", "speed = 0.08", r"circumplex.weights.speed: is no feature"),
        (r"valence = 0.90", "valence = 1.90", r"happy.valence: must lie between 0 and 1"),
        (r"valence = 0.90", "liveness = 0.9", r"happy.liveness: has no weight"),
        (r"valence = 0.90\n", "", r"happy: needs valence and energy"),
        (r'default = "shift"', 'default = "drift"', r"fear.default: must be"),
        (r'shift = \{ name = "soothe".*', "", r"fear.default: needs a shift target"),
        (r"valence = 0.92, ", "", r"happy.shift.valence: must be a number"),
        (r"aim = \{ valence = 0.12, ", "aim = { ", r"angry.aim: needs valence and energy"),
        (r"energy = 0.95 \}", "energy = 9.5 }", r"angry.aim.energy: must lie between 0 and 1"),
        (r"tolerance = 0.18", "tolerance = 0", r"sad.tolerance: must lie between"),
        (r"(?s)\[circumplex.emotions.sad\].*?\n\n", "", r"emotions.sad: is missing"),
        (r"tempo = 100 # bpm", "tempo = 0", r"circumplex.spans.tempo: must lie between"),
        (r"valence = 0.34\nenergy = 0.30", "valence = 0\nenergy = 0", r"angry: needs a weight"),
        (r"(?s)weights\].*?spans\]", "weights]\n[circumplex.spans]", r"weights: must hold at"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_place(
    pattern: str, replacement: str, problem: str, tmp_path: Path
) -> None:
    text, found = re.subn(pattern, replacement, BUILT_IN, count=1)
    assert found
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileFormatError, match=problem) as refused:
        load_profiles(path)
    assert refused.value.path == path
    assert str(refused.value).startswith(f"{path}: ")
    assert str(refused.value).count(str(path)) == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileFormatError, match=r"none\.toml"):
        load_profiles(tmp_path / "none.toml")
