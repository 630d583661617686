"""The ``fields`` parameter of playlists: ``items(added_at,track(name,!href)),total``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulators.spotify.problems import bad_request
from simulators.spotify.shapes import Json

_TOKEN = re.compile(r"\s*(?P<word>!?\w+|[.(),])\s*")


@dataclass(frozen=True, slots=True)
class Fields:
    """Names to keep with what to keep inside of them; those with ``!`` to leave out."""

    kept: dict[str, Fields | None]
    left_out: frozenset[str]

    @classmethod
    def read(cls, text: str) -> Fields:
        """Read the parameter; refuse what cannot be read."""
        tokens = [found["word"] for found in _TOKEN.finditer(text)]
        if "".join(tokens) != re.sub(r"\s", "", text):
            raise _unreadable()
        tokens.reverse()
        try:
            fields = _read_list(tokens)
        except RecursionError as error:
            raise _unreadable() from error
        if tokens:
            raise _unreadable()
        return fields

    def pick(self, whole: Json) -> Json:
        """Return what is wanted of an object, in the object's order."""
        return {
            name: _pick(self.kept.get(name), value)
            for name, value in whole.items()
            if name not in self.left_out and (name in self.kept or not self.kept)
        }


def _pick(fields: Fields | None, value: object) -> object:
    if fields is None:
        return value
    if isinstance(value, dict):
        return fields.pick(value)
    if isinstance(value, list):
        return [_pick(fields, item) for item in value]
    return value


def _read_list(tokens: list[str]) -> Fields:
    kept: dict[str, Fields | None] = {}
    left_out = set()
    while True:
        word = tokens.pop() if tokens else ""
        name = word.removeprefix("!")
        if not name.isidentifier():
            raise _unreadable()
        inside = _read_inside(tokens)
        if word == name:
            kept[name] = inside
        else:
            left_out.add(name)
        if not tokens or tokens[-1] != ",":
            return Fields(kept, frozenset(left_out))
        tokens.pop()


def _read_inside(tokens: list[str]) -> Fields | None:
    opened = tokens[-1] if tokens else ""
    if opened == "(":
        tokens.pop()
        inside = _read_list(tokens)
        if not tokens or tokens.pop() != ")":
            raise _unreadable()
        return inside
    if opened == ".":
        tokens.pop()
        word = tokens.pop() if tokens else ""
        name = word.removeprefix("!")
        if not name.isidentifier():
            raise _unreadable()
        if word != name:
            return Fields({}, frozenset({name}))
        return Fields({name: _read_inside(tokens)}, frozenset())
    return None


def _unreadable() -> Exception:
    return bad_request("Invalid fields parameter")
