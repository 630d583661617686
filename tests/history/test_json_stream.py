"""Records of a JSON text, one at a time."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.history import json_stream
from humoresque.history.json_stream import JsonStreamError, records

_RECORDS = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.text(max_size=5) | st.integers(), max_size=3),
    min_size=1,
    max_size=8,
)


@given(_RECORDS, st.integers(1, 30), st.sampled_from(["list", "lines", "inside", "pages"]))
def test_pieces_of_any_length_give_the_same_records(
    expected: list[dict[str, object]], piece: int, shape: str
) -> None:
    written = {
        "list": json.dumps(expected, indent=1),
        "lines": "\n".join(map(json.dumps, expected)),
        "inside": json.dumps({"user": "x", "scrobbles": expected, "more": [1]}),
        "pages": json.dumps([{"track": expected, "@attr": {"page": 1}}]),
    }[shape]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", piece)
        assert list(records(io.StringIO(written))) == expected


def test_a_number_that_a_piece_cuts_is_read_whole() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", 1)
        assert list(records(io.StringIO('[12345, {"a": 67890}]'))) == [{}, {"a": 67890}]


def test_no_more_than_one_record_is_held() -> None:
    class Endless(io.StringIO):
        asked = 0

        def read(self, size: int | None = -1, /) -> str:
            assert size is not None
            assert size <= 2 * json_stream.LONGEST_RECORD
            self.asked += size
            return '[{"a": "' + "x" * (size - 8) if self.asked == size else "x" * size

    endless = Endless()
    with pytest.raises(JsonStreamError, match="longer"):
        list(records(endless))
    assert endless.asked < 4 * json_stream.LONGEST_RECORD


def test_an_object_with_endless_fields_is_refused() -> None:
    fields = ",".join(f'"{n}":1' for n in range(json_stream.MOST_FIELDS + 1))
    with pytest.raises(JsonStreamError, match="no service"):
        list(records(io.StringIO(f"{{{fields}}}")))


@pytest.mark.parametrize(
    "text", ["[", "[{}", '[{"a": 1]', '[{"a" 1}]', "[{} {}]", '{"a": 1', "{1: 2}", "nope", "[1,,2]"]
)
def test_broken_json_is_told(text: str) -> None:
    with pytest.raises(JsonStreamError):
        list(records(io.StringIO(text)))


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"track": [', "]}")])
def test_plays_inside_of_many_lists_are_refused_wherever_they_are_read(
    opening: str, closing: str
) -> None:
    record = {"artist": "Anna"}
    for depth in (3, 12, 900):
        written = opening * depth + json.dumps(record) + closing * depth
        if depth == 3:
            assert list(records(io.StringIO(written))) == [record]
            continue
        with pytest.raises(JsonStreamError, match="nested too deeply"):
            list(records(io.StringIO(written)))
