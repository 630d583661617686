import json
import re
import string
from dataclasses import asdict
from pathlib import Path

import pytest

from humoresque.affect import EMOTIONS
from humoresque.catalog.schema import FEATURES, RANKED_FEATURES
from humoresque.recommender import sentences
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.recommendation import Message, Value
from humoresque.recommender.request import Popularity
from humoresque.recommender.sentences import LANGUAGES, Templates, load_templates, tell
from humoresque.recommender.target import CHOSEN

SOURCES = Path(sentences.__file__).parent
FORMS = {"en": {"one", "other"}, "pl": {"one", "few", "other"}}


def codes_in_the_code() -> set[str]:
    """Every code that a message is made with."""
    literals = set()
    for path in SOURCES.glob("*.py"):
        for found in re.finditer(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text(encoding="utf-8")):
            literals.add(found[1])
    return literals


def variants(template: object) -> list[str]:
    return list(template.values()) if isinstance(template, dict) else [str(template)]


def fields(template: str) -> set[tuple[str, str]]:
    return {(n, spec or "") for _, n, spec, _ in string.Formatter().parse(template) if n}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence_in_every_language(language: str) -> None:
    known = set(load_templates(language).sentences)
    assert known == set(load_templates("en").sentences)
    ranked = {f"{n}-{part}" for n in RANKED_FEATURES for part in ("high", "middle", "low")}
    assert ranked - {f"tempo-{part}" for part in ("high", "middle", "low")} <= known
    assert {f"popularity-{part}" for part in ("high", "middle", "low")} <= known
    profiles = set(built_in_profiles().profiles)
    assert codes_in_the_code() - profiles <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_a_code_name_the_same_facts_in_known_forms(language: str) -> None:
    templates, english = load_templates(language), load_templates("en")
    for code, template in templates.sentences.items():
        if isinstance(template, dict):
            assert set(template) == FORMS[language], code
        allowed = {n for text in variants(english.sentences[code]) for n, _ in fields(text)}
        for text in variants(template):
            assert text.endswith((".", "?")), code
            assert {n for n, _ in fields(text)} <= allowed, code
            assert {spec for _, spec in fields(text)} - {""} <= set(templates.words), code


def words(templates: Templates, beginning: str) -> list[set[str]]:
    return [set(table) for form, table in templates.words.items() if form.startswith(beginning)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_has_a_word_for_everything_it_may_be_asked_for(language: str) -> None:
    templates = load_templates(language)
    circumplex = built_in_profiles().named("circumplex")
    places = {t.shift.name for t in circumplex.emotions.values() if t.shift} | {CHOSEN}
    levels = {level.value for level in Popularity if level is not Popularity.ANY} | {"chosen"}
    expected: dict[str, set[str]] = {
        "mood": {e.value for e in EMOTIONS},
        "place": places,
        "level": levels,
        "feature": {*FEATURES, "popularity"},
    }
    for beginning, needed in expected.items():
        found = words(templates, beginning)
        assert found
        assert all(needed <= known for known in found)


@pytest.mark.parametrize(
    ("code", "values", "english", "polish"),
    [
        (
            "valence-high",
            {"percent": 82},
            "Brighter in mood than 82 % of songs.",
            "Pogodniejszy niż 82% utworów.",
        ),
        (
            "mode-minor",
            {"emotion": "sad"},
            "In a minor key, which suits sadness.",
            "W tonacji molowej, odpowiedniej dla smutku.",
        ),
        (
            "genres-few",
            {"genres": ("gospel",), "count": 1, "size": 10, "neighbours": ("soul", "r-n-b")},
            (
                "Too few artists of gospel are left to choose from: "
                "one song comes from soul and r-n-b."
            ),
            (
                "W wybranych gatunkach (gospel) zostało za mało wykonawców. "
                "Jeden utwór pochodzi z pokrewnych: soul i r-n-b."
            ),
        ),
        (
            "key-near",
            {"key": "C♯", "asked": "B"},
            "In C♯, near the B asked for.",
            "Tonacja: Cis, blisko szukanej (H).",
        ),
        (
            "value-near",
            {"feature": "energy", "value": 0.5501, "asked": -14.0},
            "An energy of 0.55, near the -14 asked for.",
            "Cecha „energia”: 0,55, blisko szukanej wartości -14.",
        ),
        (
            "fewer-songs",
            {"count": 1, "size": 10},
            "Only one song was found: any others share its artist.",
            "Znalazł się tylko jeden utwór: ewentualne inne są tego samego wykonawcy.",
        ),
        (
            "popularity-none",
            {
                "genres": ("folk",),
                "level": "low",
                "low": 5,
                "high": 44,
                "count": 1,
                "span": "60",
            },
            (
                "There is no song of folk with low popularity (5 to 44) to choose from: "
                "one song comes from outside that range (60)."
            ),
            (
                "Nie ma do wyboru utworów o małej popularności (5–44) w gatunkach: folk. "  # noqa: RUF001 - a span
                "Jeden utwór jest spoza tego zakresu (60)."
            ),
        ),
        (
            "heard-lately",
            {"count": 3},
            "3 songs were in lists of yours lately: nothing else was left.",
            "3 utwory były niedawno na Twoich listach: nic innego nie zostało.",
        ),
        (
            "heard-lately",
            {"count": 12},
            "12 songs were in lists of yours lately: nothing else was left.",
            "12 utworów było niedawno na Twoich listach: nic innego nie zostało.",
        ),
        (
            "heard-lately",
            {"count": 22},
            "22 songs were in lists of yours lately: nothing else was left.",
            "22 utwory były niedawno na Twoich listach: nic innego nie zostało.",
        ),
    ],
)
def test_a_message_is_told_in_the_language_asked_for(
    code: str, values: dict[str, Value], english: str, polish: str
) -> None:
    message = Message(code, values)
    assert tell(message) == english
    assert tell(message, "pl-PL") == polish
    assert tell(message, "de") == english


def test_a_message_that_was_stored_as_json_is_told_alike() -> None:
    message = Message("genres-few", {"genres": ("a", "b"), "count": 2, "neighbours": ("c",)})
    stored = Message(**json.loads(json.dumps(asdict(message))))
    assert tell(stored) == tell(message)
    assert "a and b" in tell(message)


def test_a_message_of_another_version_is_told_by_its_code() -> None:
    assert tell(Message("gone", {})) == "gone"
    assert tell(Message("heard-lately", {})) == "heard-lately"
    assert tell(Message("valence-high", {"other": 1}), "pl") == "valence-high"
