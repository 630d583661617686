"""Messages → sentences in a person's language, from one table of templates a language."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from humoresque.recommender.recommendation import Message, Value

LANGUAGES: tuple[str, ...] = ("en", "pl")
_DEFAULT = LANGUAGES[0]
_FEW = range(2, 5)
_TEENS = range(12, 15)

Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Templates:
    """One language: words by form, and by code a template or one for each plural form."""

    conjunction: str
    decimal: str
    words: Words
    sentences: Mapping[str, str | Mapping[str, str]]


def tell(message: Message, language: str = _DEFAULT) -> str:
    """Say a message in a language, by its first two letters; English for one unknown.

    A message of another version, whose code or values are not those of today, is told by its code.
    """
    short = language[:2].lower()
    templates = load_templates(short if short in LANGUAGES else _DEFAULT)
    template = templates.sentences.get(message.code)
    if isinstance(template, Mapping):
        count = message.values.get("count")
        template = template.get(_plural(short, count if isinstance(count, int) else 0))
    if template is None:
        return message.code
    values = {name: _Told(value, templates) for name, value in message.values.items()}
    try:
        return template.format_map(values)
    except (KeyError, ValueError):
        return message.code


@functools.cache
def load_templates(language: str) -> Templates:
    """Read the table of one of :data:`LANGUAGES`."""
    path = Path(__file__).with_name(f"sentences.{language}.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Templates(table["and"], table["decimal"], table["words"], table["sentences"])


def _plural(language: str, count: int) -> str:
    """Name the plural form (CLDR) that a whole number takes."""
    if count == 1:
        return "one"
    few = count % 10 in _FEW and count % 100 not in _TEENS
    return "few" if language == "pl" and few else "other"


@dataclass(frozen=True, slots=True)
class _Told:
    """A value as a template sees it: ``{name}`` itself, ``{name:form}`` its word in that form."""

    value: Value
    templates: Templates

    def __format__(self, form: str) -> str:
        if form:
            word = str(self.value)
            return self.templates.words[form].get(word, word)
        if isinstance(self.value, tuple | list):
            *first, last = map(str, self.value)
            ends = [", ".join(first), last] if first else [last]
            return f" {self.templates.conjunction} ".join(ends)
        if isinstance(self.value, float):
            return f"{self.value:.2g}".replace(".", self.templates.decimal)
        return str(self.value)
