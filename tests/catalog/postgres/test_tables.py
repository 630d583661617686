import csv
import io

import pyarrow as pa
import pytest

from humoresque.catalog.postgres.tables import array_literals, csv_of, received_tracks, sent_tracks
from humoresque.catalog.schema import SCHEMA
from tests.catalog.made_up import made_up_catalog


@pytest.mark.parametrize(
    ("names", "literal"),
    [
        ([], "{}"),
        (["a"], '{"a"}'),
        (["a b", "c,d"], '{"a b","c,d"}'),
        (['say "hi"', "back\\slash"], '{"say \\"hi\\"","back\\\\slash"}'),
        (["{}", "NULL", ""], '{"{}","NULL",""}'),
    ],
)
def test_a_list_is_written_as_an_array(names: list[str], literal: str) -> None:
    lists = pa.chunked_array([pa.array([["first"], names], pa.list_(pa.string()))])
    assert array_literals(lists).to_pylist() == ['{"first"}', literal]


def test_a_missing_text_differs_from_an_empty_one() -> None:
    table = pa.table({"a": ["", None, 'x"y']})
    assert csv_of(table) == b'""\n\n"x""y"\n'


def test_every_song_is_sent_once_with_its_row() -> None:
    table = made_up_catalog(7).table
    rows = [*csv.reader(io.StringIO(b"".join(sent_tracks(table)).decode()))]
    assert [row[0] for row in rows] == [*"0123456"]
    assert [row[1] for row in rows] == table["track_id"].to_pylist()


def test_nothing_received_is_a_table_without_songs() -> None:
    assert received_tracks(b"").schema == SCHEMA
    assert received_tracks(b"").num_rows == 0
