import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from humoresque.catalog.finding import find_all

texts = st.text(alphabet="aBć~\U0001f3b5", max_size=4)


@given(held=st.lists(texts, unique=True, max_size=40), wanted=st.lists(texts, max_size=20))
def test_what_a_column_holds_is_found_and_nothing_else(held: list[str], wanted: list[str]) -> None:
    order = np.array(sorted(range(len(held)), key=held.__getitem__), dtype=np.int32)
    found = find_all(pa.array(held, pa.string()), order, pa.array(wanted, pa.string()))
    assert [held[row] for row in found] == [text for text in wanted if text in held]
